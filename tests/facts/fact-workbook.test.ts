import { describe, expect, test } from "vitest";
import { readFacts } from "../../src/facts/read.ts";
import type { Facts } from "../../src/facts/facts.ts";
import { formatPlace, KessanError } from "../../src/problem.ts";
import { memoryFiles } from "../memory-files.ts";
import { makeWorkbook, type RawCell, type RawSheet, type RawWorkbook } from "./make-workbook.ts";

const COMPANY = `id: acme
name: { en: Acme, ja: アクメ }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: halfUp, footing: footnote }
scenarios: [target.initial]
sources:
  2q06: { title: Results for 2Q06, date: 2006-11-09 }
`;
const ACCOUNTS = `revenue.systems: { kind: flow, unit: JPY million }
revenue.other: { kind: flow, unit: JPY million }
revenue.total: { kind: flow, unit: JPY million }
cost.other: { kind: flow, unit: JPY million }
operating-margin: { kind: ratio, unit: "%" }
contracts: { kind: count, unit: contracts, members: [tokyo, osaka] }
`;

/** Facts of one workbook with its mapping. */
function facts(
  workbook: RawWorkbook,
  map: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Facts> {
  return readFacts(
    memoryFiles(
      {
        "company.yaml": COMPANY,
        "accounts.yaml": ACCOUNTS,
        "facts/r.xlsx": makeWorkbook(workbook),
        "facts/r.map.yaml": map,
        ...files,
      },
      "acme",
    ),
  );
}

async function told(workbook: RawWorkbook, map: string): Promise<string> {
  const { facts: found, unmapped } = await facts(workbook, map);
  return [
    ...found.map(({ account, member, period, scenario, basis, measure, value, decimals, unit, place }) =>
      [
        `${formatPlace(place)} ${account}${member === undefined ? "" : `[${member}]`}@${period.id}`,
        `${scenario === "actual" ? "" : `/${scenario}`}${basis === "consolidated" ? "" : `/${basis}`}`,
        `${measure === undefined ? "" : `|${measure}`} = ${value} ${unit.name} (${decimals})`,
      ].join(""),
    ),
    ...unmapped.map(({ place, what }) => `${formatPlace(place)} ${what}`),
  ]
    .join("\n")
    .replaceAll("acme/facts/", "");
}

async function problems(workbook: RawWorkbook, map: string): Promise<string> {
  const thrown: unknown = await facts(workbook, map).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof KessanError) return thrown.message.replaceAll("acme/facts/", "");
  throw thrown ?? new Error("nothing was thrown");
}

const percent = (value: string): RawCell => ({ value, format: "0.0%", formula: "1/2" });

/** As finance keeps it: titles, three rows of merged heads, the unit in the corner, two languages, shares by formula, notes. */
const realistic: RawSheet = {
  name: "連結業績",
  rows: [
    ["株式会社アクメ"],
    ["四半期業績の推移"],
    [],
    ["（単位：百万円）", "", "2007年3月期", "", "", "", "2006年3月期"],
    ["科目", "Account", "第1四半期", "第2四半期", "", "", "第2四半期"],
    ["", "", "実績", "実績", "計画", "前年同期比", "実績"],
    ["営業収益", "Revenues"],
    ["　システム", "Systems", 2778, 3871, 3500, percent("0.609"), 2405],
    ["　構成比", "share", percent("0.223"), percent("0.276"), "", "", percent("0.201")],
    ["　その他", "Other", 900, 957, { formula: "900+50.4", value: "950.39999999999998" }, "", 930],
    ["　構成比", "share", percent("0.072"), percent("0.068")],
    ["営業収益合計", "Total revenues", 12437, { formula: "SUM(D8:D10)", value: "14007" }, "", "", 11929],
    ["営業費用", "Costs"],
    ["　その他", "Other", 11878, 13196],
    ["　新しい費用", "New", 5, 6],
    ["営業利益率", "Operating margin", "", { value: "0.058000000000000003", format: "0.0%" }, "", "", "-"],
    ["契約数（件）", "Contracts"],
    ["　東京", "Tokyo", "", 12702],
    [],
    ["（注）百万円未満を四捨五入しています。"],
  ],
  merges: ["C4:F4", "D5:F5", "A5:A6", "B5:B6"],
};
const MAP = `source: 2q06
tables:
  - sheet: 連結業績
    title: 四半期業績の推移
    headRows: 3
    unit: { text: (単位：百万円), is: JPY million }
    columns:
      2007年3月期 / 第1四半期 / 実績: 1Q06
      2007年3月期 / 第2四半期 / 実績: 2Q06
      2007年3月期 / 第2四半期 / 計画: { period: 2Q06, scenario: target.initial, decimals: 0 }
      2007年3月期 / 第2四半期 / 前年同期比: { leave: the ledger derives growth }
      2006年3月期 / 第2四半期 / 実績: 2Q05
    rows:
      - section: 営業収益
        labels:
          システム: revenue.systems
          その他: revenue.other
          構成比: { leave: the ledger derives shares }
          Total revenues: revenue.total
      - section: 営業費用
        labels:
          その他: cost.other
          営業利益率: { account: operating-margin, unit: "%" }
          東京: { account: contracts, member: tokyo, unit: contracts }
`;
const workbookOf = (sheet: RawSheet, rest: Partial<RawWorkbook> = {}): RawWorkbook => ({
  sheets: [sheet],
  ...rest,
});

