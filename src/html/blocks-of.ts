import type { Block } from "../documents/blocks/index.ts";
import type { Document, Slide } from "../documents/document.ts";

/** A block with its id: `<slide>.<area>.<n>`, n from 1 in its area. The page carries it, and charts are looked up by it. */
export interface PlacedBlock {
  readonly id: string;
  readonly slide: Slide;
  readonly area: string;
  readonly block: Block;
}

/** Every block of a document in the order of its slides and areas. */
export function blocksOf(document: Pick<Document, "slides">): readonly PlacedBlock[] {
  return document.slides.flatMap((slide) =>
    Object.entries(slide.areas).flatMap(([area, blocks]) =>
      blocks.map((block, index) => ({ id: `${slide.id}.${area}.${index + 1}`, slide, area, block })),
    ),
  );
}
