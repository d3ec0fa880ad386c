import { fiscalCalendar } from "../../../src/facts/calendar.ts";
import { relativePeriods } from "../../../src/facts/relative-periods.ts";
import { checkWords } from "../../../src/proof/check-words.ts";
import type { Finding, FindingRule } from "../../../src/proof/finding.ts";
import { traceVersion, type Trace, type TracedFigure, type TracedPart } from "../../../src/proof/trace.ts";

const calendar = fiscalCalendar({ endsIn: 3, named: "start" });

/** A small document to listen to. Texts by key; the slide is the first word of the key. */
export interface Spoken {
  readonly lang?: string;
  readonly period?: string;
  readonly date?: string;
  /**
   * `[revenue@2Q06|growth(-1y)=59.9%]` is a figure with its text, `{base:2Q05=on 2Q05}` a term with its sort, and a minus in
   * front of a figure's reference gives it a negative value.
   */
  readonly texts: Readonly<Record<string, string>>;
  /** Figures printed by tables and charts: slide, reference, value, text. */
  readonly printed?: readonly (readonly [string, string, string, string])[];
  /** Of all figures but points: % if left out. */
  readonly unit?: string;
  /** Labels of accounts. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly decisions?: Trace["decisions"];
  readonly literals?: readonly string[];
  readonly others?: readonly Trace[];
}

/** Findings of one rule. */
export function hear(rule: FindingRule, spoken: Spoken): readonly Finding[] {
  const { literals = [], others = [] } = spoken;
  const findings = checkWords(speak(spoken), {
    calendar,
    literals: literals.map((text) => ({ text })),
    others,
  });
  return findings.filter((finding) => finding.rule === rule);
}

/** What a rule says of a single text in a body of a 2Q06 document, or of one with the key. */
export function hearText(
  rule: FindingRule,
  text: string,
  { key = "results.words.items.1", ...spoken }: Partial<Spoken> & { readonly key?: string } = {},
): readonly string[] {
  return hear(rule, { ...spoken, texts: { ...spoken.texts, [key]: text } }).map(({ what }) => what);
}

/** The trace of a small document. */
export function speak({
  lang = "en",
  period = "2Q06",
  date = "2006-11-09",
  unit = "%",
  ...spoken
}: Spoken): Trace {
  const figures: Record<string, TracedFigure> = {};
  const printed: Trace["printed"] = [];
  const print = (slide: string, id: string, value: string, text: string): void => {
    const figure = figureOf(id, value, unit);
    const label = spoken.labels?.[figure.account];
    figures[id] = { ...figure, ...(label !== undefined && { label }) };
    const decimals = /\.(\d+)/.exec(text)?.[1]!.length ?? 0;
    printed.push({
      page: 1,
      slide,
      box: null,
      text,
      figure: id,
      unit: figure.unit,
      decimals,
      by: "fact",
    });
  };
  for (const [slide, id, value, text] of spoken.printed ?? []) print(slide, id, value, text);
  const sentences = Object.entries(spoken.texts).map(([key, text], index) => {
    const slide = key.split(".")[0]!;
    return { slide, key, cell: { file: `text.${lang}.yaml`, line: index + 1 }, parts: partsOf(slide, text) };
  });
  return {
    format: "kessan-trace",
    version: traceVersion,
    document: { company: "acme", companyName: "Acme", name: "deck", title: "", lang, period, date },
    pages: [],
    printed,
    numbers: [],
    figures,
    periods: Object.fromEntries(relativePeriods(calendar, calendar.parse(period)!)),
    sentences,
    decisions: [...(spoken.decisions ?? [])],
    sources: {},
  };

  function partsOf(slide: string, text: string): TracedPart[] {
    return text.split(/(\[-?[^\]=]+@[^\]=]*=[^\]]*\]|\{\w+:[^}=]*=[^}]*\})/).flatMap((part): TracedPart[] => {
      const [, minus, id, shown] = /^\[(-?)([^\]=]+@[^\]=]*)=([^\]]*)\]$/.exec(part) ?? [];
      if (id !== undefined) {
        print(slide, id, `${minus}0.1`, shown!);
        return [{ figure: id, text: shown! }];
      }
      const [, sort, term, said] = /^\{(\w+):([^}=]*)=([^}]*)\}$/.exec(part) ?? [];
      if (term !== undefined) return [{ term, text: said!, sort: sort as "period" | "date" | "base" }];
      return part === "" ? [] : [part];
    });
  }
}

function figureOf(id: string, value: string, unit: string): TracedFigure {
  const [level, measures = ""] = id.split(/\|(.*)/);
  const [account, at] = level!.split("@");
  const [period, scenario = "actual"] = at!.split("/");
  const points = /points\(([^)]*)\)$/.exec(measures);
  const before = points && calendar.resolve(`${period} ${points[1]}`, calendar.parse(period!)!);
  return {
    account: account!,
    period: period!,
    scenario,
    basis: "consolidated",
    measures,
    kind: "flow",
    unit: points ? "points" : unit,
    value,
    interval: null,
    ...(before && { derived: { formula: "", from: [level!, `${account}@${before.id}`] } }),
    places: [],
  };
}