describe("a workbook as finance keeps it", () => {
  test("gives its facts by sections, labels and heads, each with its cell, and lists what is not mapped", async () => {
    expect(await told(workbookOf(realistic), MAP))
      .toBe(`r.xlsx!連結業績!C8 revenue.systems@1Q06 = 2778 JPY million (0)
r.xlsx!連結業績!D8 revenue.systems@2Q06 = 3871 JPY million (0)
r.xlsx!連結業績!E8 revenue.systems@2Q06/target.initial = 3500 JPY million (0)
r.xlsx!連結業績!G8 revenue.systems@2Q05 = 2405 JPY million (0)
r.xlsx!連結業績!C10 revenue.other@1Q06 = 900 JPY million (0)
r.xlsx!連結業績!D10 revenue.other@2Q06 = 957 JPY million (0)
r.xlsx!連結業績!E10 revenue.other@2Q06/target.initial = 950 JPY million (0)
r.xlsx!連結業績!G10 revenue.other@2Q05 = 930 JPY million (0)
r.xlsx!連結業績!C12 revenue.total@1Q06 = 12437 JPY million (0)
r.xlsx!連結業績!D12 revenue.total@2Q06 = 14007 JPY million (0)
r.xlsx!連結業績!G12 revenue.total@2Q05 = 11929 JPY million (0)
r.xlsx!連結業績!C14 cost.other@1Q06 = 11878 JPY million (0)
r.xlsx!連結業績!D14 cost.other@2Q06 = 13196 JPY million (0)
r.xlsx!連結業績!D16 operating-margin@2Q06 = 5.8 % (1)
r.xlsx!連結業績!G16 operating-margin@2Q05 = null % (0)
r.xlsx!連結業績!D18 contracts[tokyo]@2006-09-30 = 12702 contracts (0)
r.xlsx!連結業績!A15 the row "新しい費用 | New" in the section "営業費用" is not mapped`);
  });

  test("gives the same facts when rows and columns move", async () => {
    const { rows, merges } = realistic;
    const moved = [...rows.slice(0, 2), [], ...rows.slice(2, 8), ["　増えた行", "Added"], ...rows.slice(8)];
    const wider = moved.map((row) => ["", ...row]);
    const shift = (range: string): string =>
      range.replace(
        /([A-Z])(\d)/g,
        (_, letter: string, row: string) =>
          `${String.fromCharCode(letter.charCodeAt(0) + 1)}${Number(row) + 1}`,
      );
    const plain = (text: string): string => text.replace(/![A-Z]+\d+ /g, " ");
    const other = { ...realistic, rows: wider, merges: merges!.map(shift) };
    expect(plain(await told(workbookOf(other), MAP))).toBe(plain(await told(workbookOf(realistic), MAP)));
  });

  test("says where its mapping and its sheet differ, with the nearest text", async () => {
    const map = MAP.replace("システム: rev", "システムズ: rev")
      .replace("(単位：百万円), is", "(単位：千円), is")
      .replace("第1四半期 / 実績", "第1四半期 / 実積")
      .replace("section: 営業費用", "section: 営業費")
      .replace("title: 四半期業績の推移", "title: 四半期業績の推移\n    end: 注記事項の部")
      .replace("構成比: {", "構成比率: {");
    expect(await problems(workbookOf(realistic), map))
      .toBe(`r.map.yaml:5:10 no cell of "連結業績" says "注記事項の部"
r.map.yaml:7:19 no cell of "連結業績" says "(単位：千円)"
  hint: did you mean "(単位:百万円)"?
r.map.yaml:9:7 no column of "連結業績" has the head "2007年3月期 / 第1四半期 / 実積"
  hint: did you mean "2007年3月期 / 第1四半期 / 実績"?
r.map.yaml:17:11 no row of "連結業績" has the label "システムズ" in the section "営業収益"
  hint: did you mean "システム"?
r.map.yaml:19:11 no row of "連結業績" has the label "構成比率" in the section "営業収益"
  hint: did you mean "構成比"?
r.map.yaml:21:18 no row of "連結業績" has the label "営業費" of a section
  hint: did you mean "営業費用"?`);
  });
});

