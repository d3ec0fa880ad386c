import { describe, expect, test } from "vitest";
import { de } from "../../src/locales/de.ts";
import type { Comparison, Move, NumberForm, PeriodForm, UnitForm } from "../../src/locales/locale.ts";
import * as sample from "./samples.ts";

/** Shows no-break spaces as underscores, so that the expected texts tell them from spaces. */
const visible = (text: string) => text.replaceAll("\u00a0", "_");

describe("numbers", () => {
  test.each<[string, NumberForm, string]>([
    ["26444", "level", "26.444"],
    ["-26827", "level", "−26.827"],
    ["-1234.5", "level", "−1.234,5"],
    ["1234567.89", "level", "1.234.567,89"],
    ["2854", "change", "+2.854"],
    ["-867", "change", "−867"],
    ["18.3", "percent", "18,3_%"],
    ["-1.2", "percent", "−1,2_%"],
    ["100.0", "percent", "100,0_%"],
    ["17.4", "growth", "+17,4_%"],
    ["-20.0", "growth", "−20,0_%"],
    ["1234.5", "growth", "+1.234,5_%"],
    ["1.5", "points", "+1,5_Prozentpunkte"],
    ["1.0", "points", "+1,0_Prozentpunkt"],
    ["-1", "points", "−1_Prozentpunkt"],
    ["11.0", "points", "+11,0_Prozentpunkte"],
    ["1.05", "points", "+1,05_Prozentpunkte"],
    ["-1.7", "points", "−1,7_Prozentpunkte"],
    ["0", "level", "0"],
    ["-0", "level", "0"],
    ["0.0", "change", "0,0"],
    ["-0.0", "percent", "0,0_%"],
    ["-0.0", "growth", "0,0_%"],
    ["0.0", "points", "0,0_Prozentpunkte"],
  ])("prints %s as %s: %s", (rounded, form, text) => {
    expect(visible(de.number(rounded, form))).toBe(text);
  });

  test("prints a dash where no value exists and n. a. where a comparison has no meaning", () => {
    expect([de.none, de.notMeaningful].map(visible)).toEqual(["–", "n._a."]);
  });
});

describe("amounts in sentences", () => {
  test.each<[string, string, UnitForm]>([
    ["3021.29", "3.021,29_JPY", sample.yen],
    ["1234", "1.234_Tsd._EUR", sample.euros(3)],
    ["26444", "26.444_Mio._EUR", sample.euros(6)],
    ["5.2", "5,2_Mrd._EUR", sample.euros(9)],
    ["1.2", "1,2_Bio._JPY", sample.trillions],
    ["410.3", "410,3_Mio._USD", sample.dollars],
    ["-100", "−100_Mio._JPY", sample.millions],
    ["-0", "0_Mio._JPY", sample.millions],
    ["253.2", "253,2_Gbps", sample.bandwidth],
    ["-27.8", "−27,8_Gbps", sample.bandwidth],
    ["16112", "16.112", sample.contracts],
    ["40", "40", sample.employees],
    ["12", "12_Unternehmen", { name: "companies", family: "plain", power: 0 }],
    ["18.3", "18,3_%", sample.percent],
    ["-1.2", "−1,2_%", sample.percent],
    ["1.5", "1,5fach", sample.times],
    ["1.5", "1,5fach", { ...sample.times, family: "plain" }],
    ["1.5", "1,5_Prozentpunkte", sample.points],
    ["1.0", "1,0_Prozentpunkt", sample.points],
  ])("writes %s as %s", (rounded, text, unit) => {
    expect(visible(de.amount(rounded, unit))).toBe(text);
  });

  test.each([sample.millions, sample.billions, sample.yen, sample.bandwidth])(
    "keeps the unit and the decimals of the table: $name",
    (unit) => {
      expect(de.proseUnit(unit, "55000000")).toEqual({ power: unit.power });
    },
  );

  test("refuses a scale without a German word", () => {
    expect(() => de.amount("1", sample.oku)).toThrow(
      new TypeError('German has no word for 10^8, the scale of "JPY 100 million"'),
    );
  });

  test("refuses money without a currency", () => {
    expect(() => de.amount("1", { name: "million", family: "money", power: 6 })).toThrow(
      new TypeError('expected a currency for the unit "million"'),
    );
  });

  test.each<[string, UnitForm]>([
    ["EUR", sample.euros(0)],
    ["Tsd. EUR", sample.euros(3)],
    ["Mio. EUR", sample.euros(6)],
    ["Mrd. EUR", sample.euros(9)],
    ["Bio. JPY", sample.trillions],
    ["%", sample.percent],
    ["x-fach", sample.times],
    ["Prozentpunkte", sample.points],
    ["Gbps", sample.bandwidth],
    ["Verträge", sample.contracts],
    ["Beschäftigte", sample.employees],
  ])("heads a table with %s", (head, unit) => {
    expect([de.unitHead(unit), de.unitName(unit)]).toEqual([head, head]);
  });
});

