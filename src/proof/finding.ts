import type { Acceptance } from "../documents/read-document.ts";
import type { Place, Problem } from "../problem.ts";

/** What proving may find. Each has a rule of its own in `docs/findings.md`. */
export type FindingRule =
  | "needless-report"
  | "unmapped"
  | "restated"
  | "points-differ"
  | "published"
  | "stale-period"
  | "stale-date"
  | "placeholder"
  | "foreign-script"
  | "untranslated"
  | "percent-of-ratio"
  | "beside-figure"
  | "comparison-without-base"
  | "wording"
  | "number-in-words"
  | "label-differs"
  | "order-differs"
  | "mixed-periods"
  | "slide-dropped"
  | "acceptance";

/** Something that a person has to judge: an input that is no fault of form, but is likely wrong. */
export interface Finding extends Problem {
  readonly rule: FindingRule;
  /** error: the build fails; warning: it is listed, and fails under --strict. */
  readonly severity: "error" | "warning";
  /**
   * Its name in `accepted.yaml`: the rule and what it is about, the same in every build:
   * "published 2q06-results slide 3 revenue.total@1H06|growth(target.initial) +5.6%".
   */
  readonly id: string;
  /** The cells that the figure at fault is made of: where the mend may have to be. */
  readonly cells?: readonly Place[];
  readonly slide?: string;
  readonly lang?: string;
}

/** A finding with the acceptance that covers it, if there is one. */
export interface JudgedFinding extends Finding {
  readonly accepted?: Acceptance;
}