/** A small table: labels in A, 1Q06 in B, 2Q06 in C. */
const small = (rows: RawSheet["rows"], rest: Partial<RawSheet> = {}): RawSheet => ({
  name: "S",
  rows: [["JPY million", "1Q06", "2Q06"], ...rows],
  ...rest,
});
const SMALL = `source: 2q06
tables:
  - sheet: S
    headRows: 1
    unit: JPY million
    columns: { 1Q06: 1Q06, 2Q06: 2Q06 }
    rows:
      - labels: { Total: revenue.total }
`;
const ofTotal = (first: RawCell | string | number, second: RawCell | string | number = 1): RawSheet =>
  small([["Total", first, second]]);

describe("cells that cannot be facts are told with sheet and cell:", () => {
  test("errors of formulas", async () => {
    const sheet = ofTotal({ type: "e", value: "#REF!", formula: "#REF!+1" }, { type: "e", value: "#DIV/0!" });
    expect(await problems(workbookOf(sheet), SMALL)).toBe(
      "r.xlsx!S!B2 revenue.total@1Q06: holds #REF!\n  hint: mend the formula and save the workbook\n" +
        "r.xlsx!S!C2 revenue.total@2Q06: holds #DIV/0!\n  hint: mend the formula and save the workbook",
    );
  });

  test("formulas without a result", async () => {
    expect(await problems(workbookOf(ofTotal({ formula: "1+2" })), SMALL)).toBe(
      "r.xlsx!S!B2 revenue.total@1Q06: the formula has no result in the file\n" +
        "  hint: open it in Excel and save it: what is calculated is kept then",
    );
  });

  test("formulas whose results may be old, unless the mapping says why they can be taken", async () => {
    const sheet = ofTotal({ formula: "1+2", value: "3" }, { formula: "1+3", value: "4" });
    const [asks, lists] = [{ calcPr: 'fullCalcOnLoad="1"' }, { calcChain: false }];
    const hint =
      "\n  hint: open it in Excel and save it, or say in the mapping of the table why they can be taken: accept: { calculated: <reason> }";
    expect(await problems(workbookOf(sheet, asks), SMALL)).toBe(
      `r.xlsx!S!B2 results of formulas may be out of date (B2 and 1 more): the file asks to be calculated when it is opened${hint}`,
    );
    expect(await problems(workbookOf(sheet, lists), SMALL)).toBe(
      `r.xlsx!S!B2 results of formulas may be out of date (B2 and 1 more): the program that wrote the file did not list what it calculated${hint}`,
    );
    const accepted = `${SMALL}    accept: { calculated: LibreOffice calculates when it saves }\n`;
    expect(await told(workbookOf(sheet, lists), accepted)).toBe(
      "r.xlsx!S!B2 revenue.total@1Q06 = 3 JPY million (0)\nr.xlsx!S!C2 revenue.total@2Q06 = 4 JPY million (0)",
    );
    expect(await told(workbookOf(ofTotal(3), lists), SMALL)).toBe(
      "r.xlsx!S!B2 revenue.total@1Q06 = 3 JPY million (0)\nr.xlsx!S!C2 revenue.total@2Q06 = 1 JPY million (0)",
    );
  });

  test("hidden rows, columns and sheets, unless the mapping says why", async () => {
    const hint =
      "\n  hint: show it, or say why not in the mapping of its table: accept: { hidden: <reason> }";
    const hidden = (what: RawSheet["hidden"]) => workbookOf({ ...ofTotal(3), hidden: what! });
    expect(await problems(hidden({ row: 2 }), SMALL)).toBe(`r.xlsx!S!2 the row is hidden${hint}`);
    expect(await problems(hidden({ column: 3 }), SMALL)).toBe(`r.xlsx!S!C the column is hidden${hint}`);
    expect(await problems(hidden("sheet"), SMALL)).toBe(`r.xlsx!S the sheet is hidden${hint}`);
    const accepted = `${SMALL}    accept: { hidden: older quarters are hidden for print }\n`;
    for (const what of [{ row: 2 }, { column: 3 }, "sheet"] as const)
      expect((await facts(hidden(what), accepted)).facts).toHaveLength(2);
    const other = small([["Total", 1, 2], ["Other"]], { hidden: { row: 3 } });
    expect((await facts(workbookOf(other), SMALL)).facts).toHaveLength(2);
  });

  test("merged cells among the values, by their range", async () => {
    const sheet = { ...ofTotal(3, ""), merges: ["B2:C2"] };
    expect(await problems(workbookOf(sheet), SMALL)).toBe(
      "r.xlsx!S!B2:C2 the cells are merged, so that their value belongs to no one column and row\n" +
        "  hint: unmerge them, and write each value into its own cell",
    );
  });

  test("texts, claims and dates where a number should be", async () => {
    const sheet = ofTotal("1,234", { type: "b", value: "1" });
    expect(await problems(workbookOf(sheet), SMALL)).toBe(
      'r.xlsx!S!B2 revenue.total@1Q06: expected a number, the cell holds the text "1,234"\n' +
        "  hint: convert it to a number in Excel; - says that there is no such value\n" +
        "r.xlsx!S!C2 revenue.total@2Q06: expected a number, got TRUE\n  hint: type the number",
    );
    expect(await problems(workbookOf(ofTotal({ value: "38990", format: "yyyy/m/d" })), SMALL)).toBe(
      'r.xlsx!S!B2 revenue.total@1Q06: holds a date (its number format is "yyyy/m/d")\n' +
        "  hint: give the cell a number format, or leave its row or column out",
    );
  });

  test("percentages in a row that has another unit", async () => {
    expect(await problems(workbookOf(ofTotal({ value: "0.5", format: "0.0%" })), SMALL)).toBe(
      'r.xlsx!S!B2 revenue.total@1Q06: percent in a non-percent row: "50.0%"\n  hint: write 50.0, or "%" as its unit',
    );
  });

  test("values of another workbook", async () => {
    const cell = { formula: "'[2]Segment data'!B4", value: "3" };
    expect(await problems(workbookOf(ofTotal(cell)), SMALL)).toBe(
      "r.xlsx!S!B2 revenue.total@1Q06: is taken from another workbook: \"='[2]Segment data'!B4\"\n" +
        "  hint: break the link in Excel, so that the cell keeps its value",
    );
  });
});

