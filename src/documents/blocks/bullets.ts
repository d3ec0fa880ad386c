import { z } from "zod";
import type { Runs } from "../runs.ts";
import type { Words } from "../words.ts";
import { defineBlock } from "./block.ts";

/** A list with an optional heading; items may have sub-items. */
export interface Bullets {
  readonly kind: "bullets";
  readonly heading: Runs;
  readonly items: readonly Bullet[];
}
export interface Bullet {
  readonly text: Runs;
  readonly items: readonly Bullet[];
}

export const bullets = defineBlock({
  kind: "bullets",
  schema: z.strictObject({}),
  plan: ({ words }): Bullets => ({
    kind: "bullets",
    heading: words.optional("heading"),
    items: words.children("items").map(planBullet),
  }),
});

/** A plain sentence, or `text` with the `items` under it. */
function planBullet(words: Words): Bullet {
  const text = words.self();
  if (text !== undefined) return { text, items: [] };
  return { text: words.runs("text"), items: words.children("items").map(planBullet) };
}
