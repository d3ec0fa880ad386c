import { defineMeasure } from "./measure.ts";

/** The first operand less all the others: gross margin is revenues less costs. */
export const difference = defineMeasure({
  name: "difference",
  value: ([first, ...others]) => others.reduce((rest, other) => rest.minus(other), first!),
  interval: ([first, ...others]) => ({
    lo: others.reduce((rest, { hi }) => rest.minus(hi), first!.lo),
    hi: others.reduce((rest, { lo }) => rest.minus(lo), first!.hi),
  }),
  formula: (operands) => operands.join(" - "),
});
