import { z } from "zod";
import {
  columnSchema,
  footingSchema,
  planColumn,
  planPeriodHead,
  planRows,
  rowOf,
  statementRowSchema,
  type ColumnRequest,
} from "../figure-table.ts";
import type { Runs } from "../runs.ts";
import type { FigureColumn, FigureTable } from "../table.ts";
import { attempt, defineBlock } from "./block.ts";

/** Lines of a statement at two dates or periods with their change, under a heading. */
export interface StatementExtract extends FigureTable {
  readonly kind: "statement-extract";
  readonly heading: Runs;
}

const schema = z.strictObject({
  columns: z.array(columnSchema.required({ period: true })).min(1),
  rows: z.array(statementRowSchema).min(1),
  footing: footingSchema,
  /** A last column of words: its head `comment`, and by account those under `comments`. */
  comments: z.boolean().default(false),
});

export const statementExtract = defineBlock({
  kind: "statement-extract",
  schema,
  plan: (block): StatementExtract => {
    const { rows, footing, comments } = block.request;
    const columns: readonly ColumnRequest[] = block.request.columns;
    return {
      kind: "statement-extract",
      heading: block.words.optional("heading"),
      groups: [],
      columns: columns.flatMap((column, index): FigureColumn[] => {
        if (column.measure !== undefined) return [planColumn(block, column) ?? []].flat();
        const head = attempt(block, ["columns", index, "period"], () =>
          planPeriodHead(block, column.period, column),
        );
        return [{ label: head ?? [], highlight: column.highlight, sort: "level" }];
      }),
      rows: planRows(block, { rows, columns, ...(footing && { footing }) }).map((row, index) => {
        const asked = rows[index]!;
        if (!comments || (typeof asked === "object" && "heading" in asked)) return row;
        const { account } = rowOf(asked);
        return { ...row, comment: block.words.child("comments").optional(account) };
      }),
      ...(comments && { comment: block.words.runs("comment") }),
    };
  },
});
