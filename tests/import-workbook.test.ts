import { describe, expect, test } from "vitest";
import type { Outputs } from "../src/effects.ts";
import { importWorkbook, type ImportRequest } from "../src/import-workbook.ts";
import { readFacts } from "../src/facts/read.ts";
import { makeWorkbook, type RawCell, type RawSheet } from "./facts/make-workbook.ts";
import { memoryFiles } from "./memory-files.ts";

const COMPANY = `id: acme
name: { en: Acme, ja: アクメ }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: halfUp, footing: footnote }
scenarios: [target.initial, target.revised]
sources:
  1q06: { title: Results for 1Q06, date: 2006-08-09 }
  2q06: { title: Results for 2Q06, date: 2006-11-09 }
`;
const ACCOUNTS = `revenue.systems: { kind: flow, unit: JPY million }
revenue.other: { kind: flow, unit: JPY million }
revenue.total: { kind: flow, unit: JPY million, parts: [revenue.systems, revenue.other] }
cost.other: { kind: flow, unit: JPY million }
operating-income: { kind: flow, unit: JPY million }
operating-margin: { kind: ratio, unit: "%", ratio: [operating-income, revenue.total] }
capital-ratio: { kind: ratio, unit: "%" }
contracts: { kind: count, unit: contracts, members: [tokyo, osaka] }
`;
const JA = `accounts:
  revenue.systems: { label: "システム\\u200bインテグレーション", short: システム }
  revenue.other: { label: その他の売上, short: その他 }
  revenue.total: 営業収益合計
  cost.other: { label: その他の費用, short: その他 }
  operating-income: 営業利益
  operating-margin: 営業利益率
  capital-ratio: 自己資本比率
  contracts: 契約数
members: { tokyo: 東京, osaka: 大阪 }
scenarios: { target.initial: 当初計画, target.revised: 修正計画 }
`;
const EN = `accounts:
  revenue.other: Other revenues
  cost.other: Other costs
`;
const percent = (value: string): RawCell => ({ value, format: "0.0%", formula: "A1/B1" });
const pl: RawSheet = {
  name: "連結業績",
  rows: [
    ["株式会社アクメ"],
    ["四半期業績の推移"],
    [],
    ["（単位：百万円）", "", "2007年3月期", "", "", "", "2006年3月期"],
    ["科目", "Account", "第1四半期", "第2四半期", "", "", "第2四半期"],
    ["", "", "実績", "実績", "当初計画", "前年同期比", "実績"],
    ["営業収益", "Revenues"],
    ["　システム", "Systems", 2778, 3871, 3500, percent("0.609"), 2405],
    ["　構成比", "share", percent("0.223"), percent("0.276"), "", "", percent("0.201")],
    [
      "　その他",
      "Other revenues",
      900,
      957,
      { formula: "900+50.4", value: "950.39999999999998", format: "#,##0" },
      "",
      930,
    ],
    ["　構成比", "share", percent("0.072"), percent("0.068")],
    ["営業収益合計", "Total", 12437, { formula: "SUM(D8:D10)", value: "14007" }, "", "", 11929],
    ["営業費用", "Costs"],
    ["　その他", "Other costs", 11878, 13196],
    ["　新しい費用", "New", 5, 6],
    ["営業利益率", "Operating margin", percent("0.05"), percent("0.058")],
    ["自己資本比率", "Capital ratio", percent("0.415"), percent("0.4249")],
    ["契約数", "Contracts"],
    ["　東京", "Tokyo", 12000, 12702],
    ["（注）百万円未満を四捨五入しています。"],
  ],
  merges: ["C4:F4", "D5:F5", "A5:A6", "B5:B6"],
};
const WANTED = `source: 2q06
tables:
  - sheet: 連結業績
    headRows: 3
    unit: { text: （単位：百万円）, is: JPY million }
    columns:
      2007年3月期 / 第1四半期 / 実績: 1Q06
      2007年3月期 / 第2四半期 / 実績: 2Q06
      2007年3月期 / 第2四半期 / 当初計画: 2Q06/target.initial
      2007年3月期 / 第2四半期 / 前年同期比: { leave: the ledger derives it }
      2006年3月期 / 第2四半期 / 実績: 2Q05
    rows:
      - section: 営業収益
        labels:
          システム: revenue.systems # Systems
          構成比: { leave: the sheet computes it }
          その他: { account: revenue.other, decimals: 0 } # Other revenues
          営業収益合計: revenue.total # Total
      - section: 営業費用
        labels:
          その他: cost.other # Other costs
          # 新しい費用: # row 15
          営業利益率: { leave: the ledger derives it }
          自己資本比率: { account: capital-ratio, unit: "%", decimals: 1 } # Capital ratio
      - section: 契約数
        labels:
          東京: { account: contracts, member: tokyo, unit: contracts } # Tokyo
`;

const company = {
  "company.yaml": COMPANY,
  "accounts.yaml": ACCOUNTS,
  "labels.ja.yaml": JA,
  "labels.en.yaml": EN,
};

