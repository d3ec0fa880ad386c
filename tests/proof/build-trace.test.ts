import { describe, expect, test } from "vitest";
import { formatTrace } from "../../src/proof/build-trace.ts";
import { traceSchema } from "../../src/proof/trace.ts";
import { sampleTrace } from "./planned-trace.ts";

describe("buildTrace", () => {
  test("gives a reported figure with its cell, its source and everywhere that it stands", async () => {
    const trace = await sampleTrace();
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
    const trace = await sampleTrace({
      "documents/deck/text.en.yaml": `deck: { title: A, subject: B, keywords: [C], foot: 'Margin {{figure "gross-margin-ratio"}}' }
cover: { cover: { issuer: A, lines: [B], date: C } }
results: { title: D }
quarters: { title: E, chart: { alt: F }, words: { items: [G] } }
`,
      "documents/deck/text.ja.yaml": `deck: { title: A, subject: B, keywords: [C], foot: 'D {{figure "gross-margin-ratio"}}' }
cover: { cover: { issuer: A, lines: [B], date: C } }
results: { title: D }
quarters: { title: E, chart: { alt: F }, words: { items: [G] } }
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
    const trace = await sampleTrace();
    expect(trace.periods).toEqual({
      "1H06": "ytd",
      "1H05": "ytd - 1y",
      "2Q06": "current",
      "1Q06": "current - 1q",
      "2Q05": "current - 1y",
      "2006-11-09": "2006-11-09",
    });
  });

  test("keeps the words with their cells, figures and terms in their place", async () => {
    const trace = await sampleTrace();
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

  test("is written an entry a line, and read again as it was", async () => {
    const trace = await sampleTrace({}, { lang: "ja" });
    const text = formatTrace(trace);
    expect(text.split("\n").filter((line) => line.includes('"text":"1,951"'))).toHaveLength(1);
    expect(traceSchema.parse(JSON.parse(text))).toEqual(trace);
  });
});
