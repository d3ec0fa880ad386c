import { z } from "zod";
import type { ChartRequest } from "../../charts/request.ts";
import { planRows, rowOf, rowSchema } from "../figure-table.ts";
import {
  drawnAccounts,
  panelSchema,
  periodsSchema,
  planColumns,
  planPanels,
  planPeriods,
} from "../panels.ts";
import { sayAlt } from "../chart-words.ts";
import type { Runs } from "../runs.ts";
import { partsOfLine } from "../say.ts";
import { plainText } from "../sentence.ts";
import { defineBlock } from "./block.ts";

/** A chart over the table of its data: each column of the chart stands over the column of its period. */
export interface ChartTable {
  readonly kind: "chart-table";
  readonly heading: Runs;
  readonly unit: string;
  /** px; the chart's width and label column are those of the table. */
  readonly width: number;
  readonly labelWidth: number;
  readonly chart: ChartRequest;
  readonly columns: readonly { readonly label: Runs; readonly highlight: boolean }[];
  readonly rows: readonly {
    readonly label: Runs;
    /** Key of the series' colour; undefined for rows that are not drawn as bars. */
    readonly colour?: number;
    readonly level: "plain" | "total" | "ratio";
    readonly cells: readonly Runs[];
  }[];
}

const schema = z.strictObject({
  periods: periodsSchema,
  width: z.number().positive().max(1152),
  labelWidth: z.number().positive().max(400),
  panels: z.array(panelSchema).min(1),
  rows: z.array(rowSchema).min(1),
});

export const chartTable = defineBlock({
  kind: "chart-table",
  schema,
  plan: (block): ChartTable => {
    const { context, words } = block;
    const { width, labelWidth, panels, rows } = block.request;
    const periods = planPeriods(block, block.request.periods);
    const columns = planColumns(block, periods);
    const colours = new Map(
      panels
        .filter(({ kind }) => kind !== "ratio-line")
        .flatMap(drawnAccounts)
        .map(({ account, colour }) => [account, colour]),
    );
    const cells = planRows(block, {
      rows,
      columns: periods.map(({ id }) => ({ period: id, highlight: id === context.own.id })),
    });
    return {
      kind: "chart-table",
      heading: words.optional("heading"),
      unit: plainText(words.optional("unit")),
      width,
      labelWidth,
      chart: {
        width,
        labelWidth,
        columns,
        columnLabels: false,
        panels: planPanels(block, { panels, periods, captions: true }),
        alt: sayAlt(block, words.runs("alt"), { panels, periods, hasTable: true }),
      },
      columns: columns.map(({ id, label, emphasis }) => ({
        label: [{ term: id, text: label, sort: "period" }],
        highlight: emphasis === "current",
      })),
      rows: cells.map(({ label, level, cells }, index) => {
        const { account } = rowOf(rows[index]!);
        const colour = colours.get(account);
        const ratio = context.ledger.facts.accounts.get(partsOfLine(account).account)?.kind === "ratio";
        return {
          label,
          level: ratio ? "ratio" : level === "total" ? "total" : "plain",
          cells,
          ...(colour !== undefined && level !== "total" && { colour }),
        };
      }),
    };
  },
});
