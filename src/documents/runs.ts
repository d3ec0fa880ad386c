import type { Shown } from "../figures/rounding.ts";

/** A printed figure inside text: the finished string, and what it prints. */
export interface FigureRun {
  /** Canonical reference: "operating-income@2Q06|growth(-1y)". */
  readonly figure: string;
  readonly text: string;
  /** Exact value as a plain decimal in base units (yen, ratio as fraction); empty where there is none. */
  readonly value: string;
  readonly shown: Shown;
  /** Whether the direction is good news for this account; only where it may be coloured. */
  readonly tone?: "good" | "bad";
}
/** A period or date inside text: no figure, but its digits are accounted for. */
export interface TermRun {
  /** Id of the period or ISO date: "2Q06", "FY2006", "2006-09-30". */
  readonly term: string;
  readonly text: string;
  /** period, date: what the text speaks of; base: what something is compared with ("on 2Q05", 前年同期比). */
  readonly sort: "period" | "date" | "base";
}
/** The mark of a footnote. */
export interface NoteRun {
  readonly note: string;
  /** Its number; empty until the whole document is planned. */
  readonly text: string;
}
/** Text in semibold. */
export interface StrongRun {
  readonly strong: Runs;
}
/** What stands smaller beside the figure of a cell: a share, or the amount in another currency. */
export interface AsideRun {
  readonly aside: Runs;
}
export type Run = string | FigureRun | TermRun | NoteRun | StrongRun | AsideRun;
/** A finished text of one language with its figures, periods and dates marked. */
export type Runs = readonly Run[];

/** Every figure in runs, in order. */
export function figuresIn(runs: Runs): readonly FigureRun[] {
  return runs.flatMap((run) => {
    if (typeof run === "string") return [];
    if ("strong" in run) return figuresIn(run.strong);
    if ("aside" in run) return figuresIn(run.aside);
    return "figure" in run ? [run] : [];
  });
}