describe("moves in sentences", () => {
  test.each<[string, Move]>([
    ["stieg um 59,9_%", sample.growth("up", "59.9")],
    ["sank um 3,0_%", sample.growth("down", "3.0")],
    ["blieb unverändert", sample.growth("none", "0.0")],
    ["blieb nahezu unverändert", sample.growth("up", "0.0")],
    ["plus_59,9_%", sample.growth("up", "59.9", "adverb")],
    ["minus_3,0_%", sample.growth("down", "3.0", "adverb")],
    ["unverändert", sample.growth("none", "0", "adverb")],
    ["nahezu unverändert", sample.growth("down", "0.0", "adverb")],
    ["ein Anstieg von 59,9_%", sample.growth("up", "59.9", "noun")],
    ["ein Rückgang von 1.003,6_%", sample.growth("down", "1003.6", "noun")],
    ["keine Veränderung", sample.growth("none", "0", "noun")],
    ["nahezu keine Veränderung", sample.growth("down", "0.0", "noun")],
    ["stieg um 1,5_Prozentpunkte", sample.pointsMove("up", "1.5")],
    ["sank um 1,0_Prozentpunkt", sample.pointsMove("down", "1.0")],
    ["ein Anstieg von 1,5_Prozentpunkten", sample.pointsMove("up", "1.5", "noun")],
    ["ein Rückgang von 1,0_Prozentpunkt", sample.pointsMove("down", "1.0", "noun")],
    ["stieg um 38_Mio._JPY", { ...sample.changeBy("up", "38", sample.millions), style: "verb" }],
    ["minus_3.275_Mio._JPY", { ...sample.changeBy("down", "3275", sample.millions), style: "adverb" }],
    ["ein Anstieg von 27,8_Gbps", { ...sample.changeBy("up", "27.8", sample.bandwidth), style: "noun" }],
    ["stieg um 758", { ...sample.changeBy("up", "758", sample.contracts), style: "verb" }],
  ])("says %s", (text, move) => {
    expect(visible(de.moved(move))).toBe(text);
  });

  test("has the words of the sign matrix", () => {
    expect(sample.outcomes.map((outcome) => de.outcome(outcome))).toEqual([
      "Wechsel in die Gewinnzone",
      "Wechsel in die Verlustzone",
      "Verlust verringert",
      "Verlust ausgeweitet",
      "unverändert",
    ]);
  });

  test("fits the words of the sign matrix into the place of a verb", () => {
    expect(sample.outcomes.map((outcome) => de.outcome(outcome, "verb"))).toEqual([
      "wechselte in die Gewinnzone",
      "wechselte in die Verlustzone",
      "zeigte einen geringeren Verlust",
      "zeigte einen höheren Verlust",
      "blieb unverändert",
    ]);
  });

  test("fits the words of the sign matrix into the place of a noun", () => {
    expect(sample.outcomes.map((outcome) => de.outcome(outcome, "noun"))).toEqual([
      "ein Wechsel in die Gewinnzone",
      "ein Wechsel in die Verlustzone",
      "ein geringerer Verlust",
      "ein höherer Verlust",
      "keine Veränderung",
    ]);
  });
});

