import { describe, expect, test } from "vitest";
import { en } from "../../src/locales/en.ts";
import type { Comparison, Move, NumberForm, PeriodForm, UnitForm } from "../../src/locales/locale.ts";
import * as sample from "./samples.ts";

/** Shows no-break spaces as underscores, so that the expected texts tell them from spaces. */
const visible = (text: string) => text.replaceAll("\u00a0", "_");

describe("numbers", () => {
  test.each<[string, NumberForm, string]>([
    ["26444", "level", "26,444"],
    ["-26827", "level", "(26,827)"],
    ["-1234.5", "level", "(1,234.5)"],
    ["2854", "change", "+2,854"],
    ["-867", "change", "−867"],
    ["18.3", "percent", "18.3%"],
    ["-1.2", "percent", "(1.2%)"],
    ["100.0", "percent", "100.0%"],
    ["17.4", "growth", "+17.4%"],
    ["-20.0", "growth", "−20.0%"],
    ["1234.5", "growth", "+1,234.5%"],
    ["1.5", "points", "+1.5_points"],
    ["1.0", "points", "+1.0_points"],
    ["-1.7", "points", "−1.7_points"],
    ["0", "level", "0"],
    ["-0", "level", "0"],
    ["0.0", "change", "0.0"],
    ["-0.0", "percent", "0.0%"],
    ["-0.0", "growth", "0.0%"],
    ["0.0", "points", "0.0_points"],
  ])("prints %s as %s: %s", (rounded, form, text) => {
    expect(visible(en.number(rounded, form))).toBe(text);
  });

  test("prints a dash where no value exists and n.m. where a comparison has no meaning", () => {
    expect([en.none, en.notMeaningful]).toEqual(["–", "n.m."]);
  });
});

describe("amounts in sentences", () => {
  test.each<[string, string, UnitForm]>([
    ["3021.29", "JPY_3,021.29", sample.yen],
    ["228376", "JPY_228,376_thousand", sample.thousands],
    ["26444", "JPY_26,444_million", sample.millions],
    ["14.0", "JPY_14.0_billion", sample.billions],
    ["1.2", "JPY_1.2_trillion", sample.trillions],
    ["410.3", "USD_410.3_million", sample.dollars],
    ["-100", "−JPY_100_million", sample.millions],
    ["-0", "JPY_0_million", sample.millions],
    ["253.2", "253.2_Gbps", sample.bandwidth],
    ["-27.8", "−27.8_Gbps", sample.bandwidth],
    ["16112", "16,112", sample.contracts],
    ["40", "40", sample.employees],
    ["18.3", "18.3%", sample.percent],
    ["-1.2", "−1.2%", sample.percent],
    ["1.5", "1.5_times", sample.times],
    ["1.5", "1.5_points", sample.points],
  ])("writes %s as %s", (rounded, text, unit) => {
    expect(visible(en.amount(rounded, unit))).toBe(text);
  });

  test.each([sample.millions, sample.billions, sample.yen, sample.bandwidth])(
    "keeps the unit and the decimals of the table: $name",
    (unit) => {
      expect(en.proseUnit(unit, "55000000")).toEqual({ power: unit.power });
    },
  );

  test("refuses a scale without an English word", () => {
    expect(() => en.amount("1", sample.oku)).toThrow(
      new TypeError('English has no word for 10^8, the scale of "JPY 100 million"'),
    );
  });

  test("refuses money without a currency", () => {
    expect(() => en.amount("1", { name: "million", family: "money", power: 6 })).toThrow(
      new TypeError('expected a currency for the unit "million"'),
    );
  });

  test.each<[string, UnitForm]>([
    ["JPY", sample.yen],
    ["JPY thousand", sample.thousands],
    ["JPY million", sample.millions],
    ["JPY billion", sample.billions],
    ["%", sample.percent],
    ["points", sample.points],
    ["Gbps", sample.bandwidth],
    ["contracts", sample.contracts],
  ])("heads a table with %s", (head, unit) => {
    expect(en.unitHead(unit)).toBe(head);
  });
});

describe("moves in sentences", () => {
  test.each<[string, Move]>([
    ["rose 59.9%", sample.growth("up", "59.9")],
    ["fell 3.6%", sample.growth("down", "3.6")],
    ["was unchanged", sample.growth("none", "0.0")],
    ["was little changed", sample.growth("up", "0.0")],
    ["up_59.9%", sample.growth("up", "59.9", "adverb")],
    ["down_3.6%", sample.growth("down", "3.6", "adverb")],
    ["unchanged", sample.growth("none", "0", "adverb")],
    ["little changed", sample.growth("down", "0.0", "adverb")],
    ["an increase of 59.9%", sample.growth("up", "59.9", "noun")],
    ["a decrease of 1,003.6%", sample.growth("down", "1003.6", "noun")],
    ["no change", sample.growth("none", "0", "noun")],
    ["little change", sample.growth("down", "0.0", "noun")],
    ["rose 1.5_points", sample.pointsMove("up", "1.5")],
    ["fell 1.7_points", sample.pointsMove("down", "1.7")],
    ["an increase of 1.5_points", sample.pointsMove("up", "1.5", "noun")],
    ["rose by JPY_38_million", { ...sample.changeBy("up", "38", sample.millions), style: "verb" }],
    ["down_JPY_3,275_million", { ...sample.changeBy("down", "3275", sample.millions), style: "adverb" }],
    ["an increase of 27.8_Gbps", { ...sample.changeBy("up", "27.8", sample.bandwidth), style: "noun" }],
    ["rose by 758", { ...sample.changeBy("up", "758", sample.contracts), style: "verb" }],
  ])("says %s", (text, move) => {
    expect(visible(en.moved(move))).toBe(text);
  });

  test("has the words of the sign matrix", () => {
    expect(sample.outcomes.map((outcome) => en.outcome(outcome))).toEqual([
      "turned to profit",
      "turned to loss",
      "loss narrowed",
      "loss widened",
      "unchanged",
    ]);
  });

  test("fits the words of the sign matrix into the place of a verb", () => {
    expect(sample.outcomes.map((outcome) => en.outcome(outcome, "verb"))).toEqual([
      "turned to profit",
      "turned to loss",
      "showed a narrower loss",
      "showed a wider loss",
      "was unchanged",
    ]);
  });

  test("fits the words of the sign matrix into the place of a noun", () => {
    expect(sample.outcomes.map((outcome) => en.outcome(outcome, "noun"))).toEqual([
      "a turn to profit",
      "a turn to loss",
      "a narrower loss",
      "a wider loss",
      "no change",
    ]);
  });
});

