import type { FiscalCalendar } from "../facts/calendar.ts";
import type { Period } from "../facts/period.ts";

/** A measure as a reference names it: `growth(-1y)`. `against` is empty where the measure takes none. */
export interface MeasureCall {
  readonly name: string;
  readonly against: string;
}

/** What a figure is asked by: `account[member]@period/scenario/basis|measure(against)`, with nothing left to defaults. */
export interface Reference {
  readonly account: string;
  readonly member: string | undefined;
  readonly period: Period;
  readonly scenario: string;
  readonly basis: string;
  readonly measures: readonly MeasureCall[];
}

/** What a document lets its references leave out. */
export interface ReferenceDefaults {
  readonly calendar: FiscalCalendar;
  /** The document's own period: `current`. */
  readonly own: Period;
  /** The document's own date: `date`. */
  readonly date: string;
  readonly scenarios: readonly string[];
}

export const bases: readonly string[] = ["consolidated", "non-consolidated"];

const shape =
  /^(?<account>[a-z0-9][a-z0-9.-]*)(?:\[(?<member>[a-z0-9][a-z0-9.-]*)\])?(?:@(?<period>[^/|]+))?(?<qualifiers>(?:\/[a-z][a-z0-9.-]*)*)(?<measures>(?:\|[a-z-]+(?:\([^()]*\))?)*)$/;

/** Whether a text has the form of a reference, whatever its names mean. */
export function isReference(text: string): boolean {
  return shape.test(text.trim());
}

/** Reads a reference. Gives what is wrong, as the end of a sentence, if the text is none. */
export function parseReference(
  text: string,
  defaults: ReferenceDefaults,
): Reference | { readonly fault: string } {
  const found = shape.exec(text.trim())?.groups;
  if (found === undefined) {
    return { fault: `expected account[member]@period/scenario/basis|measure(against), got "${text}"` };
  }
  const periodText = found["period"]?.trim() ?? "current";
  const period = resolvePeriod(periodText, defaults);
  if (period === undefined) return { fault: `unknown period "${periodText}" in "${text}"` };
  let scenario = "actual";
  let basis = "consolidated";
  for (const qualifier of found["qualifiers"]!.split("/").slice(1)) {
    if (bases.includes(qualifier)) basis = qualifier;
    else if (qualifier === "actual" || defaults.scenarios.includes(qualifier)) scenario = qualifier;
    else return { fault: `unknown scenario or basis "${qualifier}" in "${text}"` };
  }
  return {
    account: found["account"]!,
    member: found["member"],
    period,
    scenario,
    basis,
    measures: parseMeasures(found["measures"]!.slice(1)),
  };
}

/** `growth(-1y)|…` as calls; an empty text gives none. */
export function parseMeasures(text: string): readonly MeasureCall[] {
  if (text === "") return [];
  return text.split("|").map((call) => {
    const [, name = call, against = ""] = /^([a-z-]+)(?:\(([^()]*)\))?$/.exec(call.trim()) ?? [];
    return { name, against: against.replaceAll(/\s/g, "") };
  });
}

/** A period relative to the document (`ytd - 1y`, `date`) or by its id. */
export function resolvePeriod(text: string, { calendar, own, date }: ReferenceDefaults): Period | undefined {
  return text === "date" ? calendar.parse(date) : calendar.resolve(text, own);
}

/** The one way to write a reference: scenario and basis only where they are not `actual` and `consolidated`. */
export function formatReference(reference: Reference): string {
  return formatOf(reference, reference.period);
}

/** The same reference of another period, written. */
export function formatOf({ account, member, scenario, basis, measures }: Reference, period: Period): string {
  return (
    account +
    (member === undefined ? "" : `[${member}]`) +
    `@${period.id}` +
    (scenario === "actual" ? "" : `/${scenario}`) +
    (basis === "consolidated" ? "" : `/${basis}`) +
    measures.map(formatMeasure).join("")
  );
}

function formatMeasure({ name, against }: MeasureCall): string {
  return against === "" ? `|${name}` : `|${name}(${against})`;
}