describe("periods and dates", () => {
  test.each<[readonly [string, string, string, string], PeriodForm]>([
    [["Q2 2006", "zweites Quartal 2006", "Juli – September 2006", "Geschäftsjahr 2006"], sample.quarter],
    [["Q4 2006", "viertes Quartal 2006", "Januar – März 2007", "Geschäftsjahr 2006"], sample.lastQuarter],
    [["H1 2006", "erstes Halbjahr 2006", "April – September 2006", "Geschäftsjahr 2006"], sample.firstHalf],
    [
      ["H2 2006", "zweites Halbjahr 2006", "Oktober 2006 – März 2007", "Geschäftsjahr 2006"],
      sample.secondHalf,
    ],
    [["9M 2006", "erste neun Monate 2006", "April – Dezember 2006", "Geschäftsjahr 2006"], sample.nineMonths],
    [["2006", "Geschäftsjahr 2006", "April 2006 – März 2007", "Geschäftsjahr 2006"], sample.year],
    [
      ["30. September 2006", "30. September 2006", "30. September 2006", "Geschäftsjahr 2006"],
      sample.instant,
    ],
  ])("writes a period short, by name, as a range and by year: %s", (texts, period) => {
    expect(sample.periodStyles.map((style) => de.period(period, style))).toEqual(texts);
  });

  test("heads a column with a period and its months", () => {
    expect(de.period(sample.quarter, "head")).toBe("Q2 2006 (Juli – September 2006)");
  });

  test.each([
    ["2006-07-02", "2006-09-30", "2. Juli – 30. September 2006"],
    ["2006-09-03", "2006-09-30", "3. September – 30. September 2006"],
    ["2006-10-01", "2007-01-06", "1. Oktober 2006 – 6. Januar 2007"],
    ["2006-07-01", "2006-07-31", "Juli 2006"],
  ])("writes the range %s to %s as %s", (start, end, text) => {
    expect(de.period({ ...sample.quarter, start, end }, "range")).toBe(text);
  });

  test("refuses a quarter that a year does not have", () => {
    expect(() => de.period({ ...sample.quarter, index: 5 }, "name")).toThrow(
      new TypeError('expected index 1 to 4 of the period "2Q06", got 5'),
    );
  });

  test("writes dates in full and short", () => {
    expect([de.date("2006-11-09"), de.date("2006-11-09", "long"), de.date("2006-08-03", "short")]).toEqual([
      "9. November 2006",
      "9. November 2006",
      "3.8.",
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
    ["ggü. Vorjahr", "gegenüber dem Vorjahreszeitraum", { against: "year", kind: quarter.kind }],
    ["ggü. Vorjahr", "gegenüber dem Vorjahresstichtag", { against: "year", kind: instant.kind }],
    ["ggü. Vorjahr", "gegenüber Q2 2005", { against: "year", kind: quarter.kind, base: before }],
    ["ggü. Vorquartal", "gegenüber dem Vorquartal", { against: "quarter", kind: quarter.kind }],
    ["ggü. Vorquartal", "gegenüber dem Ende des Vorquartals", { against: "quarter", kind: instant.kind }],
    ["ggü. Vorquartal", "gegenüber Q2 2005", { against: "quarter", kind: quarter.kind, base: before }],
    [
      "ggü. Q1 2005",
      "gegenüber Q1 2005",
      { against: "period", kind: "quarter", base: { ...before, id: "1Q05", index: 1 } },
    ],
    ["ggü. Jahresende", "gegenüber dem Ende des Vorjahres", { against: "year-end", kind: instant.kind }],
    [
      "ggü. Jahresende",
      "gegenüber dem 31. März 2006",
      { against: "year-end", kind: instant.kind, base: yearEnd },
    ],
    [
      "ggü. Ursprüngliches Ziel",
      "gegenüber „Ursprüngliches Ziel“",
      { against: "scenario", kind: firstHalf.kind, scenario: "Ursprüngliches Ziel" },
    ],
  ])("words a comparison as the head %s and the phrase %s", (head, sentence, comparison) => {
    expect([de.comparison(comparison, "head"), de.comparison(comparison, "sentence")]).toEqual([
      head,
      sentence,
    ]);
  });

  test("stands under a key figure", () => {
    const of = {
      number: de.number("21.3", "growth"),
      name: "ggü. Vorjahr",
      move: sample.growth("up", "21.3"),
    };
    expect(visible(de.compared(of))).toBe("+21,3_% ggü. Vorjahr");
  });

  test("refuses a period that is not given", () => {
    expect(() => de.comparison({ against: "period", kind: "half" }, "head")).toThrow(
      new TypeError("expected the period compared with"),
    );
  });

  test("refuses a scenario without a label", () => {
    expect(() => de.comparison({ against: "scenario", kind: "half" }, "head")).toThrow(
      new TypeError("expected the label of the scenario compared with"),
    );
  });
});
