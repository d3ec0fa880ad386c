import { describe, expect, test } from "vitest";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import type { Measured } from "../../src/pdf/measure.ts";
import { buildTrace, formatTrace } from "../../src/proof/build-trace.ts";
import { traceSchema } from "../../src/proof/trace.ts";
import { filesWith } from "../documents/sample-document.ts";

async function traceOf(
  changes: Readonly<Record<string, string>> = {},
  { lang = "en", measured }: { lang?: string; measured?: Measured } = {},
): Promise<ReturnType<typeof buildTrace>> {
  const files = filesWith(changes);
  const ledger = openLedger(await readFacts(files));
  const plan = planDocument({ source: await readDocument(files, "deck"), ledger, locale: findLocale(lang) });
  return buildTrace({
    plan,
    ledger,
    company: "acme",
    literals: [{ text: "M2M" }],
    ...(measured && { measured }),
  });
}

const box = { x: 10.004, y: 20, width: 30, height: 12 };
const number = { slide: "results", page: 1, box } as const;
const measured = (over: Partial<Measured>): Measured => ({
  slides: [],
  figures: [],
  numbers: [],
  missingGlyphs: [],
  ...over,
});

describe("buildTrace", () => {
  test("gives a reported figure with its cell, its source and everywhere that it stands", async () => {
    const { trace } = await traceOf();
    const { places, ...figure } = trace.figures["revenue.total@1H06"]!;
    expect(figure).toEqual({
      account: "revenue.total",
      label: "Revenues",
      period: "1H06",
      scenario: "actual",
      basis: "consolidated",
      measures: "",
      kind: "flow",
      unit: "JPY million",
      value: "1951000000",
      interval: ["1950500000", "1951500000"],
      reported: {
        text: "1951",
        unit: "JPY million",
        restated: false,
        cell: { file: "facts/facts.csv", line: 4, column: 61 },
        source: "deck slide 1",
      },
      derived: {
        formula: "revenue.a@1H06 + revenue.b@1H06",
        from: ["revenue.a@1H06", "revenue.b@1H06"],
        value: "1950000000",
        interval: ["1949000000", "1951000000"],
      },
    });
    expect(places.map((index) => trace.printed[index])).toEqual([
      {
        page: 2,
        slide: "results",
        box: null,
        text: "1,951",
        figure: "revenue.total@1H06",
        unit: "JPY million",
        decimals: 0,
        by: "fact",
      },
    ]);
  });

  test("follows a derived figure down to its facts, though they are not printed themselves", async () => {
    const { trace } = await traceOf({
      "documents/deck/text.en.yaml": `deck: { title: A, subject: B, keywords: [C], foot: 'Margin {{figure "gross-margin-ratio"}}' }
cover: { cover: { issuer: A, lines: [B], date: C } }
results: { title: D }
`,
      "documents/deck/text.ja.yaml": `deck: { title: A, subject: B, keywords: [C], foot: 'D {{figure "gross-margin-ratio"}}' }
cover: { cover: { issuer: A, lines: [B], date: C } }
results: { title: D }
`,
    });
    expect(trace.figures["gross-margin-ratio@2Q06"]!.derived!.from).toEqual([
      "gross-margin@2Q06",
      "revenue.total@2Q06",
    ]);
    expect(trace.figures["gross-margin@2Q06"]!.derived).toEqual({
      formula: "revenue.total@2Q06 - cost.total@2Q06",
      from: ["revenue.total@2Q06", "cost.total@2Q06"],
    });
    expect(trace.figures["cost.total@2Q06"]).toMatchObject({ places: [], reported: { text: "700" } });
  });

  test("names every period by how it lies to the document's own", async () => {
    const { trace } = await traceOf();
    expect(trace.periods).toEqual({
      "1H06": "ytd",
      "1H05": "ytd - 1y",
      "2Q06": "current",
      "1Q06": "current - 1q",
      "2006-11-09": "2006-11-09",
    });
  });

  test("keeps the words with their cells, figures and terms in their place", async () => {
    const { trace } = await traceOf();
    expect(trace.sentences.find(({ key }) => key === "results.title")).toEqual({
      slide: "results",
      key: "results.title",
      cell: { file: "documents/deck/text.en.yaml", line: 12, column: 10 },
      parts: [
        "Revenues ",
        "fell ",
        { figure: "revenue.total@1H06|growth(-1y)", text: "2.5%" },
        " ",
        { term: "1H05", text: "on 1H05", sort: "base" },
      ],
    });
    expect(trace.sentences.find(({ key }) => key === "results.subtitle")!.parts).toEqual([
      "Results · ",
      { term: "1H06", text: "1H06 (April – September 2006)", sort: "period" },
    ]);
  });

  test("puts each printed figure and number in its box, to hundredths of a point", async () => {
    const figures = [{ figure: "revenue.total@1H06", text: "1,951", slide: "results", page: 1, box }];
    const numbers = [
      { ...number, text: "1", term: "1H06", within: "1H06", at: 0 },
      { ...number, text: "9", term: "2006-11-09", within: "November 9", at: 9 },
      { ...number, text: "2", within: "M2M services", at: 1 },
      { ...number, text: "2", within: "2", at: 0 },
    ];
    const { trace } = await traceOf({}, { measured: measured({ figures, numbers }) });
    expect(trace.printed[0]!.box).toEqual([10, 20, 30, 12]);
    expect(trace.numbers.map(({ is, of }) => `${is} ${of}`)).toEqual([
      "period 1H06",
      "date 2006-11-09",
      "literal M2M",
      "page 2",
    ]);
  });

  test("gives away numbers that nothing accounts for, figures that are not planned and planned ones on no page", async () => {
    const figures = [{ figure: "cash@2Q06", text: "12", slide: "results", page: 1, box }];
    const numbers = [{ ...number, text: "17", within: "17 of M2M", at: 0 }];
    const { strays } = await traceOf({}, { measured: measured({ figures, numbers }) });
    expect(strays.slice(0, 2)).toEqual([
      { slide: "results", sort: "foreign", text: "12", within: "cash@2Q06" },
      { slide: "results", sort: "lost", text: "2.5%", within: "revenue.total@1H06|growth(-1y)" },
    ]);
    expect(strays.at(-1)).toEqual({ slide: "results", sort: "unbound", text: "17", within: "17 of M2M" });
  });

  test("is written an entry a line, and read again as it was", async () => {
    const { trace } = await traceOf({}, { lang: "ja" });
    const text = formatTrace(trace);
    expect(text.split("\n").filter((line) => line.includes('"text":"1,951"'))).toHaveLength(1);
    expect(traceSchema.parse(JSON.parse(text))).toEqual(trace);
  });
});
