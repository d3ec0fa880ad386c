import { z } from "zod";
import type { Figure } from "../../figures/figure.ts";
import { parseMeasures } from "../../figures/reference.ts";
import { comparisonRun, compareWith } from "../comparison.ts";
import { askFigure, headDisplay, printFigure, type Context } from "../context.ts";
import { isShare } from "../figure-table.ts";
import { aroundNumber, aroundWords, moveOf } from "../move.ts";
import type { Run, Runs, TermRun } from "../runs.ts";
import { sayLabel } from "../say.ts";
import { attempt, defineBlock, type BlockRequest } from "./block.ts";

/** A row of cards: a large figure with its name and what it is compared with. */
export interface KeyFigures {
  readonly kind: "key-figures";
  readonly heading: Runs;
  readonly items: readonly KeyFigure[];
}
export interface KeyFigure {
  readonly label: Runs;
  /** The period of the value: "1H06". */
  readonly period: Runs;
  readonly value: Runs;
  readonly comparisons: readonly Runs[];
}

const schema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        figure: z.string().min(1),
        comparisons: z.array(z.string().min(1)).default([]),
        /** Key of words that stand for the figure's own label: under `labels` of the block. */
        label: z.string().min(1).optional(),
      }),
    )
    .min(1),
});

export const keyFigures = defineBlock({
  kind: "key-figures",
  schema,
  plan: (block): KeyFigures => ({
    kind: "key-figures",
    heading: block.words.optional("heading"),
    items: block.request.items.flatMap((item, index) => {
      const planned = attempt(block, ["items", index], () => planItem(block, item));
      return planned === undefined ? [] : [planned];
    }),
  }),
});

function planItem(
  { context, words }: BlockRequest<unknown>,
  { figure: reference, comparisons, label }: z.output<typeof schema>["items"][number],
): KeyFigure | undefined {
  const figure = askFigure(context, reference);
  if (figure === undefined) return undefined;
  const display = headDisplay(context, figure);
  const { period, measures } = figure.reference;
  const own = measures.at(-1);
  const base =
    own === undefined || isShare(own.name) || own.name === "in"
      ? []
      : [[comparisonRun(compareWith(context, { against: own.against, period, style: "head" }))]];
  return {
    label: label === undefined ? labelOf(context, figure) : words.child("labels").runs(label),
    period: [{ term: period.id, text: context.locale.period(period, "short"), sort: "period" }],
    value: [printFigure(context, figure, display)],
    comparisons: [
      ...base,
      ...comparisons.flatMap((measure): Runs[] => {
        const compared = askFigure(context, `${reference}|${measure}`);
        if (compared === undefined) return [];
        const { against } = parseMeasures(measure).at(-1)!;
        const { text: name, term } = compareWith(context, { against, period, style: "head" });
        const run = printFigure(context, compared);
        const move = moveOf(context, compared, { style: "adverb" });
        const { outcome } = compared;
        if (move === undefined && outcome === undefined) return [[run]];
        const said = outcome === undefined ? run : { ...run, text: context.locale.outcome(outcome) };
        const phrase = context.locale.compared({ number: said.text, name, ...(move && { move }) });
        const runs = move === undefined ? aroundWords(phrase, said) : aroundNumber(phrase, { run, move });
        return [
          term === undefined
            ? runs
            : runs.flatMap((part) => markTerm(part, { term, text: name, sort: "base" })),
        ];
      }),
    ],
  };
}

/** A string with the words for a period set apart. */
function markTerm(run: Run, words: TermRun): Runs {
  if (typeof run !== "string" || !run.includes(words.text)) return [run];
  const at = run.indexOf(words.text);
  return [run.slice(0, at), words, run.slice(at + words.text.length)].filter((part) => part !== "");
}

/** What a card shows: the account, with the member and the scenario where they are not the plain ones. */
function labelOf(context: Context, { account, reference: { member, scenario } }: Figure): Runs {
  const parts = [
    sayLabel(context, { sort: "accounts", id: account.id }),
    ...(member === undefined ? [] : [sayLabel(context, { sort: "members", id: member })]),
    ...(scenario === "actual" ? [] : [sayLabel(context, { sort: "scenarios", id: scenario })]),
  ];
  return parts.flatMap((part, index) => (index === 0 ? part : [" · ", ...part]));
}
