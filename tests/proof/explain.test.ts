import { describe, expect, test } from "vitest";
import { KessanError } from "../../src/problem.ts";
import { explain } from "../../src/proof/explain.ts";
import { formatExplanation } from "../../src/proof/format-explanation.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { iijTrace } from "./iij-trace.ts";
import { edited, sampleTrace } from "./planned-trace.ts";

const acme = await sampleTrace();
const [en, ja] = await Promise.all([iijTrace("en"), iijTrace("ja")]);

const told = (trace: Trace, query: string, page?: number): string =>
  formatExplanation(explain(trace, { query, ...(page !== undefined && { page }) }));

/** A section of an explanation, by the first words of its head. */
const section = (text: string, head: string): string =>
  text.split("\n\n").find((part) => part.startsWith(head)) ?? "";

const figureOf = (trace: Trace, query: string): string | undefined =>
  explain(trace, { query }).figure?.figure;

function messageOf(trace: Trace, query: string, page?: number): string {
  try {
    return told(trace, query, page);
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
}

describe("an explanation", () => {
  test("of a growth that its inputs do not settle says that the report speaks", () => {
    expect(told(en, "+59.9%")).toBe(`Operating income, 2Q06: growth on 2Q05
operating-income@2Q06|growth(-1y)  =  59.9%

Printed in 5 places
  page  3  1H06 revenues up 21.3% and operating income up 81.8% on 1H05, above initial targets
           "+59.9%"
  page  5  2Q06 revenues rose 17.4% and operating income rose 59.9% on 2Q05
           "59.9%"
           "+59.9%"
  page  7  Operating margin rose 1.5 points on 2Q05 to 5.8%; net income rose 111.9%
           "59.9%"
  page 11  Adjusted EBITDA rose 23.9% on 2Q05 to JPY 1,880 million; capex fell 20.0%
           "+59.9%"

Where it comes from
  reported as 59.9% in facts/reported.csv:13:53, 2q06 slide 5
  also follows from operating-income@2Q06 / operating-income@2Q05 - 1, which gives 59.96%
    Operating income, 2Q06  JPY 811 million  facts/quarterly.csv:9:81, 2q06 slide 7
    Operating income, 2Q05  JPY 507 million  facts/quarterly.csv:9:65, 2q06 slide 7

How exactly it is known
  by its report  between 59.85% and 59.95%
  by its inputs  between 59.70% and 60.22%; the report lies inside

How the printed digits were settled
  "+59.9%" and "59.9%": its inputs do not settle the last digit, so the reported 59.9% is printed

Sources
  2q06  Consolidated Financial Results for the Second Quarter and the First Half of FY2006
        (2006-11-09)`);
  });

  test("of a fact says what it follows from too, and where it was rounded to another scale", () => {
    const text = told(ja, "140.1億円");
    expect(section(text, "営業収益, 2Q06")).toBe("営業収益, 2Q06\nrevenue.total@2Q06  =  JPY 14,007 million");
    expect(section(text, "Where")).toBe(`Where it comes from
  reported as JPY 14,007 million in facts/quarterly.csv:7:93, 2q06 slide 6
  also follows from revenue.connectivity@2Q06 + revenue.vas-other@2Q06 + revenue.outsourced@2Q06 +
    revenue.systems@2Q06 + revenue.equipment@2Q06, which gives JPY 14,007 million
    接続サービス, 2Q06      JPY 3,293 million  facts/quarterly.csv:6:93, 2q06 slide 6
    付加価値・その他, 2Q06  JPY 2,863 million  facts/quarterly.csv:5:90, 2q06 slide 6
    アウトソース運用, 2Q06  JPY 3,350 million  facts/quarterly.csv:4:91, 2q06 slide 6
    SI（構築）, 2Q06        JPY 3,871 million  facts/quarterly.csv:3:88, 2q06 slide 6
    機器売上, 2Q06          JPY 630 million    facts/quarterly.csv:2:85, 2q06 slide 6`);
    expect(section(text, "How the printed")).toBe(`How the printed digits were settled
  "14,007": printed as reported
  "140.1億円": rounded once from the reported JPY 14,007 million`);
  });

  test("of a share that its inputs settle gives the digits that are known", () => {
    const text = told(en, "cost.total@ytd|share(revenue.total)");
    expect(text.split("\n").slice(0, 2)).toEqual([
      "Total costs, 1H06: share of Total revenues",
      "cost.total@1H06|share(revenue.total)  =  about 81.6140%",
    ]);
    expect(section(text, "How exactly")).toBe(
      "How exactly it is known\n  by its inputs  between 81.6105% and 81.6175%",
    );
    expect(section(text, "How the printed")).toBe(
      'How the printed digits were settled\n  "81.6%": its inputs settle every digit shown',
    );
  });

  test("of a change in points follows its inputs down to cells, and stops at what is reported", () => {
    expect(section(told(en, "1.5 points"), "Where")).toBe(`Where it comes from
  reported as 1.5 points in facts/reported.csv:17:58, 2q06 slide 7
  also follows from operating-margin@2Q06 - operating-margin@2Q05, which gives 1.49 points
    Operating margin, 2Q06    5.7900%             = operating-income@2Q06 / revenue.total@2Q06
      Operating income, 2Q06  JPY 811 million     facts/quarterly.csv:9:81, 2q06 slide 7
      Total revenues, 2Q06    JPY 14,007 million  facts/quarterly.csv:7:93, 2q06 slide 6
    Operating margin, 2Q05    4.3%                facts/quarterly.csv:10:46, 2q06 slide 7`);
  });

  test("of a figure that nobody reports and nothing settles says that the middle is printed", () => {
    const text = told(en, "revenue.systems-total@1Q04");
    expect(section(text, "How exactly")).toBe(
      "How exactly it is known\n  by its inputs  between JPY 2,694 million and JPY 2,696 million",
    );
    expect(section(text, "How the printed")).toBe(`How the printed digits were settled
  "2,695": its inputs do not settle the last digit and nobody reports it, so the middle of what they
    allow is printed`);
  });

  test.each([
    ["net-income@year/target.revised", "  by its report  exactly JPY 5,000 million, as targets are"],
    ["employees[net-chart]@date", "  by its report  exactly 40 employees, as counts are"],
    ["contracts.dedicated|change(-1q)", "  by its inputs  exactly 758 contracts"],
  ])("of %s says that it is exact", (query, line) => {
    expect(section(told(en, query), "How exactly")).toBe(`How exactly it is known\n${line}`);
  });

  test("of a figure that is only an input names what it goes into", () => {
    expect(section(told(acme, "revenue.a@2Q05"), "Not printed")).toBe(
      "Not printed itself; it goes into\n  Service A, 2Q06: growth on 2Q05  revenue.a@2Q06|growth(-1y)",
    );
  });

  test("of a dash says that there is no value", () => {
    const text = told(acme, "revenue.b@ytd/target.initial");
    expect(text).toBe(`Service B, Initial target, 1H06
revenue.b@1H06/target.initial  =  no value

Printed in 1 place
  page  2  Revenues fell 2.5% on 1H05
           "–"

Where it comes from
  it has no value: its source has a dash, or nothing to compute it from

How the printed digits were settled
  "–": there is no value to print`);
  });

  test("of a loss that narrowed says why it has no growth", async () => {
    const table = edited(
      "documents/deck/outline.yaml",
      "rows: [revenue.a,",
      "rows: [operating-income, revenue.a,",
    );
    const targets = edited(
      "facts/facts.csv",
      "cost.total,",
      "operating-income,,JPY million,target.initial,deck slide 1,,,,,-1\ncost.total,",
    );
    const trace = await sampleTrace({ ...table, ...targets });
    expect(told(trace, "operating-income@ytd|growth(-1y)").split("\n\n").slice(2)).toEqual([
      "Where it comes from\n  it has no value: the loss narrowed, which has no growth in percent\n" +
        "    Operating income, 1H06  JPY -15 million  facts/facts.csv:10:59, deck slide 1\n" +
        "    Operating income, 1H05  JPY -30 million  facts/facts.csv:10:49, deck slide 1",
      'How the printed digits were settled\n  "n.m.": there is no value to print: the loss narrowed, which has no growth in percent',
      "Sources\n  deck  An invented deck (2006-11-09)",
    ]);
  });

  test("says where a report is restated", async () => {
    const restated = edited("facts/facts.csv", "scenario,source,2Q05", "scenario,source,as_of,2Q05");
    const rows = restated["facts/facts.csv"]!.replaceAll("deck slide 1,", "deck slide 1,,").concat(
      "revenue.a,,JPY million,,deck slide 2,2006-10-01,,,,,1201\n",
    );
    const trace = await sampleTrace({ "facts/facts.csv": rows });
    expect(section(told(trace, "1,201"), "Where")).toBe(
      "Where it comes from\n  reported as JPY 1,201 million in facts/facts.csv:12:53, deck slide 2, restated as of 2006-10-01\n" +
        "  also follows from revenue.a@1Q06 + revenue.a@2Q06, which gives JPY 1,200 million\n" +
        "    Service A, 1Q06  JPY 500 million  facts/facts.csv:2:48, deck slide 1\n" +
        "    Service A, 2Q06  JPY 700 million  facts/facts.csv:2:52, deck slide 1",
    );
  });

  test("gives boxes where something was printed, and ids of cells as data", () => {
    const [print, ...rest] = acme.printed;
    const boxed: Trace = { ...acme, printed: [{ ...print!, box: [12.3, 45.6, 78.9, 10] }, ...rest] };
    expect(section(told(boxed, "2.5%"), "Printed")).toBe(
      'Printed in 2 places\n  page  2  Revenues fell 2.5% on 1H05\n           "2.5%"  79 × 10 pt at 12, 46\n           "−2.5%"',
    );
    const { figure } = explain(boxed, { query: "16.6%" });
    expect(figure).toMatchObject({
      figure: "revenue.a@2Q06|growth(-1y)",
      value: "0.166",
      reported: {
        text: "16.6",
        cell: { file: "facts/reported.csv", line: 2, column: 43 },
        source: "deck slide 1",
      },
      derived: { inputs: [{ figure: "revenue.a@2Q06" }, { figure: "revenue.a@2Q05" }] },
      places: [{ page: 3, slide: "quarters", text: "16.6%", by: "report", rounded: "0.166" }],
    });
  });

  test("keeps to 100 columns", () => {
    const lines = Object.keys(en.figures).flatMap((query) => told(en, query).split("\n"));
    const long = lines.filter((line) => line.length > 100);
    expect(lines.length).toBeGreaterThan(5000);
    expect(long).toEqual([]);
  });
});

describe("a text", () => {
  test("that several figures print gives them to choose from", () => {
    expect(told(en, "100.0%")).toBe(`"100.0%" is printed 5 times, for 5 figures:
  Total revenues, 1H06: share of Total revenues  revenue.total@1H06|share(revenue.total)  page 4
  Total revenues, 1H05: share of Total revenues  revenue.total@1H05|share(revenue.total)  page 4
  Total revenues, 2Q06: share of Total revenues  revenue.total@2Q06|share(revenue.total)  page 5
  Total revenues, 2Q05: share of Total revenues  revenue.total@2Q05|share(revenue.total)  page 5
  ownership [Net Chart Japan Inc.], 2006-11-09   ownership[net-chart]@2006-11-09          page 14

Ask for one of them by its reference, or narrow it with --page.`);
  });

  test("gives references below the names where there is no room beside them", () => {
    expect(told(en, "5.8%")).toBe(`"5.8%" is printed 7 times, for 3 figures:
  Operating income, 2Q06: share of Total revenues  page 5
    operating-income@2Q06|share(revenue.total)
  Operating margin, 2Q06                           page 7 (4×)
    operating-margin@2Q06
  Operating margin, 3Q05                           page 7 (2×)
    operating-margin@3Q05

Ask for one of them by its reference, or narrow it with --page.`);
  });

  test("is looked for on one page where a page is named", () => {
    expect(figureOf(en, "5.8%")).toBeUndefined();
    const text = told(en, "5.8%", 5);
    expect(section(text, "Printed")).toBe(
      'Printed in 1 place on page 5\n  page  5  2Q06 revenues rose 17.4% and operating income rose 59.9% on 2Q05\n           "5.8%"',
    );
    expect(section(told(en, "811", 5), "Printed")).toBe(
      'Printed in 1 place on page 5\n  page  5  2Q06 revenues rose 17.4% and operating income rose 59.9% on 2Q05\n           "811"\n' +
        "  also on pages 3, 7 and 11; ask for operating-income@2Q06 without --page",
    );
  });

  test("is compared in full-width forms, with any minus and any space", () => {
    const all = [
      ["+59.9%", "＋59.9％"],
      ["JPY 811 million", "JPY\u00a0811\u00a0million"],
      ["-867", "−867"],
      ["−867", "–867"],
    ];
    expect(
      all.map(([a, b]) => figureOf(en, a!) === figureOf(en, b!) && explain(en, { query: b! }).by),
    ).toEqual(all.map(() => "text"));
    expect(figureOf(ja, "-100")).toBe("operating-income@1Q04");
  });

  test("that is not printed exactly is found by its digits, and said so", () => {
    expect(told(ja, "+59.9%").split("\n\n")[0]).toBe(
      'No figure is printed exactly as "+59.9%"; these, of one figure, have its digits: "59.9%増" and\n"59.9%".',
    );
    expect(told(acme, "-16.7").split("\n\n")[0]).toBe(
      'No figure is printed exactly as "-16.7"; this one has its digits: "−16.7%".',
    );
    expect(told(en, "1370 million").split("\n").slice(0, 4)).toEqual([
      'No figure is printed exactly as "1370 million"; these have its digits: "1,370" and',
      '"JPY 1,370 million".',
      "",
      "They are 2 figures:",
    ]);
  });

  test("is not found by digits of another unit", () => {
    expect(messageOf(acme, "750%")).toBe(
      '"750%" is printed nowhere in deck (en)\n  hint: did you mean "750", "700" or "500"?',
    );
    expect(messageOf(acme, "JPY 16.6 million")).toMatch(/^"JPY 16\.6 million" is printed nowhere/);
  });

  test("that is no figure is told as what it is", () => {
    const number = { slide: "results", box: null, text: "06", is: "period", of: "1H06" } as const;
    const numbers: Trace["numbers"] = [
      { ...number, page: 2 },
      { ...number, page: 3 },
      { ...number, page: 3, is: "literal", of: "Model 06" },
      { ...number, page: 3, text: "3", is: "page", of: "3" },
      { ...number, page: 3, text: "700", is: "literal", of: "Model 700" },
    ];
    const trace = { ...acme, numbers };
    expect(told(trace, "06")).toBe(
      'This is no figure:\n  "06"  part of the period 1H06      pages 2 and 3\n  "06"  part of the name "Model 06"  page 3',
    );
    expect(told(trace, "3")).toBe('This is no figure:\n  "3"  the number of the page  page 3');
    expect(section(told(trace, "700"), "It also")).toBe(
      'It also stands in what is no figure:\n  "700"  part of the name "Model 700"  page 3',
    );
  });
});

describe("a reference", () => {
  test.each([
    ["operating-income@ytd|growth(-1y)", "operating-income@1H06|growth(-1y)"],
    ["operating-income", "operating-income@2Q06"],
    ["operating-income@current - 1y", "operating-income@2Q05"],
    ["cash", "cash@2006-09-30"],
    ["cash@opening", "cash@2006-03-31"],
    ["ownership[net-chart]@date", "ownership[net-chart]@2006-11-09"],
    ["net-income@year/target.revised/non-consolidated", "net-income@FY2006/target.revised/non-consolidated"],
    ["operating-income@1H06|growth( -1y )", "operating-income@1H06|growth(-1y)"],
  ])("%s is read as a document writes it", (query, figure) => {
    const found = messageOf(en, query).split("\n")[1]?.split("  ")[0];
    expect(found).toBe(figure);
  });

  test("of a first quarter to date is that of the quarter", async () => {
    const calm = edited("documents/deck/outline.yaml", "{ scenario: target.initial }, ", "");
    const trace = await sampleTrace(
      { ...calm, ...edited("facts/facts.csv", "2Q05,1H05", "1Q05,1H05") },
      { period: "1Q06" },
    );
    expect(figureOf(trace, "revenue.total@ytd")).toBe("revenue.total@1Q06");
  });
});

describe("a question without an answer", () => {
  test.each([
    [
      "812",
      undefined,
      '"812" is printed nowhere in 2q06-results (en)\n  hint: did you mean "811", "882" or "846"?',
    ],
    [
      "operating-incme@ytd",
      undefined,
      '"operating-incme@ytd" is no figure of 2q06-results (en)\n  hint: did you mean "operating-income@1H06", "operating-income@1H05" or "operating-income@2Q06"?',
    ],
    [
      "profit of the group",
      undefined,
      '"profit of the group" is printed nowhere in 2q06-results (en)\n  hint: ask for a text as it is printed, "+59.9%", or a reference, "operating-income@ytd"',
    ],
    ["811", 4, '"811" is not on page 4\n  hint: it is on pages 3, 5, 7 and 11'],
    [
      "revenue.connectivity@1H06",
      4,
      '"revenue.connectivity@1H06" is not on page 4\n  hint: it is printed on no page',
    ],
    ["811", 15, "there is no page 15: the document has pages 1 to 14"],
    ["811", 0, "there is no page 0: the document has pages 1 to 14"],
    [" ", undefined, "expected a printed text or a reference, got nothing"],
  ])("%j on page %s says what is near", (query, page, message) => {
    expect(messageOf(en, query, page)).toBe(message);
  });
});