describe("periods and dates", () => {
  test.each<[readonly [string, string, string, string], PeriodForm]>([
    [["2Q06", "second quarter of FY2006", "July – September 2006", "FY2006"], sample.quarter],
    [["4Q06", "fourth quarter of FY2006", "January – March 2007", "FY2006"], sample.lastQuarter],
    [["1H06", "first half of FY2006", "April – September 2006", "FY2006"], sample.firstHalf],
    [["2H06", "second half of FY2006", "October 2006 – March 2007", "FY2006"], sample.secondHalf],
    [["9M06", "first nine months of FY2006", "April – December 2006", "FY2006"], sample.nineMonths],
    [["FY2006", "FY2006", "April 2006 – March 2007", "FY2006"], sample.year],
    [["September 30, 2006", "September 30, 2006", "September 30, 2006", "FY2006"], sample.instant],
  ])("writes a period short, by name, as a range and by year: %s", (texts, period) => {
    expect(sample.periodStyles.map((style) => en.period(period, style))).toEqual(texts);
  });

  test.each([
    ["2006-07-02", "2006-09-30", "July 2 – September 30, 2006"],
    ["2006-09-03", "2006-09-30", "September 3 – September 30, 2006"],
    ["2006-10-01", "2007-01-06", "October 1, 2006 – January 6, 2007"],
    ["2006-07-01", "2006-07-31", "July 2006"],
  ])("writes the range %s to %s as %s", (start, end, text) => {
    expect(en.period({ ...sample.quarter, start, end }, "range")).toBe(text);
  });

  test("refuses a quarter that a year does not have", () => {
    expect(() => en.period({ ...sample.quarter, index: 5 }, "name")).toThrow(
      new TypeError('expected index 1 to 4 of the period "2Q06", got 5'),
    );
  });

  test("writes dates in full and short", () => {
    expect([en.date("2006-11-09"), en.date("2006-11-09", "long"), en.date("2006-08-03", "short")]).toEqual([
      "November 9, 2006",
      "November 9, 2006",
      "8/3",
    ]);
  });
});

describe("comparisons", () => {
  const { quarter, firstHalf, instant } = sample;
  const before: PeriodForm = {
    ...quarter,
    id: "2Q05",
    start: "2005-07-01",
    end: "2005-09-30",
    fiscalYear: 2005,
  };
  const yearEnd: PeriodForm = { ...instant, id: "2006-03-31", start: "2006-03-31", end: "2006-03-31" };

  test.each<[string, string, Comparison]>([
    ["YoY", "on a year ago", { against: "year", kind: quarter.kind }],
    ["YoY", "on 2Q05", { against: "year", kind: quarter.kind, base: before }],
    ["QoQ", "on the previous quarter", { against: "quarter", kind: quarter.kind }],
    ["QoQ", "on 2Q05", { against: "quarter", kind: quarter.kind, base: before }],
    ["vs 1Q05", "on 1Q05", { against: "period", kind: "quarter", base: { ...before, id: "1Q05" } }],
    ["vs year-end", "from the previous year-end", { against: "year-end", kind: instant.kind }],
    ["vs year-end", "from March 31, 2006", { against: "year-end", kind: instant.kind, base: yearEnd }],
    [
      "vs initial target",
      "against the initial target",
      { against: "scenario", kind: firstHalf.kind, scenario: "Initial target" },
    ],
    [
      "vs IFRS plan",
      "against the IFRS plan",
      { against: "scenario", kind: firstHalf.kind, scenario: "IFRS plan", base: firstHalf },
    ],
    [
      "vs November forecast",
      "against the November forecast",
      { against: "scenario", kind: firstHalf.kind, scenario: "November forecast" },
    ],
  ])("words a comparison as the head %s and the phrase %s", (head, sentence, comparison) => {
    expect([en.comparison(comparison, "head"), en.comparison(comparison, "sentence")]).toEqual([
      head,
      sentence,
    ]);
  });

  test("refuses a period that is not given", () => {
    expect(() => en.comparison({ against: "period", kind: "half" }, "head")).toThrow(
      new TypeError("expected the period compared with"),
    );
  });

  test("refuses a scenario without a label", () => {
    expect(() => en.comparison({ against: "scenario", kind: "half" }, "head")).toThrow(
      new TypeError("expected the label of the scenario compared with"),
    );
  });
});
