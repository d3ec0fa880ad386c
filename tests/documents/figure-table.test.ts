import { describe, expect, test } from "vitest";
import type { ResultsTable } from "../../src/documents/blocks/results-table.ts";
import type { StatementExtract } from "../../src/documents/blocks/statement-extract.ts";
import type { Plan } from "../../src/documents/plan.ts";
import { plainText } from "../../src/documents/sentence.ts";
import { messageOf, planSample } from "./sample-document.ts";
import { reportFiles } from "./sample-report.ts";

const path = "documents/deck/outline.yaml";
const asked = reportFiles[path]!;
const table = `        groups:
          - { period: ytd, columns: [{ highlight: true }, { unit: JPY thousand }] }
          - { period: ytd - 1y, columns: [{}] }
        rows:
          - { heading: services }
          - { account: revenue.a, indent: 1, label: first }
          - { account: revenue.b, indent: 1 }
          - { account: revenue.total, level: total, rule: true }
`;
const withTable = (changed: string, more: Readonly<Record<string, string>> = {}) => ({
  ...reportFiles,
  [path]: asked.replace(table, changed),
  ...more,
});
const rows = `        rows:
          - { heading: services }
          - { account: revenue.a, label: first }
          - revenue.b
          - { account: revenue.total, level: total, marked: true }
`;
const cellsOf = ({ document }: Plan): readonly (readonly string[])[] =>
  (document.slides[1]!.areas["main"]![1] as ResultsTable).rows.map(({ cells }) => cells.map(plainText));

describe("a column", () => {
  test("of marked rows leaves the others empty", async () => {
    const plan = await planSample(
      withTable(
        `        groups:\n          - { period: ytd, columns: [{}, { measure: share(revenue.total), marked: true }] }\n${rows}`,
      ),
    );
    expect(cellsOf(plan)).toEqual([
      ["", ""],
      ["1,200", ""],
      ["750", ""],
      ["1,951", "100.0%"],
    ]);
  });

  test("may show a second figure beside the first, in a unit and with decimals of its own", async () => {
    const plan = await planSample(
      withTable(
        `        groups:\n          - { period: ytd, columns: [{ aside: { measure: share(revenue.total) } }, { unit: JPY billion, decimals: 1, aside: { measure: change(-1y), unit: JPY billion, decimals: 2 } }] }\n${rows}`,
      ),
    );
    expect(cellsOf(plan).slice(1)).toEqual([
      ["1,200 (61.5%)", "1.2 (+0.10)"],
      ["750 (38.4%)", "0.8 (−0.15)"],
      ["1,951 (100.0%)", "2.0 (−0.05)"],
    ]);
  });
});

describe("a row", () => {
  const balances = (column: string): Readonly<Record<string, string>> =>
    withTable(
      `        groups:\n          - { period: ${column}, columns: [{}] }\n        rows: [{ heading: services }, { account: cash, label: first, at: beginning }, cash]\n`,
    );

  test("may ask for a balance at the beginning of the column's period", async () => {
    expect(cellsOf(await planSample(balances("current")))).toEqual([[""], ["310"], ["320"]]);
  });

  test("of a balance at the beginning of a date is refused", async () => {
    expect(await messageOf(planSample(balances("end")))).toContain(
      "acme/documents/deck/outline.yaml:14:39 a balance at the beginning of 2006-09-30, which is a date\n  hint: ask for it in a column of a period",
    );
  });
});

describe("an override", () => {
  const override = (printed: string, figure = "revenue.a@1H06", unit = "JPY million") =>
    withTable(table, {
      "documents/deck/overrides.yaml": `- { figure: ${figure}, unit: ${unit}, printed: "${printed}", reason: the source printed it so }\n`,
    });

  test("prints a cell one unit beside its value, and the reason goes with it", async () => {
    const plan = await planSample(override("1201"));
    expect(cellsOf(plan)[1]).toEqual(["1,201", "1,200,000", "1,100"]);
    expect(plan.adjusted).toEqual([
      { figure: "revenue.a@1H06", from: "1200", to: "1201", reason: "the source printed it so" },
    ]);
    const printed = plan.document.figures.find(({ text }) => text === "1,201");
    expect(printed).toMatchObject({
      value: "1200000000",
      shown: { unit: "JPY million", by: "plug", reason: "the source printed it so" },
    });
  });

  test("of a column in another unit moves that one", async () => {
    const plan = await planSample(override("1199999", "revenue.a@1H06", "JPY thousand"));
    expect(cellsOf(plan)[1]).toEqual(["1,200", "1,199,999", "1,100"]);
  });

  test.each([
    [
      "1202",
      "revenue.a@1H06",
      "acme/documents/deck/overrides.yaml:1:3 an override prints 1202 for revenue.a@1H06, which is 1200 JPY million\n  hint: an override moves a figure by one unit of its last digit; mend the facts for more",
    ],
    [
      "1200",
      "revenue.a@1H06",
      "acme/documents/deck/overrides.yaml:1:3 an override prints 1200 for revenue.a@1H06, which is 1200 JPY million\n  hint: remove it: the figure is printed so without it",
    ],
    [
      "1200.5",
      "revenue.a@1H06",
      "acme/documents/deck/overrides.yaml:1:3 an override prints 1200.5 for revenue.a@1H06, which is 1200 JPY million\n  hint: an override moves a figure by one unit of its last digit; mend the facts for more",
    ],
    [
      "1201",
      "revenue.c@1H06",
      "acme/documents/deck/overrides.yaml:1:3 no table prints revenue.c@1H06 in JPY million\n  hint: remove it, or write the figure and the unit of its column",
    ],
    [
      "1,201",
      "revenue.a@1H06",
      "acme/documents/deck/overrides.yaml:1:57 expected plain digits such as -6888",
    ],
  ])("that prints %s for %s is refused", async (printed, figure, message) => {
    expect(await messageOf(planSample(override(printed, figure)))).toBe(message);
  });
});

