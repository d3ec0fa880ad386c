import { tagsOf } from "../describe-tags.ts";
import type { Fault, Tag } from "../inspection.ts";
import { every, everyKnown, type Rule } from "./rule.ts";
import { tagFault, tagsOfType } from "./tag-fault.ts";

/** It is known of which cells a head cell is the head. */
export const tableHeads: readonly Rule[] = [
  {
    id: "7.5-1",
    says: "head cells say whether they head a row or a column, or cells name their heads",
    decide: (pdf) =>
      every(
        tagsOfType(pdf, "Table").filter(({ tag }) => cellsOf(tag, "TH").length > 0),
        ({ tag }): Fault | undefined => {
          if (cellsOf(tag, "TD").every(({ headers }) => headers.length > 0) && cellsOf(tag, "TD").length > 0)
            return undefined;
          const bare = cellsOf(tag, "TH").find(({ scope }) => scope === undefined);
          return bare && tagFault(bare, "is a head cell without Scope, and not all cells name their heads");
        },
      ),
  },
  {
    id: "7.5-2",
    says: "the heads that a cell names are there, or can be found by their scope",
    decide: (pdf) => {
      const ids = new Set(pdf.allTags.flatMap(({ tag }) => tag.id ?? []));
      const unknownOf = ({ headers }: Tag): string | undefined => headers.find((header) => !ids.has(header));
      const hasScopes = tagsOfType(pdf, "TH").some(({ tag }) => tag.scope !== undefined);
      return everyKnown(
        tagsOfType(pdf, "TD").filter(({ tag }) => tag.headers.length > 0),
        ({ tag }) => (hasScopes && unknownOf(tag) !== undefined ? missing(tag, unknownOf(tag)!) : undefined),
        ({ tag }) => (unknownOf(tag) === undefined ? undefined : missing(tag, unknownOf(tag)!)),
      );
    },
  },
];

function cellsOf(table: Tag, type: string): readonly Tag[] {
  return tagsOf(table.kids).flatMap(({ tag }) => (tag.standard === type ? [tag] : []));
}

function missing(cell: Tag, header: string): Fault {
  return tagFault(cell, `names the head "${header}", which is not there`);
}
