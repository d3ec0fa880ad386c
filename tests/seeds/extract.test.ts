import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/facts/csv.ts";
import { extract, splitSlides } from "../../seeds/2q06/extract.ts";
import type { SlideRule } from "../../seeds/2q06/slides.ts";
import { readBullet, withoutDates } from "../../seeds/bullet.ts";
import { distance, endOf } from "../../seeds/periods.ts";
import { readNumber } from "../../src/proof/read-number.ts";
import { toCsv } from "../../seeds/printed-figure.ts";
import { publishedOf } from "../../seeds/published.ts";
import { readTable } from "../../seeds/table.ts";

describe("readTable", () => {
  test("spreads the upper of two heads over the columns it spans and leaves brackets out", () => {
    const table = readTable(
      [
        "\t1H08 (2008/4-9)\t\t1H07 (2007/4-9)\tYoY",
        "\tResults\t% of Sales\tResults\t",
        "Sales\t1,200\t100.0%\t1,000\t+20.0%",
      ],
      { heads: 2 },
    );
    expect(table.columns).toEqual(["1H08 Results", "1H08 % of Sales", "1H07 Results", "YoY"]);
    expect(table.rows).toEqual([{ label: "Sales", cells: ["1,200", "100.0%", "1,000", "+20.0%"] }]);
  });

  test("gives a column of remarks no name", () => {
    const table = readTable(
      [
        "Group\t1H08\t\t(JPY million)\tFY2008",
        "\tInitial\tRevised\t\tInitial",
        "Sales\t10\t11\tup on 1H07\t20",
      ],
      { heads: 2 },
    );
    expect(table.corner).toBe("Group");
    expect(table.columns).toEqual(["1H08 Initial", "1H08 Revised", "", "FY2008 Initial"]);
  });

  test("takes the upper heads of the table that it continues", () => {
    const table = readTable(["Parent\tInitial\tRevised", "Sales\t7\t8"], {
      heads: 1,
      under: ["1H08", "1H08"],
    });
    expect(table.corner).toBe("Parent");
    expect(table.columns).toEqual(["1H08 Initial", "1H08 Revised"]);
  });

  test("reads one line of heads as it stands", () => {
    const table = readTable(["Revenues (JPY million)\t1Q08\t2Q08", "Sales\t(7)\t—"], { heads: 1 });
    expect(table.columns).toEqual(["1Q08", "2Q08"]);
    expect(table.rows[0]?.cells).toEqual(["(7)", "—"]);
  });
});

