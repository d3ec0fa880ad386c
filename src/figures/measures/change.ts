import { defineAskedMeasure } from "./measure.ts";

/** Change of a figure against its base, in the figure's own unit. */
export const change = defineAskedMeasure({
  name: "change",
  of: ["flow", "stock", "count", "rate", "per-share"],
  otherwise: "a ratio changes in points only: write |points(…)",
  against: "base",
  gives: "same",
  form: "change",
  value: ([now, before]) => now!.minus(before!),
  interval: ([now, before]) => ({ lo: now!.lo.minus(before!.hi), hi: now!.hi.minus(before!.lo) }),
  formula: ([now, before]) => `${now} - ${before}`,
});
