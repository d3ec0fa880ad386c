import { z } from "zod";
import type { Runs } from "../runs.ts";
import { defineBlock } from "./block.ts";

/** The head of a press release. */
export interface Masthead {
  readonly kind: "masthead";
  /** What it is: "For immediate release". */
  readonly release: Runs;
  /** To whom to turn, a line each. */
  readonly contact: readonly Runs[];
  readonly headline: Runs;
  /** Under the headline. */
  readonly lines: readonly Runs[];
  /** The first paragraph: who announces what, where and when. */
  readonly lead: Runs;
}

export const masthead = defineBlock({
  kind: "masthead",
  schema: z.strictObject({}),
  plan: ({ words }): Masthead => ({
    kind: "masthead",
    release: words.runs("release"),
    contact: words.list("contact", { optional: true }),
    headline: words.runs("headline"),
    lines: words.list("lines", { optional: true }),
    lead: words.runs("lead"),
  }),
});
