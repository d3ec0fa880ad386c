import type { FiscalCalendar } from "../../facts/calendar.ts";
import type { Period } from "../../facts/period.ts";
import type { Place } from "../../problem.ts";
import type { Finding, FindingRule } from "../finding.ts";
import type { Trace } from "../trace.ts";
import type { Language } from "./languages.ts";
import type { Said } from "./said.ts";

/** One rule about words: it listens to every sentence of a document, or to the document as a whole. */
export interface WordsRule {
  readonly rule: FindingRule;
  readonly severity: Finding["severity"];
  readonly ofSentence?: (said: Said, context: WordsContext) => readonly Heard[];
  readonly ofDocument?: (context: WordsContext) => readonly HeardAnywhere[];
}

/** What a rule found in a sentence. */
export interface Heard {
  /** What tells it from other findings of the rule in the same sentence, the same in every build. */
  readonly about: string;
  readonly what: string;
  readonly hint?: string;
  /** Where it is not that of the rule. */
  readonly severity?: Finding["severity"];
}

/** What a rule found without a sentence to it. */
export interface HeardAnywhere extends Heard {
  readonly slide?: string;
  readonly place?: Place;
}

/** What a document says in one language. */
export interface Speech {
  readonly trace: Trace;
  readonly language: Language;
  readonly said: readonly Said[];
  /** The sentence of a slide with a key. */
  readonly find: (slide: string, key: string) => Said | undefined;
  /** What its figures are called: a pattern that finds the labels in a text, the longer before the shorter. */
  readonly names: {
    readonly pattern: RegExp;
    readonly accountsOf: (label: string) => readonly string[];
  };
}

/** What the rules know of the document besides the sentence. */
export interface WordsContext extends Speech {
  readonly calendar: FiscalCalendar;
  /** The quarter that the document reports. */
  readonly own: Period;
  /** Periods of the figures that a slide prints. */
  readonly printedOn: (slide: string) => readonly Period[];
  /** Slides that have a cover. */
  readonly covers: ReadonlySet<string>;
  /** The document in its other languages of which there are rules, in their order. */
  readonly others: readonly Speech[];
  /** Whether it is the first of its languages, to which the others are compared. */
  readonly isFirst: boolean;
}

/** Whether a period lies before the document's own quarter: neither of its family nor later. */
export function isPast({ own }: WordsContext, period: Period): boolean {
  return period.end < own.start;
}

/** Whether two periods are the same one; a balance date is the same as what ends with it. */
export function isSame(a: Period, b: Period): boolean {
  return a.id === b.id || (a.end === b.end && (a.kind === "instant" || b.kind === "instant"));
}

/** A sentence that a reader takes for the head of others: titles, subtitles, headings, lines of a cover. */
export function isHead({ key }: Said): boolean {
  return /^(?:deck|report)\.(?:title|subject|keywords\.\d+)$|^[^.]+\.(?:title|subtitle)$|\.heading$|^[^.]+\.[^.]+\.lines(?:\.\d+)?$/.test(
    key,
  );
}

/** What stands over or before a sentence: the item or the column that it belongs to, its label, the heading of its block. */
export function headsOf({ slide, key }: Said, { find }: WordsContext): readonly Said[] {
  const keys = [
    key.replace(/^(.*\.items\.\d+)\.items\.\d+$/, "$1.text"),
    key.replace(/^(.*\.items\.\d+)\.value$/, "$1.label"),
    key.replace(/^(.*)\.rows\.\d+\.([^.]+)$/, "$1.columns.$2"),
    key.replace(/^([^.]+\.[^.]+)\.(?:items|rows)\..*$/, "$1.heading"),
  ];
  return keys.filter((head) => head !== key).flatMap((head) => find(slide, head) ?? []);
}

/** A helper call that names a period, moving with the document where it can: `{{period "current - 1q"}}`. */
export function periodCall({ trace }: WordsContext, { id, kind }: Period): string {
  return `{{${kind === "instant" ? "date" : "period"} "${trace.periods[id] ?? id}"}}`;
}
