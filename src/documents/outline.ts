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

const part = {
  id,
  /** Dropped, and said so, where its facts are missing. */
  optional: z.boolean().default(false),
  /** The unit at the right of the head. */
  unit: z.string().min(1).optional(),
  /** Tables and key figures show amounts in that unit with so many decimals; without it they have to be in it already. */
  decimals: z.int().min(0).max(6).optional(),
  blocks: z.array(blockSchema).min(1),
};

const slideSchema = z.strictObject({ ...part, layout: id });

const sectionSchema = z.strictObject({
  ...part,
  layout: id.default("section"),
  /** 2 stands under the last one of 1. */
  level: z.literal([1, 2]).default(1),
  /** Begins on a new page. */
  break: z.boolean().default(false),
});

const document = {
  /** The quarter that the document reports. */
  period: z.string().min(1),
  date: z.iso.date(),
  /** Marked on every page, and never sealed. */
  draft: z.boolean().default(false),
  /** Tables of `published/` that its figures are held against; the one of the document's own name if left out. */
  published: z.array(z.string().min(1)).optional(),
};

/** outline.yaml: the structure of a document, without a word. A deck has slides, a report sections that flow over its pages. */
export const outlineSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("deck"), ...document, slides: z.array(slideSchema).min(1) }),
  z.strictObject({ kind: z.literal("report"), ...document, sections: z.array(sectionSchema).min(1) }),
]);

export type Outline = z.output<typeof outlineSchema>;
export type SlideRequest = z.output<typeof slideSchema> & Partial<z.output<typeof sectionSchema>>;

/** The slides of a deck or the sections of a report, with the key that they stand under and what one is called. */
export function partsOf(outline: Outline): {
  readonly key: "slides" | "sections";
  readonly noun: "slide" | "section";
  readonly parts: readonly SlideRequest[];
} {
  return outline.kind === "deck"
    ? { key: "slides", noun: "slide", parts: outline.slides }
    : { key: "sections", noun: "section", parts: outline.sections };
}

/** A string of an outline below its slides or sections, with the key that names it: "targets.consolidated.groups.half.period". */
export interface OutlineString {
  readonly key: string;
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every string of an outline but ids, its own period and its own date. A block is named by its id or kind, an entry of a list by its id, or by its number from 1. */
export function outlineStrings(outline: Outline): readonly OutlineString[] {
  const { key, parts } = partsOf(outline);
  return [
    ...strings(outline.published, ["published"], ["published"]),
    ...parts.flatMap((part, index) => strings(part, [key, index], [part.id])),
  ];
}

function strings(
  value: unknown,
  path: readonly (string | number)[],
  names: readonly string[],
): readonly OutlineString[] {
  if (typeof value === "string") return [{ key: names.join("."), path, text: value }];
  if (Array.isArray(value))
    return value.flatMap((entry: unknown, index) => {
      const { id, kind } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<
        string,
        unknown
      >;
      const called = id ?? (path.at(-1) === "blocks" ? kind : undefined) ?? index + 1;
      return strings(entry, [...path, index], [...names, String(called)]);
    });
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === "id" ? [] : strings(entry, [...path, key], key === "blocks" ? names : [...names, key]),
  );
}

export type BlockEntry = SlideRequest["blocks"][number] & {
  readonly kind: string;
  readonly id?: string;
  readonly area: string;
};
