import type { AccountKind } from "../../facts/account.ts";
import type { Exact, Interval } from "../exact.ts";

/** How a value follows from others. One file each; pure arithmetic. */
export interface Measure {
  /** As a reference writes it, or as `explain` calls it where no reference can name it. */
  readonly name: string;
  /** Null where the result has no meaning: growth from a loss. */
  readonly value: (operands: readonly Exact[]) => Exact | null;
  /** Faster than the corners where the measure is linear. */
  readonly interval?: (operands: readonly Interval[]) => Interval;
  /** With the operands' references: "a / b - 1". */
  readonly formula: (operands: readonly string[]) => string;
}

/** A measure that a reference can ask for: `|growth(-1y)`, `|share(revenue.total)`. */
export interface AskedMeasure extends Measure {
  /** Kinds of figures it may be asked of. */
  readonly of: readonly (AccountKind | "points")[];
  /** Why not, and what to ask instead, for the others. */
  readonly otherwise: string;
  /**
   * What stands in the brackets. base: an earlier period (`-1y`, `-1q`, `opening`) or a scenario; account: another account
   * of the same period; margin: nothing, the account's own `marginOf`; rate: a currency, for the company's
   * rate of it at the end of the period or on a day.
   */
  readonly against: "base" | "account" | "margin" | "rate";
  /** ratio: a fraction shown in %; points: a difference of ratios; same: the unit of what it is asked of; currency: that unit
   * in the currency asked for. */
  readonly gives: "ratio" | "points" | "same" | "currency";
  /** The form it is shown in. */
  readonly form: "percent" | "growth" | "points" | "change" | "level";
}

/** Marks an object as a measure, so that its type is checked where it is written. */
export function defineMeasure(measure: Measure): Measure {
  return measure;
}

/** As defineMeasure, for one that references can ask for. */
export function defineAskedMeasure(measure: AskedMeasure): AskedMeasure {
  return measure;
}
