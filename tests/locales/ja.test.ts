import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ja } from "../../src/locales/ja.ts";
import type { Comparison, Move, NumberForm, PeriodForm, UnitForm } from "../../src/locales/locale.ts";
import * as sample from "./samples.ts";

describe("numbers", () => {
  test.each<[string, NumberForm, string]>([
    ["26444", "level", "26,444"],
    ["-26827", "level", "△26,827"],
    ["-1234.5", "level", "△1,234.5"],
    ["2854", "change", "+2,854"],
    ["-867", "change", "△867"],
    ["18.3", "percent", "18.3%"],
    ["-1.2", "percent", "△1.2%"],
    ["17.4", "growth", "17.4%"],
    ["-20.0", "growth", "△20.0%"],
    ["1.5", "points", "1.5ポイント"],
    ["-1.7", "points", "△1.7ポイント"],
    ["0", "level", "0"],
    ["-0", "level", "0"],
    ["-0.0", "change", "0.0"],
    ["-0.0", "percent", "0.0%"],
    ["-0.0", "growth", "0.0%"],
    ["-0.0", "points", "0.0ポイント"],
  ])("prints %s as %s: %s", (rounded, form, text) => {
    expect(ja.number(rounded, form)).toBe(text);
  });

  test("prints a full-width dash where no value exists and where a comparison has no meaning", () => {
    expect([ja.none, ja.notMeaningful]).toEqual(["－", "－"]);
  });
});

describe("amounts in sentences", () => {
  test.each<[string, string, UnitForm]>([
    ["3021.29", "3,021.29円", sample.yen],
    ["228376", "228,376千円", sample.thousands],
    ["5500", "5,500万円", sample.myriads],
    ["55", "55百万円", sample.millions],
    ["264.4", "264.4億円", sample.oku],
    ["-1.0", "△1.0億円", sample.oku],
    ["-0.0", "0.0億円", sample.oku],
    ["26.4", "26.4十億円", sample.billions],
    ["1.2", "1.2兆円", sample.trillions],
    ["410.3", "410.3百万米ドル", sample.dollars],
    ["410.3", "410.3百万CHF", sample.francs],
    ["253.2", "253.2Gbps", sample.bandwidth],
    ["-27.8", "△27.8Gbps", sample.bandwidth],
    ["16112", "16,112件", sample.contracts],
    ["40", "40名", sample.employees],
    ["18.3", "18.3%", sample.percent],
    ["1.5", "1.5倍", sample.times],
    ["1.5", "1.5ポイント", sample.points],
  ])("writes %s as %s", (rounded, text, unit) => {
    expect(ja.amount(rounded, unit)).toBe(text);
  });

  test.each<[string, string, UnitForm]>([
    ["9999", "9,999億円", sample.oku],
    ["12345", "1兆2,345億円", sample.oku],
    ["10005.5", "1兆5.5億円", sample.oku],
    ["10000.0", "1兆円", sample.oku],
    ["10000", "1億円", sample.myriads],
    ["-123456", "△12億3,456万円", sample.myriads],
    ["123456789", "1兆2,345億6,789万円", sample.myriads],
  ])("passes from %s to the next word: %s", (rounded, text, unit) => {
    expect(ja.amount(rounded, unit)).toBe(text);
  });

  test("loses no digit by passing to the next word", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (count) => {
        const worth = { 万: 1n, 億: 10n ** 4n, 兆: 10n ** 8n };
        const parts = ja.amount(String(count), sample.myriads).matchAll(/([0-9,]+)([万億兆])/g);
        const sum = [...parts].reduce(
          (total, [, digits, word]) =>
            total + BigInt(digits!.replaceAll(",", "")) * worth[word as keyof typeof worth],
          0n,
        );
        expect(sum).toBe(count);
      }),
    );
  });

  test.each<[string | undefined, { power: number; decimals?: number }, UnitForm]>([
    [undefined, { power: 8, decimals: 1 }, sample.millions],
    ["26444000000", { power: 8, decimals: 1 }, sample.millions],
    ["811000000", { power: 8, decimals: 1 }, sample.millions],
    ["-811000000", { power: 8, decimals: 1 }, sample.millions],
    ["1800000000.00", { power: 8, decimals: 1 }, sample.billions],
    ["100000000", { power: 8, decimals: 1 }, sample.millions],
    ["99999999.9", { power: 4, decimals: 0 }, sample.millions],
    ["-55000000", { power: 4, decimals: 0 }, sample.millions],
    ["10000", { power: 4, decimals: 0 }, sample.thousands],
    ["9000", { power: 0, decimals: 0 }, sample.thousands],
    ["0", { power: 0, decimals: 0 }, sample.millions],
    ["0.05", { power: 0, decimals: 0 }, sample.thousands],
    ["1234500000000", { power: 8, decimals: 0 }, sample.millions],
    [undefined, { power: 0 }, sample.yen],
    ["3021.29", { power: 0 }, sample.yen],
    ["612313000", { power: 8, decimals: 1 }, sample.yen],
    ["410297000", { power: 8, decimals: 1 }, sample.dollars],
    ["253200000000", { power: 0 }, sample.bandwidth],
    ["0.183", { power: -2 }, sample.percent],
  ])("gives the magnitude %s in %o", (magnitude, prose, unit) => {
    expect(ja.proseUnit(unit, magnitude)).toEqual(prose);
  });

  test("refuses a scale without a Japanese word", () => {
    expect(() => ja.amount("1", { ...sample.millions, name: "JPY 100 thousand", power: 5 })).toThrow(
      new TypeError('Japanese has no word for 10^5, the scale of "JPY 100 thousand"'),
    );
  });

  test("refuses money without a currency", () => {
    expect(() => ja.unitHead({ name: "million", family: "money", power: 6 })).toThrow(
      new TypeError('expected a currency for the unit "million"'),
    );
  });

  test.each<[string, UnitForm]>([
    ["単位：円", sample.yen],
    ["単位：千円", sample.thousands],
    ["単位：百万円", sample.millions],
    ["単位：億円", sample.oku],
    ["単位：%", sample.percent],
    ["単位：ポイント", sample.points],
    ["単位：Gbps", sample.bandwidth],
    ["単位：件", sample.contracts],
  ])("heads a table with %s", (head, unit) => {
    expect(ja.unitHead(unit)).toBe(head);
  });
});

