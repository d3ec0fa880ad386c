import { defineAskedMeasure } from "./measure.ts";

/**
 * An amount translated for the reader's convenience at the rate of the end of its period, or of a day that is named
 * (`in(USD@2006-09-30)`): a flow and a balance of one statement at the same rate (SEC Regulation S-X, Rule 3-20(b)). Translated from the exact amount, never from a rounded one;
 * nothing further is computed from what is translated.
 */
export const translation = defineAskedMeasure({
  name: "in",
  of: ["flow", "stock", "per-share"],
  otherwise: "only an amount is translated",
  against: "rate",
  gives: "currency",
  form: "level",
  value: ([amount, rate]) => (rate!.greaterThan(0) ? amount!.div(rate!) : null),
  formula: ([amount, rate]) => `${amount} / ${rate}`,
});
