import { describe, expect, test } from "vitest";
import { checkConsistency, findSettledReports } from "../../src/figures/consistency.ts";
import { formatProblem } from "../../src/problem.ts";
import { openSample } from "./sample-company.ts";

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

  test("finds quarters that do not add to their half", async () => {
    const ledger = await openSample({
      "facts/facts.csv": `${head}operating-income,JPY million,deck slide 1,100,200,310\n`,
      "facts/reported.csv": "account,unit,source,1Q06\n",
    });
    expect(checkConsistency(ledger).map(({ what }) => what)).toEqual([
      "operating-income@1Q06 is reported as 100 JPY million, but operating-income@1H06 - operating-income@2Q06 gives 110: a difference of -10, more than the precision of the facts allows",
      "operating-income@2Q06 is reported as 200 JPY million, but operating-income@1H06 - operating-income@1Q06 gives 210: a difference of -10, more than the precision of the facts allows",
      "operating-income@1H06 is reported as 310 JPY million, but operating-income@1Q06 + operating-income@2Q06 gives 300: a difference of 10, more than the precision of the facts allows",
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
