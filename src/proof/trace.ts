import { z } from "zod";
import type { Place } from "../problem.ts";

/**
 * The trace of a document in one language: every figure that it prints with its place on the page, and how each follows from
 * cells of the company folder. It is written beside the PDF and travels inside it. Exact values are plain decimals in base
 * units (yen; 0.599 for 59.9%); quotients are cut to 17 digits. `docs/trace.md` tells what each field holds.
 */
export type Trace = z.output<typeof traceSchema>;
export type TracedFigure = z.output<typeof figureSchema>;
export type TracedPrint = z.output<typeof printSchema>;
export type TracedNumber = z.output<typeof numberSchema>;
export type TracedSentence = z.output<typeof sentenceSchema>;
export type TracedPart = TracedSentence["parts"][number];

/** Grows when a field changes its meaning or goes; a reader of this version takes no other. */
export const traceVersion = 1;

/** PDF points from the lower left corner of the page: x, y, width, height. Null where nothing was printed yet. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable();
const interval = z.tuple([z.string(), z.string()]).nullable();

/** A cell of a fact file, relative to the company's folder; line and column count from 1. In a workbook it has sheet and cell. */
const cell = z.strictObject({
  file: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
  sheet: z.string().optional(),
  cell: z.string().optional(),
});

const printSchema = z.strictObject({
  /** From 1. */
  page: z.number(),
  slide: z.string(),
  box,
  text: z.string(),
  /** Canonical reference: a key of `figures`. */
  figure: z.string(),
  /** What was rounded, where it is not the figure's own `value`: a derivation that settles more digits than a report. */
  value: z.string().optional(),
  /** Unit and decimals of the digits, and what settled the last of them. */
  unit: z.string(),
  decimals: z.number(),
  by: z.enum(["fact", "derivation", "report", "midpoint", "nothing", "plug"]),
  /** Of a plug: why a person had the digit moved, in `overrides.yaml`; absent where the policy moved it. */
  reason: z.string().optional(),
});

const numberSchema = z.strictObject({
  page: z.number(),
  slide: z.string(),
  box,
  text: z.string(),
  is: z.enum(["period", "date", "page", "note", "literal"]),
  /** The period's id, the ISO date, the page's number, the footnote, or the literal that it is part of. */
  of: z.string(),
});

const figureSchema = z.strictObject({
  account: z.string(),
  member: z.string().optional(),
  /** What the account is called in the document's language, where the company says. */
  label: z.string().optional(),
  period: z.string(),
  scenario: z.string(),
  basis: z.string(),
  measures: z.string(),
  kind: z.string(),
  unit: z.string(),
  /** What is known: as reported where somebody reports it, else as derived. */
  value: z.string().nullable(),
  interval,
  reported: z
    .strictObject({
      /** As the cell gives it, in `unit`. */
      text: z.string(),
      unit: z.string(),
      restated: z.boolean(),
      asOf: z.string().optional(),
      cell,
      /** Document and page: "2q06 slide 5"; its first word is a key of `sources`. */
      source: z.string().optional(),
    })
    .optional(),
  derived: z
    .strictObject({
      formula: z.string(),
      /** Keys of `figures`. */
      from: z.array(z.string()),
      /** What the inputs give, where it is reported too. */
      value: z.string().optional(),
      interval: interval.optional(),
    })
    .optional(),
  /** Why there is no value though both sides are known: "turned-to-loss"; and the sides that were compared. */
  outcome: z.string().optional(),
  sides: z.array(z.string()).optional(),
  /** Everywhere that it is printed: indices of `printed`. */
  places: z.array(z.number()),
});

const sentenceSchema = z.strictObject({
  /** The slide that it was said for; "deck" for those of the whole document, "message" for those of an e-mail's letter. */
  slide: z.string(),
  /** Where it is written: "summary.drivers.items.2", "labels.accounts.capex". */
  key: z.string(),
  cell,
  parts: z.array(
    z.union([
      z.string(),
      z.strictObject({ figure: z.string(), text: z.string() }),
      z.strictObject({ term: z.string(), text: z.string(), sort: z.enum(["period", "date", "base"]) }),
    ]),
  ),
});

/** A cell as a place: what a trace leaves out is left out. */
export function placeOf({ file, line, column }: TracedSentence["cell"]): Place {
  return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

/** What a trace holds; unknown keys are refused. */
export const traceSchema = z.strictObject({
  format: z.literal("kessan-trace"),
  version: z.literal(traceVersion),
  document: z.strictObject({
    company: z.string(),
    companyName: z.string(),
    name: z.string(),
    title: z.string(),
    lang: z.string(),
    period: z.string(),
    /** ISO date. */
    date: z.string(),
    /** There for an e-mail: its letter is the first of its pages, each section one more. */
    kind: z.literal("message").optional(),
    /** There for a document that may not go out. */
    draft: z.literal(true).optional(),
  }),
  /** Width and height in PDF points. */
  pages: z.array(
    z.strictObject({
      page: z.number(),
      slide: z.string(),
      title: z.string(),
      width: z.number(),
      height: z.number(),
    }),
  ),
  printed: z.array(printSchema),
  /** Every printed number that is no figure. */
  numbers: z.array(numberSchema),
  /** Printed figures and all that they follow from, by canonical reference. */
  figures: z.record(z.string(), figureSchema),
  /** Every period of a figure or a text, relative to the document's own: "current - 1y". */
  periods: z.record(z.string(), z.string()),
  sentences: z.array(sentenceSchema),
  /** Wording that hangs on figures, and whether it holds. */
  decisions: z.array(
    z.strictObject({
      slide: z.string(),
      cell,
      left: z.string(),
      relation: z.enum(["above", "below", "equal"]),
      right: z.string(),
      holds: z.boolean(),
    }),
  ),
  sources: z.record(z.string(), z.strictObject({ title: z.string(), date: z.string() })),
});
