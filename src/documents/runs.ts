/** A printed figure inside text: the finished string, and what it prints. */
export interface FigureRun {
  /** Canonical reference: "operating-income@2Q06|growth(-1y)". */
  readonly figure: string;
  readonly text: string;
  /** Exact value as a plain decimal in base units (yen, ratio as fraction); empty where there is none. */
  readonly value: string;
  /** Whether the direction is good news for this account; only where it may be coloured. */
  readonly tone?: "good" | "bad";
}
/** Text in semibold. */
export interface StrongRun {
  readonly strong: Runs;
}
export type Run = string | FigureRun | StrongRun;
/** A finished text of one language with its figures marked. */
export type Runs = readonly Run[];
