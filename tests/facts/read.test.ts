import { describe, expect, test } from "vitest";
import { readFacts } from "../../src/facts/read.ts";
import type { Files } from "../../src/effects.ts";
import { KessanError } from "../../src/problem.ts";
import { memoryFiles } from "../memory-files.ts";

const COMPANY = `id: iij
name: { en: Internet Initiative Japan Inc. }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: halfUp, footing: footnote }
scenarios: [target.initial]
sources:
  2q06: { title: Results for 2Q06, date: 2006-11-09 }
`;
const ACCOUNTS = `revenue: { kind: flow, unit: JPY million }
cash: { kind: stock, unit: JPY million }
employees: { kind: count, unit: employees, members: [iij, hi-ho] }
ownership: { kind: ratio, unit: "%", members: [iij-tech] }
`;
const HEAD = "account,member,unit,scenario,basis,measure,as_of,source";

const folder = (facts: Record<string, string | Uint8Array>, rest: Record<string, string> = {}) => {
  const inFolder = Object.entries(facts).map(([name, content]) => [`facts/${name}`, content] as const);
  return memoryFiles({
    "company.yaml": COMPANY,
    "accounts.yaml": ACCOUNTS,
    ...rest,
    ...Object.fromEntries(inFolder),
  });
};
const readCsv = async (text: string) => (await readFacts(folder({ "q.csv": text }))).facts;

async function messageOf(files: Files): Promise<string> {
  const thrown: unknown = await readFacts(files).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof KessanError) return thrown.message.replaceAll("data/iij/facts/", "");
  throw thrown ?? new Error("nothing was thrown");
}
const messageOfCsv = (text: string) => messageOf(folder({ "q.csv": text }));
const messageOfYaml = (text: string) => messageOf(folder({ "g.yaml": text }));

