import type { Place } from "../problem.ts";

/** A figure that was printed elsewhere (a deck, a press release, a filing), set against the ledger. */
export interface PublishedVerdict {
  /** The table it is listed in: the file's name without its ending. */
  readonly table: string;
  readonly place: Place;
  /** Where in the publication: "slide 3". */
  readonly where: string;
  readonly label: string;
  /** As printed there. */
  readonly text: string;
  /** The canonical reference of the figure that it should be. */
  readonly figure: string;
  /**
   * exact: the ledger's value rounds to it; interval: some value that its inputs allow does; override: none does, and the
   * document prints it so for a reason; wrong: none does; missing: the ledger has no such figure.
   */
  readonly verdict: "exact" | "interval" | "override" | "wrong" | "missing";
  /** Of an override. */
  readonly reason?: string;
  /** What it should be, in the form of `text`; null where the ledger has no value. */
  readonly should: string | null;
  /** Another figure that the printed number would be right for. */
  readonly explainedBy?: string;
}
