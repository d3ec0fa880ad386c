import { beforeAll, describe, expect, test } from "vitest";
import type { Ledger } from "../../src/figures/ledger.ts";
import { formatPlace, formatProblem } from "../../src/problem.ts";
import {
  checkPublished,
  readPublished,
  type PublishedCheck,
  type PublishedTable,
} from "../../src/proof/published.ts";
import { openSample } from "../figures/sample-company.ts";
import { memoryFiles } from "../memory-files.ts";
import { problemsOf } from "../memory-build.ts";

const head = "where,label,text,figure,direction,dash\n";
const read = (csv: string) => readPublished(memoryFiles({ "published/deck.csv": csv }, "acme"));

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openSample();
});

describe("readPublished", () => {
  test("reads the rows of every table with the place of each", async () => {
    const files = memoryFiles(
      {
        "published/deck.csv": `${head}slide 3,Revenues,"1,001",revenue.total@2Q06,,\n`,
        "published/release.csv":
          "figure,text,where,label\nrevenue.a@2Q06|growth(-1y),16.6%,page 1,Service A\n",
        "published/README.md": "What was printed elsewhere.",
      },
      "acme",
    );
    const tables = await readPublished(files);
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["deck", 1],
      ["release", 1],
    ]);
    expect(tables[0]!.rows[0]).toMatchObject({
      where: "slide 3",
      label: "Revenues",
      text: "1,001",
      figure: "revenue.total@2Q06",
      dash: "nothing",
      place: { file: "acme/published/deck.csv", line: 2, column: 18 },
      figurePlace: { file: "acme/published/deck.csv", line: 2, column: 26 },
    });
    expect(tables[1]!.rows[0]!.place).toEqual({ file: "acme/published/release.csv", line: 2, column: 28 });
  });

  test("finds no tables in a company without the folder", async () => {
    expect(await readPublished(memoryFiles({}, "acme"))).toEqual([]);
  });

  test("tells all faults of all tables at once", async () => {
    const files = memoryFiles(
      {
        "published/a.csv": "where,label,text,figures\n",
        "published/b.csv": "",
        "published/c.csv": head,
        "published/d.csv": `${head}slide 3,,n/a,revenue total,sideways,maybe\nslide 3,Cost,5,cost.total,,\n`,
        "published/e.txt": "5",
      },
      "acme",
    );
    expect(await problemsOf(readPublished(files))).toBe(
      [
        'acme/published/a.csv:1 no column "figure"',
        "  hint: a table of published figures has where, label, text, figure, and may have direction, dash, lang and unit",
        'acme/published/a.csv:1:18 unknown column "figures"',
        '  hint: did you mean "figure"?',
        "acme/published/b.csv is empty",
        "acme/published/c.csv has no rows",
        "acme/published/d.csv:2:9 no label",
        "  hint: write what the figure is called there",
        'acme/published/d.csv:2:10 expected a number or a dash as printed, got "n/a"',
        'acme/published/d.csv:2:14 expected account[member]@period/scenario/basis|measure(against), got "revenue total"',
        'acme/published/d.csv:2:28 expected up or down, got "sideways"',
        'acme/published/d.csv:2:37 expected nothing or zero, got "maybe"',
        'acme/published/d.csv:3:16 "cost.total" names no period',
        "  hint: write one: cost.total@2Q06",
        "acme/published/e.txt expected a file that ends in .csv",
        "  hint: save it as CSV in UTF-8, or move it out of published/",
      ].join("\n"),
    );
  });

  test.each([
    [
      "a row that stands there twice",
      "slide 3,Cost,5,cost.total@2Q06,,\nslide 3,Cost,6,cost.total@2Q06,,\n",
      'acme/published/deck.csv:3:16 cost.total@2Q06 of "Cost", slide 3, is also at acme/published/deck.csv:2:14\n  hint: delete one, or tell them apart in label',
    ],
    [
      "an empty figure",
      "slide 3,Cost,5,,,\n",
      "acme/published/deck.csv:2:16 no figure\n  hint: write its reference, such as revenue.total@2Q06",
    ],
    [
      "a direction beside a sign",
      "slide 3,Cost,-5%,cost.total@2Q06|growth(-1y),down,\n",
      'acme/published/deck.csv:2:46 direction "down" beside "-5%"\n  hint: it is for a number without a sign',
    ],
    [
      "a meaning for a dash that is none",
      "slide 3,Cost,5,cost.total@2Q06,,zero\n",
      'acme/published/deck.csv:2:33 dash "zero" beside "5"\n  hint: it says what a printed dash means',
    ],
    ["a row that is too short", "slide 3,Cost,5\n", "acme/published/deck.csv:2 expected 6 cells, got 3"],
  ])("refuses %s", async (_, rows, message) => {
    expect(await problemsOf(read(head + rows))).toBe(message);
  });
});

