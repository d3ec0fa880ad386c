import type { Account } from "../facts/account.ts";
import type { Fact } from "../facts/fact.ts";
import type { Unit } from "../facts/unit.ts";
import type { Exact, Interval } from "./exact.ts";
import type { Reference } from "./reference.ts";

/** A named value that can be printed: a reported fact, a derivation from other figures, or both. All values in base units. */
export interface Figure {
  readonly reference: Reference;
  /** The canonical text of the reference. */
  readonly id: string;
  readonly account: Account;
  /** The kind after its measures: a share is a ratio. */
  readonly kind: Account["kind"] | "points";
  readonly unit: Unit;
  /** Decimals shown in `unit` unless asked otherwise. */
  readonly decimals: number;
  readonly form: "level" | "change" | "percent" | "growth" | "points";
  /** The reported value if there is one, else the derived; null where no such value exists. */
  readonly value: Exact | null;
  /** Null with `value`, and where no bounds can be given. */
  readonly interval: Interval | null;
  readonly reported?: Reported;
  readonly derived?: Derived;
  /** What a measure compares where the comparison has no value. */
  readonly sides?: readonly Figure[];
  /** Why there is no value though both sides are known: what growth from or to a loss is called. */
  readonly outcome?: "turned-to-profit" | "turned-to-loss" | "loss-narrowed" | "loss-widened" | "unchanged";
}

/** What a source reports. */
export interface Reported {
  readonly value: Exact;
  readonly interval: Interval;
  readonly fact: Fact;
  /** True where an earlier report of the same figure was replaced. */
  readonly restated: boolean;
}

/** What follows from other figures. */
export interface Derived {
  readonly value: Exact;
  readonly interval: Interval | null;
  readonly formula: string;
  readonly from: readonly Figure[];
}
