import { defineAskedMeasure } from "./measure.ts";
import { proportion } from "./operations.ts";

/** Share of one account in another of the same period. Null where the whole is not positive. */
export const share = defineAskedMeasure({
  ...proportion,
  name: "share",
  of: ["flow", "stock", "count"],
  otherwise: "a share is taken of an amount or a count",
  against: "account",
  gives: "ratio",
  form: "percent",
});
