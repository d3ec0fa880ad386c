import { distance, endOf } from "./periods.ts";
import type { PrintedFigure } from "./printed-figure.ts";

/** Words of a text, and the account that the numbers after them speak of, up to the next subject. */
export interface Subject {
  /** Gives the label: its group `label`, or all that it matches. */
  readonly words: RegExp;
  readonly account: string;
  /** Stands at the period's end date. */
  readonly atEnd?: boolean;
  /** What follows the period in the reference of every number, where it cannot be told from the number: "|change(-1y)", "". */
  readonly as?: string;
  /** What a comparison is made with whose base the text leaves out. */
  readonly unstated?: "-1y" | "-1q";
}

/** The period that a text speaks of, as a reference names it, and its subjects. */
export interface BulletRule {
  readonly period: string;
  readonly subjects: readonly Subject[];
}

/** A figure of a text, without the slide it stands on. */
export type BulletFigure = Omit<PrintedFigure, "slide" | "kind">;

/**
 * Reads every number of a bullet: plain ones are amounts; "%", "percentage points" and signed ones are comparisons with
 * the next base that is named ("from 1Q06", "compared to the initial target"). Periods and dates are no figures.
 * Throws on a number that no subject claims.
 */
export function readBullet(bullet: string, { period, subjects }: BulletRule): readonly BulletFigure[] {
  const text = bullet.replaceAll("**", "");
  const starts = subjects.flatMap((subject) => {
    const match = subject.words.exec(text);
    return match ? [{ at: match.index, subject, label: match.groups?.["label"] ?? match[0] }] : [];
  });
  return [...withoutDates(text).matchAll(NUMBER)].map((number) => {
    const start = starts
      .filter(({ at }) => at <= number.index)
      .sort((a, b) => b.at - a.at)
      .at(0);
    if (!start) throw new Error(`no subject for "${number[0]}" in "${text}"`);
    const { subject, label } = start;
    const at = `${subject.account}@${subject.atEnd ? endOf(period) : period}`;
    const [printed, unit] = [number[1] ?? "", number[2] ?? ""];
    const isComparison = /[+%-]/.test(printed) || unit !== "";
    const direction = /^[+-]/.test(printed) ? undefined : wordedDirection(text.slice(0, number.index));
    if (subject.as !== undefined) {
      const isChange = subject.as.includes("change(");
      return {
        label,
        column: period,
        printed,
        reference: at + subject.as,
        ...(isChange && direction && { direction }),
      };
    }
    if (!isComparison) return { label, column: period, printed, reference: at };
    const base = AGAINST.exec(text.slice(number.index));
    const against = base
      ? base[1] === TARGET
        ? "target.initial"
        : distance(period, base[1] ?? "")
      : subject.unstated;
    if (against === undefined) throw new Error(`no base of comparison for "${printed}" in "${text}"`);
    const measure = unit !== "" ? "points" : printed.endsWith("%") ? "growth" : "change";
    const column = base?.[0] ?? "";
    return {
      label,
      column,
      printed,
      reference: `${at}|${measure}(${against})`,
      ...(direction && { direction }),
    };
  });
}

/** The text with its periods, dates and names of forms blanked, each at its place. */
export function withoutDates(text: string): string {
  return text.replace(DATES, (date) => "·".repeat(date.length));
}

const TARGET = "the initial target";
const AGAINST = new RegExp(`(?:from|compared to) (\\d[QH]\\d\\d|${TARGET})`);
const NUMBER = /((?<!\w)[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?)( percentage points)?/g;
const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const DATES = new RegExp(
  [
    String.raw`\d[QH](?:\d\d)?\b`,
    String.raw`FY\d{4}`,
    String.raw`(?:${MONTHS}) \d+, \d{4}`,
    String.raw`\d{4}/\d+-(?:\d{4}/)?\d+`,
    String.raw`\d{4}\.\d+\.\d+`,
    String.raw`\b\d+/\d+\b`,
    String.raw`© \d{4}`,
    String.raw`Form \d+-F`,
    String.raw`\(\d+ months\)`,
  ].join("|"),
  "g",
);

function wordedDirection(before: string): "up" | "down" | undefined {
  const word = [...before.matchAll(/\b(increase|improve|decrease)/gi)].at(-1)?.[1]?.toLowerCase();
  return word === undefined ? undefined : word === "decrease" ? "down" : "up";
}