describe("readBullet", () => {
  const rule = (period: string, subject: object = {}) => ({
    period,
    subjects: [{ words: /^Widgets/, account: "widgets", ...subject }],
  });

  test("reads an amount and what it is compared with in brackets", () => {
    expect(
      readBullet("Widgets: JPY 1,234 million (+8.4% from 1Q06, +19.9% from 2Q05)", rule("2Q06")),
    ).toEqual([
      { label: "Widgets", column: "2Q06", printed: "1,234", reference: "widgets@2Q06" },
      { label: "Widgets", column: "from 1Q06", printed: "+8.4%", reference: "widgets@2Q06|growth(-1q)" },
      { label: "Widgets", column: "from 2Q05", printed: "+19.9%", reference: "widgets@2Q06|growth(-1y)" },
    ]);
  });

  test("gives two numbers before one base that base, one as a change and one as growth", () => {
    const figures = readBullet(
      "**Widgets: 1,612 (+75, +4.9% from 1Q06, -341, -26.8% from 2Q05)**",
      rule("2Q06", { atEnd: true }),
    );
    expect(figures.map(({ printed, reference }) => [printed, reference])).toEqual([
      ["1,612", "widgets@2006-09-30"],
      ["+75", "widgets@2006-09-30|change(-1q)"],
      ["+4.9%", "widgets@2006-09-30|growth(-1q)"],
      ["-341", "widgets@2006-09-30|change(-1y)"],
      ["-26.8%", "widgets@2006-09-30|growth(-1y)"],
    ]);
  });

  test("leaves the unit out of the printed number", () => {
    const figures = readBullet("Widgets: 25.2Gbps (+2.8Gbps from 1Q06)", rule("2Q06"));
    expect(figures.map(({ printed }) => printed)).toEqual(["25.2", "+2.8"]);
  });

  test("takes the direction of an unsigned change from the word before it", () => {
    const figures = readBullet(
      "Widgets increased 2.7% compared to 1Q06 and decreased by 1.8 percentage points from 2Q05",
      rule("2Q06"),
    );
    expect(figures).toEqual([
      {
        label: "Widgets",
        column: "compared to 1Q06",
        printed: "2.7%",
        reference: "widgets@2Q06|growth(-1q)",
        direction: "up",
      },
      {
        label: "Widgets",
        column: "from 2Q05",
        printed: "1.8",
        reference: "widgets@2Q06|points(-1y)",
        direction: "down",
      },
    ]);
  });

  test("compares a half with a target", () => {
    const [figure] = readBullet("Widgets (+3.0% compared to the initial target)", rule("1H06"));
    expect(figure?.reference).toBe("widgets@1H06|growth(target.initial)");
  });

  test("compares with the stated default where the text leaves the base out, with an empty column", () => {
    const [figure] = readBullet("Widgets decreased 0.3%", rule("2Q06", { unstated: "-1y" }));
    expect(figure).toEqual({
      label: "Widgets",
      column: "",
      printed: "0.3%",
      reference: "widgets@2Q06|growth(-1y)",
      direction: "down",
    });
  });

  test("gives numbers after a second subject to that subject, labelled by its group", () => {
    const figures = readBullet("Widgets were 7 due to a decrease of JPY 3 million in gadget sales", {
      period: "2Q06",
      subjects: [
        { words: /^Widgets/, account: "widgets" },
        {
          words: /decrease of JPY \d+ million in (?<label>gadget sales)/,
          account: "gadgets",
          as: "|change(-1y)",
        },
      ],
    });
    expect(figures).toEqual([
      { label: "Widgets", column: "2Q06", printed: "7", reference: "widgets@2Q06" },
      {
        label: "gadget sales",
        column: "2Q06",
        printed: "3",
        reference: "gadgets@2Q06|change(-1y)",
        direction: "down",
      },
    ]);
  });

  test("refuses a number that no subject claims", () => {
    expect(() => readBullet("Gadgets: 7", rule("2Q06"))).toThrow(
      new Error('no subject for "7" in "Gadgets: 7"'),
    );
  });

  test("refuses a comparison without a base", () => {
    expect(() => readBullet("Widgets rose 7%", rule("2Q06"))).toThrow(
      new Error('no base of comparison for "7%" in "Widgets rose 7%"'),
    );
  });

  test("does not take periods, dates and forms for figures", () => {
    const text =
      "2Q06, FY2006, 2Q and 1H06, October 1, 2006, (2006/4-9), (2006/4-2006/9), 2006.11.9, 10/1, Form 20-F";
    expect(withoutDates(text)).not.toMatch(/\d/);
    expect(withoutDates(text)).toHaveLength(text.length);
    expect(withoutDates("40 and 5.6%")).toBe("40 and 5.6%");
  });
});

describe("periods", () => {
  test("ends quarters and halves of a year that starts in April", () => {
    expect(["1Q06", "2Q06", "3Q06", "4Q06", "1H06", "2H06"].map(endOf)).toEqual([
      "2006-06-30",
      "2006-09-30",
      "2006-12-31",
      "2007-03-31",
      "2006-09-30",
      "2007-03-31",
    ]);
    expect(() => endOf("5Q06")).toThrow(new Error('no such quarter: "5Q06"'));
  });

  test("tells a year from a quarter before, across the year's end", () => {
    expect(distance("2Q06", "2Q05")).toBe("-1y");
    expect(distance("1H06", "1H05")).toBe("-1y");
    expect(distance("1Q06", "4Q05")).toBe("-1q");
    expect(() => distance("2Q06", "1H05")).toThrow(
      new Error('"1H05" is neither a quarter nor a year before "2Q06"'),
    );
    expect(() => distance("2H06", "1H06")).toThrow(
      new Error('"1H06" is neither a quarter nor a year before "2H06"'),
    );
  });
});

