import { defineAskedMeasure } from "./measure.ts";
import { subtraction } from "./operations.ts";

/** Change of a ratio against its base in percentage points, from the exact ratios and not from what is displayed. */
export const points = defineAskedMeasure({
  ...subtraction,
  name: "points",
  of: ["ratio"],
  otherwise: "only a ratio changes in points: write |growth(…) or |change(…)",
  against: "base",
  gives: "points",
  form: "points",
});
