import { Exact } from "../exact.ts";
import type { Measure } from "./measure.ts";

type Operation = Omit<Measure, "name">;

/** All operands together. */
export const addition: Operation = {
  value: (parts) => parts.reduce((total, part) => total.plus(part), new Exact(0)),
  interval: (parts) => ({
    lo: parts.reduce((total, { lo }) => total.plus(lo), new Exact(0)),
    hi: parts.reduce((total, { hi }) => total.plus(hi), new Exact(0)),
  }),
  formula: (parts) => parts.join(" + "),
};

/** The first operand less all the others. */
export const subtraction: Operation = {
  value: ([first, ...others]) => others.reduce((rest, other) => rest.minus(other), first!),
  interval: ([first, ...others]) => ({
    lo: others.reduce((rest, { hi }) => rest.minus(hi), first!.lo),
    hi: others.reduce((rest, { lo }) => rest.minus(lo), first!.hi),
  }),
  formula: (operands) => operands.join(" - "),
};

/** A part of its whole. Null where the whole is not positive. */
export const proportion: Operation = {
  value: ([part, whole]) => (whole!.greaterThan(0) ? part!.div(whole!) : null),
  formula: ([part, whole]) => `${part} / ${whole}`,
};