describe("a wide table", () => {
  test("gives a fact for every cell that has text", async () => {
    const [first, ...rest] = await readCsv(
      `${HEAD},1Q06,2Q06\nrevenue,,JPY million,,,,,2q06  slide 6,542,\ncash,,百万円,,,,,2q06,-,5.50\n`,
    );
    expect(first).toEqual({
      account: "revenue",
      period: expect.objectContaining({ id: "1Q06", kind: "quarter" }),
      scenario: "actual",
      basis: "consolidated",
      value: "542",
      decimals: 0,
      unit: { name: "JPY million", family: "money", currency: "JPY", power: 6 },
      source: "2q06 slide 6",
      place: { file: "data/iij/facts/q.csv", line: 2, column: 40 },
    });
    expect(rest.map(({ period, value, decimals }) => [period.id, value, decimals])).toEqual([
      ["2006-06-30", null, 0],
      ["2006-09-30", "5.50", 2],
    ]);
  });

  test("takes its columns in any order, and periods from late to early", async () => {
    const facts = await readCsv("2Q06,source,1Q06,unit,account\n2,2q06,1,JPY million,revenue\n");
    expect(facts.map(({ period, value }) => [period.id, value])).toEqual([
      ["2Q06", "2"],
      ["1Q06", "1"],
    ]);
  });

  test("takes each kind of period in its own order", async () => {
    const facts = await readCsv(
      "account,unit,source,1Q05,2Q05,1Q06,2Q06,1H05,1H06\nrevenue,JPY million,2q06,1,2,3,4,5,6\n",
    );
    expect(facts.map(({ period }) => period.id)).toEqual(["1Q05", "2Q05", "1Q06", "2Q06", "1H05", "1H06"]);
  });

  test("keeps members, scenarios, bases, measures and dates", async () => {
    const facts = await readCsv(
      `${HEAD},2Q06\n` +
        "employees,hi-ho,employees,,non-consolidated,,,2q06,7\n" +
        "revenue,,JPY million,target.initial,,,2006-05-15,2q06,9\n" +
        "revenue,,%,,,growth( -1y ),,2q06,59.9%\n" +
        "revenue,,points,,,share(cash) | points(-1y),,2q06,1.5\n",
    );
    expect(
      facts.map(({ member, scenario, basis, measure, asOf, value }) => ({
        member,
        scenario,
        basis,
        measure,
        asOf,
        value,
      })),
    ).toEqual([
      {
        member: "hi-ho",
        scenario: "actual",
        basis: "non-consolidated",
        measure: undefined,
        asOf: undefined,
        value: "7",
      },
      {
        member: undefined,
        scenario: "target.initial",
        basis: "consolidated",
        measure: undefined,
        asOf: "2006-05-15",
        value: "9",
      },
      {
        member: undefined,
        scenario: "actual",
        basis: "consolidated",
        measure: "growth(-1y)",
        asOf: undefined,
        value: "59.9",
      },
      {
        member: undefined,
        scenario: "actual",
        basis: "consolidated",
        measure: "share(cash)|points(-1y)",
        asOf: undefined,
        value: "1.5",
      },
    ]);
  });

  test("refuses unknown names with the nearest known one", async () => {
    expect(
      await messageOfCsv(
        `${HEAD},2Q06\nreveune,,JPY million,target.intial,consolidate,,,2q6 slide 5,1\nemployees,hiho,employees,,,,,2q06,1\n`,
      ),
    ).toBe(
      [
        'q.csv:2:1 unknown account "reveune"',
        '  hint: did you mean "revenue"?',
        'q.csv:2:22 unknown scenario "target.intial"',
        '  hint: did you mean "target.initial"?',
        'q.csv:2:36 unknown basis "consolidate"',
        '  hint: did you mean "consolidated"?',
        'q.csv:2:50 unknown source "2q6"',
        '  hint: did you mean "2q06"?',
        'q.csv:3:11 unknown member of employees "hiho"',
        '  hint: did you mean "hi-ho"?',
      ].join("\n"),
    );
  });

  test("refuses rows without account, unit or source", async () => {
    expect(
      await messageOfCsv(
        "account,unit,source,2Q06\n,JPY million,2q06,1\nrevenue,,2q06,1\nrevenue,JPY million, ,1\n",
      ),
    ).toBe(
      [
        "q.csv:2:1 no account",
        "q.csv:3:9 no unit for revenue",
        '  hint: its account is in "JPY million"',
        "q.csv:4:21 no source",
        "  hint: write a source of company.yaml and the page: 2q06 slide 5",
      ].join("\n"),
    );
  });

  test("refuses a member, a measure and a date in a wrong form", async () => {
    expect(
      await messageOfCsv(
        `${HEAD},2Q06\nrevenue,x,JPY million,,,,,2q06,1\nrevenue,,%,,,growth(,,2q06,1\nrevenue,,JPY million,,,,15/5/06,2q06,1\n`,
      ),
    ).toBe(
      [
        'q.csv:2:9 revenue has no members, got "x"',
        "  hint: list them under members: in accounts.yaml",
        'q.csv:3:14 expected a measure, got "growth("',
        "  hint: write it as in a reference: growth(-1y), or share(revenue.total)|points(-1y)",
        'q.csv:4:25 expected a date such as 2006-11-09, got "15/5/06"',
      ].join("\n"),
    );
  });

  test("refuses numbers with their reference, in rows with other faults too", async () => {
    expect(
      await messageOfCsv(
        'account,member,unit,source,1Q06,2Q06\nrevenue,,JPY million,2q06,"3.871,0",007\nemployees,hiho,employees,2q06,1-2,12%\n',
      ),
    ).toBe(
      [
        'q.csv:2:27 revenue@1Q06: ambiguous separator in "3.871,0"',
        "  hint: write 3871.0",
        'q.csv:2:37 revenue@2Q06: expected a number, got "007"',
        "  hint: write plain decimal: 7",
        'q.csv:3:11 unknown member of employees "hiho"',
        '  hint: did you mean "hi-ho"?',
        'q.csv:3:31 employees[hiho]@1Q06: expected a number, got "1-2"',
        'q.csv:3:35 employees[hiho]@2Q06: percent in a non-percent row: "12%"',
        '  hint: write 12, or "%" as its unit',
      ].join("\n"),
    );
  });

  test("refuses units that do not fit the account or the measure", async () => {
    expect(
      await messageOfCsv(
        "account,member,unit,measure,source,2Q06\n" +
          "revenue,,%,,2q06,1\n" +
          "revenue,,USD million,,2q06,1\n" +
          "revenue,,JPY million,growth(-1y),2q06,1\n" +
          "revenue,,%,points(-1y),2q06,1\n" +
          "revenue,,%,change(-1y),2q06,1\n" +
          "employees,iij,persons,,2q06,1\n" +
          "ownership,iij-tech,JPY,,2q06,1\n" +
          "revenue,,JPN million,,2q06,1\n",
      ),
    ).toBe(
      [
        'q.csv:2:10 revenue: expected a unit of JPY, got "%"',
        'q.csv:3:10 revenue: expected a unit of JPY, got "USD million"',
        'q.csv:4:10 revenue|growth(-1y): expected "%", got "JPY million"',
        'q.csv:5:10 revenue|points(-1y): expected "points", got "%"',
        'q.csv:6:10 revenue|change(-1y): expected a unit of JPY, got "%"',
        'q.csv:7:15 employees: expected "employees", got "persons"',
        'q.csv:8:20 ownership: expected "%", got "JPY"',
        'q.csv:9:10 unknown currency "JPN" in the unit "JPN million"',
        '  hint: did you mean "JPY"?',
      ].join("\n"),
    );
  });

  test("names both cells of an account in two units", async () => {
    expect(
      await messageOfCsv(
        "account,unit,source,1Q06,2Q06\nrevenue,百万円,2q06,1,\ncash,千円,2q06,1,\nrevenue,千円,2q06,,1\n",
      ),
    ).toBe(
      'q.csv:4:9 revenue is in "JPY thousand" here and in "JPY million" at q.csv:2:9\n' +
        "  hint: use one unit for an account in a file",
    );
  });

  test("names periods that are duplicated or out of order", async () => {
    expect(
      await messageOfCsv(
        "account,unit,source,2Q05,1Q05,3Q05,4Q05,2Q05\nrevenue,JPY million,2q06,1,2,3,4,5\n",
      ),
    ).toBe(
      [
        "q.csv:1:26 periods out of order: 1Q05 after 2Q05",
        'q.csv:1:41 column "2Q05" is also at q.csv:1:21',
        "q.csv:1:41 periods out of order: 2Q05 after 4Q05",
      ].join("\n"),
    );
  });

  test("names heads that are no period, and missing columns", async () => {
    expect(await messageOfCsv("acount,unit,2q06,5Q06\nrevenue,JPY million,1,2\n")).toBe(
      [
        'q.csv:1 no column "account"',
        'q.csv:1 no column "source"',
        'q.csv:1:1 unknown column "acount"',
        '  hint: did you mean "account"?',
        'q.csv:1:13 expected a period, got "2q06"',
        '  hint: did you mean "2Q06"?',
        'q.csv:1:18 expected a period, got "5Q06"',
        "  hint: periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30",
      ].join("\n"),
    );
    expect(await messageOfCsv("account,unit,source\nrevenue,JPY million,2q06\n")).toBe(
      'q.csv:1 no period\n  hint: add a column a period, such as 2Q06, or the columns "period" and "value"',
    );
  });

  test("refuses a flow at a date", async () => {
    expect(
      await messageOfCsv(
        "account,unit,source,2006-09-30\nrevenue,JPY million,2q06,1\ncash,JPY million,2q06,2\n",
      ),
    ).toBe(
      'q.csv:2:26 revenue is a flow, which has no value at a date; got "2006-09-30"\n' +
        "  hint: write a quarter, a half, nine months or a year: 2Q06, 1H06, 9M06, FY2006",
    );
  });

  test("names both cells of a fact that is given twice, in two files and for one date too", async () => {
    const files = folder({
      "a.csv": "account,unit,source,2Q06,1H06\nrevenue,JPY million,2q06,1,\ncash,JPY million,2q06,3,3\n",
      "b.csv":
        "account,unit,source,scenario,2Q06\nrevenue,JPY million,2q06,actual,1\nrevenue,JPY million,2q06,target.initial,1\n",
    });
    expect(await messageOf(files)).toBe(
      [
        "a.csv:3:25 cash@2006-09-30 is also given at a.csv:3:23",
        "  hint: delete one; if it was restated, give the later one its date in as_of",
        "b.csv:2:33 revenue@2Q06 is also given at a.csv:2:26",
        "  hint: delete one; if it was restated, give the later one its date in as_of",
      ].join("\n"),
    );
  });

  test("keeps a restated value beside the first", async () => {
    const facts = await readCsv(
      "account,unit,source,as_of,2Q06\nrevenue,JPY million,2q06,,1\nrevenue,JPY million,2q06,2007-05-15,2\n",
    );
    expect(facts.map(({ value, asOf }) => [value, asOf])).toEqual([
      ["1", undefined],
      ["2", "2007-05-15"],
    ]);
  });
});

