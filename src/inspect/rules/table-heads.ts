import { tagsOf } from "../describe-tags.ts";
import type { Fault, Tag } from "../inspection.ts";
import { every, type Rule } from "./rule.ts";
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
    says: "the heads that a cell names are there",
    decide: (pdf) => {
      const ids = new Set(tagsOf(pdf.tags).flatMap(({ tag }) => tag.id ?? []));
      return every(
        tagsOfType(pdf, "TD").filter(({ tag }) => tag.headers.length > 0),
        ({ tag }) => {
          const unknown = tag.headers.find((header) => !ids.has(header));
          return unknown === undefined
            ? undefined
            : tagFault(tag, `names the head "${unknown}", which is not there`);
        },
      );
    },
  },
];

function cellsOf(table: Tag, type: string): readonly Tag[] {
  return tagsOf(table.kids).flatMap(({ tag }) => (tag.standard === type ? [tag] : []));
}
