import { z } from "zod";
import type { Runs } from "../runs.ts";
import { defineBlock } from "./block.ts";

/** Running text, one entry a paragraph, with an optional heading. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly heading: Runs;
  readonly paragraphs: readonly Runs[];
}

export const paragraph = defineBlock({
  kind: "paragraph",
  schema: z.strictObject({}),
  plan: ({ words }): Paragraph => ({
    kind: "paragraph",
    heading: words.optional("heading"),
    paragraphs: words.list("paragraphs"),
  }),
});
