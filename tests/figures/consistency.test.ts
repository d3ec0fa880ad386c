import { describe, expect, test } from "vitest";
import { checkConsistency, findRestated, findSettledReports } from "../../src/figures/consistency.ts";
import { formatProblem } from "../../src/problem.ts";
import { companyFiles, figureIn, openSample } from "./sample-company.ts";

const head = "account,unit,source,1Q06,2Q06,1H06\n";

describe("checkConsistency", () => {
  test("accepts totals that miss their parts by what rounding allows", async () => {
    expect(checkConsistency(await openSample())).toEqual([]);
  });

  test("names both sides, the cells and the difference where parts do not add to their total", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `${head}revenue.a,JPY million,deck slide 1,,700,\nrevenue.b,JPY million,deck slide 1,,300,\nrevenue.total,JPY million,deck slide 1,,1010,\n`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(formatProblem)).toEqual([
      `acme/facts/facts.csv:4:41 revenue.total@2Q06 is reported as 1010 JPY million, but revenue.a@2Q06 + revenue.b@2Q06 gives 1000: a difference of 10, more than the precision of the facts allows
  hint: revenue.a@2Q06 is 700 JPY million (acme/facts/facts.csv:2:37); revenue.b@2Q06 is 300 JPY million (acme/facts/facts.csv:3:37)`,
    ]);
  });

  test("fails a sum of exact thousands that misses by one", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `account,member,unit,scenario,source,2Q06
revenue.a,,JPY million,target.initial,deck slide 1,700
revenue.b,,JPY million,target.initial,deck slide 1,300
revenue.total,,JPY million,target.initial,deck slide 1,1001
`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(({ what }) => what)).toEqual([
      "revenue.total@2Q06/target.initial is reported as 1001 JPY million, but revenue.a@2Q06/target.initial + revenue.b@2Q06/target.initial gives 1000: a difference of 1, more than the precision of the facts allows",
    ]);
  });

  test("finds quarters that do not add to their half, and says it once", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `${head}operating-income,JPY million,deck slide 1,100,200,310\n`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(({ what }) => what)).toEqual([
      "operating-income@1H06 is reported as 310 JPY million, but operating-income@1Q06 + operating-income@2Q06 gives 300: a difference of 10, more than the precision of the facts allows",
    ]);
  });

  test("names the one fact that several checks contradict, and the value that would pass them all", async () => {
    const rows = ["revenue.a,500,700,1200", "revenue.b,450,300,750", "revenue.total,950,1010,1951"];
    const ledger = await openSample({
      "facts/facts.csv": `${head}${rows.map((row) => row.replace(",", ",JPY million,deck slide 1,")).join("\n")}\n`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(formatProblem)).toEqual([
      `acme/facts/facts.csv:4:44 revenue.total@2Q06 is reported as 1010 JPY million, which 4 checks contradict; 1001 would pass all of them
  hint: mend this cell, or else what contradicts it:
    revenue.total@1Q06 is 950 JPY million, but revenue.total@1H06 - revenue.total@2Q06 gives 941
    revenue.total@2Q06 is 1010 JPY million, but revenue.a@2Q06 + revenue.b@2Q06 gives 1000
    revenue.total@2Q06 is 1010 JPY million, but revenue.total@1H06 - revenue.total@1Q06 gives 1001
    revenue.total@1H06 is 1951 JPY million, but revenue.total@1Q06 + revenue.total@2Q06 gives 1960`,
    ]);
  });

  test("finds a reported growth outside the interval of its derivation", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\nrevenue.a,%,growth(-1y),deck slide 1,2Q06,17.1\n",
    });
    expect(checkConsistency(ledger).map(({ what }) => what)).toEqual([
      "revenue.a@2Q06|growth(-1y) is reported as 17.1 %, but revenue.a@2Q06 / revenue.a@2Q05 - 1 gives 16.7: a difference of 0.4, more than the precision of the facts allows",
    ]);
  });

  test("finds a reported growth where its inputs give none", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\noperating-income,%,growth(-1y),deck slide 1,2Q06,150.0\n",
    });
    expect(checkConsistency(ledger).map(formatProblem)).toEqual([
      `acme/facts/reported.csv:2:50 operating-income@2Q06|growth(-1y) is reported as 150.0 %, but its inputs give no such value (turned to profit)
  hint: write "-", or remove the cell`,
    ]);
  });

  test("finds a report that no measure can explain", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\nrevenue.a,%,groth(-1y),deck slide 1,2Q06,17.1\n",
    });
    expect(checkConsistency(ledger).map(formatProblem)).toEqual([
      'acme/facts/reported.csv:2:42 unknown measure "groth"\n  hint: did you mean "growth"?',
    ]);
  });

  test("names the cells of operands that are derived themselves", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `account,unit,source,1Q06,2Q06,1H06
revenue.a,JPY million,deck slide 1,500,700,
revenue.b,JPY million,deck slide 1,,,750
revenue.total,JPY million,deck slide 1,,,2000
`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(({ hint }) => hint)).toEqual([
      "revenue.a@1H06 is 1200 JPY million (acme/facts/facts.csv:2:36, acme/facts/facts.csv:2:40); " +
        "revenue.b@1H06 is 750 JPY million (acme/facts/facts.csv:3:38)",
    ]);
  });
});

