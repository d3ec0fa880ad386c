import { describe, expect, test } from "vitest";
import { figureIn, openSample, referenceIn } from "./sample-company.ts";

const plain = (interval: { lo: { toFixed(): string }; hi: { toFixed(): string } } | null) =>
  interval && [interval.lo.toFixed(), interval.hi.toFixed()];

describe("find", () => {
  test("gives a reported fact in base units with the interval of its last digit", async () => {
    const figure = figureIn(await openSample(), "revenue.a@2Q06");
    expect(figure.value?.toFixed()).toBe("700000000");
    expect(plain(figure.interval)).toEqual(["699500000", "700500000"]);
    expect(figure.reported?.fact.source).toBe("deck slide 1");
  });

  test("prefers what is reported to the sum of the parts, and keeps the derivation", async () => {
    const figure = figureIn(await openSample(), "revenue.total@2Q06");
    expect(figure.value?.toFixed()).toBe("1001000000");
    expect(figure.derived?.value.toFixed()).toBe("1000000000");
    expect(figure.derived?.formula).toBe("revenue.a@2Q06 + revenue.b@2Q06");
  });

  test("derives a difference where nothing is reported", async () => {
    const figure = figureIn(await openSample(), "gross-margin@2Q06");
    expect(figure.value?.toFixed()).toBe("301000000");
    expect(plain(figure.interval)).toEqual(["300000000", "302000000"]);
    expect(figure.derived?.formula).toBe("revenue.total@2Q06 - cost.total@2Q06");
  });

  test("derives a quarter from the half that holds it, for flows only", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "cost.total@1Q06");
    expect(figure.value?.toFixed()).toBe("700000000");
    expect(figure.derived?.formula).toBe("cost.total@1H06 - cost.total@2Q06");
  });

  test("derives a half from its quarters", async () => {
    const ledger = await openSample({
      "facts/facts.csv": "account,unit,source,1Q06,2Q06\nrevenue.a,JPY million,deck slide 1,500,700\n",
    });
    const figure = figureIn(ledger, "revenue.a@ytd");
    expect(figure.id).toBe("revenue.a@1H06");
    expect(figure.value?.toFixed()).toBe("1200000000");
    expect(figure.derived?.formula).toBe("revenue.a@1Q06 + revenue.a@2Q06");
  });

  test("gives a balance asked for a quarter as the one at its end", async () => {
    expect(figureIn(await openSample(), "cash@2Q06").id).toBe("cash@2006-09-30");
  });

  test("takes counts and targets as exact", async () => {
    const ledger = await openSample();
    expect(plain(figureIn(ledger, "contracts[north]@2Q06").interval)).toEqual(["12", "12"]);
    expect(plain(figureIn(ledger, "revenue.total@1H06/target.initial").interval)).toEqual([
      "1900000000",
      "1900000000",
    ]);
  });

  test("gives the ledger in which one fact has another value, and stays as it was", async () => {
    const ledger = await openSample();
    const fact = ledger.factOf(referenceIn(ledger, "revenue.total@2Q06"))!;
    expect(fact.value).toBe("1001");
    const changed = ledger.withValue(fact, "1101");
    expect(figureIn(changed, "gross-margin@2Q06").value?.toFixed()).toBe("401000000");
    expect(figureIn(changed, "revenue.total@2Q06").reported?.fact).toEqual({ ...fact, value: "1101" });
    expect(changed.facts.facts.filter(({ value }) => value === "1101")).toHaveLength(1);
    expect(figureIn(ledger, "gross-margin@2Q06").value?.toFixed()).toBe("301000000");
  });

  test("says what was compared where the comparison has no value", async () => {
    const { value, sides } = figureIn(await openSample(), "operating-income@2Q06|growth(-1y)");
    expect([value, sides?.map(({ id }) => id)]).toEqual([
      null,
      ["operating-income@2Q06", "operating-income@2Q05"],
    ]);
  });

  test("names the facts that a figure would need", async () => {
    const ledger = await openSample();
    expect(ledger.find(referenceIn(ledger, "operating-income@1H05|growth(-1y)"))).toEqual({
      missing: ["operating-income@1H05", "operating-income@1H04"],
    });
    expect(ledger.find(referenceIn(ledger, "gross-margin@1Q05"))).toEqual({ missing: ["cost.total@1Q05"] });
  });

  test("keeps a value that the source says does not exist apart from a missing one", async () => {
    const ledger = await openSample({
      "facts/more.csv":
        "account,unit,scenario,source,1H06\ncost.total,JPY million,target.initial,deck slide 1,-\n",
    });
    expect(figureIn(ledger, "cost.total@1H06/target.initial").value).toBeNull();
    expect(figureIn(ledger, "cost.total@1H06|growth(target.initial)").value).toBeNull();
  });

  test("takes the fact with the latest as-of date and says that it is restated", async () => {
    const ledger = await openSample({
      "facts/more.csv": "account,unit,as_of,source,2Q06\nrevenue.a,JPY million,2007-02-01,deck slide 2,710\n",
    });
    const figure = figureIn(ledger, "revenue.a@2Q06");
    expect(figure.value?.toFixed()).toBe("710000000");
    expect(figure.reported?.restated).toBe(true);
  });

  test("takes a reported change whose base nobody reports", async () => {
    const ledger = await openSample({
      "facts/more.csv":
        "account,unit,measure,source,period,value\noperating-income,JPY million,change(-1y),deck slide 2,1H06,-234\n",
    });
    const figure = figureIn(ledger, "operating-income@1H06|change(-1y)");
    expect(figure.value?.toFixed()).toBe("-234000000");
    expect(figure.derived).toBeUndefined();
  });

  test.each([
    ["revnue.a", { fault: 'unknown account "revnue.a"', hint: 'did you mean "revenue.a"?' }],
    ["contracts[noth]", { fault: 'account "contracts" has no member "noth"', hint: 'did you mean "north"?' }],
    ["revenue.a|grwoth(-1y)", { fault: 'unknown measure "grwoth"', hint: 'did you mean "growth"?' }],
    [
      "gross-margin-ratio@2Q06|growth(-1y)",
      {
        fault: 'growth of "gross-margin-ratio@2Q06", a ratio',
        hint: "a ratio changes in points only: write |points(…)",
      },
    ],
    [
      "revenue.a|growth(-1x)",
      {
        fault: 'unknown base "-1x" in growth(-1x)',
        hint: "a base is -1y, -1q, opening, a period or a scenario (target.initial)",
      },
    ],
    [
      "revenue.a|share(revenue.totl)",
      {
        fault: 'unknown account "revenue.totl" in share(revenue.totl)',
        hint: 'did you mean "revenue.total"?',
      },
    ],
    [
      "revenue.a|margin",
      { fault: 'margin of "revenue.a", which names no marginOf', hint: "write |share(…)" },
    ],
  ])("refuses %s", async (text, answer) => {
    const ledger = await openSample();
    expect(ledger.find(referenceIn(ledger, text))).toEqual(answer);
  });
});

