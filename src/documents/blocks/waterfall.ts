import { z } from "zod";
import type { ChartColumn, ChartRequest, LabelPart, Mark } from "../../charts/request.ts";
import { Exact, overlap, powerOfTen, type Interval } from "../../figures/exact.ts";
import type { Figure } from "../../figures/figure.ts";
import { addition } from "../../figures/measures/operations.ts";
import { roundFigure } from "../../figures/rounding.ts";
import { askFigure, checkHeadUnit, newsOf, printFigure, type Context } from "../context.ts";
import { sayColumnsAlt } from "../chart-words.ts";
import type { FigureRun, Runs } from "../runs.ts";
import { sayLabel } from "../say.ts";
import { plainText, SentenceFault } from "../sentence.ts";
import { attempt, defineBlock, type BlockRequest } from "./block.ts";

/** The factors between two figures, as columns that each begin where the one before it ends. */
export interface Waterfall {
  readonly kind: "waterfall";
  readonly heading: Runs;
  /** Unit and scope of the chart, at the right of the heading. */
  readonly unit: string;
  readonly chart: ChartRequest;
}

const entrySchema = z.strictObject({
  figure: z.string().min(1),
  /** Key of words that name the column in place of the figure's own label: under `steps` of the block. */
  label: z.string().min(1).optional(),
});

const schema = z.strictObject({
  width: z.number().positive().max(1152),
  /** px; of all the chart, with the names of its columns. */
  height: z.number().positive().max(700),
  start: entrySchema,
  /** What is added to the start, one after the other; what is taken off is negative. */
  steps: z.array(entrySchema).min(1),
  end: entrySchema,
  /** Index of the colour of start and end in tokens.yaml; steps have that of good or bad news. */
  colour: z.number().int().nonnegative().default(0),
});

type Entry = z.output<typeof entrySchema>;
type Path = readonly (string | number)[];

/** A column as it was asked for, and its figure where that could be given. */
interface Asked {
  readonly entry: Entry;
  readonly path: Path;
  readonly place: "start" | "step" | "end";
  readonly figure: Figure | undefined;
}

export const waterfall = defineBlock({
  kind: "waterfall",
  schema,
  plan: (block): Waterfall => {
    const { context, words } = block;
    const { width, height, start, steps, end, colour } = block.request;
    const asked = [
      ask(block, start, { path: ["start"], place: "start" }),
      ...steps.map((step, index) => ask(block, step, { path: ["steps", index], place: "step" })),
      ask(block, end, { path: ["end"], place: "end" }),
    ];
    checkUnits(block, asked);
    const figures = asked.flatMap(({ figure }) => figure ?? []);
    if (figures.length === asked.length && new Set(figures.map(({ unit }) => unit.name)).size === 1) {
      attempt(block, ["steps"], () => checkSum(figures));
      if (!addsUpAsShown(context, figures)) context.found.footing = true;
    }
    const last = asked.at(-1)!;
    return {
      kind: "waterfall",
      heading: words.optional("heading"),
      unit: plainText(words.optional("unit")),
      chart: {
        width,
        labelWidth: 0,
        columns: asked.map((one, index) => columnOf(block, one, { index, asked })),
        columnLabels: "inside",
        panels: [
          {
            kind: "waterfall",
            height,
            series: {
              id: last.figure?.account.id ?? "end",
              label: last.figure?.id ?? last.entry.figure,
              colour,
              marks: asked.map((one) => markOf(context, one)),
            },
            tones: asked
              .filter(({ place }) => place === "step")
              .map(({ figure }) => (figure && newsOf(figure.value, figure.account)) ?? "neither"),
            slack: figures.length === asked.length ? slackOf(figures) : 0,
          },
        ],
        alt: sayColumnsAlt(
          block,
          words.runs("alt"),
          asked.map((one) => ({
            name: joined(namesOf(block, one, { asked })),
            value: one.figure && printed(context, one.figure, one.place),
          })),
        ),
      },
    };
  },
});

function ask(
  block: BlockRequest<unknown>,
  entry: Entry,
  { path, place }: Pick<Asked, "path" | "place">,
): Asked {
  const { context, words } = block;
  const figure = attempt(block, [...path, "figure"], () => {
    const found = askFigure(context, entry.figure);
    if (found === undefined) return undefined;
    if (!words.has("unit")) checkHeadUnit(context, found);
    if (found.value !== null) return found;
    throw new SentenceFault(`${found.id} has no value, and a waterfall needs one for every column`);
  });
  return { entry, path, place, figure };
}

/** Columns that add up share a unit: a problem for each that is not in that of the first. */
function checkUnits(block: BlockRequest<unknown>, asked: readonly Asked[]): void {
  const first = asked.find(({ figure }) => figure !== undefined)?.figure;
  for (const { figure, path } of asked) {
    if (first === undefined || figure === undefined || figure.unit.name === first.unit.name) continue;
    attempt(block, [...path, "figure"], () => {
      throw new SentenceFault(
        `a waterfall in two units: ${first.id} is in ${first.unit.name}, ${figure.id} in ${figure.unit.name}`,
        "ask for figures of one unit",
      );
    });
  }
}