describe("a long table", () => {
  test("has a period and a value in every row", async () => {
    const facts = await readCsv(
      "account,unit,source,period,value\nrevenue,JPY million,2q06,2Q06,1\nrevenue,JPY million,2q06,1H06,2\n",
    );
    expect(facts.map(({ period, value }) => [period.id, value])).toEqual([
      ["2Q06", "1"],
      ["1H06", "2"],
    ]);
  });

  test("refuses rows without a period, and columns it does not know", async () => {
    expect(
      await messageOfCsv(
        "account,unit,source,period,value,notes\nrevenue,JPY million,2q06,,1,\nrevenue,JPY million,2q06,2 Q06,1,\n",
      ),
    ).toBe(
      [
        'q.csv:1:34 unknown column "notes"',
        '  hint: a table with a column "period" has only account, member, unit, scenario, basis, measure, as_of, source, period, value',
        "q.csv:2:26 no period",
        "  hint: periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30",
        'q.csv:3:26 expected a period, got "2 Q06"',
        "  hint: periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30",
      ].join("\n"),
    );
    expect(await messageOfCsv("account,unit,source,period\nrevenue,JPY million,2q06,2Q06\n")).toBe(
      'q.csv:1 no column "value"',
    );
  });
});

describe("YAML facts", () => {
  test("override the defaults of their file and keep every digit", async () => {
    const text = `unit: "%"
source: 2q06 slide 14
facts:
  - { account: ownership, member: iij-tech, period: 2006-11-09, value: 72.10 }
  - account: revenue
    period: 2Q06
    unit: JPY million
    value: 12345678901234567890.55
    source: 2q06 slide 5
`;
    const { facts } = await readFacts(folder({ "g.yaml": text }));
    expect(
      facts.map(({ account, member, period, value, decimals, unit, source, place }) => [
        account,
        member,
        period.id,
        value,
        decimals,
        unit.name,
        source,
        `${place.line}:${place.column}`,
      ]),
    ).toEqual([
      ["ownership", "iij-tech", "2006-11-09", "72.10", 2, "%", "2q06 slide 14", "4:72"],
      ["revenue", undefined, "2Q06", "12345678901234567890.55", 2, "JPY million", "2q06 slide 5", "8:12"],
    ]);
  });

  test("refuse keys that are missing, and a fault in a default once", async () => {
    expect(
      await messageOfYaml(
        "source: 1q06\nfacts:\n  - { account: revenue, unit: JPY, period: 2Q06, value: 1 }\n  - { account: revenue, unit: JPY, period: 1Q06, value: 2 }\n  - { account: cash, value: 3 }\n",
      ),
    ).toBe(
      [
        'g.yaml:1:9 unknown source "1q06"',
        '  hint: did you mean "2q06"?',
        'g.yaml:5:5 missing key "period"',
        'g.yaml:5:5 missing key "unit"',
      ].join("\n"),
    );
  });

  test.each([
    ["1e3", 'expected a number, got "1e3"\n  hint: write plain decimal: 1000'],
    ["0x1F", 'expected a number, got "0x1F"\n  hint: write plain decimal: 31'],
    ["017", 'expected a number, got "017"\n  hint: write plain decimal: 17'],
    ["1_000", 'expected a number, got "1_000"\n  hint: write 1000'],
    [
      "▲5",
      'negative written with a triangle: "▲5"\n  hint: write -5, or list triangle under numbers: negative: in company.yaml',
    ],
    ["１２３", 'full-width digits in "１２３"\n  hint: write 123'],
  ])("refuse the value %s", async (value, what) => {
    expect(
      await messageOfYaml(
        `facts:\n  - { account: revenue, unit: JPY, source: 2q06, period: 2Q06, value: ${value} }\n`,
      ),
    ).toBe(`g.yaml:2:71 revenue@2Q06: ${what}`);
  });
});