describe("moves in sentences", () => {
  test.each<[string, Omit<Move, "style">]>([
    ["59.9%増", sample.growth("up", "59.9")],
    ["3.6%減", sample.growth("down", "3.6")],
    ["1,234.5%増", sample.growth("up", "1234.5")],
    ["横ばい", sample.growth("none", "0.0")],
    ["ほぼ横ばい", sample.growth("down", "0.0")],
    ["1.5ポイント上昇", sample.pointsMove("up", "1.5")],
    ["1.7ポイント低下", sample.pointsMove("down", "1.7")],
    ["27.8Gbps増", sample.changeBy("up", "27.8", sample.bandwidth)],
    ["758件増", sample.changeBy("up", "758", sample.contracts)],
    ["3,800万円減", sample.changeBy("down", "3800", sample.myriads)],
  ])("says %s in every style", (text, move) => {
    expect(sample.moveStyles.map((style) => ja.moved({ ...move, style }))).toEqual([text, text, text]);
  });

  test("has the words of the sign matrix", () => {
    expect(sample.outcomes.map((outcome) => ja.outcome(outcome))).toEqual([
      "黒字転換",
      "赤字転換",
      "赤字縮小",
      "赤字拡大",
      "横ばい",
    ]);
  });
});

describe("periods and dates", () => {
  test.each<[readonly [string, string, string, string], PeriodForm]>([
    [["2Q06", "2007年3月期 第2四半期", "2006年7月～9月", "2007年3月期"], sample.quarter],
    [["4Q06", "2007年3月期 第4四半期", "2007年1月～3月", "2007年3月期"], sample.lastQuarter],
    [["1H06", "2007年3月期 上期", "2006年4月～9月", "2007年3月期"], sample.firstHalf],
    [["2H06", "2007年3月期 下期", "2006年10月～2007年3月", "2007年3月期"], sample.secondHalf],
    [["9M06", "2007年3月期 第3四半期累計", "2006年4月～12月", "2007年3月期"], sample.nineMonths],
    [["FY2006", "2007年3月期", "2006年4月～2007年3月", "2007年3月期"], sample.year],
    [["2006年9月30日", "2006年9月30日", "2006年9月30日", "2007年3月期"], sample.instant],
  ])("writes a period short, by name, as a range and by year: %s", (texts, period) => {
    expect(sample.periodStyles.map((style) => ja.period(period, style))).toEqual(texts);
  });

  test.each([
    ["2006-07-02", "2006-09-30", "2006年7月2日～9月30日"],
    ["2006-10-01", "2007-01-06", "2006年10月1日～2007年1月6日"],
    ["2006-07-01", "2006-07-31", "2006年7月"],
  ])("writes the range %s to %s as %s", (start, end, text) => {
    expect(ja.period({ ...sample.quarter, start, end }, "range")).toBe(text);
  });

  test("refuses a half that a year does not have", () => {
    expect(() => ja.period({ ...sample.firstHalf, index: 3 }, "name")).toThrow(
      new TypeError('expected index 1 or 2 of the period "1H06", got 3'),
    );
  });

  test("writes dates in full and short", () => {
    expect([ja.date("2006-11-09"), ja.date("2006-11-09", "long"), ja.date("2006-08-03", "short")]).toEqual([
      "2006年11月9日",
      "2006年11月9日",
      "8月3日",
    ]);
  });
});

describe("comparisons", () => {
  test.each<[string, Comparison]>([
    ["前年同四半期比", { against: "year", kind: "quarter", base: sample.quarter }],
    ["前年同期比", { against: "year", kind: "half" }],
    ["前年同期比", { against: "year", kind: "nine-months" }],
    ["前年同期比", { against: "year", kind: "year" }],
    ["前年同期末比", { against: "year", kind: "instant" }],
    ["前四半期比", { against: "quarter", kind: "quarter" }],
    ["前四半期末比", { against: "quarter", kind: "instant" }],
    ["1Q05比", { against: "period", kind: "quarter", base: { ...sample.quarter, id: "1Q05" } }],
    ["前期末比", { against: "year-end", kind: "instant" }],
    ["期初目標比", { against: "scenario", kind: "half", scenario: "期初目標" }],
  ])("words a comparison as %s in heads and sentences", (text, comparison) => {
    expect([ja.comparison(comparison, "head"), ja.comparison(comparison, "sentence")]).toEqual([text, text]);
  });

  test("refuses a scenario without a label", () => {
    expect(() => ja.comparison({ against: "scenario", kind: "half", scenario: "" }, "head")).toThrow(
      new TypeError("expected the label of the scenario compared with"),
    );
  });
});
