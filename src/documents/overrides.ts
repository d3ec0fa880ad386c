import { z } from "zod";
import { Exact, powerOfTen } from "../figures/exact.ts";
import type { Figure } from "../figures/figure.ts";
import type { Place, Problem } from "../problem.ts";

/** overrides.yaml of a document: cells that are printed otherwise than their value rounds, each with its reason. */
export const overridesSchema = z.array(
  z.strictObject({
    /** Canonical reference: "cost.total@2Q09|in(USD)". */
    figure: z.string().min(1),
    /** The unit of the column: "USD thousand". */
    unit: z.string().min(1),
    /** Plain digits, "-6888". */
    printed: z.string().regex(/^-?\d+(\.\d+)?$/, "expected plain digits such as -6888"),
    reason: z.string().min(1),
  }),
);

/** A cell of a table that is printed as a person says: by at most one unit of its last digit away from its value. */
export interface Override {
  readonly figure: string;
  readonly unit: string;
  readonly printed: string;
  readonly reason: string;
  readonly place: Place;
}

/** The override of a figure in the unit of its column. */
export function findOverride(
  overrides: readonly Override[],
  { figure, unit }: { readonly figure: Figure; readonly unit: string },
): Override | undefined {
  return overrides.find((one) => one.figure === figure.id && one.unit === unit);
}

/** What is wrong with an override of a figure that rounds to `rounded`: it may move it by one unit of its last digit. */
export function checkOverride(
  { figure, unit, printed, place }: Override,
  rounded: string,
): readonly Problem[] {
  const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;
  const apart = new Exact(printed).minus(rounded).abs();
  if (decimalsOf(printed) === decimalsOf(rounded) && apart.equals(powerOfTen(-decimalsOf(rounded))))
    return [];
  return [
    {
      place,
      what: `an override prints ${printed} for ${figure}, which is ${rounded} ${unit}`,
      hint: apart.isZero()
        ? "remove it: the figure is printed so without it"
        : "an override moves a figure by one unit of its last digit; mend the facts for more",
    },
  ];
}

/** Overrides that no cell was printed by. */
export function unusedOverrides(
  overrides: readonly Override[],
  used: ReadonlySet<Override>,
): readonly Problem[] {
  return overrides
    .filter((override) => !used.has(override))
    .map(({ figure, unit, place }) => ({
      place,
      what: `no table prints ${figure} in ${unit}`,
      hint: "remove it, or write the figure and the unit of its column",
    }));
}
