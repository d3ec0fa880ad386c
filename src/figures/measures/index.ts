import { change } from "./change.ts";
import { growth } from "./growth.ts";
import { translation } from "./in.ts";
import { margin } from "./margin.ts";
import type { AskedMeasure } from "./measure.ts";
import { points } from "./points.ts";
import { share } from "./share.ts";

/** The measures that references can ask for, by name. */
export const measures: Readonly<Record<string, AskedMeasure>> = {
  change,
  growth,
  in: translation,
  margin,
  points,
  share,
};
