import { z } from "zod";
import type { Runs } from "../runs.ts";
import { defineBlock } from "./block.ts";

/** A table of words. `widths` are fractions of the table's width and add up to 1. */
export interface TextTable {
  readonly kind: "text-table";
  readonly columns: readonly { readonly label: Runs; readonly width: number }[];
  readonly rows: readonly (readonly Runs[])[];
}

const schema = z.strictObject({
  /** Keys of the words, in order, with the share of the width that each takes. */
  columns: z
    .array(z.strictObject({ id: z.string().min(1), width: z.number().positive().max(1) }))
    .min(1)
    .refine(
      (columns) => Math.abs(columns.reduce((sum, { width }) => sum + width, 0) - 1) < 0.001,
      "the widths of the columns do not add up to 1",
    ),
});

export const textTable = defineBlock({
  kind: "text-table",
  schema,
  plan: ({ request: { columns }, words }): TextTable => {
    const heads = words.child("columns");
    return {
      kind: "text-table",
      columns: columns.map(({ id, width }) => ({ label: heads.runs(id), width })),
      rows: words.children("rows").map((row) => columns.map(({ id }) => row.runs(id))),
    };
  },
});
