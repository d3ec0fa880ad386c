import { describe, expect, test } from "vitest";
import { moneyUnit, parseUnit } from "../../src/facts/unit.ts";

describe("units", () => {
  test.each([
    ["JPY", "JPY", 0],
    ["JPY thousand", "JPY thousand", 3],
    ["JPY  million ", "JPY million", 6],
    ["USD billion", "USD billion", 9],
    ["円", "JPY", 0],
    ["千円", "JPY thousand", 3],
    ["百万円", "JPY million", 6],
    ["億円", "JPY 100 million", 8],
  ])("reads %s as money", (text, name, power) => {
    expect(parseUnit(text)).toEqual({ name, family: "money", currency: name.slice(0, 3), power });
  });

  test("knows percent and points as hundredths", () => {
    expect(parseUnit("%")).toEqual({ name: "%", family: "ratio", power: -2 });
    expect(parseUnit("points")).toEqual({ name: "points", family: "points", power: -2 });
  });

  test.each(["Gbps", "contracts", "employees", "x", "件", "new contracts"])("takes %s as it is", (name) => {
    expect(parseUnit(name)).toEqual({ name, family: "plain", power: 0 });
  });

  test.each([
    ["", "no unit", 'write "JPY million", "%", "points" or a plain name'],
    ["JPN million", 'unknown currency "JPN" in the unit "JPN million"', 'did you mean "JPY"?'],
    ["JPN", 'unknown currency "JPN" in the unit "JPN"', 'did you mean "JPY"?'],
    ["JPY milion", 'unknown scale "milion" in the unit "JPY milion"', 'did you mean "million"?'],
    [
      "JPY dozen",
      'unknown scale "dozen" in the unit "JPY dozen"',
      "scales are thousand, 10 thousand, million, 100 million, billion, trillion",
    ],
    ["million JPY", 'unknown unit "million JPY"', 'a unit of money starts with its currency: "JPY million"'],
    ["percent", 'unknown unit "percent"', 'write "%"'],
  ])("refuses %j", (text, what, hint) => {
    expect(parseUnit(text)).toEqual({ what, hint });
  });

  test("makes the unit of a power that has a word", () => {
    expect(moneyUnit("USD", 6)).toEqual({ name: "USD million", family: "money", currency: "USD", power: 6 });
    expect(() => moneyUnit("USD", 5)).toThrow("no unit of money is worth 10^5 USD");
  });
});
