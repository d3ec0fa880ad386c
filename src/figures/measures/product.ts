import { Exact } from "../exact.ts";
import { defineMeasure } from "./measure.ts";

/** All operands multiplied: depositary shares are shares times the number of them that one share is worth. */
export const product = defineMeasure({
  name: "product",
  value: (factors) => factors.reduce((total, factor) => total.times(factor), new Exact(1)),
  formula: (factors) => factors.join(" × "),
});
