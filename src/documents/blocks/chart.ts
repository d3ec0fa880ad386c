import { z } from "zod";
import type { ChartRequest } from "../../charts/request.ts";
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
import { sayLine } from "../say.ts";
import { plainText } from "../sentence.ts";
import { defineBlock } from "./block.ts";

/** A chart that carries its own column labels; an inset is a small one. */
export interface Chart {
  readonly kind: "chart";
  readonly heading: Runs;
  /** Unit and scope of the chart, at the right of the heading. */
  readonly unit: string;
  /** Empty where the chart has one series that the heading names. */
  readonly legend: readonly { readonly label: Runs; readonly colour: number }[];
  /** The alternative text where it is printed as well: in a message. */
  readonly alt?: Runs;
  readonly chart: ChartRequest;
}

const schema = z.strictObject({
  periods: periodsSchema,
  width: z.number().positive().max(1152),
  panels: z.array(panelSchema).min(1),
});

export const chart = defineBlock({
  kind: "chart",
  schema,
  plan: (block): Chart => {
    const { context, words } = block;
    const { width, panels } = block.request;
    const periods = planPeriods(block, block.request.periods);
    const drawn = panels.flatMap(drawnAccounts);
    const alt = words.runs("alt");
    return {
      kind: "chart",
      heading: words.optional("heading"),
      unit: plainText(words.optional("unit")),
      legend:
        drawn.length < 2
          ? []
          : drawn.map(({ account, colour }) => ({
              label: sayLine(context, { line: account, short: true }),
              colour,
            })),
      ...(context.saysAlt && { alt }),
      chart: {
        width,
        labelWidth: 0,
        columns: planColumns(block, periods),
        columnLabels: true,
        panels: planPanels(block, { panels, periods, captions: panels.length > 1 }),
        alt: sayAlt(block, alt, { panels, periods, hasTable: false }),
      },
    };
  },
});
