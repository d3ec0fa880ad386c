import { defineMeasure } from "./measure.ts";
import { subtraction } from "./operations.ts";

/** The first operand less all the others: gross margin is revenues less costs. */
export const difference = defineMeasure({ ...subtraction, name: "difference" });
