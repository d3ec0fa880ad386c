import { defineMeasure } from "./measure.ts";

/**
 * One operand over another: net income over the average number of shares is net income per share (basic earnings per share
 * of ASC 260-10-45 and IAS 33.10). Null where the divisor is not positive.
 */
export const quotient = defineMeasure({
  name: "quotient",
  value: ([dividend, divisor]) => (divisor!.greaterThan(0) ? dividend!.div(divisor!) : null),
  formula: ([dividend, divisor]) => `${dividend} / ${divisor}`,
});
