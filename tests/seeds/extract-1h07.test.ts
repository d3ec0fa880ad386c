import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/facts/csv.ts";
import { readNumber } from "../../src/proof/read-number.ts";
import { extract, toCsv } from "../../seeds/1h07/extract.ts";
import type { SlideRule } from "../../seeds/1h07/slides.ts";

describe("extract", () => {
  const slides: readonly SlideRule[] = [
    { slide: 1, title: "", dates: ["1st Half"] },
    {
      slide: 2,
      title: "Highlights",
      texts: [
        {
          after: "<1H09",
          claims: [
            ["Sales # billion", "Sales", "1H09", "revenue.total@1H09", { unit: "JPY billion" }],
            ["billion (# YoY)", "Sales", "YoY", "revenue.total@1H09|growth(-1y)"],
            ["Margin Ratio # (", "Margin Ratio", "1H09", "operating-margin@1H09"],
            ["(# points YoY)", "Margin Ratio", "YoY", "operating-margin@1H09|points(-1y)"],
          ],
        },
        {
          after: "People",
          claims: [
            [
              "hired # from 4Q08",
              "hired",
              "from 4Q08",
              "employees@2009-09-30|change(opening)",
              { unit: "employees" },
            ],
            [
              "cash used of # million",
              "cash used",
              "1H09",
              "cash-flow.investing@1H09",
              { direction: "down" },
            ],
            ["(# million)", "cash used", "", "cash-flow.investing@1H09|change(-1y)"],
            ["Alpha and Beta, # owned", "Alpha", "1H09", "ownership[alpha]@2009-09-30"],
            ["Alpha and Beta, # owned", "Beta", "1H09", "ownership[beta]@2009-09-30"],
          ],
        },
      ],
      dates: ["June 1st 2009"],
    },
    {
      slide: 3,
      title: "Results",
      table: {
        columns: [
          [
            "% of Sales 1H09",
            ["1H09 % of Sales", "@1H09|share(revenue.total)", "%"],
            ["1H09", "@1H09", "JPY billion"],
          ],
          ["YoY", ["YoY", "@1H09|growth(-1y)", "%"]],
          [""],
        ],
        rows: [
          ["Sales", "revenue.total"],
          ["Loss", "operating-income"],
        ],
      },
      texts: [{ claims: [["wrote off # million", "wrote off", "1H09", "written-off@1H09"]] }],
    },
  ];
  const rules = { slides, definitions: { "operating-margin": ["operating-income", "revenue.total"] } };
  const text = [
    "1st Half of FY2009, 2009.11.12",
    "Highlights",
    "<1H09 (2009/4-9)>",
    "- Sales\t30.0 billion\t(13.4% YoY)",
    "- Margin Ratio\t6.1 %\t(+0.9 points YoY)",
    "People",
    "- We hired +12 from 4Q08 and cash used of JPY 1,234 million",
    "(+JPY 84 million) from June 1st 2009.",
    "- Alpha and Beta, 100% owned",
    "Results",
    "Unit: JPY billion",
    "\t<i>% of Sales</i> 1H09 (2009/4-9)\tYoY\t",
    "Sales\t30.0\t13.4%\t",
    "Loss\t<i>(6.1%)</i> (1.8)\t(20.8%)\tWe wrote off JPY 7 million",
    "",
  ].join("\n");

  test("reads key figures with tabs, sentences, shares inside cells and remarks into rows", () => {
    expect(toCsv(extract(text, rules)).split("\n")).toEqual([
      "slide,label,column,printed,unit,reference,kind,direction",
      "2,Sales,1H09,30.0,JPY billion,revenue.total@1H09,base,",
      "2,Sales,YoY,13.4%,%,revenue.total@1H09|growth(-1y),derived,",
      "2,Margin Ratio,1H09,6.1 %,%,operating-margin@1H09,derived,",
      "2,Margin Ratio,YoY,+0.9,points,operating-margin@1H09|points(-1y),derived,",
      "2,hired,from 4Q08,+12,employees,employees@2009-09-30|change(opening),derived,",
      '2,cash used,1H09,"1,234",JPY million,cash-flow.investing@1H09,base,down',
      "2,cash used,,+84,JPY million,cash-flow.investing@1H09|change(-1y),derived,",
      "2,Alpha,1H09,100%,%,ownership[alpha]@2009-09-30,base,",
      "2,Beta,1H09,100%,%,ownership[beta]@2009-09-30,base,",
      "3,Sales,1H09,30.0,JPY billion,revenue.total@1H09,base,",
      "3,Sales,YoY,13.4%,%,revenue.total@1H09|growth(-1y),derived,",
      "3,Loss,1H09 % of Sales,(6.1%),%,operating-income@1H09|share(revenue.total),derived,",
      "3,Loss,1H09,(1.8),JPY billion,operating-income@1H09,base,",
      "3,Loss,YoY,(20.8%),%,operating-income@1H09|growth(-1y),derived,",
      "3,wrote off,1H09,7,JPY million,written-off@1H09,base,",
      "",
    ]);
  });

  test.each([
    ["Half of", "Half of 12", 'slide 1: no rule for the number in "1st Half of 12 FY2009, 2009.11.1"'],
    ["1st Half", "First Half", 'slide 1: no date "1st Half"'],
    ["<1H09", "<1H08", 'slide 2: no text from "<1H09" on'],
    [
      "- Alpha",
      "- 3 of Alpha",
      'slide 2: no rule for the number in "om June 1st 2009. - 3 of Alpha and Beta,"',
    ],
    ["Sales\t30.0 billion", "Sales\tup", 'slide 2: the words "Sales # billion" stand 0 times'],
    ["- We hired", "- We hired +1 from 4Q08, hired", 'slide 2: the words "hired # from 4Q08" stand 2 times'],
    ["used of JPY", "used of -JPY", 'slide 2: a sign and a word: "cash used of -JPY 1,234 million"'],
    ["wrote off JPY 7", "wrote off USD 7", 'slide 3: the words "wrote off # million" stand 0 times'],
    ["wrote off JPY 7", "wrote off 7", 'slide 3: no unit: "wrote off 7 million"'],
    ["JPY 1,234", "JPY 1,23", 'slide 2: the words "cash used of # million" stand 0 times'],
    [
      "\tYoY\t",
      "\tQoQ\t",
      'slide 3: the columns are "% of Sales 1H09 | QoQ | ", not "% of Sales 1H09 | YoY | "',
    ],
    ["\nLoss\t", "\nProfit\t", 'slide 3: no rule for the row "Profit"'],
    ["<i>(6.1%)</i> (1.8)", "(1.8)", 'slide 3: 0 numbers of "1H09 % of Sales" in "Loss"'],
    ["(20.8%)", "(20.8%", 'slide 3: no figure: "(20.8%" in "Loss"'],
    [
      "Unit: JPY",
      "Unit: 1,000 JPY",
      'slide 3: no rule for the number in "Results Unit: 1,000 JPY billion We"',
    ],
  ])("stops at what no rule claims: %j as %j", (from, to, message) => {
    expect(() => extract(text.replace(from, to), rules)).toThrow(new Error(message));
  });
});