describe("checkPublished", () => {
  const check = async (...rows: readonly string[]): Promise<PublishedCheck> =>
    checkPublished(await read(`${head}${rows.join("\n")}\n`), ledger);
  const verdicts = async (...rows: readonly string[]): Promise<readonly unknown[]> =>
    (await check(...rows)).verdicts.map(({ verdict, should }) => [verdict, should]);
  const told = async (...rows: readonly string[]): Promise<readonly string[]> =>
    (await check(...rows)).findings.map(formatProblem);

  test("agrees with what the ledger's value rounds to, and with what its inputs allow", async () => {
    expect(
      await verdicts(
        's 1,a,"1,001",revenue.total@2Q06,,',
        's 1,b,"JPY 1,001 million",revenue.total@2Q06,,',
        "s 1,c,10.0億円,revenue.total@2Q06,,",
        "s 1,d,(10),operating-income@2Q05,,",
        "s 1,e,-,revenue.total@2Q06|growth(-1y),,",
        "s 1,f,+0.1%,revenue.total@2Q06|growth(-1y),,",
        "s 1,g,+0.2%,revenue.total@2Q06|growth(-1y),,",
        "s 1,h,12,contracts[north]@2Q06,,",
      ),
    ).toEqual([
      ["exact", "1,001"],
      ["exact", "JPY 1,001 million"],
      ["exact", "10.0億円"],
      ["exact", "(10)"],
      ["wrong", "+0.1%"],
      ["exact", "+0.1%"],
      ["interval", "+0.1%"],
      ["exact", "12"],
    ]);
  });

  test("holds a figure against what the deck prints and against what its inputs give", async () => {
    // 16.6 is reported; 700 over 600 is 16.7
    const row = (text: string): string => `s,a,${text},revenue.a@2Q06|growth(-1y),,`;
    expect(await verdicts(row("+16.6%"))).toEqual([["exact", "+16.6%"]]);
    expect(await told(row("+16.7%"))).toEqual([
      'acme/published/deck.csv:2:5 published deck, s: "+16.7%" for a, but revenue.a@2Q06|growth(-1y) is +16.6% (its inputs allow +16.5% to +16.8%)',
    ]);
    expect(await told(row("+17.0%"))).toEqual([
      'acme/published/deck.csv:2:5 published deck, s: "+17.0%" for a, but revenue.a@2Q06|growth(-1y) is +16.6%',
    ]);
  });

  test("names the cells of a wrong figure: its report, and what it is derived from", async () => {
    const { findings } = await check("s,a,+16.7%,revenue.a@2Q06|growth(-1y),,");
    expect(findings[0]!.cells!.map(formatPlace)).toEqual([
      "acme/facts/reported.csv:2:43",
      "acme/facts/facts.csv:2:51",
      "acme/facts/facts.csv:2:38",
    ]);
  });

  test("takes the direction from words, and a dash for what it is said to mean", async () => {
    expect(
      await verdicts(
        "s,a,50.0%,revenue.b@2Q06|growth(-1y),,",
        "s,b,25.0%,revenue.b@2Q06|growth(-1y),down,",
        "s,c,25.0%,revenue.b@2Q06|growth(-1y),up,",
        "s,d,—,operating-income@2Q06|growth(-1y),,",
        "s,e,—,cash@2Q06|change(-1q),,zero",
      ),
    ).toEqual([
      ["wrong", "−25.0%"],
      ["exact", "25.0%"],
      ["wrong", "−25.0%"],
      ["exact", null],
      ["wrong", "+10"],
    ]);
  });

  test("tells a wrong figure with what it is and with the figure that was meant", async () => {
    const { verdicts, findings } = await check("slide 3,Revenues,950,revenue.total@2Q06,,");
    expect(verdicts[0]!.explainedBy).toBe("revenue.total@1Q06");
    expect(findings).toEqual([
      {
        rule: "published",
        severity: "error",
        id: "published deck slide 3 revenue.total@2Q06 950",
        place: { file: "acme/published/deck.csv", line: 2, column: 18 },
        what: 'published deck, slide 3: "950" for Revenues, but revenue.total@2Q06 is 1,001',
        hint: '"950" is right for revenue.total@1Q06',
        cells: [
          { file: "acme/facts/facts.csv", line: 4, column: 56 },
          { file: "acme/facts/facts.csv", line: 2, column: 51 },
          { file: "acme/facts/facts.csv", line: 3, column: 50 },
        ],
      },
    ]);
  });

  test("names a second misprint of a figure apart, so that accepting the first does not cover it", async () => {
    const { findings } = await check(
      "slide 3,Revenues,950,revenue.total@2Q06,,",
      "slide 3,Sales,960,revenue.total@2Q06,,",
    );
    expect(findings.map(({ id }) => id)).toEqual([
      "published deck slide 3 revenue.total@2Q06 950",
      "published deck slide 3 revenue.total@2Q06 960",
    ]);
  });

  test.each([
    ["another period", "950,revenue.total@2Q06", "revenue.total@1Q06"],
    ["another scenario", '"1,900",revenue.total@1H06', "revenue.total@1H06/target.initial"],
    ["another base", "+2.7%,revenue.total@1H06|growth(-1y)", "revenue.total@1H06|growth(target.initial)"],
    [
      "a target against the result",
      "-51,revenue.total@1H06|change(target.initial)",
      "revenue.total@1H06/target.initial|change(actual)",
    ],
    ["another measure", "-100,revenue.b@2Q06|change(-1q)", "revenue.b@2Q06|change(-1y)"],
    ["a part", "700,revenue.total@2Q06", "revenue.a@2Q06"],
    ["a total", '"1,001",revenue.a@2Q06', "revenue.total@2Q06"],
    ["another member", "12,contracts[south]@2Q06", undefined],
    ["nothing", '"4,321",revenue.total@2Q06', undefined],
    ["nothing in another unit", "12.0%,revenue.total@2Q06", undefined],
  ])("explains a figure by %s", async (_, row, expected) => {
    const { verdicts } = await check(`s,a,${row},,`);
    expect(verdicts[0]!.explainedBy).toBe(expected);
  });

  describe("in German", () => {
    const german = (row: string) =>
      read(`where,label,text,figure,lang\n${row},de\n`).then((tables) => checkPublished(tables, ledger));

    test.each([
      ["1.001", "revenue.total@2Q06"],
      ["1.001 Mio. JPY", "revenue.total@2Q06"],
      ['"1,0 Mrd. JPY"', "revenue.total@2Q06"],
      ['"+0,1 %"', "revenue.total@2Q06|growth(-1y)"],
      ["n. a.", "operating-income@2Q06|growth(-1y)"],
    ])("%s is right for %s", async (text, figure) => {
      const { findings } = await german(`s,a,${text},${figure}`);
      expect(findings).toEqual([]);
    });

    test.each([
      ["1.002", "revenue.total@2Q06", "1.001"],
      ['"1,001"', "revenue.total@2Q06", "1.001,000"],
      ['"−0,1 %"', "revenue.total@2Q06|growth(-1y)", "+0,1 %"],
      ["950 Mio. USD", "revenue.total@1Q06", "950"],
    ])("%s is wrong for %s, which is %s", async (text, figure, should) => {
      const { verdicts } = await german(`s,a,${text},${figure}`);
      expect([verdicts[0]!.verdict, verdicts[0]!.should]).toEqual(["wrong", should]);
    });

    test("and in another language that nobody knows it is refused", async () => {
      expect(await problemsOf(read("where,label,text,figure,lang\ns,a,1,cash@2Q06,fr\n"))).toBe(
        'acme/published/deck.csv:2:17 expected en, ja or de, got "fr"',
      );
    });
  });

  test("explains a number by the row beside it, where no nearer figure fits", async () => {
    const { verdicts } = await check("s,a,320,revenue.a@2Q06,,", "s,b,320,cash@2Q06,,");
    expect(verdicts.map(({ explainedBy }) => explainedBy)).toEqual(["cash@2006-09-30", undefined]);
  });

  test("says between what the inputs leave a wrong figure", async () => {
    expect(await told("s,a,+0.9%,revenue.total@2Q06|growth(-1y),,")).toEqual([
      'published deck, s: "+0.9%" for a, but revenue.total@2Q06|growth(-1y) is +0.1% (its inputs allow 0.0% to +0.2%)'.replace(
        /^/,
        "acme/published/deck.csv:2:5 ",
      ),
    ]);
  });

  test("says why a figure has no value", async () => {
    expect(await told("s,a,5.0%,operating-income@2Q06|growth(-1y),,")).toEqual([
      'acme/published/deck.csv:2:5 published deck, s: "5.0%" for a, but operating-income@2Q06|growth(-1y) has no value (turned to profit)',
    ]);
  });

  test("warns of a figure that nobody reports", async () => {
    const { verdicts, findings } = await check("s,a,5,cash@2Q04,,");
    expect(verdicts[0]).toMatchObject({ verdict: "missing", should: null, figure: "cash@2Q04" });
    expect(findings[0]!.severity).toBe("warning");
    expect(findings.map(formatProblem)).toEqual([
      'acme/published/deck.csv:2:5 published deck, s: "5" for a, but nobody reports cash@2Q04\n  hint: report it in facts/, or take the row out',
    ]);
  });

  test("refuses every reference that names what the company does not have", async () => {
    const tables = await read(
      `${head}s,a,5,revenue.totl@2Q06,,\ns,b,5,cash@5Q06,,\ns,c,5,cash@2Q06/target.best,,\n` +
        `s,d,5,cash@current,,\ns,e,5,cash@2Q06|groth(-1y),,\ns,f,5,contracts[nort]@2Q06,,\n`,
    );
    expect(await problemsOf(Promise.resolve().then(() => checkPublished(tables, ledger)))).toBe(
      [
        'acme/published/deck.csv:2:7 unknown account "revenue.totl" in "revenue.totl@2Q06"',
        '  hint: did you mean "revenue.total"?',
        'acme/published/deck.csv:3:7 unknown period "5Q06" in "cash@5Q06"',
        'acme/published/deck.csv:4:7 unknown scenario or basis "target.best" in "cash@2Q06/target.best"',
        'acme/published/deck.csv:5:7 expected a period such as 2Q06, got "current" in "cash@current"',
        "  hint: a published figure is of one period, whatever a document reports",
        'acme/published/deck.csv:6:7 unknown measure "groth" in "cash@2Q06|groth(-1y)"',
        '  hint: did you mean "growth"?',
        'acme/published/deck.csv:7:7 account "contracts" has no member "nort" in "contracts[nort]@2Q06"',
        '  hint: did you mean "north"?',
      ].join("\n"),
    );
  });
});