describe("growth", () => {
  test("is taken of exact values, with the interval of both", async () => {
    const figure = figureIn(await openSample(), "revenue.b@2Q06|growth(-1y)");
    expect(figure.value?.toFixed()).toBe("-0.25");
    expect(figure.interval?.lo.toFixed(6)).toBe("-0.252185");
    expect(figure.interval?.hi.toFixed(6)).toBe("-0.247810");
  });

  test("keeps the reported growth beside its derivation", async () => {
    const figure = figureIn(await openSample(), "revenue.a@2Q06|growth(-1y)");
    expect(figure.value?.toFixed()).toBe("0.166");
    expect(figure.derived?.value.toFixed(6)).toBe("0.166667");
    expect(figure.derived?.formula).toBe("revenue.a@2Q06 / revenue.a@2Q05 - 1");
  });

  test("against a target sets the actual against the scenario of the same period", async () => {
    const figure = figureIn(await openSample(), "revenue.total@ytd|growth(target.initial)");
    expect(figure.id).toBe("revenue.total@1H06|growth(target.initial)");
    expect(figure.value?.toFixed(6)).toBe("0.026842");
  });

  test.each([
    ["5", "-10", "turned-to-profit"],
    ["-5", "-10", "loss-narrowed"],
    ["-15", "-10", "loss-widened"],
    ["-10", "-10", "unchanged"],
  ])("from a loss has words and no value: %s after %s", async (now, before, outcome) => {
    const ledger = await openSample({
      "facts/facts.csv": `account,unit,source,2Q05,2Q06\noperating-income,JPY million,deck slide 1,${before},${now}\n`,
    });
    const figure = figureIn(ledger, "operating-income@2Q06|growth(-1y)");
    expect(figure.value).toBeNull();
    expect(figure.outcome).toBe(outcome);
  });

  test.each(["-1", "-50"])("from a profit to a loss has words and no value: %s after 10", async (now) => {
    const ledger = await openSample({
      "facts/facts.csv": `account,unit,source,2Q05,2Q06\noperating-income,JPY million,deck slide 1,10,${now}\n`,
    });
    const figure = figureIn(ledger, "operating-income@2Q06|growth(-1y)");
    expect([figure.value, figure.outcome]).toEqual([null, "turned-to-loss"]);
  });

  test("has no value where the source has a dash, though its inputs are known", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\nrevenue.a,%,growth(-1y),deck slide 1,2Q06,-\n",
    });
    expect(figureIn(ledger, "revenue.a@2Q06|growth(-1y)").value).toBeNull();
  });

  test("from a loss keeps its words where the source has a dash", async () => {
    const ledger = await openSample({
      "facts/reported.csv":
        "account,unit,measure,source,period,value\noperating-income,%,growth(-1y),deck slide 1,2Q06,-\n",
    });
    expect(figureIn(ledger, "operating-income@2Q06|growth(-1y)").outcome).toBe("turned-to-profit");
  });

  test("is no measure by a name that every object has", async () => {
    const ledger = await openSample();
    expect(ledger.find(referenceIn(ledger, "revenue.a|constructor"))).toMatchObject({
      fault: 'unknown measure "constructor"',
    });
  });

  test("from zero has neither value nor words", async () => {
    const ledger = await openSample({
      "facts/facts.csv": "account,unit,source,2Q05,2Q06\noperating-income,JPY million,deck slide 1,0,5\n",
    });
    const figure = figureIn(ledger, "operating-income@2Q06|growth(-1y)");
    expect([figure.value, figure.outcome]).toEqual([null, undefined]);
  });
});