test("a label that stands twice in one section is told with both cells, unless it is left out", async () => {
  const sheet = small([["Revenues"], ["Other", 1], ["share", 2], ["Costs"], ["Other", 3], ["share", 4]]);
  const map = (labels: string): string => SMALL.replace("{ Total: revenue.total }", labels);
  expect(await problems(workbookOf(sheet), map("{ Other: revenue.other }"))).toBe(
    'r.map.yaml:8:19 the label "Other" stands twice: A3 and A6\n' +
      "  hint: name the section of each, or tell them apart in the workbook",
  );
  const sections = map("{}").replace(
    "- labels: {}",
    "- { section: Costs, labels: { Other: cost.other, share: { leave: no fact } } }\n      - { section: Revenues, labels: { Other: revenue.other } }",
  );
  expect(await told(workbookOf(sheet), sections)).toBe(
    "r.xlsx!S!B3 revenue.other@1Q06 = 1 JPY million (0)\nr.xlsx!S!B6 cost.other@1Q06 = 3 JPY million (0)\n" +
      'r.xlsx!S!A4 the row "share" in the section "Revenues" is not mapped',
  );
  const left = map("{ Other: { leave: a }, share: { leave: b } }").replace(
    "- labels",
    "- { section: Costs, labels: { Other: cost.other } }\n      - labels",
  );
  expect(await told(workbookOf(sheet), left)).toContain("cost.other@1Q06 = 3");
});

