import { defineMeasure } from "./measure.ts";
import { addition } from "./operations.ts";

/** Total of an account's parts, such as adjusted EBITDA: operating income plus depreciation. */
export const sum = defineMeasure({ ...addition, name: "sum" });
