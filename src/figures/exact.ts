import { Decimal } from "decimal.js";

/** Decimal arithmetic with 60 digits: sums and differences of reported values are exact, quotients far beyond what is printed. */
export const Exact = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -200,
  toExpPos: 200,
});
export type Exact = Decimal;

/** Ten to a whole power, exactly. */
export function powerOfTen(power: number): Exact {
  return powers[power + farthestPower] ?? new Exact(`1e${power}`);
}

/** Of the powers that units and decimals come to. */
const farthestPower = 20;
const powers: readonly Exact[] = Array.from(
  { length: 2 * farthestPower + 1 },
  (_, index) => new Exact(`1e${index - farthestPower}`),
);

/** Where the true value lies, both ends included: a value reported as 811 million is known to half a million each way. */
export interface Interval {
  readonly lo: Exact;
  readonly hi: Exact;
}

/** The interval that holds what a function gives for every choice of operands; it must be monotone in each of them. */
export function intervalOf(
  operands: readonly Interval[],
  value: (operands: readonly Exact[]) => Exact | null,
): Interval | null {
  let lo: Exact | undefined;
  let hi: Exact | undefined;
  for (const corner of corners(operands)) {
    const at = value(corner);
    if (at === null) return null;
    if (lo === undefined || at.lessThan(lo)) lo = at;
    if (hi === undefined || at.greaterThan(hi)) hi = at;
  }
  return lo === undefined || hi === undefined ? null : { lo, hi };
}

/** True when some value could lie in both. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.lo.lessThanOrEqualTo(b.hi) && b.lo.lessThanOrEqualTo(a.hi);
}

function corners(operands: readonly Interval[]): readonly (readonly Exact[])[] {
  return operands.reduce<readonly (readonly Exact[])[]>(
    (found, { lo, hi }) =>
      found.flatMap((corner) =>
        lo.equals(hi)
          ? [[...corner, lo]]
          : [
              [...corner, lo],
              [...corner, hi],
            ],
      ),
    [[]],
  );
}
