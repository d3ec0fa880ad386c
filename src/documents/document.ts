import type { Block } from "./blocks/index.ts";
import type { Letter } from "./letter.ts";
import type { FigureRun, Runs } from "./runs.ts";

/** What the parts of a document are called in messages, by its kind. */
export const slideNouns = { deck: "slide", report: "section", message: "part" } as const;

/** A document of one language with all words and figures resolved: what html prints without asking anybody. */
export interface Document {
  readonly kind: "deck" | "report" | "message";
  /** "iij". */
  readonly company: string;
  readonly companyName: string;
  /** "2q06-results", with "@1Q06" after it when the period was changed on the command line. */
  readonly name: string;
  readonly lang: string;
  /** Id of the quarter that it reports: "2Q06". */
  readonly period: string;
  /** PDF title, subject and keywords: plain text. A message has its own subject for both of the first, and no keywords. */
  readonly title: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** ISO date of the document: the only date that may appear in the file's metadata. */
  readonly date: string;
  /** What stands across every page of a draft; empty for a document that may go out. */
  readonly draft: string;
  /** The slides of a deck, the sections of a report; of a message the letter (its subject is the title, and it has no blocks), then its sections. */
  readonly slides: readonly Slide[];
  /** Of a message: its words outside the sections. */
  readonly letter?: Letter;
  /** What stands at the head and at the foot of a report's pages; empty in a deck, whose slides have their own, and in a message. */
  readonly head: Runs;
  readonly foot: Runs;
  /** Footnotes of a report or a message, in the order of their marks. */
  readonly footnotes: readonly Footnote[];
  /** Every figure printed anywhere, in order of appearance. */
  readonly figures: readonly PrintedFigure[];
}

export interface Slide {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** A template of templates/deck/slides or templates/report/sections; "section" in a message. */
  readonly layout: string;
  /** Of a section: 2 stands under the last one of 1. */
  readonly level?: 1 | 2;
  /** Of a section: whether it begins on a new page. */
  readonly break?: boolean;
  readonly title: Runs;
  readonly subtitle: Runs;
  /** The unit at the right of the head: "JPY million"; empty if none. */
  readonly unit: string;
  readonly notes: readonly Runs[];
  /** Foot at the left: company, basis, status; empty in a section. */
  readonly foot: Runs;
  /** Blocks by the area of the layout that they stand in. */
  readonly areas: Readonly<Record<string, readonly Block[]>>;
}

/** Set at the foot of the page on which its first mark stands. */
export interface Footnote {
  readonly id: string;
  /** From 1, through the document. */
  readonly number: number;
  /** The section of its first mark. */
  readonly slide: string;
  readonly text: Runs;
}

export interface PrintedFigure extends FigureRun {
  readonly slide: string;
}
