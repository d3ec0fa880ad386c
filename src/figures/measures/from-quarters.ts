import { defineMeasure } from "./measure.ts";
import { sum } from "./sum.ts";

/** A flow of a half, nine months or a year as the sum of its quarters. */
export const fromQuarters = defineMeasure({ ...sum, name: "from quarters" });
