import { z } from "zod";
import {
  columnSchema,
  footingSchema,
  isShare,
  planColumn,
  planPeriodHead,
  planRows,
  statementRowSchema,
  type ColumnRequest,
} from "../figure-table.ts";
import type { FigureTable, HeadGroup } from "../table.ts";
import { attempt, defineBlock } from "./block.ts";

/** Results of periods side by side with shares and growth, under a two-level head. */
export interface ResultsTable extends FigureTable {
  readonly kind: "results-table";
}

const schema = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        period: z.string().min(1),
        /** Named by its period alone, without the months. */
        brief: z.boolean().default(false),
        columns: z.array(columnSchema).min(1),
      }),
    )
    .min(1),
  rows: z.array(statementRowSchema).min(1),
  footing: footingSchema,
});

export const resultsTable = defineBlock({
  kind: "results-table",
  schema,
  plan: (block): ResultsTable => {
    const { groups, rows, footing } = block.request;
    const columns = groups.flatMap(({ period, columns }) =>
      columns.map((column): ColumnRequest => ({ ...column, period: column.period ?? period })),
    );
    return {
      kind: "results-table",
      groups: groups.map(({ period, brief, columns }, index): HeadGroup => {
        const comparing = columns.every(({ measure }) => measure !== undefined && !isShare(measure));
        const label = comparing
          ? []
          : attempt(block, ["groups", index, "period"], () => planPeriodHead(block, period, { brief }));
        return { label: label ?? [], span: columns.length };
      }),
      columns: columns.flatMap((column) => planColumn(block, column) ?? []),
      rows: planRows(block, { rows, columns, ...(footing && { footing }) }),
    };
  },
});
