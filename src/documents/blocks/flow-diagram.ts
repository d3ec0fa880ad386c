import { z } from "zod";
import type { Context } from "../context.ts";
import type { Runs } from "../runs.ts";
import type { Words } from "../words.ts";
import { defineBlock } from "./block.ts";

/** A picture made of words: stages from left to right, each with its boxes, and what stands under all of them. It holds no figure. */
export interface FlowDiagram {
  readonly kind: "flow-diagram";
  readonly heading: Runs;
  readonly stages: readonly Stage[];
  /** Boxes of the fullest stage. */
  readonly rows: number;
  readonly band: Runs;
}

interface Stage {
  readonly heading: Runs;
  readonly boxes: readonly Runs[];
  readonly caption: Runs;
}

const counts = {
  stages: {
    least: 2,
    most: 5,
    few: "each stage has a heading and boxes; words of a single stage are a text",
    many: "join some of them, or draw two diagrams",
  },
  boxes: {
    least: 1,
    most: 4,
    few: "say what the stage holds, each thing in a box",
    many: "join some of them, or give them another stage",
  },
} as const;

export const flowDiagram = defineBlock({
  kind: "flow-diagram",
  schema: z.strictObject({}),
  plan: ({ words: all, context }): FlowDiagram => {
    const words = all.withoutFigures();
    const children = words.children("stages");
    if (words.has("stages")) checkCount(words, "stages", children.length, context);
    const stages = children.map((stage): Stage => {
      const boxes = stage.list("boxes", { optional: true });
      checkCount(stage, "boxes", boxes.length, context);
      return { heading: stage.runs("heading"), boxes, caption: stage.optional("caption") };
    });
    return {
      kind: "flow-diagram",
      heading: words.optional("heading"),
      stages,
      rows: Math.max(1, ...stages.map(({ boxes }) => boxes.length)),
      band: words.optional("band"),
    };
  },
});

function checkCount(words: Words, key: keyof typeof counts, count: number, { found }: Context): void {
  const { least, most, few, many } = counts[key];
  if (count >= least && count <= most) return;
  found.problems.push({
    place: words.placeOf(key),
    what: `${words.nameOf(key)}: expected a list of ${least} to ${most} ${key}, got ${count}`,
    hint: count < least ? few : many,
  });
}
