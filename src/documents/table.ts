import type { Runs } from "./runs.ts";

/** A table of figures: label column, then columns under an optional upper head of groups. */
export interface FigureTable {
  /** Above the columns; spans add up to the number of columns. A group with an empty label leaves its columns one-storeyed. */
  readonly groups: readonly HeadGroup[];
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
  /** Head of a last column of words, where the table has one. */
  readonly comment?: Runs;
}
export interface HeadGroup {
  readonly label: Runs;
  readonly span: number;
}
export interface FigureColumn {
  readonly label: Runs;
  /** The current period: tinted. */
  readonly highlight: boolean;
  /** level: amounts; ratio: shares and margins, quieter; change: growth, points and differences, coloured. */
  readonly sort: "level" | "ratio" | "change";
}
export interface FigureRow {
  readonly label: Runs;
  /** total: semibold; part: indented one step; heading: words over the rows below, without figures. */
  readonly level: "plain" | "total" | "part" | "heading";
  /** Steps to the right; none if left out. */
  readonly indent?: number;
  /** A rule above the row. */
  readonly rule: boolean;
  /** One a column; an empty cell is []. */
  readonly cells: readonly Runs[];
  /** Words of the last column; [] where there are none. */
  readonly comment?: Runs;
}
