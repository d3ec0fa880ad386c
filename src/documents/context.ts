import type { FiscalCalendar } from "../facts/calendar.ts";
import type { Company } from "../facts/company.ts";
import { once } from "../once.ts";
import type { Period } from "../facts/period.ts";
import type { Unit } from "../facts/unit.ts";
import type { Figure } from "../figures/figure.ts";
import type { Found, Ledger } from "../figures/ledger.ts";
import {
  formatReference,
  parseReference,
  resolvePeriod,
  type ReferenceDefaults,
} from "../figures/reference.ts";
import { roundFigure, type Display } from "../figures/rounding.ts";
import type { Locale, NumberForm } from "../locales/locale.ts";
import type { Place, Problem } from "../problem.ts";
import type { Labels } from "./labels.ts";
import type { Override } from "./overrides.ts";
import type { SentenceReader } from "./read-sentence.ts";
import type { FigureRun, Runs } from "./runs.ts";
import { SentenceFault } from "./sentence.ts";

/** What planning a slide may ask: figures, words of one language, periods. Collects the slide's problems and missing facts. */
export interface Context {
  readonly company: Company;
  readonly calendar: FiscalCalendar;
  readonly ledger: Ledger;
  readonly questions: Questions;
  readonly locale: Locale;
  readonly labels: Labels;
  readonly own: Period;
  readonly date: string;
  readonly literals: readonly string[];
  readonly readSentence: SentenceReader;
  /** Ids of the footnotes of a report or a message; a deck has none. */
  readonly footnotes: readonly string[];
  /** Whether alternative texts are printed too: an e-mail says them in its plain text. */
  readonly saysAlt?: boolean;
  /** Helpers that stand for what is not known yet, such as a recipient's name, with the mark that each prints; by the key of the texts that have them. */
  readonly marks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Cells that are printed otherwise than their value rounds, by one unit of the last digit. */
  readonly overrides: readonly Override[];
  /** The unit at the head of the slide: that of every amount that stands without one. */
  readonly headUnit?: Unit;
  /** Set where amounts are scaled to that unit: the decimals that they are shown with. */
  readonly headDecimals?: number;
  readonly found: Findings;
}

/** References and periods as a document writes them, answered. */
export interface Questions {
  readonly figure: (text: string) => Found;
  /** Undefined for a text that names none. */
  readonly period: (text: string) => Period | undefined;
}

/** What planning has found so far; one a slide. */
export interface Findings {
  readonly problems: Problem[];
  /** Canonical references of facts that nobody reports. */
  readonly missing: Set<string>;
  /** Figures printed from the middle of an interval that does not settle the digits shown. */
  readonly unsettled: Set<string>;
  /** True where a visible sum does not add up by its displayed digits. */
  footing: boolean;
  /** Displayed amounts that the plug policy or an override moved by one unit. */
  readonly adjusted: Adjusted[];
  /** Overrides that a cell was printed by. */
  readonly overridden: Set<Override>;
  /** Every text and label that was said, in order. */
  readonly sentences: Sentence[];
  /** Every comparison of figures that wording hangs on, in order. */
  readonly decisions: Decision[];
}

