import { defineAskedMeasure } from "./measure.ts";

/** Change of a ratio against its base in percentage points, from the exact ratios and not from what is displayed. */
export const points = defineAskedMeasure({
  name: "points",
  of: ["ratio"],
  otherwise: "only a ratio changes in points: write |growth(…) or |change(…)",
  against: "base",
  gives: "points",
  form: "points",
  value: ([now, before]) => now!.minus(before!),
  interval: ([now, before]) => ({ lo: now!.lo.minus(before!.hi), hi: now!.hi.minus(before!.lo) }),
  formula: ([now, before]) => `${now} - ${before}`,
});
