import { defineAskedMeasure } from "./measure.ts";

/** Share of one account in another of the same period. Null where the whole is not positive. */
export const share = defineAskedMeasure({
  name: "share",
  of: ["flow", "stock", "count"],
  otherwise: "a share is taken of an amount or a count",
  against: "account",
  gives: "ratio",
  form: "percent",
  value: ([part, whole]) => (whole!.greaterThan(0) ? part!.div(whole!) : null),
  formula: ([part, whole]) => `${part} / ${whole}`,
});
