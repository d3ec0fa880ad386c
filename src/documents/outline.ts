import { z } from "zod";
import { blockKinds } from "./blocks/index.ts";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower case words joined by hyphens");

const blockSchema = z.discriminatedUnion(
  "kind",
  blockKinds.map(({ kind, schema }) =>
    (schema as unknown as z.ZodObject).extend({
      kind: z.literal(kind),
      /** Key of the block's words, and its name on the slide; the kind where a slide has one of it. */
      id: id.optional(),
      /** The area of the layout that it stands in. */
      area: z.string().min(1).default("main"),
    }),
  ) as unknown as readonly [z.ZodObject, ...z.ZodObject[]],
);

/** outline.yaml: the structure of a document, without a word. */
export const outlineSchema = z.strictObject({
  kind: z.literal("deck"),
  /** The quarter that the document reports. */
  period: z.string().min(1),
  date: z.iso.date(),
  /** Tables of `published/` that its figures are held against; the one of the document's own name if left out. */
  published: z.array(z.string().min(1)).optional(),
  slides: z
    .array(
      z.strictObject({
        id,
        layout: id,
        /** Dropped, and said so, where its facts are missing. */
        optional: z.boolean().default(false),
        /** The unit at the right of the head. */
        unit: z.string().min(1).optional(),
        blocks: z.array(blockSchema).min(1),
      }),
    )
    .min(1),
});

export type Outline = z.output<typeof outlineSchema>;
export type SlideRequest = Outline["slides"][number];
export type BlockEntry = SlideRequest["blocks"][number] & {
  readonly kind: string;
  readonly id?: string;
  readonly area: string;
};
