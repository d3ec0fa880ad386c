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

/** The section of a message is laid out by the message's own template. */
const messageSectionSchema = z.strictObject({ ...part, layout: z.literal("section").default("section") });

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

/** The kinds of blocks that an e-mail can show. */
const mailed = [
  "paragraph",
  "key-figures",
  "bullets",
  "results-table",
  "chart",
  "statement-extract",
  "text-table",
  "label-values",
];

const messageSchema = z
  .strictObject({
    kind: z.literal("message"),
    ...document,
    /** Documents of the company that travel with it, by name. */
    attaches: z.array(z.string().min(1)).min(1),
    sections: z.array(messageSectionSchema).min(1),
  })
  .superRefine(({ attaches, sections }, { addIssue }) => {
    const report = (path: (string | number)[], message: string): void =>
      addIssue({ code: "custom", path, message });
    attaches.forEach((name, index) => {
      if (attaches.indexOf(name) < index) report(["attaches", index], `"${name}" is attached already`);
    });
    let charts = 0;
    sections.forEach(({ id, blocks }, index) => {
      if (id === letter)
        report(["sections", index, "id"], `"${letter}" is the e-mail itself\ngive the section another id`);
      (blocks as unknown as readonly BlockEntry[]).forEach(({ kind, area }, block) => {
        const path = ["sections", index, "blocks", block];
        if (!mailed.includes(kind)) {
          const hint = `an e-mail shows ${mailed.join(", ")}; what it attaches may show more`;
          report([...path, "kind"], `a block of kind "${kind}" in a message\n${hint}`);
        } else if (kind === "chart" && ++charts > 1) {
          const hint = "an e-mail shows one picture; the others are in what it attaches";
          report([...path, "kind"], `a second chart in a message\n${hint}`);
        }
        if (area !== "main")
          report([...path, "area"], `area "${area}" in a message, which has none\nleave it out`);
      });
    });
  });

/** What the words and figures of a message outside its sections are called where a deck has its slides: the subject, the close. */
export const letter = "message";

/** As many as a browser prints at once within its memory. */
export const mostPages = 2_000;

/** outline.yaml: the structure of a document, without a word. A deck has slides, a report sections that flow over its pages, a message sections of an e-mail. */
export const outlineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("deck"),
    ...document,
    slides: z.array(slideSchema).min(1).max(mostPages),
  }),
  z.strictObject({ kind: z.literal("report"), ...document, sections: z.array(sectionSchema).min(1) }),
  messageSchema,
]);

export type Outline = z.output<typeof outlineSchema>;
export type SlideRequest = z.output<typeof slideSchema> & Partial<z.output<typeof sectionSchema>>;

/** The slides of a deck or the sections of a report or a message, with the key that they stand under and what one is called. */
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
  const attaches = outline.kind === "message" ? outline.attaches : undefined;
  return [
    ...strings(attaches, ["attaches"], ["attaches"]),
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
