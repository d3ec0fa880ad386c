import { z } from "zod";
import type { ChartColumn, Mark, Panel, Series } from "../charts/request.ts";
import type { Period } from "../facts/period.ts";
import { attempt, type BlockRequest } from "./blocks/block.ts";
import { askFigure, checkHeadUnit, printFigure, type Context } from "./context.ts";
import { plainText, SentenceFault } from "./sentence.ts";
import { partsOfLine, sayLine } from "./say.ts";

const account = z.string().min(1);
const height = z.number().positive().max(700);

/** The panels that an outline can ask for; each names accounts, or members of them, and leaves numbers and words to the plan. */
export const panelSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("stacked-columns"),
    height,
    /** From the bottom of the stack up. */
    series: z.array(account).min(1),
    total: account,
    /** Index of the first series' colour in tokens.yaml. */
    colours: z.array(z.number().int().nonnegative()).optional(),
  }),
  z.strictObject({
    kind: z.literal("clustered-columns"),
    height,
    series: z.array(account).min(1),
    colours: z.array(z.number().int().nonnegative()).optional(),
  }),
  z.strictObject({
    kind: z.literal("columns"),
    height,
    of: account,
    colour: z.number().int().nonnegative().default(0),
  }),
  z.strictObject({
    kind: z.literal("ratio-line"),
    height,
    of: account,
    colour: z.number().int().nonnegative().default(0),
  }),
]);
export type PanelRequest = z.output<typeof panelSchema>;

/** How an outline says over which periods a chart runs. */
export const periodsSchema = z
  .string()
  .regex(/^last \d+$/, "expected last and a number of quarters: last 10");

/** The quarters of `last 10`, ending with the document's own. */
export function planPeriods({ context }: BlockRequest<unknown>, periods: string): readonly Period[] {
  return context.calendar.last(Number(periods.slice("last ".length)), context.own);
}

/** The columns of a chart, the document's own quarter emphasised. */
export function planColumns(
  { context }: BlockRequest<unknown>,
  periods: readonly Period[],
): readonly ChartColumn[] {
  return periods.map((period) => ({
    id: period.id,
    label: context.locale.period(period, "short"),
    emphasis: period.id === context.own.id ? "current" : "past",
  }));
}

/** The accounts that a panel draws, from the bottom up, each with its colour. */
export function drawnAccounts(
  panel: PanelRequest,
): readonly { readonly account: string; readonly colour: number }[] {
  if ("of" in panel) return [{ account: panel.of, colour: panel.colour }];
  return panel.series.map((account, index) => ({ account, colour: panel.colours?.[index] ?? index }));
}

/** The panels of a chart with their values and finished labels. Throws nothing: problems join the slide's. */
export function planPanels(
  block: BlockRequest<unknown>,
  {
    panels,
    periods,
    captions,
  }: {
    readonly panels: readonly PanelRequest[];
    readonly periods: readonly Period[];
    /** Whether panels of one series say its name. */
    readonly captions: boolean;
  },
): readonly Panel[] {
  const { context } = block;
  return panels.map((panel, index): Panel => {
    attempt(block, ["panels", index], () => checkUnits(context, panel));
    const series = drawnAccounts(panel).map(({ account, colour }): Series => ({
      id: account,
      label: labelOf(account),
      colour,
      marks: marksOf(account, index, panel.kind !== "stacked-columns"),
    }));
    const { height } = panel;
    const caption = captions ? { caption: labelOf(drawnAccounts(panel)[0]!.account) } : {};
    if (panel.kind === "stacked-columns") {
      return { kind: panel.kind, height, series, totals: marksOf(panel.total, index, true) };
    }
    if (panel.kind === "clustered-columns") return { kind: panel.kind, height, series };
    if (panel.kind === "columns") return { kind: panel.kind, height, series: series[0]!, ...caption };
    return { kind: panel.kind, height, series: series[0]!, ...caption };
  });

  function labelOf(account: string): string {
    return plainText(sayLine(context, { line: account, short: true }));
  }

  function marksOf(account: string, panel: number, labelled: boolean): readonly Mark[] {
    return periods.map((period): Mark => {
      const figure = attempt(block, ["panels", panel], () => {
        const found = askFigure(context, `${account}@${period.id}`);
        if (found !== undefined && !block.words.has("unit")) checkHeadUnit(context, found);
        return found;
      });
      if (figure === undefined || figure.value === null) return { value: null };
      const value = figure.value.div(`1e${figure.unit.power}`).toNumber();
      if (!labelled) return { value };
      const { text, figure: id, value: exact, shown } = printFigure(context, figure);
      return { value, label: text, figure: id, exact, shown };
    });
  }
}

/** Bars of one panel share a scale. Throws a SentenceFault where their accounts are in units of different size. */
function checkUnits({ ledger }: Context, panel: PanelRequest): void {
  const { accounts } = ledger.facts;
  const total = panel.kind === "stacked-columns" ? [panel.total] : [];
  const drawn = [...drawnAccounts(panel).map(({ account }) => account), ...total];
  const units = new Set(drawn.flatMap((line) => accounts.get(partsOfLine(line).account)?.unit.name ?? []));
  if (units.size > 1) {
    throw new SentenceFault(`the accounts of one panel are in ${[...units].join(" and ")}`);
  }
}
