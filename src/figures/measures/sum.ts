import { Exact } from "../exact.ts";
import { defineMeasure } from "./measure.ts";

/** Total of an account's parts, such as adjusted EBITDA: operating income plus depreciation. */
export const sum = defineMeasure({
  name: "sum",
  value: (parts) => parts.reduce((total, part) => total.plus(part), new Exact(0)),
  interval: (parts) => ({
    lo: parts.reduce((total, { lo }) => total.plus(lo), new Exact(0)),
    hi: parts.reduce((total, { hi }) => total.plus(hi), new Exact(0)),
  }),
  formula: (parts) => parts.join(" + "),
});
