import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/facts/csv.ts";
import { readNumber } from "../../src/proof/read-number.ts";
import { extract, toCsv } from "../../seeds/1h10/extract.ts";
import type { ColumnRule } from "../../seeds/1h10/tables.ts";

describe("extract", () => {
  const columns: readonly ColumnRule[] = [
    ["1H08 Thousands of yen", "@1H08", "JPY thousand"],
    ["1H09 Thousands of dollars", "@1H09|in(USD)", "USD thousand"],
    ["1H09 Thousands of yen", "@1H09", "JPY thousand"],
  ];
  const rules = {
    sections: [
      { section: 1, title: "", tables: [] },
      {
        section: 2,
        title: "Highlights",
        tables: [
          {
            heads: 1,
            columns: [["Results", "@1H09", "JPY million"]],
            rows: [
              ["Sales", "revenue.total"],
              ["Bandwidth", "bandwidth"],
            ],
          },
        ],
      },
      {
        section: 5,
        title: "Cash Flows",
        tables: [
          {
            heads: 2,
            columns,
            rows: [
              ["Income", "net-income"],
              ["Total", "cash-flow.operating"],
            ],
          },
          {
            heads: 2,
            columns,
            rows: [
              ["Loans of {loans@2008-09-30 loans@2009-09-30} thousand; {shares@2009-09-30} shares", "lent"],
              ["Total", "cash-change"],
              ["Cash, start", "cash@opening"],
              ["Average (shares)", "shares.average"],
            ],
          },
        ],
      },
    ],
    definitions: [["cash-change", "cash-flow.operating", "lent"]],
    dates: {
      "1H08": { opening: "2008-03-31", end: "2008-09-30" },
      "1H09": { opening: "2009-03-31", end: "2009-09-30" },
    },
  } as const;
  const heads = ["\t1H08\t1H09\t", "\tThousands of yen\tThousands of dollars\tThousands of yen"];
  const text = [
    "Made-up Inc., 12 employees",
    "Highlights",
    "\t<u>Results</u>",
    "Sales²\tJPY1,234 million (\\$14.8 million)",
    "Bandwidth ⁴\t7.5 Gbps",
    "",
    "Sales were JPY1,234 million.",
    "Cash Flows",
    ...heads,
    "OPERATING:\t\t\t",
    "Income\t9\t(1)\t(80)",
    "Total\t9\t(1)\t(80)",
    "",
    ...heads,
    "Loans of 50 thousand; 3 shares\t-\t0\t40",
    "Total\t9\t-\t(40)",
    "Cash, start\t100\t\t109",
    "Average (shares)\t1,000\t\t1,000",
    "",
  ].join("\n");

  test("reads brackets, dashes, two-part tables and the numbers of labels into rows", () => {
    expect(toCsv(extract(text, rules)).split("\n")).toEqual([
      "section,label,column,printed,unit,reference,kind,direction",
      '2,Sales,Results,"1,234",JPY million,revenue.total@1H09,base,',
      "2,Sales,Results,14.8,USD million,revenue.total@1H09|in(USD),derived,",
      "2,Bandwidth,Results,7.5,Gbps,bandwidth@1H09,base,",
      "5,Income,1H08 Thousands of yen,9,JPY thousand,net-income@1H08,base,",
      "5,Income,1H09 Thousands of dollars,(1),USD thousand,net-income@1H09|in(USD),derived,",
      "5,Income,1H09 Thousands of yen,(80),JPY thousand,net-income@1H09,base,",
      "5,Total,1H08 Thousands of yen,9,JPY thousand,cash-flow.operating@1H08,base,",
      "5,Total,1H09 Thousands of dollars,(1),USD thousand,cash-flow.operating@1H09|in(USD),derived,",
      "5,Total,1H09 Thousands of yen,(80),JPY thousand,cash-flow.operating@1H09,base,",
      "5,Loans of 50 thousand; 3 shares,in the label,50,JPY thousand,loans@2008-09-30,base,",
      "5,Loans of 50 thousand; 3 shares,in the label,50,JPY thousand,loans@2009-09-30,base,",
      "5,Loans of 50 thousand; 3 shares,in the label,3,shares,shares@2009-09-30,base,",
      "5,Loans of 50 thousand; 3 shares,1H08 Thousands of yen,-,JPY thousand,lent@1H08,base,",
      "5,Loans of 50 thousand; 3 shares,1H09 Thousands of dollars,0,USD thousand,lent@1H09|in(USD),derived,",
      "5,Loans of 50 thousand; 3 shares,1H09 Thousands of yen,40,JPY thousand,lent@1H09,base,",
      "5,Total,1H08 Thousands of yen,9,JPY thousand,cash-change@1H08,derived,",
      "5,Total,1H09 Thousands of dollars,-,USD thousand,cash-change@1H09|in(USD),derived,",
      "5,Total,1H09 Thousands of yen,(40),JPY thousand,cash-change@1H09,derived,",
      '5,"Cash, start",1H08 Thousands of yen,100,JPY thousand,cash@2008-03-31,base,',
      '5,"Cash, start",1H09 Thousands of yen,109,JPY thousand,cash@2009-03-31,base,',
      '5,Average (shares),1H08 Thousands of yen,"1,000",shares,shares.average@1H08,base,',
      '5,Average (shares),1H09 Thousands of yen,"1,000",shares,shares.average@1H09,base,',
      "",
    ]);
  });

  test.each([
    ["Made-up", "Turnover\t5\nMade-up", "section 1: 1 tables, not 0"],
    ["Income\t", "Profit\t", 'section 5: no rule for the row "Profit"'],
    ["; 3 shares", "; 3 stocks", 'section 5: no rule for the row "Loans of 50 thousand; 3 stocks"'],
    ["OPERATING:\t\t\t", "OPERATING:\t7\t\t", 'section 5: no rule for the row "OPERATING:"'],
    ["Average (shares)\t1,000\t\t1,000\n", "", 'section 5: no row "Average (shares)"'],
    ["\t1,000\n", "\t1,000\nMore\t1\t1\t1\n", 'section 5: no rule for the row "More"'],
    ["\tThousands of dollars", "\tUnits", 'section 5: no rule for the column "1H09 Units"'],
    ["\t1H08\t1H09\t\n", "\t1H08\t1H09\n", 'section 5: no column "1H09 Thousands of yen"'],
    ["\t(80)\n", "\t(80)\t5\n", 'section 5: no column for "5" in "Income"'],
    ["\t(80)\n", "\tabout 80\n", 'section 5: no figure: "about 80" in "Income"'],
    ["\nCash Flows\n", "\nCash\n", 'no slide "Cash Flows" after line 2'],
  ])("stops at what no rule claims: %j as %j", (from, to, message) => {
    expect(() => extract(text.replace(from, to), rules)).toThrow(new Error(message));
  });
});

