import { defineAskedMeasure } from "./measure.ts";
import { subtraction } from "./operations.ts";

/** Change of a figure against its base, in the figure's own unit. */
export const change = defineAskedMeasure({
  ...subtraction,
  name: "change",
  of: ["flow", "stock", "count", "rate", "per-share", "average"],
  otherwise: "a ratio changes in points only: write |points(…)",
  against: "base",
  gives: "same",
  form: "change",
});
