import { parseUnit } from "../../facts/unit.ts";
import { Exact, powerOfTen } from "../../figures/exact.ts";

/** Writes plain decimals in base units as amounts of their unit, thousands grouped. */
export interface Amounts {
  /** "26,444 JPY million", "17.4197 %": all digits, unless `digits` says how many count; then "…" stands for the others. "none" for null. */
  value(value: string | null, unit: string, digits?: number): string;
  /** Both ends: "26,443.5 to 26,444.5"; "26,444 exactly" where they are one; empty if there is none. */
  interval(interval: readonly [string, string] | null | undefined, unit: string, digits?: number): string;
}

/** Opens a writer that reads each unit once. */
export function openAmounts(): Amounts {
  const scales = new Map<string, Exact>();
  const scaleOf = (unit: string): Exact => {
    const known = scales.get(unit);
    if (known !== undefined) return known;
    const parsed = parseUnit(unit);
    const scale = powerOfTen("what" in parsed ? 0 : parsed.power);
    scales.set(unit, scale);
    return scale;
  };
  const number = (value: string, unit: string, digits?: number): string => {
    const exact = new Exact(value).div(scaleOf(unit));
    const shown = digits === undefined ? exact : exact.toSignificantDigits(digits);
    const [whole = "", decimals] = shown.toFixed().split(".");
    const grouped = whole.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, ",");
    const text = decimals === undefined ? grouped : `${grouped}.${decimals}`;
    return shown.equals(exact) ? text : `${text}…`;
  };
  return {
    value: (value, unit, digits) => (value === null ? "none" : `${number(value, unit, digits)} ${unit}`),
    interval: (interval, unit, digits) => {
      if (!interval) return "";
      const [lo, hi] = [number(interval[0], unit, digits), number(interval[1], unit, digits)];
      return interval[0] === interval[1] ? `${lo} exactly` : `${lo} to ${hi}`;
    },
  };
}
