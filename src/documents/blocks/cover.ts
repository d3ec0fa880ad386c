import { z } from "zod";
import type { Runs } from "../runs.ts";
import { defineBlock } from "./block.ts";

/** The first page: who, what, when. */
export interface Cover {
  readonly kind: "cover";
  readonly issuer: Runs;
  readonly lines: readonly Runs[];
  readonly date: Runs;
  readonly notes: readonly Runs[];
}

export const cover = defineBlock({
  kind: "cover",
  schema: z.strictObject({}),
  plan: ({ words }): Cover => ({
    kind: "cover",
    issuer: words.runs("issuer"),
    lines: words.list("lines"),
    date: words.runs("date"),
    notes: words.list("notes", { optional: true }),
  }),
});