describe("figures.csv", () => {
  const bytes = readFileSync(new URL("../../seeds/1h10/figures.csv", import.meta.url));
  const { header, records } = readCsv({ bytes, file: "seeds/1h10/figures.csv" });
  const rows: readonly Readonly<Record<string, string>>[] = records.map(({ cells }) =>
    Object.fromEntries(cells.map(({ text }, column) => [header[column]!.text, text])),
  );

  test("holds the figures of each section", () => {
    const counts = new Map<string, number>();
    for (const { section = "" } of rows) counts.set(section, (counts.get(section) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      ...{ 2: 9, 4: 42, 5: 16, 7: 39, 8: 36, 19: 4, 20: 20, 21: 6, 26: 185, 27: 150, 28: 153, 30: 24 },
      ...{ 32: 42, 33: 36, 34: 20, 35: 6, 36: 36, 37: 150, 38: 126 },
    });
  });

  test("prints numbers and references that can be read", () => {
    const id = String.raw`[a-z-]+(\.[a-z-]+)*`;
    const grammar = new RegExp(
      String.raw`^${id}@(\d[QH]\d\d|FY\d{4}|\d{4}-\d\d-\d\d)(/target\.initial)?` +
        String.raw`(\|((growth|change)\(-1y\)|share\((revenue|assets)\.total\)|in\(USD(@2010-09-30)?\)))?$`,
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
      const number = unit === "%" ? text.replace("%", "") : text;
      printed.set(key, (printed.get(key) ?? new Set()).add(number));
    }
    expect([...printed].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });
});