/** Throws a SentenceFault where start and steps miss the end by more than the rounding of the facts allows. */
function checkSum(figures: readonly Figure[]): void {
  const { parts, end, bounds } = footOf(figures);
  if (overlap(bounds, boundsOf(end))) return;
  const { unit } = end;
  const shown = (value: Exact): string => value.div(powerOfTen(unit.power)).toSignificantDigits(12).toFixed();
  const sum = addition.value(parts.map(({ value }) => value!))!;
  const [start, ...steps] = parts.map(({ id, value }) => `${id} (${shown(value!)})`);
  throw new SentenceFault(
    `a waterfall that does not foot: ${start} with ${steps.join(", ")} comes to ${shown(sum)} ${unit.name}, ` +
      `but ${end.id} is ${shown(end.value!)}: a difference of ${shown(end.value!.minus(sum))}, ` +
      `more than the precision of the facts allows`,
    "add the step that is missing, or correct the figure that is wrong",
  );
}

/** How far the values of start and steps may miss that of the end, in its unit. */
function slackOf(figures: readonly Figure[]): number {
  const { end, bounds } = footOf(figures);
  const width = [bounds, boundsOf(end)].reduce((sum, { lo, hi }) => sum.plus(hi.minus(lo)), new Exact(0));
  return width.div(powerOfTen(end.unit.power)).toNumber();
}

function footOf(figures: readonly Figure[]) {
  const parts = figures.slice(0, -1);
  return { parts, end: figures.at(-1)!, bounds: addition.interval!(parts.map(boundsOf))! };
}

/** Where a value lies; without bounds, within half of its last digit. */
function boundsOf({ interval, value, unit, decimals }: Figure): Interval {
  const half = powerOfTen(unit.power - decimals).div(2);
  return interval ?? { lo: value!.minus(half), hi: value!.plus(half) };
}

function addsUpAsShown({ company }: Context, figures: readonly Figure[]): boolean {
  const shown = figures.map((figure) => new Exact(roundFigure(figure, company).text!));
  return addition.value(shown.slice(0, -1))!.equals(shown.at(-1)!);
}

/** Steps carry their sign, whether their account is a level or a change. */
function printed(context: Context, figure: Figure, place: Asked["place"]): FigureRun {
  const { form } = figure;
  const signed = form === "level" ? "change" : form === "percent" ? "growth" : form;
  return printFigure(context, figure, { form: place === "step" ? signed : form });
}

function markOf(context: Context, { figure, place }: Asked): Mark {
  if (figure === undefined) return { value: null };
  const { text, ...run } = printed(context, figure, place);
  return {
    value: figure.value!.div(powerOfTen(figure.unit.power)).toNumber(),
    label: text,
    figure: run.figure,
    exact: run.value,
    shown: run.shown,
  };
}

function columnOf(
  block: BlockRequest<unknown>,
  { entry, path, place, figure }: Asked,
  { index, asked }: { readonly index: number; readonly asked: readonly Asked[] },
): ChartColumn {
  const said = namesOf(block, { entry, path, place, figure }, { asked });
  const isForecast = figure !== undefined && figure.reference.scenario !== "actual";
  return {
    id: String(index),
    label: said.map(plainText).join(" "),
    lines: said.map((runs) => attempt(block, path, () => partsOf(runs)) ?? []),
    emphasis: isForecast ? "forecast" : place === "end" ? "current" : "past",
  };
}

/** What a column is called, by the lines of its label. */
function namesOf(
  { context, words }: BlockRequest<unknown>,
  { entry, place, figure }: Asked,
  { asked }: { readonly asked: readonly Asked[] },
): readonly Runs[] {
  if (entry.label !== undefined) return [words.child("steps").runs(entry.label)];
  return figure === undefined ? [[entry.figure]] : nameOf(context, figure, { asked, place });
}

function joined(lines: readonly Runs[]): Runs {
  return lines.flatMap((runs, index) => (index === 0 ? runs : [" ", ...runs]));
}

/** The account or its member; start and end also say what tells them apart: period and scenario. */
function nameOf(
  context: Context,
  { account, reference: { member, period, scenario } }: Figure,
  { asked, place }: { readonly asked: readonly Asked[]; readonly place: Asked["place"] },
): readonly Runs[] {
  const name =
    member === undefined
      ? sayLabel(context, { sort: "accounts", id: account.id, short: true })
      : sayLabel(context, { sort: "members", id: member, short: true });
  if (place === "step") return [name];
  const [start, end] = [asked[0]!.figure?.reference, asked.at(-1)!.figure?.reference];
  const apart: Runs[] = [];
  if (start?.period.id !== end?.period.id)
    apart.push([{ term: period.id, text: context.locale.period(period, "short"), sort: "period" }]);
  if (start?.scenario !== end?.scenario)
    apart.push(sayLabel(context, { sort: "scenarios", id: scenario, short: true }));
  return [name, ...apart];
}

/** Throws a SentenceFault for a figure: the chart prints it over the column. */
function partsOf(runs: Runs): readonly LabelPart[] {
  return runs.flatMap((run): readonly LabelPart[] => {
    if (typeof run === "string") return [{ text: run }];
    if ("strong" in run) return partsOf(run.strong);
    if ("term" in run) return [{ text: run.text, term: run.term }];
    if ("figure" in run) {
      throw new SentenceFault(
        `the figure ${run.figure} in the name of a column`,
        "name the column in words: its figure stands over it",
      );
    }
    return [];
  });
}