/** A displayed amount that was moved by one unit: by policy, or by an override with its reason. */
export interface Adjusted {
  readonly figure: string;
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

/** A sentence of a text or label file as it was said. */
export interface Sentence {
  /** Where it is written: "summary.drivers.items.2", "labels.accounts.capex". */
  readonly key: string;
  readonly place: Place;
  readonly runs: Runs;
}

/** A comparison of figures that chose a wording (`when`) or that a wording claims (`claim`). */
export interface Decision {
  readonly place: Place;
  /** Canonical references, or a number in base units at the right. */
  readonly left: string;
  readonly relation: "above" | "below" | "equal";
  readonly right: string;
  readonly holds: boolean;
}

export function emptyFindings(): Findings {
  return {
    problems: [],
    missing: new Set(),
    unsettled: new Set(),
    footing: false,
    adjusted: [],
    overridden: new Set(),
    sentences: [],
    decisions: [],
  };
}

/** Opens what a document of a period and a date may ask: each question is read and answered once. */
export function openQuestions(
  ledger: Ledger,
  { own, date }: { readonly own: Period; readonly date: string },
): Questions {
  const { calendar, company } = ledger.facts;
  const defaults: ReferenceDefaults = { calendar, own, date, scenarios: company.scenarios };
  return {
    figure: once((text): Found => {
      const reference = parseReference(text, defaults);
      if ("fault" in reference) return reference;
      const answer = ledger.find(reference);
      if ("fault" in answer) return { ...answer, fault: `${answer.fault} in "${text}"` };
      if ("figure" in answer || answer.missing.length > 0) return answer;
      return { missing: [formatReference(reference)] };
    }),
    period: once((text) => resolvePeriod(text, defaults)),
  };
}

/** The figure of a reference as a document writes it. Throws a SentenceFault; a missing fact is noted and gives undefined. */
export function askFigure({ questions, found }: Context, text: string): Figure | undefined {
  const answer = questions.figure(text);
  if ("fault" in answer) throw new SentenceFault(answer.fault, answer.hint);
  if ("figure" in answer) return answer.figure;
  answer.missing.forEach((leaf) => found.missing.add(leaf));
  return undefined;
}

/** A period as a document writes it: `ytd - 1y`, `date`, `2Q06`. Throws a SentenceFault. */
export function askPeriod({ questions }: Context, text: string): Period {
  const period = questions.period(text);
  if (period === undefined) {
    throw new SentenceFault(
      `unknown period "${text}"`,
      `a period is current, ytd, year, end, opening, date, an id, each with - 1y or - 1q`,
    );
  }
  return period;
}

/** A figure as a run in its own form, or the dash of the language where no value exists. */
export function printFigure(
  context: Context,
  figure: Figure,
  options: Display & { readonly form?: NumberForm; readonly text?: (rounded: string) => string } = {},
): FigureRun {
  const rounded = roundFigure(figure, context.company, options);
  if (rounded.by === "midpoint") context.found.unsettled.add(figure.id);
  const tone = toneOf({ ...figure, value: rounded.value });
  const text =
    rounded.text === null
      ? figure.reference.measures.length > 0 && figure.outcome !== undefined
        ? context.locale.notMeaningful
        : context.locale.none
      : (options.text?.(rounded.text) ?? context.locale.number(rounded.text, options.form ?? figure.form));
  const { unit, by } = rounded;
  const shown = { unit: unit.name, decimals: options.decimals ?? figure.decimals, by };
  return { figure: figure.id, text, value: rounded.value?.toFixed() ?? "", shown, ...(tone && { tone }) };
}

/** Throws a SentenceFault for an amount that would stand without its unit under a head that names another. */
export function checkHeadUnit({ headUnit }: Context, { id, kind, unit }: Figure): void {
  if (headUnit?.family !== "money" || unit.family !== "money" || kind === "per-share") return;
  if (headUnit.power === unit.power && headUnit.currency === unit.currency) return;
  throw new SentenceFault(
    `${id} is in ${unit.name}, but the head of the slide says ${headUnit.name}`,
    `make the unit of the slide or of the account the other's`,
  );
}

/**
 * How an amount without a unit of its own stands under the head: scaled to its unit where the slide says so, else as it is.
 * Throws a SentenceFault where the head names another unit.
 */
export function headDisplay(context: Context, figure: Figure): Display {
  const { headUnit, headDecimals } = context;
  const { kind, unit } = figure;
  const isScaled =
    headDecimals !== undefined &&
    headUnit?.family === "money" &&
    unit.currency === headUnit.currency &&
    kind !== "per-share";
  if (isScaled) return { unit: headUnit, decimals: headDecimals };
  checkHeadUnit(context, figure);
  return {};
}

/** Whether the direction of a figure is good news for its account; undefined where it has none. */
function toneOf({ form, value, account }: Figure): FigureRun["tone"] {
  return form === "level" || form === "percent" ? undefined : newsOf(value, account);
}

/** Whether it is good news for an account that such a value comes to it; undefined where it is neither. */
export function newsOf(
  value: Figure["value"],
  { favourable }: Pick<Figure["account"], "favourable">,
): "good" | "bad" | undefined {
  if (value === null || value.isZero() || favourable === "neither") return undefined;
  return value.isPositive() === (favourable === "up") ? "good" : "bad";
}