test("two labels of the mapping are not one row", async () => {
  const sheet: RawSheet = {
    name: "S",
    rows: [
      ["", "", "1Q06", "2Q06"],
      ["合計", "Total", 1, 2],
    ],
  };
  const map = SMALL.replace("{ Total: revenue.total }", "{ Total: revenue.total, 合計: revenue.other }");
  expect(await problems(workbookOf(sheet), map)).toBe(
    'r.map.yaml:8:41 "合計" and "Total" are both row 2 of "S"\n  hint: delete one',
  );
});

describe("a table", () => {
  test("has heads of dates in either date system", async () => {
    const map = SMALL.replace("{ 1Q06: 1Q06, 2Q06: 2Q06 }", "{ 2006-09-30: 2Q06 }");
    const of = (serial: string): RawSheet => ({
      name: "S",
      rows: [
        ["", { value: serial, format: "mmm yyyy" }],
        ["Total", 5],
      ],
    });
    const read = "r.xlsx!S!B2 revenue.total@2Q06 = 5 JPY million (0)";
    expect(await told(workbookOf(of("38990")), map)).toBe(read);
    expect(await told(workbookOf(of("37528"), { date1904: true }), map)).toBe(read);
  });

  test("ends where the next one begins, and both may have the same heads under other titles", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [["Group"], ["", "2Q06"], ["Total", 5], [], ["Parent"], ["", "2Q06"], ["Total", 3], ["Other", 1]],
    };
    const table = (title: string, more: string): string =>
      `  - { sheet: S, title: ${title}, headRows: 1, unit: JPY million, columns: { 2Q06: ${more} }, rows: [ { labels: { Total: revenue.total } } ] }\n`;
    const map = `source: 2q06\ntables:\n${table("Group", "2Q06")}${table("Parent", "2Q06/actual/non-consolidated")}`;
    expect(await told(workbookOf(sheet), map)).toBe(
      'r.xlsx!S!B3 revenue.total@2Q06 = 5 JPY million (0)\nr.xlsx!S!B7 revenue.total@2Q06/non-consolidated = 3 JPY million (0)\nr.xlsx!S!A8 the row "Other" is not mapped',
    );
  });

  test("lists a column that came since, and not one that is left out or holds words", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [
        ["JPY million", "1Q06", "2Q06", "3Q06", "Note"],
        ["Total", 1, 2, 3, "a"],
      ],
    };
    expect(await told(workbookOf(sheet), SMALL)).toContain('r.xlsx!S!D1 the column "3Q06" is not mapped');
    const left = SMALL.replace("2Q06: 2Q06", "2Q06: 2Q06, 3Q06: { leave: a forecast }");
    expect(await told(workbookOf(sheet), left)).not.toContain("is not mapped");
  });

  test("may have its labels on the right, named by their head", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [
        ["2Q06", "Item"],
        [5, "Total"],
      ],
    };
    const map = SMALL.replace("{ 1Q06: 1Q06, 2Q06: 2Q06 }", "{ 2Q06: 2Q06 }\n    labelColumns: [Item]");
    expect(await told(workbookOf(sheet), map)).toBe("r.xlsx!S!A2 revenue.total@2Q06 = 5 JPY million (0)");
  });

  test("may have reported derivations in a column of its own, in whatever unit its rows are", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [
        ["", "2Q06", "YoY"],
        ["Total", 5, { value: "0.59899999999999998", format: "0.0%" }],
        ["Tokyo", 7, { value: "0.1", format: "0.0%" }],
      ],
    };
    const map = SMALL.replace(
      "{ 1Q06: 1Q06, 2Q06: 2Q06 }",
      '{ 2Q06: 2Q06, YoY: { period: 2Q06, measure: growth(-1y), unit: "%" } }',
    ).replace(
      "{ Total: revenue.total }",
      "{ Total: revenue.total, Tokyo: { account: contracts, member: tokyo, unit: contracts } }",
    );
    expect(await told(workbookOf(sheet), map)).toBe(
      "r.xlsx!S!B2 revenue.total@2Q06 = 5 JPY million (0)\n" +
        "r.xlsx!S!C2 revenue.total@2Q06|growth(-1y) = 59.9 % (1)\n" +
        "r.xlsx!S!B3 contracts[tokyo]@2006-09-30 = 7 contracts (0)\n" +
        "r.xlsx!S!C3 contracts[tokyo]@2006-09-30|growth(-1y) = 10.0 % (1)",
    );
  });

  test("has sections in a label that is merged over its rows", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [
        ["", "", "2Q06"],
        ["Revenues", "Systems", 1],
        ["", "Other", 2],
        ["Costs", "Other", 3],
      ],
      merges: ["A2:A3", "A4:A5"],
    };
    const map = SMALL.replace("{ 1Q06: 1Q06, 2Q06: 2Q06 }", "{ 2Q06: 2Q06 }").replace(
      "- labels: { Total: revenue.total }",
      "- { section: Revenues, labels: { Systems: revenue.systems, Other: revenue.other } }\n      - { section: Costs, labels: { Other: cost.other } }",
    );
    expect(await told(workbookOf(sheet), map)).toBe(
      "r.xlsx!S!C2 revenue.systems@2Q06 = 1 JPY million (0)\n" +
        "r.xlsx!S!C3 revenue.other@2Q06 = 2 JPY million (0)\n" +
        "r.xlsx!S!C4 cost.other@2Q06 = 3 JPY million (0)",
    );
  });

  test("that is not there, or whose sheet is not, is told with the nearest", async () => {
    expect(await problems(workbookOf(ofTotal(1)), SMALL.replace("sheet: S", "sheet: T"))).toBe(
      'r.map.yaml:3:12 r.xlsx has no sheet "T"\n  hint: did you mean "S"?',
    );
    const heads = SMALL.replace("{ 1Q06: 1Q06, 2Q06: 2Q06 }", "{ 3Q06: 3Q06 }");
    expect(await problems(workbookOf(ofTotal(1)), heads)).toBe(
      'r.map.yaml:6:16 no table with these heads in a row of the sheet "S"\n  hint: did you mean "1Q06"?',
    );
  });

  test("has what its mapping says checked as every fact is", async () => {
    const map = SMALL.replace("revenue.total", "revenue.totl")
      .replace("2Q06: 2Q06", "2Q06: 2Q6")
      .replace("unit: JPY million", "unit: USD million");
    expect(await problems(workbookOf(ofTotal(1)), map)).toBe(
      'r.map.yaml:6:34 expected a period, got "2Q6"\n  hint: periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30\n' +
        'r.map.yaml:8:26 unknown account "revenue.totl"\n  hint: did you mean "revenue.total"?',
    );
  });
});