test("a table may have its sums plugged though the company notes them", async () => {
  const plan = await planSample(withTable(`        footing: plug\n${table}`));
  expect(cellsOf(plan)[1]).toEqual(["1,201", "1,201,000", "1,100"].with(1, cellsOf(plan)[1]![1]!));
  expect(plan.adjusted[0]).toEqual({ figure: "revenue.a@1H06", from: "1200", to: "1201" });
});

test("a line item is called what it was called on the day of the document", async () => {
  const labels = (until: string) => ({
    "labels.en.yaml": reportFiles["labels.en.yaml"]!.replace(
      "revenue.b: { label: Service B, short: B }",
      `revenue.b: { label: Services B and C, was: [{ until: 2005-01-01, label: The first B }, { until: ${until}, label: Old B }] }`,
    ),
  });
  const labelOf = async (until: string): Promise<string> => {
    const { document } = await planSample({ ...reportFiles, ...labels(until) });
    return plainText((document.slides[1]!.areas["main"]![1] as ResultsTable).rows[2]!.label);
  };
  expect(await labelOf("2006-11-09")).toBe("Old B");
  expect(await labelOf("2006-11-08")).toBe("Services B and C");
});

describe("a slide with decimals", () => {
  const scaled = (more = "") =>
    withTable(
      `        groups:\n          - { period: ytd, columns: [{}, { measure: share(revenue.total), marked: true }] }\n${rows}`,
      {
        [path]: asked
          .replace(
            table,
            `        groups:\n          - { period: ytd, columns: [{}, { unit: JPY million }] }\n${rows}`,
          )
          .replace("    unit: JPY million\n", `    ${more}\n    decimals: 1\n`),
      },
    );

  test("shows amounts in the unit of its head", async () => {
    expect(cellsOf(await planSample(scaled("unit: JPY billion"))).slice(1)).toEqual([
      ["1.2", "1,200"],
      ["0.8", "750"],
      ["2.0", "1,951"],
    ]);
  });

  test("has a unit", async () => {
    expect(await messageOf(planSample(scaled()))).toBe(
      "acme/documents/deck/outline.yaml:9:15 decimals without a unit\n  hint: write the unit that amounts are scaled to: unit: JPY billion",
    );
  });
});

test("a statement may end in a column of comments, for some of its rows", async () => {
  const words =
    "  statement-extract: { comment: Why, comments: { cash: Orders were paid }, rows: { services: Assets, first: Speed } }\n";
  const texts = ["en", "ja"].map((lang) => {
    const file = `documents/deck/text.${lang}.yaml`;
    return [file, reportFiles[file]!.replace(/ {2}results-table:\n {4}rows: .*\n/, words)] as const;
  });
  const plan = await planSample({
    ...reportFiles,
    ...Object.fromEntries(texts),
    [path]: asked.replace(
      `      - kind: results-table\n${table}`,
      "      - kind: statement-extract\n        comments: true\n        columns: [{ period: end }]\n        rows: [{ heading: services }, cash, { account: line-speed, label: first }]\n",
    ),
  });
  const planned = plan.document.slides[1]!.areas["main"]![1] as StatementExtract;
  expect(plainText(planned.comment!)).toBe("Why");
  expect(planned.rows.map(({ comment }) => comment && plainText(comment))).toEqual([
    undefined,
    "Orders were paid",
    "",
  ]);
});

describe("rows of one name", () => {
  const named = (more: string) =>
    withTable(
      `        groups:\n          - { period: ytd, columns: [{}] }\n        rows:\n          - { heading: services }\n          - { account: revenue.a, indent: 1, label: first }\n${more}`,
    );

  test("under the same row above are refused", async () => {
    expect(
      await messageOf(planSample(named("          - { account: revenue.b, indent: 1, label: first }\n"))),
    ).toBe(
      `acme/documents/deck/outline.yaml:17:13 "Service A" stands twice under "Services", in the rows 2 and 3\n  hint: give one of them a name of its own: { account: …, label: … }, or take it out`,
    );
  });

  test("under different rows are not", async () => {
    const more =
      "          - revenue.b\n          - { account: revenue.total, indent: 1, label: first }\n          - { heading: services }\n          - { account: revenue.total, indent: 1 }\n";
    expect(cellsOf(await planSample(named(more)))).toHaveLength(6);
  });
});
