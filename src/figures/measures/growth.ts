import { defineAskedMeasure } from "./measure.ts";

/**
 * Growth of a figure over its base (a year or a quarter before, or a target): a ratio to the base. Null where the base is
 * not positive, and where a profit became a loss: a fall of more than all has words and no percentage.
 */
export const growth = defineAskedMeasure({
  name: "growth",
  of: ["flow", "stock", "count", "rate", "per-share", "average"],
  otherwise: "a ratio changes in points only: write |points(…)",
  against: "base",
  gives: "ratio",
  form: "growth",
  value: ([now, before]) => (before!.greaterThan(0) && !now!.lessThan(0) ? now!.div(before!).minus(1) : null),
  formula: ([now, before]) => `${now} / ${before} - 1`,
});