describe("a mapping", () => {
  test("with unknown keys, and entries that are none, is refused with their places", async () => {
    const map = SMALL.replace("headRows: 1", "headRows: 1\n    tittle: x").replace(
      "{ Total: revenue.total }",
      "{ Total: { accont: revenue.total } }",
    );
    expect(await problems(workbookOf(ofTotal(1)), map)).toBe(
      'r.map.yaml:5:5 unknown key "tittle"\n  hint: did you mean "title"?\n' +
        'r.map.yaml:9:26 missing key "account"\n' +
        'r.map.yaml:9:28 unknown key "accont"\n  hint: did you mean "account"?',
    );
  });

  test("without a workbook, and a workbook without a mapping, are told", async () => {
    const files = (more: Readonly<Record<string, string | Uint8Array>>) =>
      memoryFiles({ "company.yaml": COMPANY, "accounts.yaml": ACCOUNTS, ...more }, "acme");
    const of = async (more: Readonly<Record<string, string | Uint8Array>>): Promise<string> =>
      readFacts(files(more)).then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await of({ "facts/r.map.yaml": SMALL })).toBe(
      "acme/facts/r.map.yaml maps no workbook: r.xlsx is not beside it",
    );
    expect(await of({ "facts/r.xlsx": makeWorkbook(workbookOf(ofTotal(1))), "facts/~$r.xlsx": "open" })).toBe(
      "acme/facts/r.xlsx a workbook without its mapping r.map.yaml\n" +
        "  hint: kessan import acme/facts/r.xlsx --into acme proposes one",
    );
    expect(await of({ "facts/r.xls": "a", "facts/s.xlsb": "b", "facts/t.pdf": "c" })).toBe(
      ["r.xls", "s.xlsb", "t.pdf"]
        .map(
          (name) =>
            `acme/facts/${name} expected a file that ends in .csv, .yaml or .xlsx\n  hint: ${name === "t.pdf" ? "save it as CSV in UTF-8, or move it out of facts/" : "open it in its program and save it as .xlsx"}`,
        )
        .join("\n"),
    );
  });
});