/** Imports a workbook of these sheets; gives the result and what was written. */
async function imported(
  sheets: readonly RawSheet[],
  {
    there = {},
    name = "r.xlsx",
    bytes = makeWorkbook({ sheets }),
    ...request
  }: Partial<ImportRequest> & {
    readonly there?: Readonly<Record<string, string | Uint8Array>>;
    readonly name?: string;
    readonly bytes?: Uint8Array;
  } = {},
) {
  const written = new Map<string, string | Uint8Array>();
  const folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
    inbox: { [name]: bytes },
    acme: { ...company, ...there },
  };
  const outputs = (folder: string): Outputs => ({
    display: (file) => `${folder}/${file}`,
    check: async () => {},
    write: async (files) => files.forEach((content, file) => written.set(`${folder}/${file}`, content)),
  });
  const result = await importWorkbook(
    { workbook: `inbox/${name}`, into: "acme", ...request },
    { files: (folder) => memoryFiles(folders[folder] ?? {}, folder), outputs },
  );
  return { ...result, files: written, bytes };
}
const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "nothing was thrown",
    (error: Error) => error.message,
  );

describe("an import", () => {
  test("proposes heads as periods and labels as accounts, leaves out what is computed, and lists what is open", async () => {
    const { map, tables, facts, open, problems } = await imported([pl]);
    expect(map).toBe(WANTED);
    expect(tables).toEqual([{ sheet: "連結業績", columns: 4, rows: 6, left: 3 }]);
    expect(open).toEqual([
      '連結業績: "新しい費用" (row 15)',
      "source: it is taken to be 2q06, the latest of company.yaml",
    ]);
    expect([facts, problems]).toEqual([17, []]);
  });

  test("writes the workbook as it is and its mapping, which gives facts as they stand", async () => {
    const { files, written, bytes, map, facts } = await imported([pl]);
    expect(written).toEqual(["acme/facts/r.xlsx", "acme/facts/r.map.yaml"]);
    expect(files.get("acme/facts/r.xlsx")).toBe(bytes);
    const folder = memoryFiles({ ...company, "facts/r.xlsx": bytes, "facts/r.map.yaml": map }, "acme");
    expect((await readFacts(folder)).facts).toHaveLength(facts);
  });

  test("does not replace what is there unless it is told to, and writes nothing in a dry run", async () => {
    const there = { "facts/r.xlsx": "old", "facts/r.map.yaml": "old" };
    expect(await errorOf(imported([pl], { there }))).toBe(
      "acme/facts/r.xlsx is already there\n  hint: --force replaces it\n" +
        "acme/facts/r.map.yaml is already there\n  hint: --force replaces it",
    );
    expect((await imported([pl], { there, force: true })).files.size).toBe(2);
    const dry = await imported([pl], { there, dryRun: true });
    expect([dry.files.size, dry.written, dry.map]).toEqual([0, undefined, WANTED]);
  });

  test("maps a workbook that lies among the facts already, and leaves it as it is", async () => {
    const bytes = makeWorkbook({ sheets: [pl] });
    const written = new Map<string, unknown>();
    const folders: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
      acme: { ...company, "facts/r.xlsx": bytes },
      "acme/facts": { "r.xlsx": bytes },
    };
    await importWorkbook(
      { workbook: "acme/facts/r.xlsx", into: "acme" },
      {
        files: (folder) => memoryFiles(folders[folder] ?? {}, folder),
        outputs: () => ({
          display: (file) => file,
          check: async () => {},
          write: async (files) => files.forEach((content, file) => written.set(file, content)),
        }),
      },
    );
    expect([...written.keys()]).toEqual(["r.map.yaml"]);
  });

  test("tells tables of one sheet apart by their titles, and skips hidden sheets", async () => {
    const table = (title: string, value: number): RawSheet["rows"] => [
      [title, "", "(in millions of yen)"],
      ["", "2Q06", "1H06"],
      ["営業利益", value, value * 2],
      [],
    ];
    const { map, open, facts } = await imported([
      { name: "Q2 results", rows: [...table("Group", 811), ...table("Parent", 600)] },
      { name: "old", rows: table("Old", 1), hidden: "sheet" },
      { name: "notes", rows: [["Nothing but words"]] },
    ]);
    expect(map).toContain(
      "    title: Group\n    headRows: 1\n    unit: { text: (in millions of yen), is: JPY million }",
    );
    expect(map).toContain("    title: Parent\n");
    expect(open.slice(0, 2)).toEqual([
      'the sheet "old" is hidden and was not looked at',
      'no table was found in the sheet "notes"',
    ]);
    expect(facts).toBe(2);
  });

  test("keeps open which of several accounts, periods and scenarios is meant, and which unit", async () => {
    const { map, open } = await imported([
      {
        name: "S",
        rows: [
          ["", "2Q06", "計画 2Q06", "Column"],
          ["その他", 1, 2, 3],
          ["営業利益x", 4, 5, 6],
        ],
      },
    ]);
    expect(map).toBe(`source: 2q06
tables:
  - sheet: S
    headRows: 1
    # unit: such as JPY million; no cell says it
    columns:
      2Q06: 2Q06
      # 計画 2Q06: # 2Q06/<scenario>
      # Column: # which period is it?
    rows:
      - labels: {}
          # その他: # row 2; one of revenue.other, cost.other
          # 営業利益x: # row 3; nearest operating-income (営業利益)
`);
    expect(open).toHaveLength(6);
  });

  test("finds heads under a title that is merged over the table, in years, and sections in merged labels", async () => {
    const { map, facts, problems } = await imported([
      {
        name: "Annual",
        rows: [
          ["Results of Acme by fiscal year"],
          ["", "", "FY2005", "FY2006", "Unit: JPY million"],
          ["", "", "Actual", "Actual", ""],
          ["Sales", "システム", 2001, 2002],
          ["", "その他の売上", 1999, { value: "2000.5", formula: "A1", format: "#,##0" }],
          ["Costs", "Other costs", 1, 2],
        ],
        merges: ["A1:E1", "A4:A5", "A6:A7"],
      },
    ]);
    expect(map).toBe(`source: 2q06
tables:
  - sheet: Annual
    headRows: 2
    unit: { text: "Unit: JPY million", is: JPY million }
    columns:
      FY2005 / Actual: FY2005
      FY2006 / Actual: FY2006
    rows:
      - section: Sales
        labels:
          システム: revenue.systems
          その他の売上: { account: revenue.other, decimals: 0 }
      - section: Costs
        labels:
          Other costs: cost.other
`);
    expect([facts, problems]).toEqual([6, []]);
  });

  test("takes a row of years for heads where nothing above names periods", async () => {
    const { map } = await imported([
      {
        name: "S",
        rows: [
          ["Fiscal years", "", ""],
          ["百万円", 2005, 2006],
          ["営業利益", 1, 2],
        ],
      },
    ]);
    expect(map).toContain(
      "    headRows: 1\n    unit: { text: 百万円, is: JPY million }\n    columns: {}\n      # 2005: # which period is it?\n",
    );
  });

  test("reads German heads and units", async () => {
    const labels = `accounts:
  revenue.total: Umsatzerlöse
  operating-income: Betriebsergebnis
scenarios: { target.initial: Jahresziel }
`;
    const { map, facts, problems } = await imported(
      [
        {
          name: "Konzern",
          rows: [
            ["Quartalszahlen"],
            [
              "Angaben in Mio. JPY",
              "2. Quartal 2006",
              "1. Halbjahr 2006",
              "H1 2006 Jahresziel",
              "Veränderung ggü. Vorjahr",
            ],
            ["Umsatzerlöse", 14007, 26444, 26000, percent("0.174")],
            ["Betriebsergebnis", 811, 1200, 1100, percent("0.599")],
          ],
        },
      ],
      { there: { "labels.de.yaml": labels } },
    );
    expect(map).toBe(`source: 2q06
tables:
  - sheet: Konzern
    headRows: 1
    unit: { text: Angaben in Mio. JPY, is: JPY million }
    columns:
      2. Quartal 2006: 2Q06
      1. Halbjahr 2006: 1H06
      H1 2006 Jahresziel: 1H06/target.initial
      Veränderung ggü. Vorjahr: { leave: the ledger derives it }
    rows:
      - labels:
          Umsatzerlöse: revenue.total
          Betriebsergebnis: operating-income
`);
    expect([facts, problems]).toEqual([6, []]);
  });

  test.each([
    ["in TEUR", "EUR thousand"],
    ["Tsd. €", "EUR thousand"],
    ["(in Millionen Euro)", "EUR million"],
    ["Mrd. EUR", "EUR billion"],
    ["Einheit: Mio. CHF", "CHF million"],
  ])("reads the German unit %s as %s", async (text, unit) => {
    const { map } = await imported([
      {
        name: "S",
        rows: [
          [text, "2Q06"],
          ["営業利益", 1],
        ],
      },
    ]);
    expect(map).toContain(`, is: ${unit} }`);
  });

  test("tells what is wrong with the cells that it maps", async () => {
    const sheet: RawSheet = {
      name: "S",
      rows: [
        ["百万円", "2Q06"],
        ["営業利益", { type: "e", value: "#REF!", formula: "#REF!" }],
      ],
    };
    const { problems } = await imported([sheet]);
    expect(problems.map(({ what }) => what)).toEqual(["operating-income@2Q06: holds #REF!"]);
  });

  test("refuses what is no workbook, and one without a table", async () => {
    expect(await errorOf(imported([], { name: "r.csv" }))).toBe(
      "inbox/r.csv expected a workbook that ends in .xlsx\n  hint: open it in its program and save it as .xlsx",
    );
    expect(await errorOf(imported([{ name: "S", rows: [["a"]] }]))).toBe(
      "inbox/r.xlsx no table was found: rows of numbers beside labels, with heads above\n  hint: write its mapping by hand",
    );
    expect(await errorOf(imported([pl], { workbook: "inbox/none.xlsx" }))).toBe(
      "inbox/none.xlsx no such file",
    );
    expect(await errorOf(imported([pl], { into: "nowhere" }))).toBe(
      "nowhere/company.yaml is missing\nnowhere/accounts.yaml is missing",
    );
  });
});
