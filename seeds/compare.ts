import { Decimal } from "decimal.js";

/** A printed number and the figure that it should show. Numbers are exact decimals or their text. */
export interface Comparison {
  /** As printed: "(26,827)", "+59.9%", "—". */
  readonly printed: string;
  /** What the figure is, as far as its inputs are known: both null where it does not exist. */
  readonly lo: Exact | null;
  readonly hi: Exact | null;
  /** The figure itself, in [lo, hi]; null where it does not exist. */
  readonly value: Exact | null;
  /** Decimals printed, where the text itself does not say: 0 for a dash, else read from the text. */
  readonly decimals?: number;
  /** Power of ten that one printed unit is worth in the unit of the figure: 6 for JPY million and yen, -2 for % and ratios. Default 0. */
  readonly scale?: number;
  /** Where words give the direction of a change: "down" makes a printed "0.3%" a negative number. */
  readonly direction?: "up" | "down";
  /** What a dash says: that there is no such value, or that it is zero ("no change"). Default "nothing". */
  readonly dash?: "nothing" | "zero";
}

/** What a comparison gives. */
export interface Agreement {
  /** Some value inside the interval rounds to the printed number. */
  readonly agrees: boolean;
  /** The figure's own value rounds to it. */
  readonly exact: boolean;
  /** What the figure's own value rounds to, in the printed unit: "5.8"; null where the figure does not exist. */
  readonly should: string | null;
}

/** A printed number: its exact value and its decimals. The value of a dash is null. */
export interface Printed {
  readonly value: Decimal | null;
  readonly decimals: number;
}

type Exact = string | Decimal;

// Scaling must not round: the figures of a deck have far fewer digits than this.
const Precise = Decimal.clone({ precision: 200 });

/**
 * Whether a printed number agrees with a figure: some value inside its interval rounds half up (ties away from zero) to
 * it. The ends are outside where the interval has a width, since an input known to the million as 811 is below 811.5.
 * Throws on text that is no number, and on a figure outside its interval.
 */
export function agrees(comparison: Comparison): Agreement {
  const { printed, scale = 0, direction, dash = "nothing" } = comparison;
  const read = parsePrinted(printed);
  const decimals = comparison.decimals ?? read.decimals;
  const [lo, value, hi] = [comparison.lo, comparison.value, comparison.hi].map((limit) =>
    limit === null ? null : new Precise(limit).div(new Precise(10).pow(scale)),
  );
  if (!lo || !value || !hi) {
    if (lo || value || hi) throw new Error(`a figure without a value has no interval: "${printed}"`);
    const isNothing = read.value === null && dash === "nothing";
    return { agrees: isNothing, exact: isNothing, should: null };
  }
  if (value.lessThan(lo) || value.greaterThan(hi)) throw new Error(`${value} is outside of [${lo}, ${hi}]`);
  const own = value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  const should = (own.isZero() ? own.abs() : own).toFixed(decimals);
  if (read.value === null && dash === "nothing") return { agrees: false, exact: false, should };
  const number = directed(read.value ?? new Precise(0), direction);
  const exact = own.equals(number);
  const lowest = lo.toDecimalPlaces(decimals, Decimal.ROUND_HALF_CEIL);
  const highest = hi.toDecimalPlaces(decimals, Decimal.ROUND_HALF_FLOOR);
  const isInside =
    lo.lessThan(hi) && number.greaterThanOrEqualTo(lowest) && number.lessThanOrEqualTo(highest);
  return { agrees: exact || (isInside && number.decimalPlaces() <= decimals), exact, should };
}

/** Reads a printed number: brackets and a minus are negative, "%" is left to the caller. Throws on anything else. */
export function parsePrinted(printed: string): Printed {
  const text = printed.trim();
  if (/^[-–—―−]$/.test(text)) return { value: null, decimals: 0 };
  const bracketed = /^\((.+)\)$/.exec(text)?.[1];
  const match = /^([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?$/.exec(bracketed ?? text);
  if (!match || (bracketed !== undefined && match[1] !== ""))
    throw new Error(`not a printed number: "${printed}"`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const number = new Precise(whole.replaceAll(",", "") + fraction);
  const isNegative = bracketed !== undefined || sign === "-" || sign === "−";
  return { value: isNegative ? number.negated() : number, decimals: Math.max(fraction.length - 1, 0) };
}

function directed(number: Decimal, direction: "up" | "down" | undefined): Decimal {
  if (direction === undefined) return number;
  if (number.isNegative())
    throw new Error(`a direction in words and a negative sign: ${number} ${direction}`);
  return direction === "down" ? number.negated() : number;
}
