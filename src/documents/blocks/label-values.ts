import { z } from "zod";
import type { Runs } from "../runs.ts";
import { defineBlock } from "./block.ts";

/** Facts about one thing, label and value, under a heading. */
export interface LabelValues {
  readonly kind: "label-values";
  readonly heading: Runs;
  readonly items: readonly { readonly label: Runs; readonly value: Runs }[];
}

export const labelValues = defineBlock({
  kind: "label-values",
  schema: z.strictObject({}),
  plan: ({ words }): LabelValues => ({
    kind: "label-values",
    heading: words.optional("heading"),
    items: words.children("items").map((item) => ({ label: item.runs("label"), value: item.runs("value") })),
  }),
});