describe("a unit beside a published number", () => {
  const table = (rows: string): Promise<readonly PublishedTable[]> =>
    readPublished(memoryFiles({ "published/a.csv": `where,label,text,figure,unit\n${rows}` }, "acme"));
  const rows = 'page 1,Revenues,"1,951,000",revenue.total@1H06,JPY thousand\n';

  test("is what the number is in", async () => {
    const ledger = await openSample();
    expect(checkPublished(await table(rows), ledger).verdicts.map(({ verdict }) => verdict)).toEqual([
      "exact",
    ]);
    const wrong = checkPublished(await table(rows.replace("1,951", "1,950")), ledger);
    expect(wrong.findings.map(({ what }) => what)).toEqual([
      'published a, page 1: "1,950,000" for Revenues, but revenue.total@1H06 is 1,951,000 (its inputs allow 1,949,000 to 1,951,000)',
    ]);
  });

  test("is no other currency than the figure's", async () => {
    const ledger = await openSample();
    const [verdict] = checkPublished(await table(rows.replace("JPY", "USD")), ledger).verdicts;
    expect(verdict).toMatchObject({ verdict: "wrong" });
  });

  test("has to be one", async () => {
    expect(await problemsOf(table(rows.replace("JPY thousand", "JPY thousnad")))).toContain(
      'acme/published/a.csv:2:48 unknown scale "thousnad" in the unit "JPY thousnad"',
    );
  });

  test("lets an override print what was published", async () => {
    const ledger = await openSample();
    const place = { file: "overrides.yaml" };
    const override = {
      figure: "revenue.total@1H06",
      unit: "JPY million",
      printed: "1952",
      reason: "so printed",
      place,
    };
    const tables = await table('page 1,Revenues,"1,952",revenue.total@1H06,\n');
    const { verdicts, findings } = checkPublished(tables, ledger, [override]);
    expect(verdicts).toMatchObject([{ verdict: "override", reason: "so printed" }]);
    expect(findings).toEqual([]);
    const others = [
      { ...override, unit: "JPY thousand" },
      { ...override, printed: "1950" },
    ];
    expect(checkPublished(tables, ledger, others).verdicts).toMatchObject([{ verdict: "wrong" }]);
  });
});
