import { relativePeriods } from "../facts/relative-periods.ts";
import type { Place } from "../problem.ts";
import type { Context } from "./context.ts";
import { findLabel, type LabelSort } from "./labels.ts";
import { figuresIn, type Runs } from "./runs.ts";
import { saySentence, type SentenceHelpers } from "./sentence.ts";
import { sentenceHelpers } from "./sentence-helpers.ts";

/** A sentence of a text or label file as runs; what is wrong with it joins the slide's problems, and so does a figure where none may stand. */
export function say(
  context: Context,
  {
    key,
    text,
    place,
    figures = true,
  }: { readonly key: string; readonly text: string; readonly place: Place; readonly figures?: boolean },
): Runs {
  let helpers: SentenceHelpers | undefined;
  const runs = saySentence({
    text,
    place,
    // Most labels and many texts call none
    get helpers() {
      return (helpers ??= sentenceHelpers(context, {
        askLabel: (asked) => sayLabel(context, asked),
        place,
        marks: context.marks?.[key],
      }));
    },
    literals: context.literals,
    read: context.readSentence,
    ...(!figures && { numberHint: `${elsewhere}, or list it in literals.yaml if it is part of a name` }),
    periodName: (id) => {
      const { calendar, own } = context;
      return calendar.parse(id) && (relativePeriods(calendar, own).get(id) ?? id);
    },
    problem: (problem) => context.found.problems.push(problem),
  });
  if (!figures) {
    for (const { text: figure } of figuresIn(runs)) {
      const what = `figure "${figure}" in ${key}: a picture of words cannot say what a figure is of`;
      context.found.problems.push({ place, what, hint: elsewhere });
    }
  }
  context.found.sentences.push({ key, place, runs });
  return runs;
}

const elsewhere = "say it in a text or a chart beside the picture";

/** What an account, member, scenario, basis or share is called; a problem naming the key if the language has no word for it. */
export function sayLabel(
  context: Context,
  asked: { readonly sort: LabelSort; readonly id: string; readonly short?: boolean },
): Runs {
  const text = findLabel(context.labels, { ...asked, date: context.date });
  const key = `labels.${asked.sort}.${asked.id}`;
  if (text !== undefined)
    return say(context, { key, text, place: context.labels.placeOf([asked.sort, asked.id]) });
  context.found.problems.push({
    place: { file: context.labels.file },
    what: `missing label ${asked.sort}.${asked.id}`,
  });
  return [];
}

/** What a line of a table or a series of a chart is called: one of a member after the member, as its account is what the lines have in common. */
export function sayLine(
  context: Context,
  { line, short }: { readonly line: string; readonly short: boolean },
): Runs {
  const { account, member } = partsOfLine(line);
  return member === undefined
    ? sayLabel(context, { sort: "accounts", id: account, short })
    : sayLabel(context, { sort: "members", id: member, short });
}

/** The account of a line of an outline, and its member where it has one: `employees[north]`. */
export function partsOfLine(line: string): { readonly account: string; readonly member?: string } {
  const [, account = line, member] = /^([^[]+)\[(.+)\]$/.exec(line) ?? [];
  return { account, ...(member !== undefined && { member }) };
}