describe("extract", () => {
  const rules: readonly SlideRule[] = [
    { slide: 1, title: "" },
    {
      slide: 2,
      title: "Results",
      tables: [
        {
          corner: "",
          heads: 1,
          rows: {
            Sales: "revenue.total",
            "Cash, at End": "cash@end",
            Costs: "cost.total",
            Margin: "gross-margin",
          },
          columns: { "1Q06": "@1Q06", Target: "@1Q06/target.initial", Change: "@1Q06|change(-1y)" },
        },
      ],
      sections: [
        {
          after: "<Outlook",
          named: true,
          period: "1Q06",
          subjects: [{ words: /^Sales/, account: "revenue.total" }],
        },
      ],
    },
  ];
  const text = [
    "Made-up Inc., 2006.8.9",
    "Results",
    " \t1Q06 (2006/4-6)\tTarget\tChange",
    "Sales\t90\t80\t+2",
    "Costs\t50\t-\t(1)",
    "Margin\t40\t30\t—",
    "Cash, at End\t7\t6\t-1",
    "<Outlook - 1Q06>",
    "- Sales 90 million",
    " (+2.0% compared to the initial target)",
    "",
  ].join("\n");

  test("reads tables and bullets of each slide into rows", () => {
    expect(toCsv(extract(text, rules))).toBe(
      [
        "slide,label,column,printed,reference,kind,direction",
        "2,Sales,1Q06,90,revenue.total@1Q06,base,",
        "2,Sales,Target,80,revenue.total@1Q06/target.initial,base,",
        "2,Sales,Change,+2,revenue.total@1Q06|change(-1y),derived,",
        "2,Costs,1Q06,50,cost.total@1Q06,base,",
        "2,Costs,Target,-,cost.total@1Q06/target.initial,base,",
        "2,Costs,Change,(1),cost.total@1Q06|change(-1y),derived,",
        "2,Margin,1Q06,40,gross-margin@1Q06,derived,",
        "2,Margin,Target,30,gross-margin@1Q06/target.initial,base,",
        "2,Margin,Change,—,gross-margin@1Q06|change(-1y),derived,",
        '2,"Cash, at End",1Q06,7,cash@2006-06-30,base,',
        '2,"Cash, at End",Target,6,cash@2006-06-30/target.initial,base,',
        '2,"Cash, at End",Change,-1,cash@2006-06-30|change(-1y),derived,',
        "2,Outlook: Sales,1Q06,90,revenue.total@1Q06,base,",
        "2,Outlook: Sales,compared to the initial target,+2.0%,revenue.total@1Q06|growth(target.initial),derived,",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["Made-up Inc.", "Made-up Inc. 12", 'slide 1: no rule for the numbers of "Made-up Inc. 12, 2006.8.9"'],
    ["Costs\t", "Cost\t", 'slide 2: no account for the row "Cost"'],
    ["\tTarget", "\tGoal", 'slide 2: no rule for the column "Goal"'],
    ["\t80\t", "\tn/a\t", 'slide 2: no figure: "n/a" in "Sales"'],
    [
      "- Sales",
      "- Turnover",
      'slide 2: no subject for "90" in "Turnover 90 million (+2.0% compared to the initial target)"',
    ],
    ["<Outlook", "<Future", 'slide 2: no section "<Outlook"'],
    ["\nResults\n", "\nResult\n", 'no slide "Results" after line 1'],
  ])("stops at what no rule claims: %j as %j", (from, to, message) => {
    expect(() => extract(text.replace(from, to), rules)).toThrow(new Error(message));
  });

  test("starts a slide only at a line that is its whole title", () => {
    expect(splitSlides("A\n◆ B\nB\nc", ["", "B"])).toEqual([
      ["A", "◆ B"],
      ["B", "c"],
    ]);
  });
});

describe("figures.csv", () => {
  const bytes = readFileSync(new URL("../../seeds/2q06/figures.csv", import.meta.url));
  const { header, records } = readCsv({ bytes, file: "seeds/2q06/figures.csv" });
  const rows: readonly Readonly<Record<string, string>>[] = records.map(({ cells }) =>
    Object.fromEntries(cells.map(({ text }, column) => [header[column]!.text, text])),
  );

  test("holds the figures of each slide", () => {
    const counts = Array.from(
      { length: 14 },
      (_, at) => rows.filter((row) => row["slide"] === String(at + 1)).length,
    );
    expect(counts).toEqual([0, 0, 10, 42, 35, 70, 37, 76, 20, 36, 9, 32, 0, 4]);
  });

  test("prints numbers and references that can be read", () => {
    const id = String.raw`[a-z-]+(\.[a-z-]+)*`;
    const grammar = new RegExp(
      String.raw`^${id}(\[[a-z-]+\])?@(\d[QH]\d\d|FY\d{4}|\d{4}-\d\d-\d\d)(/target\.(initial|revised)(/non-consolidated)?)?` +
        String.raw`(\|(growth|change|points|share)\((-1[yq]|opening|target\.initial|${id})\))?$`,
    );
    for (const row of rows) {
      expect(readNumber(row["printed"] ?? "")).toBeDefined();
      expect(row["reference"]).toMatch(grammar);
      expect(row["reference"]?.includes("|") && row["kind"] !== "derived").toBe(false);
    }
  });

  test("prints one number for one figure wherever it stands", () => {
    const printed = new Map<string, Set<string>>();
    for (const row of rows) {
      const reference = row["reference"] ?? "";
      const texts = printed.get(reference) ?? new Set();
      printed.set(reference, texts.add((row["printed"] ?? "").replace(/^\+/, "")));
    }
    expect([...printed].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });

  test("are the rows of data/iij/published", () => {
    const published = new URL("../../data/iij/published/2q06-results.csv", import.meta.url);
    expect(readFileSync(published, "utf8")).toBe(publishedOf({ bytes, file: "seeds/2q06/figures.csv" }));
    expect(publishedOf({ bytes, file: "seeds/2q06/figures.csv" }).split("\n")).toHaveLength(373);
  });
});
