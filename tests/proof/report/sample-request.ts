import type { JudgedFinding } from "../../../src/proof/finding.ts";
import type { PublishedVerdict } from "../../../src/proof/published-verdict.ts";
import type { ReportRequest } from "../../../src/proof/report.ts";
import type { Trace, TracedFigure } from "../../../src/proof/trace.ts";

/** What a hostile company would call things. */
export const hostile = `"><img src=x onerror=alert(1)> </script><!-- 'quoted' & more`;

const revenue = { account: "revenue.total", scenario: "actual", basis: "consolidated", measures: "" };
const amount = { kind: "flow", unit: "JPY million" };

export const figures: Readonly<Record<string, TracedFigure>> = {
  "revenue.total@2Q06": {
    ...revenue,
    ...amount,
    label: "Revenues",
    period: "2Q06",
    value: "14007000000",
    interval: ["14006500000", "14007500000"],
    reported: {
      text: "14007",
      unit: "JPY million",
      restated: false,
      cell: { file: "facts/quarterly.csv", line: 7, column: 93 },
      source: "2q06 slide 6",
    },
    places: [0],
  },
  "revenue.total@2Q05": {
    ...revenue,
    ...amount,
    label: "Revenues",
    period: "2Q05",
    value: "11929000000",
    interval: ["11928500000", "11929500000"],
    reported: {
      text: "11929",
      unit: "JPY million",
      restated: true,
      asOf: "2006-08-10",
      cell: { file: "facts/quarterly.csv", line: 7, column: 69 },
    },
    places: [],
  },
  "revenue.total@2Q06|growth(-1y)": {
    ...revenue,
    label: "Revenues",
    period: "2Q06",
    measures: "growth(-1y)",
    kind: "ratio",
    unit: "%",
    value: "0.174",
    interval: ["0.1735", "0.1745"],
    reported: {
      text: "17.4",
      unit: "%",
      restated: false,
      cell: { file: "facts/reported.csv", line: 3, column: 50 },
    },
    derived: {
      formula: "revenue.total@2Q06 / revenue.total@2Q05 - 1",
      from: ["revenue.total@2Q06", "revenue.total@2Q05"],
      value: "0.17419733422751278",
      interval: ["0.17410620730122805", "0.17428846879322631"],
    },
    places: [1],
  },
  "systems@2Q06": {
    ...revenue,
    ...amount,
    account: "systems",
    label: "Systems",
    period: "2Q06",
    value: "2695500000",
    interval: ["2694500000", "2696500000"],
    derived: { formula: "revenue.total@2Q06 - revenue.total@2Q05", from: ["revenue.total@2Q06"] },
    places: [2],
  },
  "cost@1H06/target.initial": {
    ...revenue,
    ...amount,
    account: "cost",
    label: hostile,
    period: "1H06",
    scenario: "target.initial",
    value: null,
    interval: null,
    places: [3],
  },
};

/** A trace with a cover and a slide of figures, in one of two languages. */
export function sampleTrace(lang: "en" | "ja", changes: Partial<Trace> = {}): Trace {
  const print = { page: 2, slide: "results", unit: "JPY million", decimals: 0 };
  return {
    format: "kessan-trace",
    version: 1,
    document: {
      company: "acme",
      companyName: lang === "en" ? "Acme Inc." : "アクメ",
      name: "deck",
      title: lang === "en" ? "Results of 2Q06" : "第2四半期決算",
      lang,
      period: "2Q06",
      date: "2006-11-09",
    },
    pages: [
      { page: 1, slide: "cover", title: "Results", width: 960, height: 540 },
      { page: 2, slide: "results", title: lang === "en" ? "Revenues rose" : "増収", width: 960, height: 540 },
    ],
    printed: [
      {
        ...print,
        box: [96, 432, 48, 54],
        text: lang === "en" ? "JPY 14,007 million" : "140.1億円",
        figure: "revenue.total@2Q06",
        by: "fact",
      },
      {
        ...print,
        box: [200, 100, 30, 12],
        text: "17.4%",
        figure: "revenue.total@2Q06|growth(-1y)",
        unit: "%",
        decimals: 1,
        by: "report",
      },
      { ...print, box: [200, 80, 30, 12], text: "2,696", figure: "systems@2Q06", by: "midpoint" },
      { ...print, box: [200, 60, 30, 12], text: "–", figure: "cost@1H06/target.initial", by: "nothing" },
    ],
    numbers: [
      { page: 2, slide: "results", box: [1, 1, 1, 1], text: "2", is: "literal", of: "M2M" },
      { page: 2, slide: "results", box: [1, 1, 1, 1], text: "2", is: "period", of: "2Q06" },
      { page: 2, slide: "results", box: [1, 1, 1, 1], text: "2", is: "page", of: "2" },
    ],
    figures:
      lang === "en"
        ? { ...figures }
        : Object.fromEntries(
            Object.entries(figures).map(([id, figure]) => [id, { ...figure, label: "営業収益" }]),
          ),
    periods: { "2Q06": "current" },
    sentences: [],
    decisions: [
      {
        slide: "results",
        cell: { file: "documents/deck/text.en.yaml", line: 12, column: 10 },
        left: "revenue.total@2Q06",
        relation: "above",
        right: "revenue.total@2Q05",
        holds: true,
      },
    ],
    sources: { "2q06": { title: "Results for the second quarter", date: "2006-11-09" } },
    ...changes,
  };
}

