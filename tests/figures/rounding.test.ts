import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../src/figures/exact.ts";
import { roundDecimal, roundFigure, settles } from "../../src/figures/rounding.ts";
import { figureIn, openSample } from "./sample-company.ts";

const round = (value: string, decimals: number, rounding: "halfUp" | "halfEven" | "truncate"): string =>
  roundDecimal(new Exact(value), { power: 0, decimals, rounding });

describe("roundDecimal", () => {
  test.each([
    ["1.005", 2, "halfUp", "1.01"],
    ["-1.005", 2, "halfUp", "-1.01"],
    ["2.5", 0, "halfUp", "3"],
    ["2.5", 0, "halfEven", "2"],
    ["3.5", 0, "halfEven", "4"],
    ["-1370.9", 0, "truncate", "-1370"],
    ["1370.9", 0, "truncate", "1370"],
    ["-0.4", 0, "halfUp", "0"],
    ["-0.04", 1, "halfUp", "0.0"],
    ["-0.9", 0, "truncate", "0"],
    ["12345678901234567890.55", 1, "halfUp", "12345678901234567890.6"],
  ] as const)("%s to %i decimals by %s is %s", (value, decimals, rounding, text) => {
    expect(round(value, decimals, rounding)).toBe(text);
  });

  test("scales before it rounds, once", () => {
    const million = roundDecimal(new Exact("264445000000"), { power: 8, decimals: 1, rounding: "halfUp" });
    expect(million).toBe("2644.5");
  });

  test("is symmetric about zero and never further off than half a unit", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.integer({ min: 0, max: 6 }),
        (digits, decimals) => {
          const value = new Exact(digits.toString()).div("1e8");
          const text = roundDecimal(value, { power: 0, decimals, rounding: "halfUp" });
          const mirrored = roundDecimal(value.neg(), { power: 0, decimals, rounding: "halfUp" });
          expect(new Exact(mirrored).plus(text).isZero()).toBe(true);
          expect(
            new Exact(text).minus(value).abs().lessThanOrEqualTo(new Exact(10).pow(-decimals).div(2)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe("settles", () => {
  const digits = (value: Exact): string =>
    roundDecimal(value, { power: -2, decimals: 1, rounding: "halfUp" });

  test("is true where both ends show the same digits", () => {
    expect(settles({ lo: new Exact("0.2125"), hi: new Exact("0.2129") }, digits)).toBe(true);
  });

  test("is false where the ends differ, and without an interval", () => {
    expect(settles({ lo: new Exact("0.5970"), hi: new Exact("0.6022") }, digits)).toBe(false);
    expect(settles(null, digits)).toBe(false);
  });
});

describe("roundFigure", () => {
  test("prints a fact as reported, though its parts give another total", async () => {
    const ledger = await openSample();
    expect(roundFigure(figureIn(ledger, "revenue.total@2Q06"), ledger.facts.company)).toMatchObject({
      text: "1001",
      by: "fact",
    });
  });

  test("prints the derivation where it settles the digits", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "revenue.total@ytd|growth(target.initial)");
    expect(roundFigure(figure, ledger.facts.company)).toMatchObject({ text: "2.7", by: "derivation" });
  });

  test("prints the report where the derivation does not settle the digits", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "revenue.a@2Q06|growth(-1y)");
    expect(roundFigure(figure, ledger.facts.company)).toMatchObject({ text: "16.6", by: "report" });
  });

  test("prints the middle of an interval that nobody settles, and says so", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "revenue.b@2Q06|growth(-1y)");
    expect(roundFigure(figure, ledger.facts.company)).toMatchObject({ text: "-25.0", by: "midpoint" });
  });

  test("gives no text where there is no value", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "operating-income@2Q06|growth(-1y)");
    expect(roundFigure(figure, ledger.facts.company)).toMatchObject({ text: null, by: "nothing" });
  });

  test("rounds in another unit from the exact value", async () => {
    const ledger = await openSample();
    const figure = figureIn(ledger, "revenue.total@2Q06");
    const unit = { name: "JPY 100 million", family: "money", currency: "JPY", power: 8 } as const;
    expect(roundFigure(figure, ledger.facts.company, { unit, decimals: 1 }).text).toBe("10.0");
  });

  test("says where a reported value, rounded again, may show another digit than the true one", async () => {
    const ledger = await openSample({
      "facts/facts.csv": "account,unit,source,1Q06,2Q06\nrevenue.a,JPY million,deck slide 1,1244,1245\n",
      "facts/reported.csv": "account,unit,source,2Q06\n",
    });
    const unit = { name: "JPY 100 million", family: "money", currency: "JPY", power: 8 } as const;
    const shown = (text: string, rounding: "halfUp" | "truncate" = "halfUp") => {
      const { company } = ledger.facts;
      const policy = { ...company, rounding: { ...company.rounding, amount: rounding } };
      return roundFigure(figureIn(ledger, text), policy, { unit, decimals: 1 });
    };
    expect(shown("revenue.a@1Q06")).toMatchObject({ text: "12.4", by: "fact" });
    expect(shown("revenue.a@2Q06")).toMatchObject({ text: "12.5", by: "midpoint" });
    expect(shown("revenue.a@2Q06", "truncate")).toMatchObject({ text: "12.4", by: "fact" });
  });

  test("rounds what is no amount to the nearest where amounts are cut", async () => {
    const ledger = await openSample();
    const { company } = ledger.facts;
    const cut = { ...company, rounding: { ...company.rounding, amount: "truncate" as const } };
    expect(roundFigure(figureIn(ledger, "line-speed@2Q06"), cut, { decimals: 0 }).text).toBe("2");
  });
});
