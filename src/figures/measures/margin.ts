import { defineAskedMeasure } from "./measure.ts";
import { proportion } from "./operations.ts";

/** Share of an account in the one that accounts.yaml names as its `marginOf`: gross margin of the revenues it was made with. */
export const margin = defineAskedMeasure({
  ...proportion,
  name: "margin",
  of: ["flow", "stock", "count"],
  otherwise: "a margin is taken of an amount or a count",
  against: "margin",
  gives: "ratio",
  form: "percent",
});
