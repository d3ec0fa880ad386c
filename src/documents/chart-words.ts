import type { Period } from "../facts/period.ts";
import type { Figure } from "../figures/figure.ts";
import { roundFigure } from "../figures/rounding.ts";
import type { BlockRequest } from "./blocks/block.ts";
import type { Context } from "./context.ts";
import type { PanelRequest } from "./panels.ts";
import type { FigureRun, Runs } from "./runs.ts";
import { partsOfLine, say } from "./say.ts";
import { plainText } from "./sentence.ts";

/** What of a chart over periods is said in words. */
export interface SaidChart {
  readonly panels: readonly PanelRequest[];
  readonly periods: readonly Period[];
  /** Whether a table beside the chart gives every value; if not, the words do. */
  readonly hasTable: boolean;
}

/** A chart in words: those of its author, then its figures. */
export function sayAlt(
  block: Pick<BlockRequest<unknown>, "context" | "words">,
  own: Runs,
  chart: SaidChart,
): string {
  return together(block.context, own, sayChart(block, chart));
}

/** A chart of named columns in words: those of its author, then the value of each column. */
export function sayColumnsAlt(
  { context, words }: Pick<BlockRequest<unknown>, "context" | "words">,
  own: Runs,
  columns: readonly { readonly name: Runs; readonly value: FigureRun | undefined }[],
): string {
  const { list } = context.locale.chart;
  const said = columns.flatMap(({ name, value }) =>
    value === undefined ? [] : [[...name, list.pair, value]],
  );
  if (said.length === 0) return plainText(own);
  const runs: Runs = [
    ...said.flatMap((one, index) => (index === 0 ? one : [list.between, ...one])),
    list.end,
  ];
  context.found.sentences.push({ key: words.nameOf(figuresKey), place: words.placeOf("alt"), runs });
  return together(context, own, runs);
}

/** Two sentences, also where the author's own has no end. */
function together({ locale }: Context, own: Runs, more: Runs): string {
  const [first, second] = [plainText(own).trim(), plainText(more)];
  if (first === "" || second === "") return first + second;
  const { between, list } = locale.chart;
  return `${first}${/[.!?:;。！？：；]$/.test(first) ? "" : list.end}${between}${second}`;
}

/** Not a key of the words, but an alternative text as theirs is. */
const figuresKey = "figures.alt";

/** Whether a sentence of that key was made here, and not written by an author. */
export function isMadeOfFigures(key: string): boolean {
  return key.endsWith(`.${figuresKey}`);
}

/** A larger chart is told by its author alone: nobody listens to so many values. */
const mostValues = 400;

/**
 * The figures of a chart for readers who cannot see it, said after the author's own words: for each line from when to when it
 * runs, its last value, how that moved against a year before, the highest and the lowest. They stand in the trace as a
 * sentence of their own. Nothing where an alternative text is printed, as in a message, since its author chose the figures.
 */
function sayChart(
  { context, words }: Pick<BlockRequest<unknown>, "context" | "words">,
  { panels, periods, hasTable }: SaidChart,
): Runs {
  const count = panels.reduce((sum, panel) => sum + linesOf(panel).length + partsOf(panel).length, 0);
  if (context.saysAlt || periods.length * count > mostValues) return [];
  const texts = panels.flatMap((panel) => {
    const lines = linesOf(panel).map((account) => lineOf(context, account, periods));
    const all = partsOf(panel).map((account) => valuesOf(context, account, periods));
    return hasTable ? lines : [...lines, ...all];
  });
  const text = texts.filter((line) => line !== "").join(context.locale.chart.between);
  if (text === "") return [];
  return say(context, { key: words.nameOf(figuresKey), text, place: words.placeOf("alt") });
}

/** The lines that a panel labels. */
function linesOf(panel: PanelRequest): readonly string[] {
  if ("of" in panel) return [panel.of];
  return panel.kind === "stacked-columns" ? [panel.total] : panel.series;
}

/** The lines that it draws. */
function partsOf(panel: PanelRequest): readonly string[] {
  return "of" in panel ? [panel.of] : panel.series;
}

function lineOf(context: Context, account: string, periods: readonly Period[]): string {
  const known = knownOf(context, account, periods);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "";
  const order = known.toSorted((a, b) => a.figure.value!.comparedTo(b.figure.value!));
  const [lowest, highest] = [order[0]!, order.at(-1)!];
  const differ = !lowest.figure.value!.equals(highest.figure.value!);
  const move = moveOf(context, last.figure);
  return context.locale.chart.line({
    name: nameOf(account),
    first: periodOf(first.period),
    last: periodOf(last.period),
    value: valueOf(last.figure),
    ...(move !== undefined && { move }),
    ...(differ && {
      highest: { value: valueOf(highest.figure), period: periodOf(highest.period) },
      lowest: { value: valueOf(lowest.figure), period: periodOf(lowest.period) },
    }),
  });
}

/** Every value of a line. */
function valuesOf(context: Context, account: string, periods: readonly Period[]): string {
  const values = knownOf(context, account, periods).map(({ period, figure }) => ({
    period: periodOf(period),
    value: valueOf(figure),
  }));
  return values.length === 0 ? "" : context.locale.chart.values(nameOf(account), values);
}

interface Known {
  readonly period: Period;
  readonly figure: Figure;
}

function knownOf(context: Context, account: string, periods: readonly Period[]): readonly Known[] {
  return periods.flatMap((period) => {
    const figure = find(context, `${account}@${period.id}`);
    return figure === undefined || figure.value === null ? [] : [{ period, figure }];
  });
}

/** How a figure moved against a year before; undefined where that is not known, or not to the last digit. */
function moveOf(
  context: Context,
  { id, kind, reference }: Figure,
): { readonly move: string; readonly base: string } | undefined {
  const measured = find(context, `${id}|${kind === "ratio" ? "points" : "growth"}(-1y)`);
  if (measured === undefined) return undefined;
  const isSaid = measured.value === null ? measured.outcome !== undefined : isSettled(context, measured);
  if (!isSaid) return undefined;
  return {
    move: `{{moved "${id}" style="adverb"}}`,
    base: `{{comparison "-1y" period="${reference.period.id}"}}`,
  };
}

function isSettled({ company }: Context, figure: Figure): boolean {
  return roundFigure(figure, company).by !== "midpoint";
}

/** The figure, if there is one: what a chart can do without is not missing. */
function find({ questions }: Context, reference: string): Figure | undefined {
  const answer = questions.figure(reference);
  return "figure" in answer ? answer.figure : undefined;
}

function nameOf(line: string): string {
  const { account, member } = partsOfLine(line);
  return member === undefined ? `{{label "${account}" short=true}}` : `{{member "${member}"}}`;
}

function periodOf({ id }: Period): string {
  return `{{period "${id}"}}`;
}

/** With its unit and as many digits as the chart shows. */
function valueOf({ id, unit }: Figure): string {
  if (unit.family === "ratio" || unit.family === "points") return `{{figure "${id}"}}`;
  return `{{amount "${id}" unit="${unit.name}"}}`;
}
