/** What a report's pages are filled from: everything of its flow that may not be divided, in order. Lengths are CSS px. */
export interface Flow {
  readonly units: readonly FlowUnit[];
  readonly footnotes: Readonly<Record<string, Footnote>>;
  /** Room of an empty page. */
  readonly height: number;
  /** What stands over the first footnote of a page. */
  readonly noteGap: number;
}

/** A line of a paragraph, a row of a table, a heading, a picture: it stands on one page. */
export interface FlowUnit {
  /** In the flow. */
  readonly top: number;
  readonly bottom: number;
  /** Whether a page may begin with it: never with the line or row after the first, nor with what a heading stands over. */
  readonly mayBegin: boolean;
  /** Whether it divides what is better kept whole: a table. */
  readonly divides: boolean;
  /** Whether a page has to begin with it. */
  readonly mustBegin: boolean;
  /** Height of the head that is repeated where a page begins with it. */
  readonly head: number;
  /** Footnotes whose marks it holds. */
  readonly notes: readonly string[];
}

export interface Footnote {
  /** Of the note with the space over it. */
  readonly height: number;
}

/** What stands on a page of a report. */
export interface FilledPage {
  /** Its first unit. */
  readonly first: number;
  /** The footnotes at its foot, in the order of their marks. */
  readonly notes: readonly string[];
}
