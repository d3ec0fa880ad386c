import { defineMeasure } from "./measure.ts";
import { subtraction } from "./operations.ts";

/** A flow of a quarter as the longer period that holds it less the other quarters. Never of stocks, ratios or per-share values. */
export const fromCumulative = defineMeasure({ ...subtraction, name: "from cumulative" });
