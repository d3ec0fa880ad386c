import type { Block } from "./blocks/index.ts";
import type { FigureRun, Runs } from "./runs.ts";

/** A document of one language with all words and figures resolved: what html prints without asking anybody. */
export interface Document {
  readonly kind: "deck";
  /** "iij". */
  readonly company: string;
  readonly companyName: string;
  /** "2q06-results", with "@1Q06" after it when the period was changed on the command line. */
  readonly name: string;
  readonly lang: string;
  /** Id of the quarter that it reports: "2Q06". */
  readonly period: string;
  /** PDF title, subject and keywords: plain text. */
  readonly title: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** ISO date of the document: the only date that may appear in the file's metadata. */
  readonly date: string;
  readonly slides: readonly Slide[];
  /** Every figure printed anywhere, in order of appearance. */
  readonly figures: readonly PrintedFigure[];
}

export interface Slide {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** A template of templates/deck/slides. */
  readonly layout: string;
  readonly title: Runs;
  readonly subtitle: Runs;
  /** The unit at the right of the head: "JPY million"; empty if none. */
  readonly unit: string;
  readonly notes: readonly Runs[];
  /** Foot at the left: company, basis, status. */
  readonly foot: Runs;
  /** Blocks by the area of the layout that they stand in. */
  readonly areas: Readonly<Record<string, readonly Block[]>>;
}

export interface PrintedFigure extends FigureRun {
  readonly slide: string;
}
