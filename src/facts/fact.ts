import type { Place } from "../problem.ts";
import type { Period } from "./period.ts";
import type { Unit } from "./unit.ts";

/** One reported value, as the source gives it. Facts are never changed: a restated value is a new fact with a later `asOf`. */
export interface Fact {
  readonly account: string;
  readonly member?: string;
  readonly period: Period;
  /** "actual", or one the company declares: "target.initial". */
  readonly scenario: string;
  /** "consolidated" or "non-consolidated". */
  readonly basis: string;
  /** Set where the source reports a derived figure: the measures as a reference writes them, "growth(-1y)". */
  readonly measure?: string;
  /** Plain exact decimal in `unit`, "-26827" or "253.2"; null where the source says that there is no such value ("-"). */
  readonly value: string | null;
  /** Decimals given, so that the value is known to half a unit of its last digit: 0 for "811", 1 for "253.2". */
  readonly decimals: number;
  readonly unit: Unit;
  /** ISO date from which this value holds; undefined where it was never restated. */
  readonly asOf?: string;
  /** Document and page it was transcribed from: "2q06 slide 5". */
  readonly source?: string;
  /** The cell. */
  readonly place: Place;
}
