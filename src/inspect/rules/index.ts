import { indexTags } from "../index-tags.ts";
import type { PdfContents, RuleResult } from "../inspection.ts";
import { alternatives } from "./alternatives.ts";
import { annotations } from "./annotations.ts";
import { conformingFile } from "./conforming-file.ts";
import { documentMetadata } from "./document-metadata.ts";
import { embeddedFiles } from "./embedded-files.ts";
import { fonts } from "./fonts.ts";
import { forms } from "./forms.ts";
import { headings } from "./headings.ts";
import { identification } from "./identification.ts";
import { languages } from "./languages.ts";
import { lists } from "./lists.ts";
import { markedContent } from "./marked-content.ts";
import { notes } from "./notes.ts";
import { optionalContent } from "./optional-content.ts";
import type { Rule } from "./rule.ts";
import { structureTree } from "./structure-tree.ts";
import { tableGrid } from "./table-grid.ts";
import { tableHeads } from "./table-heads.ts";
import { tables } from "./tables.ts";

/** All rules that can be decided, in the order of their clauses. */
export const rules: readonly Rule[] = [
  ...alternatives,
  ...annotations,
  ...conformingFile,
  ...documentMetadata,
  ...embeddedFiles,
  ...fonts,
  ...forms,
  ...headings,
  ...identification,
  ...languages,
  ...lists,
  ...markedContent,
  ...notes,
  ...optionalContent,
  ...structureTree,
  ...tableGrid,
  ...tableHeads,
  ...tables,
].toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));

/** What each rule says of a file. */
export function decideRules(pdf: PdfContents): readonly RuleResult[] {
  const indexed = indexTags(pdf);
  return rules.map(({ id, says, decide }) => ({ id, says, ...decide(indexed) }));
}
