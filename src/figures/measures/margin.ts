import { defineAskedMeasure } from "./measure.ts";
import { share } from "./share.ts";

/** Share of an account in the one that accounts.yaml names as its `marginOf`: gross margin of the revenues it was made with. */
export const margin = defineAskedMeasure({
  ...share,
  name: "margin",
  against: "margin",
});