describe("other measures", () => {
  test("share and margin give the same ratio", async () => {
    const ledger = await openSample();
    const share = figureIn(ledger, "gross-margin@2Q06|share(revenue.total)");
    const margin = figureIn(ledger, "gross-margin@2Q06|margin");
    expect(share.value?.toFixed(6)).toBe("0.300699");
    expect(margin.value?.toFixed(6)).toBe("0.300699");
    expect(share.unit.name).toBe("%");
  });

  test("points are the difference of exact ratios", async () => {
    const figure = figureIn(await openSample(), "gross-margin@2Q06|share(revenue.total)|points(-1y)");
    expect(figure.value?.toFixed(6)).toBe("0.100699");
    expect(figure.unit.name).toBe("points");
  });

  test("change against the opening takes the last day of the year before", async () => {
    const ledger = await openSample({
      "facts/facts.csv": "account,unit,source,2006-03-31,2006-09-30\ncash,JPY million,deck slide 1,335,320\n",
    });
    const figure = figureIn(ledger, "cash@end|change(opening)");
    expect(figure.value?.toFixed()).toBe("-15000000");
    expect(figure.derived?.formula).toBe("cash@2006-09-30 - cash@2006-03-31");
  });

  test("change of a rate keeps its unit", async () => {
    const figure = figureIn(await openSample(), "line-speed@2Q06|change(-1y)");
    expect([figure.value?.toFixed(), figure.unit.name]).toEqual(["0.5", "Gbps"]);
  });
});

describe("measures of members", () => {
  const accounts = `contracts: { kind: count, unit: contracts, members: [north, south] }
sales: { kind: flow, unit: JPY million, members: [north, south] }
profit: { kind: flow, unit: JPY million, members: [north, south], marginOf: sales }
other: { kind: flow, unit: JPY million, members: [north, south], marginOf: total }
total: { kind: flow, unit: JPY million }
`;
  const open = () =>
    openSample({
      "accounts.yaml": accounts,
      "facts/reported.csv": "account,unit,source,1Q06\n",
      "facts/facts.csv": `account,member,unit,source,2Q06
contracts,,contracts,deck slide 1,40
contracts,north,contracts,deck slide 1,10
sales,,JPY million,deck slide 1,1000
sales,north,JPY million,deck slide 1,200
profit,north,JPY million,deck slide 1,50
other,north,JPY million,deck slide 1,50
total,,JPY million,deck slide 1,500
`,
    });

  test.each([
    ["contracts[north]|share(contracts)", "0.25"],
    ["profit[north]|share(sales)", "0.25"],
    ["profit[north]|share(total)", "0.1"],
    ["profit[north]|margin", "0.25"],
  ])("%s is %s", async (text, value) => {
    expect(figureIn(await open(), text).value?.toFixed()).toBe(value);
  });

  test("a member's margin is never taken of the total of all", async () => {
    const ledger = await open();
    expect(ledger.find(referenceIn(ledger, "other[north]|margin"))).toEqual({
      fault: 'account "total" has no member "north"',
    });
  });

  test("points of a share are missing, not refused, where a fact is", async () => {
    const ledger = await open();
    expect(ledger.find(referenceIn(ledger, "profit[south]|margin|points(-1y)"))).toEqual({
      missing: ["profit[south]@2Q06", "sales[south]@2Q06", "profit[south]@2Q05", "sales[south]@2Q05"],
    });
  });
});
