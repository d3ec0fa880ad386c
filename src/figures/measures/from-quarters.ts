import { defineMeasure } from "./measure.ts";
import { addition } from "./operations.ts";

/** A flow of a half, nine months or a year as the sum of its quarters. */
export const fromQuarters = defineMeasure({ ...addition, name: "from quarters" });
