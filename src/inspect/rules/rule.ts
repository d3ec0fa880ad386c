import type { IndexedPdf } from "../index-tags.ts";
import type { Fault, Outcome, RuleResult } from "../inspection.ts";

/** A rule of PDF/UA-1 that is decided by what is in the file. */
export interface Rule {
  /** Clause of ISO 14289-1 and number of the test, as veraPDF counts them: "7.1-3". */
  readonly id: string;
  /** What has to be so. */
  readonly says: string;
  decide(pdf: IndexedPdf): Verdict;
}

export type Verdict = Pick<RuleResult, "outcome" | "faults">;

/** One thing that has to be so, with what to say where it is not. */
export function must(isSo: boolean, fault: Fault | string): Verdict {
  const faults = [typeof fault === "string" ? { what: fault } : fault];
  return isSo ? passed : { outcome: "failed", faults };
}

/**
 * Every one of the subjects has to be so: `faultOf` says what is wrong with one, or nothing. Without subjects the rule does not apply.
 */
export function every<Subject>(
  subjects: Iterable<Subject>,
  faultOf: (subject: Subject) => Fault | undefined,
): Verdict {
  const all = [...subjects];
  if (all.length === 0) return notApplicable;
  const faults = all.map(faultOf).filter((fault) => fault !== undefined);
  return verdict(faults.length === 0 ? "passed" : "failed", faults);
}

/** As `every`, where some subjects cannot be judged: `doubtOf` says why. What fails, fails all the same. */
export function everyKnown<Subject>(
  subjects: Iterable<Subject>,
  doubtOf: (subject: Subject) => Fault | undefined,
  faultOf: (subject: Subject) => Fault | undefined,
): Verdict {
  const all = [...subjects];
  const doubts = all.map(doubtOf).filter((doubt) => doubt !== undefined);
  const known = every(
    all.filter((subject) => doubtOf(subject) === undefined),
    faultOf,
  );
  return known.outcome === "failed" || doubts.length === 0 ? known : verdict("undecided", doubts);
}

export const passed: Verdict = { outcome: "passed", faults: [] };
export const notApplicable: Verdict = { outcome: "not applicable", faults: [] };

function verdict(outcome: Outcome, faults: readonly Fault[]): Verdict {
  return { outcome, faults };
}
