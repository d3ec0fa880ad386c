import type { FiscalCalendar } from "../facts/calendar.ts";
import type { Period } from "../facts/period.ts";
import type { Finding } from "./finding.ts";
import type { Trace } from "./trace.ts";
import { besideFigure } from "./words/beside-figure.ts";
import { comparisonWithoutBase } from "./words/comparison-without-base.ts";
import { foreignScript } from "./words/foreign-script.ts";
import { findLanguage, type Language } from "./words/languages.ts";
import { labelDiffers } from "./words/label-differs.ts";
import { mixedPeriods } from "./words/mixed-periods.ts";
import { numberInWords } from "./words/number-in-words.ts";
import { orderDiffers } from "./words/order-differs.ts";
import { percentOfRatio } from "./words/percent-of-ratio.ts";
import { placeholder } from "./words/placeholder.ts";
import { pointsDiffer } from "./words/points-differ.ts";
import type { HeardAnywhere, Speech, WordsContext, WordsRule } from "./words/rule.ts";
import { readFigure, readSaid, type Said } from "./words/said.ts";
import { staleDate } from "./words/stale-date.ts";
import { stalePeriod } from "./words/stale-period.ts";
import { untranslated } from "./words/untranslated.ts";
import { wording } from "./words/wording.ts";

const rules: readonly WordsRule[] = [
  stalePeriod,
  staleDate,
  placeholder,
  foreignScript,
  untranslated,
  percentOfRatio,
  besideFigure,
  comparisonWithoutBase,
  wording,
  pointsDiffer,
  numberInWords,
  labelDiffers,
  orderDiffers,
  mixedPeriods,
];

/** What words are checked with. */
export interface CheckWordsOptions {
  readonly calendar: FiscalCalendar;
  /** Strings of `literals.yaml`: names that may look like something else. */
  readonly literals: readonly { readonly text: string }[];
  /** Traces of the document in its other languages, to find what was not translated; its own may be among them. */
  readonly others?: readonly Trace[];
}

/**
 * What the texts of a document in one language say that a person should judge: periods and dates of an earlier document,
 * placeholders, other scripts, directions and percentages that contradict their figures. A language without an entry in
 * `words/languages.ts` is not checked. Throws a TypeError where the trace's period is none of the calendar's.
 */
export function checkWords(trace: Trace, options: CheckWordsOptions): readonly Finding[] {
  const context = contextOf(trace, options);
  if (context === undefined) return [];
  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    for (const said of context.said) {
      for (const heard of rule.ofSentence?.(said, context) ?? []) {
        add(rule, said.key, { slide: said.slide, place: said.cell, ...heard });
      }
    }
    rule.ofDocument?.(context).forEach((heard) => add(rule, undefined, heard));
  }
  return [...findings.values()];

  /** Labels are said on many slides, and at fault once. */
  function add({ rule, ...of }: WordsRule, key: string | undefined, heard: HeardAnywhere): void {
    const { lang } = trace.document;
    const { about, severity = of.severity, ...found } = heard;
    const id = [rule, key, lang, about].filter((part) => part !== undefined).join(" ");
    if (!findings.has(id)) findings.set(id, { ...found, rule, severity, id, lang });
  }
}

function contextOf(
  trace: Trace,
  { calendar, literals, others = [] }: CheckWordsOptions,
): WordsContext | undefined {
  const own = calendar.parse(trace.document.period);
  if (own === undefined)
    throw new TypeError(`expected a period of the calendar, got "${trace.document.period}"`);
  const hear = (of: Trace): Speech | undefined => speechOf(of, { calendar, literals });
  const speech = hear(trace);
  if (speech === undefined) return undefined;
  const { figures } = trace;
  const { lang } = trace.document;
  const printed = Map.groupBy(trace.printed, ({ slide }) => slide);
  const periods = new Map<string, readonly Period[]>();
  return {
    ...speech,
    calendar,
    own,
    printedOn: (slide) => {
      const known = periods.get(slide) ?? periodsOf(printed.get(slide) ?? []);
      periods.set(slide, known);
      return known;
    },
    covers: new Set(
      speech.said.filter(({ key }) => /^[^.]+\.[^.]+\.issuer$/.test(key)).map(({ slide }) => slide),
    ),
    others: others.filter(({ document }) => document.lang !== lang).flatMap((other) => hear(other) ?? []),
    isFirst: others.length === 0 || others[0]!.document.lang === lang,
  };

  function periodsOf(prints: Trace["printed"]): readonly Period[] {
    const ids = new Set(prints.map(({ figure }) => figure));
    const found = [...ids].flatMap((id) => readFigure(id, "", { calendar, figures }).period ?? []);
    return [...new Map(found.map((period) => [period.id, period])).values()];
  }
}

function speechOf(
  trace: Trace,
  { calendar, literals }: Pick<CheckWordsOptions, "calendar" | "literals">,
): Speech | undefined {
  const language = findLanguage(trace.document.lang);
  if (language === undefined) return undefined;
  const { figures } = trace;
  const texts = literals.map(({ text }) => text);
  const said = trace.sentences.map((sentence) => readSaid(sentence, { calendar, figures, literals: texts }));
  const byKey = new Map(said.map((one) => [keyOf(one.slide, one.key), one]));
  return {
    trace,
    language,
    said,
    find: (slide, key) => byKey.get(keyOf(slide, key)),
    names: namesIn(figures, language),
  };
}

function namesIn(figures: Trace["figures"], { latin }: Language): Speech["names"] {
  const accounts = new Map<string, Set<string>>();
  for (const { label, account, member } of Object.values(figures)) {
    if (label === undefined || member !== undefined) continue;
    const key = label.toLowerCase();
    accounts.set(key, (accounts.get(key) ?? new Set()).add(account));
  }
  const longestFirst = [...accounts.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const [start, end] = latin ? ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"] : ["", ""];
  return {
    pattern: new RegExp(`${start}(?:${longestFirst.join("|") || "(?!)"})${latin ? "s?" : ""}${end}`, "giu"),
    accountsOf: (label) => [
      ...(accounts.get(label.toLowerCase()) ?? accounts.get(label.toLowerCase().replace(/s$/, "")) ?? []),
    ],
  };
}

/** As a pattern that matches this text alone; Node has `RegExp.escape` only from 24 on. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function keyOf(slide: Said["slide"], key: Said["key"]): string {
  return `${slide} ${key}`;
}
