import { Exact, type Interval } from "../figures/exact.ts";

/** A printed number and the figure that it should show, all in base units. */
export interface Comparison {
  /** As printed, with the sign that its text or the words beside it say; null for a dash. */
  readonly printed: Exact | null;
  /** What the last printed digit is worth. */
  readonly step: Exact;
  /** The figure itself, null where it does not exist, and what it is as far as its inputs are known. */
  readonly value: Exact | null;
  readonly interval: Interval | null;
  /** What a dash says: that there is no such value, or that it is zero ("no change"). Default "nothing". */
  readonly dash?: "nothing" | "zero";
}

/** What a comparison gives. */
export interface Agreement {
  /** Some value inside the interval rounds to the printed number. */
  readonly agrees: boolean;
  /** The figure's own value rounds to it. */
  readonly exact: boolean;
  /** What the figure's own value rounds to, at the printed digits; null where the figure does not exist. */
  readonly should: Exact | null;
  /** The least and the greatest number that would agree; null where the figure or its bounds do not exist. */
  readonly allowed: Interval | null;
}

/**
 * Whether a printed number agrees with a figure: some value inside its interval rounds half up (ties away from zero) to
 * it. The ends are outside where the interval has a width, since an input known to the million as 811 is below 811.5.
 */
export function agrees(comparison: Comparison): Agreement {
  const { step, value, interval, dash = "nothing" } = comparison;
  const isDash = comparison.printed === null;
  if (value === null) {
    const isNothing = isDash && dash === "nothing";
    return { agrees: isNothing, exact: isNothing, should: null, allowed: null };
  }
  const round = (exact: Exact, way: 4 | 7 | 8): Exact => {
    const rounded = exact.div(step).toDecimalPlaces(0, way).times(step);
    return rounded.isZero() ? rounded.abs() : rounded;
  };
  const should = round(value, Exact.ROUND_HALF_UP);
  const isKnown = interval === null || interval.lo.equals(interval.hi);
  const allowed = isKnown
    ? interval && { lo: should, hi: should }
    : { lo: round(interval.lo, Exact.ROUND_HALF_CEIL), hi: round(interval.hi, Exact.ROUND_HALF_FLOOR) };
  if (isDash && dash === "nothing") return { agrees: false, exact: false, should, allowed };
  const printed = comparison.printed ?? new Exact(0);
  const exact = should.equals(printed);
  const isInside =
    allowed !== null &&
    printed.greaterThanOrEqualTo(allowed.lo) &&
    printed.lessThanOrEqualTo(allowed.hi) &&
    printed.div(step).isInteger();
  return { agrees: exact || isInside, exact, should, allowed };
}
