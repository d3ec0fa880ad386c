import type { Company, Rounding } from "../facts/company.ts";
import type { Fact } from "../facts/fact.ts";
import type { Unit } from "../facts/unit.ts";
import { Exact, powerOfTen, type Interval } from "./exact.ts";
import type { Figure } from "./figure.ts";

/** A figure as it is to be shown: rounded once, with how it was settled. */
export interface Rounded {
  /** Plain decimal in `unit` with fixed decimals, "-26827" or "59.9"; null where there is no value. */
  readonly text: string | null;
  readonly unit: Unit;
  /**
   * fact: as reported; derivation: the interval settles every digit; report: the source's own figure, because it does not;
   * midpoint: unsettled and not reported, or reported with a last digit on which fewer digits would turn.
   */
  readonly by: "fact" | "derivation" | "report" | "midpoint" | "nothing";
  /** The exact value that was rounded; null with `text`. */
  readonly value: Exact | null;
}

/** How a figure was shown, kept with its text: the unit and decimals of its digits, and what settled them. */
export interface Shown {
  /** "JPY million", "%". */
  readonly unit: string;
  readonly decimals: number;
  /** As of a rounded figure; plug: moved by one unit so that its column adds up. */
  readonly by: Rounded["by"] | "plug";
  /** Why a person had it moved, where it was not the policy. */
  readonly reason?: string;
}

/** How a figure is to be shown; what is left out is the figure's own. */
export interface Display {
  readonly unit?: Unit;
  readonly decimals?: number;
}

/**
 * Rounds a figure once for display. Where a derivation settles the last digit shown, it speaks; where it does not, the
 * reported value does, and without one the middle of the interval.
 */
export function roundFigure(figure: Figure, company: Company, display: Display = {}): Rounded {
  const unit = display.unit ?? figure.unit;
  const decimals = display.decimals ?? figure.decimals;
  if (figure.value === null) return { text: null, unit, by: "nothing", value: null };
  const rounding = roundingOf(figure.unit, company);
  const round = (value: Exact): string => roundDecimal(value, { power: unit.power, decimals, rounding });
  const { derived, reported } = figure;
  const isSaid =
    reported !== undefined &&
    (keepsDigits(reported.fact, { power: unit.power, decimals, rounding }) ||
      settles(reported.interval, round));
  if (isSaid && figure.reference.measures.length === 0 && figure.kind !== "ratio") {
    return { text: round(reported.value), unit, by: "fact", value: reported.value };
  }
  if (derived !== undefined && settles(derived.interval, round)) {
    return { text: round(derived.value), unit, by: "derivation", value: derived.value };
  }
  if (isSaid) {
    const by = derived === undefined ? "fact" : "report";
    return { text: round(reported.value), unit, by, value: reported.value };
  }
  return { text: round(figure.value), unit, by: "midpoint", value: figure.value };
}

/** How a value becomes digits: units of ten to `power`, rounded to `decimals`. */
interface Digits {
  readonly power: number;
  readonly decimals: number;
  readonly rounding: Rounding;
}

/** A value in units of ten to `power`, rounded to `decimals`, as plain text; never "-0". Truncation is towards zero. */
export function roundDecimal(value: Exact, { power, decimals, rounding }: Digits): string {
  const text = value.times(powerOfTen(-power)).toFixed(decimals, modes[rounding]);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}

/** True when every value of the interval shows the same text, both ends included. */
export function settles(interval: Interval | null, round: (value: Exact) => string): boolean {
  return interval !== null && round(interval.lo) === round(interval.hi);
}

/**
 * Whether no digit of a report is rounded away, or only by cutting what was cut before: rounding what was rounded to the
 * nearest once more may differ from rounding the true value.
 */
function keepsDigits({ unit, decimals }: Fact, shown: Digits): boolean {
  return shown.rounding === "truncate" || shown.power - shown.decimals <= unit.power - decimals;
}

const modes: Readonly<Record<Rounding, 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8>> = {
  halfUp: Exact.ROUND_HALF_UP,
  halfEven: Exact.ROUND_HALF_EVEN,
  truncate: Exact.ROUND_DOWN,
};

/** How a company rounds values of a unit: amounts, percentages and points each in their own way, all else to the nearest. */
export function roundingOf({ family }: Unit, { rounding }: Company): Rounding {
  if (family === "ratio") return rounding.percent;
  if (family === "points") return rounding.points;
  return family === "money" ? rounding.amount : "halfUp";
}