/** The page of a document whose slides hold what a deck's do. */
export const samplePage = `<!doctype html>
<html lang="en"><head><title>Deck</title><style>
@font-face { font-family: "Inter"; font-weight: 400; src: url(data:font/ttf;base64,AAAA) format("truetype"); }
@page { size: 1280px 720px; margin: 0; }
:root { --face: "Inter"; --leading: 1.5; }
body { font-family: var(--face); } table { width: 100%; }
</style></head>
<body>
<section class="slide" data-slide="cover"><h1 id="cover.title">Results</h1></section>
<section class="slide" data-slide="results" style="--ems: 1"><h1 id="results.title">Revenues <data value="14007000000" data-figure="revenue.total@2Q06" class="figure">14,007</data></h1>
<table aria-labelledby="results.title"><tbody><tr><th id="r1" scope="row">Row</th><td headers="r1"><a href="#r1" tabindex="0">17.4%</a></td></tr></tbody></table></section>
</body></html>`;

export const findings: readonly JudgedFinding[] = [
  {
    rule: "points-differ",
    severity: "warning",
    id: "points-differ systems@2Q06",
    what: "points differ",
    accepted: {
      finding: "points-differ systems@2Q06",
      reason: "taken from exact ratios",
      owner: "K. Sato",
      date: "2006-11-07",
      place: { file: "acme/documents/deck/accepted.yaml" },
    },
  },
  {
    rule: "published",
    severity: "warning",
    id: "published deck slide 3 revenue.total@2Q06",
    slide: "results",
    lang: "en",
    place: { file: "acme/published/deck.csv", line: 4, column: 1 },
    what: 'deck slide 3 prints "14,000" for revenue.total@2Q06',
    hint: "print 14,007",
  },
  { rule: "placeholder", severity: "error", id: "placeholder results.title", what: 'the title says "TBD"' },
  {
    rule: "needless-report",
    severity: "warning",
    id: "needless-report reported.csv",
    place: { file: "acme/facts/reported.csv", line: 3, column: 50 },
    what: "a needless report",
  },
];

export function verdict(
  verdict: PublishedVerdict["verdict"],
  more: Partial<PublishedVerdict> = {},
): PublishedVerdict {
  return {
    table: "2q06",
    place: { file: "acme/published/2q06.csv", line: 2, column: 1 },
    where: "slide 3",
    label: "Revenues",
    text: "14,007",
    figure: "revenue.total@2Q06",
    verdict,
    should: "14,007",
    ...more,
  };
}

/** A request in two languages without findings. */
export function sampleRequest(changes: Partial<ReportRequest> = {}): ReportRequest {
  return {
    documents: [
      { trace: sampleTrace("en"), page: samplePage },
      { trace: sampleTrace("ja"), page: samplePage.replace('lang="en"', 'lang="ja"') },
    ],
    findings: [],
    published: [],
    literals: [],
    leftOut: [],
    dropped: [],
    ...changes,
  };
}