describe("figures.csv", () => {
  const bytes = readFileSync(new URL("../../seeds/1h07/figures.csv", import.meta.url));
  const { header, records } = readCsv({ bytes, file: "seeds/1h07/figures.csv" });
  const rows: readonly Readonly<Record<string, string>>[] = records.map(({ cells }) =>
    Object.fromEntries(cells.map(({ text }, column) => [header[column]!.text, text])),
  );

  test("holds the figures of each slide", () => {
    const counts = Array.from(
      { length: 20 },
      (_, at) => rows.filter((row) => row["slide"] === String(at + 1)).length,
    );
    expect(counts).toEqual([0, 0, 17, 33, 7, 3, 7, 5, 0, 11, 0, 8, 2, 0, 43, 13, 0, 0, 21, 0]);
  });

  test("prints numbers and references that can be read", () => {
    const id = String.raw`[a-z-]+(\.[a-z-]+)*`;
    const grammar = new RegExp(
      String.raw`^${id}(\[[a-z-]+\])?@(1H0[67]|2Q0[67]|1Q07|2007-09-30|2007-03-31|2006-09-30)` +
        String.raw`(\|((growth|points|change)\(-1y\)|change\(opening\)|share\(revenue\.total\)))?$`,
    );
    for (const row of rows) {
      expect(readNumber(row["printed"] ?? "")).toBeDefined();
      expect(row["reference"]).toMatch(grammar);
    }
  });

  test("prints one number for one figure in one unit wherever it stands", () => {
    const printed = new Map<string, Set<string>>();
    for (const { reference = "", unit = "", printed: text = "" } of rows) {
      const key = `${reference} ${unit}`;
      printed.set(key, (printed.get(key) ?? new Set()).add(text.replace(/^\+| /g, "")));
    }
    expect([...printed].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });
});