describe("findSettledReports", () => {
  test("finds a growth that is typed though the interval of its inputs settles it", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\nrevenue.total,%,growth(target.initial),deck slide 1,1H06,2.7\n",
    });
    expect(findSettledReports(ledger).map(formatProblem)).toEqual([
      `acme/facts/reported.csv:2:58 revenue.total@1H06|growth(target.initial) is typed, but its inputs settle it: 2.7
  hint: remove the cell; it follows from revenue.total@1H06 / revenue.total@1H06/target.initial - 1`,
    ]);
  });

  test("leaves unsettled reports and reported totals alone", async () => {
    expect(findSettledReports(await openSample())).toEqual([]);
  });

  test("leaves a published target alone that follows from others", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `account,unit,scenario,source,2Q06
revenue.a,JPY million,target.initial,deck slide 1,700
revenue.b,JPY million,target.initial,deck slide 1,300
revenue.total,JPY million,target.initial,deck slide 1,1000
`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(findSettledReports(ledger)).toEqual([]);
  });
});

/** Problems of a company with accounts of its own. */
async function problemsOf(accounts: string, facts: string): Promise<readonly string[]> {
  const ledger = await openSample({
    "accounts.yaml": accounts,
    "facts/facts.csv": facts,
    "facts/reported.csv": "account,unit,source,1Q06\n",
  });
  return checkConsistency(ledger).map(formatProblem);
}

const balance = `assets: { kind: stock, unit: JPY million, equals: [[liabilities, equity]] }
liabilities: { kind: stock, unit: JPY million, parts: [debt, payables] }
debt: { kind: stock, unit: JPY million }
payables: { kind: stock, unit: JPY million }
equity: { kind: stock, unit: JPY million }
`;