describe("a company folder", () => {
  test("gives company, calendar and accounts with the facts", async () => {
    const { company, calendar, accounts, facts } = await readFacts(
      folder({ "q.csv": "account,unit,source,2Q06\nrevenue,JPY million,2q06,1\n" }),
    );
    expect([company.id, calendar.parse("FY2006")?.end, accounts.size, facts.length]).toEqual([
      "iij",
      "2007-03-31",
      4,
      1,
    ]);
  });

  test("tells the problems of all files at once", async () => {
    const files = folder(
      {
        "a.csv": "account,unit\nx,y,z\n",
        "b.csv": "",
        "c.yaml": "fact: []\n",
        "d.txt": "PK",
        ".DS_Store": "x",
      },
      { "company.yaml": COMPANY.replace("JPY", "JPN"), "accounts.yaml": "a: { kind: flow }\n" },
    );
    expect((await messageOf(files)).replaceAll("data/iij/", "")).toBe(
      [
        'company.yaml:4:11 unknown currency "JPN"',
        '  hint: did you mean "JPY"?',
        'accounts.yaml:1:4 missing key "unit"',
        "a.csv:2 expected 2 cells, got 3",
        "b.csv is empty",
        'c.yaml:1:1 missing key "facts"',
        'c.yaml:1:1 unknown key "fact"',
        '  hint: did you mean "facts"?',
        "d.txt expected a file that ends in .csv, .yaml or .xlsx",
        "  hint: save it as CSV in UTF-8, or move it out of facts/",
      ].join("\n"),
    );
  });

  test("is none without its files", async () => {
    expect(await messageOf(memoryFiles({}))).toBe(
      "data/iij is no company folder: it has no company.yaml, no accounts.yaml and no facts/",
    );
  });

  test("misses a file, or facts", async () => {
    expect(await messageOf(memoryFiles({ "accounts.yaml": ACCOUNTS }))).toBe(
      "data/iij/company.yaml is missing\ndata/iij/facts no facts: expected CSV or YAML files or workbooks in this folder",
    );
    expect(await messageOfCsv("account,unit,source,2Q06\nrevenue,JPY million,2q06,\n")).toBe(
      "data/iij/facts no facts: the files in this folder have no values",
    );
  });

  test("is read once a file", async () => {
    const files = folder({ "q.csv": "account,unit,source,2Q06\nrevenue,JPY million,2q06,1\n" });
    const reads: string[] = [];
    await readFacts({ ...files, read: (path) => (reads.push(path), files.read(path)) });
    expect(reads.sort()).toEqual(["accounts.yaml", "company.yaml", "facts/q.csv"]);
  });
});

describe("a company folder", () => {
  test("refuses accounts in another currency than the company reports in", async () => {
    const files = folder(
      { "q.csv": `${HEAD},2Q06\nrevenue,,JPY million,,,,,2q06,1\n` },
      {
        "company.yaml": COMPANY.replace("currency: JPY", "currency: USD"),
      },
    );
    expect(await messageOf(files)).toBe(
      `data/iij/accounts.yaml:1:1 account "revenue" is in JPY, but the company reports in USD
  hint: write its unit in USD, or mend currency in company.yaml
data/iij/accounts.yaml:2:1 account "cash" is in JPY, but the company reports in USD
  hint: write its unit in USD, or mend currency in company.yaml`,
    );
  });
});
