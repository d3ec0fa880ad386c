import type { Period } from "../facts/period.ts";
import type { Comparison } from "../locales/locale.ts";
import { askPeriod, type Context } from "./context.ts";
import { findLabel } from "./labels.ts";
import type { Run } from "./runs.ts";
import { SentenceFault } from "./sentence.ts";

/** The words for a comparison, and the period that they compare with; undefined where the base is a scenario. */
export interface ComparisonWords {
  readonly text: string;
  readonly term?: string;
}

/** What a comparison of a period with a base (`-1y`, `-1q`, `opening`, a scenario) is called in the document's language. */
export function compareWith(
  context: Context,
  {
    against,
    period,
    style,
  }: { readonly against: string; readonly period: Period; readonly style: "head" | "sentence" },
): ComparisonWords {
  const comparison = describeBase(context, against, period);
  const text = context.locale.comparison({ ...comparison, kind: period.kind }, style);
  return { text, ...(comparison.base && { term: comparison.base.id }) };
}

/** The words as a run that says which period they name. */
export function comparisonRun({ text, term }: ComparisonWords): Run {
  return term === undefined ? text : { term, text, sort: "base" };
}

function describeBase(context: Context, against: string, period: Period): Omit<Comparison, "kind"> {
  if (against === "opening")
    return { against: "year-end", base: context.calendar.resolve("opening", period)! };
  const [, count, step] = /^-(\d+)([yq])$/.exec(against) ?? [];
  if (count !== undefined) {
    const base = context.calendar.shift(period, -Number(count), step as "y" | "q");
    if (count === "1") return { against: step === "y" ? "year" : "quarter", ...(base && { base }) };
    if (base !== undefined) return { against: "period", base };
  }
  if (against === "actual" || context.company.scenarios.includes(against)) {
    const scenario = findLabel(context.labels, { sort: "scenarios", id: against, date: context.date });
    if (scenario === undefined) {
      throw new SentenceFault(`missing label scenarios.${against}`, `write it in ${context.labels.file}`);
    }
    return { against: "scenario", scenario };
  }
  return { against: "period", base: askPeriod(context, against) };
}