describe("accounts that equal a sum", () => {
  test("accepts sums that miss by what rounding allows", async () => {
    const facts = `account,unit,source,2006-09-30
assets,JPY million,deck slide 1,102
liabilities,JPY million,deck slide 1,60
equity,JPY million,deck slide 1,41
`;
    expect(await problemsOf(balance, facts)).toEqual([]);
  });

  test("names both sides, the cells and the difference where assets are not liabilities and equity", async () => {
    const facts = `account,unit,source,2006-03-31,2006-09-30
assets,JPY million,deck slide 1,90,110
debt,JPY million,deck slide 1,20,25
payables,JPY million,deck slide 1,30,35
equity,JPY million,deck slide 1,40,41
`;
    expect(await problemsOf(balance, facts)).toEqual([
      `acme/facts/facts.csv:2:36 assets@2006-09-30 is reported as 110 JPY million, but liabilities@2006-09-30 + equity@2006-09-30 gives 101: a difference of 9, more than the precision of the facts allows
  hint: liabilities@2006-09-30 is 60 JPY million (acme/facts/facts.csv:3:34, acme/facts/facts.csv:4:38); equity@2006-09-30 is 41 JPY million (acme/facts/facts.csv:5:36)`,
    ]);
  });

  test("says nothing where an operand is unknown; nothing is derived of what moves a balance", async () => {
    const facts = `account,unit,source,2006-09-30
assets,JPY million,deck slide 1,110
debt,JPY million,deck slide 1,25
equity,JPY million,deck slide 1,41
`;
    expect(await problemsOf(balance, facts)).toEqual([]);
    const ledger = await openSample({
      "accounts.yaml": balance,
      "facts/facts.csv":
        "account,unit,source,2006-09-30\nliabilities,JPY million,deck,60\nequity,JPY million,deck,41\n",
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(figureIn(ledger, "assets@2006-09-30").derived?.formula).toBe(
      "liabilities@2006-09-30 + equity@2006-09-30",
    );
  });

  test("compares a classification with the old one, by scenario and member, in the finest unit reported", async () => {
    const accounts = `revenue: { kind: flow, unit: JPY million, members: [north], parts: [new.a, new.b], equals: [[old.a, old.b, -old.internal]] }
new.a: { kind: flow, unit: JPY million, members: [north] }
new.b: { kind: flow, unit: JPY million, members: [north] }
old.a: { kind: flow, unit: JPY million, members: [north] }
old.b: { kind: flow, unit: JPY million, members: [north] }
old.internal: { kind: flow, unit: JPY million, members: [north] }
`;
    const facts = `account,member,unit,scenario,source,2Q06
new.a,north,JPY thousand,target.initial,deck slide 1,10000
new.b,north,JPY thousand,target.initial,deck slide 1,20000
old.a,north,JPY thousand,target.initial,deck slide 1,25000
old.b,north,JPY thousand,target.initial,deck slide 1,6001
old.internal,north,JPY thousand,target.initial,deck slide 1,1000
`;
    expect(await problemsOf(accounts, facts)).toEqual([
      `acme/facts/facts.csv:2:54 revenue[north]@2Q06/target.initial is 30.000 JPY million, but old.a[north]@2Q06/target.initial + old.b[north]@2Q06/target.initial - old.internal[north]@2Q06/target.initial gives 30.001: a difference of -0.001, more than the precision of the facts allows
  hint: revenue[north]@2Q06/target.initial is 30 JPY million (acme/facts/facts.csv:2:54, acme/facts/facts.csv:3:54); old.a[north]@2Q06/target.initial is 25 JPY million (acme/facts/facts.csv:4:54); old.b[north]@2Q06/target.initial is 6 JPY million (acme/facts/facts.csv:5:54); old.internal[north]@2Q06/target.initial is 1 JPY million (acme/facts/facts.csv:6:61)`,
    ]);
  });

  test("tells a wrong quarter once, not again for the half that it makes", async () => {
    const accounts = `all: { kind: flow, unit: JPY million, equals: [[one, two]] }
one: { kind: flow, unit: JPY million }
two: { kind: flow, unit: JPY million }
`;
    const facts = `account,unit,source,1Q06,2Q06
all,JPY million,deck slide 1,30,90
one,JPY million,deck slide 1,10,20
two,JPY million,deck slide 1,20,30
`;
    expect((await problemsOf(accounts, facts)).map((text) => text.split(":")[2])).toEqual([
      "33 all@2Q06 is reported as 90 JPY million, but one@2Q06 + two@2Q06 gives 50",
    ]);
  });
});

const moving = `cash: { kind: stock, unit: JPY million, movedBy: [cash-flow.operating, cash-flow.investing, -fees] }
cash-flow.operating: { kind: flow, unit: JPY million }
cash-flow.investing: { kind: flow, unit: JPY million }
fees: { kind: flow, unit: JPY million }
`;

describe("a balance that flows move", () => {
  test.each([
    ["8", 0],
    ["7", 1],
  ])("accepts flows over a year that miss by what rounding allows: fees of %s", async (fees, count) => {
    const facts = `account,unit,source,2005-03-31,4Q05,FY2005
cash,JPY million,deck slide 1,100,130,
cash-flow.operating,JPY million,deck slide 1,,,50
cash-flow.investing,JPY million,deck slide 1,,,-10
fees,JPY million,deck slide 1,,,${fees}
`;
    expect(await problemsOf(moving, facts)).toHaveLength(count);
  });

  test("names both balances, the flows and the difference, over a half that only its quarters report", async () => {
    const facts = `account,unit,source,2006-03-31,1Q06,2Q06
cash,JPY million,deck slide 1,100,,130
cash-flow.operating,JPY million,deck slide 1,,20,30
cash-flow.investing,JPY million,deck slide 1,,-4,-6
fees,JPY million,deck slide 1,,0,0
`;
    expect(await problemsOf(moving, facts)).toEqual([
      `acme/facts/facts.csv:2:36 cash@2006-09-30 - cash@2006-03-31 is 30 JPY million, but cash-flow.operating@1H06 + cash-flow.investing@1H06 - fees@1H06 gives 40: a difference of -10, more than the precision of the facts allows
  hint: cash@2006-09-30 is 130 JPY million (acme/facts/facts.csv:2:36); cash@2006-03-31 is 100 JPY million (acme/facts/facts.csv:2:31); cash-flow.operating@1H06 is 50 JPY million (acme/facts/facts.csv:3:47, acme/facts/facts.csv:3:50); cash-flow.investing@1H06 is -10 JPY million (acme/facts/facts.csv:4:47, acme/facts/facts.csv:4:50); fees@1H06 is 0 JPY million (acme/facts/facts.csv:5:32, acme/facts/facts.csv:5:34)`,
    ]);
  });

  test.each([
    ["a balance", "cash,JPY million,deck slide 1,100,,,\nfees,JPY million,deck slide 1,,,9,\n"],
    ["a flow", "cash,JPY million,deck slide 1,100,,,500\nfees,JPY million,deck slide 1,,,9,\n"],
  ])("says nothing without %s", async (_, rows) => {
    expect(await problemsOf(moving, `account,unit,source,2006-06-30,1Q06,2Q06,2006-09-30\n${rows}`)).toEqual(
      [],
    );
  });
});

describe("findRestated", () => {
  test("tells a restatement that its parts did not follow, and no check fails on it", async () => {
    const ledger = await openSample({
      "company.yaml": companyFiles["company.yaml"]!.replace(
        "sources:",
        "sources:\n  next: { title: The next deck, date: 2007-11-12 }",
      ),
      "facts/facts.csv": "account,unit,source,1Q06,2Q06\noperating-income,JPY million,deck slide 1,478,445\n",
      "facts/later.csv":
        "account,unit,as_of,source,1H06\noperating-income,JPY million,2007-11-12,next slide 10,925\n",
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger)).toEqual([]);
    expect(findRestated(ledger).map(formatProblem)).toEqual([
      `acme/facts/later.csv:2:55 operating-income@1H06 is reported as 925 JPY million, but operating-income@1Q06 + operating-income@2Q06 gives 923: a difference of 2, which was not restated on 2007-11-12
  hint: operating-income@1Q06 is 478 JPY million (acme/facts/facts.csv:2:43); operating-income@2Q06 is 445 JPY million (acme/facts/facts.csv:2:47)`,
    ]);
  });

  test("leaves contradictions alone that an as_of of the same day or an earlier one does not explain", async () => {
    const ledger = await openSample({
      "facts/facts.csv":
        "account,unit,as_of,source,1Q06,2Q06,1H06\noperating-income,JPY million,,deck slide 1,,445,\noperating-income,JPY million,2005-04-11,deck slide 1,478,,\noperating-income,JPY million,2006-11-09,deck slide 1,,,925\n",
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(findRestated(ledger).map(({ figure }) => figure)).toEqual(["operating-income@1H06"]);
    const same = await openSample({
      "facts/facts.csv":
        "account,unit,as_of,source,1Q06,2Q06,1H06\noperating-income,JPY million,2005-04-11,deck slide 1,478,,\noperating-income,JPY million,,deck slide 1,,445,925\n",
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(findRestated(same)).toEqual([]);
    expect(checkConsistency(same)).toHaveLength(1);
  });
});
