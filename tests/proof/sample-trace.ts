import type { Trace, TracedFigure, TracedPart, TracedPrint } from "../../src/proof/trace.ts";

/** What a trace prints: `text` for a figure, with its value in base units. */
export interface SamplePrint extends Partial<TracedPrint> {
  readonly text: string;
  readonly figure: string;
  readonly slide?: string;
}

const figureOf = (id: string, value: string | null): TracedFigure => ({
  account: id.replace(/[@[].*/, ""),
  period: "2Q06",
  scenario: "actual",
  basis: "consolidated",
  measures: id.includes("|") ? id.slice(id.indexOf("|") + 1) : "",
  kind: "flow",
  unit: "JPY million",
  value,
  interval: null,
  places: [],
});

/** A trace of invented figures, in JPY million without decimals unless a print says otherwise. */
export function sampleTrace(of: {
  readonly lang?: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly prints: readonly SamplePrint[];
  /** Texts of slide "s" with their figures. */
  readonly texts?: Readonly<Record<string, readonly TracedPart[]>>;
  readonly outcomes?: Readonly<Record<string, string>>;
}): Trace {
  return {
    format: "kessan-trace",
    version: 1,
    document: {
      company: "acme",
      companyName: "Acme",
      name: "deck",
      title: "",
      lang: of.lang ?? "en",
      period: "2Q06",
      date: "2006-11-09",
    },
    pages: [],
    printed: of.prints.map((print) => ({
      page: 1,
      slide: "s",
      box: null,
      unit: "JPY million",
      decimals: 0,
      by: "fact",
      ...print,
    })),
    numbers: [],
    figures: Object.fromEntries(
      Object.entries(of.values).map(([id, value]) => [
        id,
        { ...figureOf(id, value), ...(of.outcomes?.[id] !== undefined && { outcome: of.outcomes[id] }) },
      ]),
    ),
    periods: {},
    sentences: Object.entries(of.texts ?? {}).map(([key, parts]) => ({
      slide: key === "deck.foot" || key === "deck.title" ? "deck" : "s",
      key,
      cell: { file: "text.en.yaml" },
      parts: [...parts],
    })),
    decisions: [],
    sources: {},
  };
}
