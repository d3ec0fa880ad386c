import { describe, expect, test } from "vitest";
import { de } from "../../src/locales/de.ts";
import type { Move, Outcome } from "../../src/locales/locale.ts";
import { formatProblem } from "../../src/problem.ts";
import { checkTexts } from "../../src/proof/check-texts.ts";
import { sampleTrace, type SamplePrint } from "./sample-trace.ts";

type Shown = Partial<SamplePrint> & { readonly text: string };

/** What is said of one printed text of a figure with this value. */
function told(
  shown: Shown,
  of: { readonly value: string | null; readonly measures?: string; readonly outcome?: string },
  lang = "en",
): readonly string[] {
  const figure = `a@2Q06${of.measures ?? ""}`;
  const trace = sampleTrace({
    lang,
    values: { [figure]: of.value },
    prints: [{ figure, ...shown }],
    ...(of.outcome !== undefined && { outcomes: { [figure]: of.outcome } }),
  });
  return checkTexts(trace).map(formatProblem);
}

const percent = { unit: "%", decimals: 1 };
const oku = { unit: "JPY 100 million", decimals: 1 };

describe("checkTexts", () => {
  test.each<[string, Shown, string]>([
    ["digits in the unit of the table", { text: "14,007" }, "14007000000"],
    ["an amount that names its unit", { text: "JPY 14,007 million" }, "14007000000"],
    ["億円", { text: "140.1億円", ...oku }, "14007000000"],
    ["兆 and 億円", { text: "1兆2,346億円", ...oku, decimals: 0 }, "1234567000000"],
    ["兆 that leaves nothing over", { text: "1兆円", ...oku, decimals: 0 }, "1000000000000"],
    ["a level in brackets", { text: "(26,827)" }, "-26827000000"],
    ["a half that is rounded up", { text: "3" }, "2500000"],
    ["a half that is rounded to even", { text: "2" }, "2500000"],
    ["digits that are cut", { text: "2" }, "2900000"],
    ["a count with a Japanese counter", { text: "16,112件", unit: "contracts" }, "16112"],
    ["a plain unit", { text: "253.2 Gbps", unit: "Gbps", decimals: 1 }, "253.2"],
    ["a plugged cell one unit off", { text: "813", by: "plug" }, "811600000"],
    ["the size of a fall where the plan took it", { text: "867", value: "867000000" }, "-867000000"],
    ["what rounds to nothing", { text: "0" }, "-400000"],
  ])("accepts %s", (_, shown, value) => {
    expect(told(shown, { value })).toEqual([]);
  });

  test.each<[string, Shown, string, string]>([
    [
      "a wrong digit",
      { text: "14,107" },
      "14007000000",
      'prints in en "14,107" for a@2Q06, but its value is 14007 JPY million\n  hint: it should be "14,007"',
    ],
    [
      "a last digit that no rounding gives",
      { text: "140.2億円", ...oku },
      "14007000000",
      'prints in en "140.2億円" for a@2Q06, but its value is 140.07 JPY 100 million\n  hint: it should be "140.1億円"',
    ],
    [
      "a lost sign",
      { text: "26,827" },
      "-26827000000",
      'prints in en "26,827" for a@2Q06, but its value is negative\n  hint: it should be "−26,827"',
    ],
    [
      "a sign too many",
      { text: "(811)" },
      "811000000",
      'prints in en "(811)" for a@2Q06, but its value has the other sign\n  hint: it should be "811"',
    ],
    [
      "another currency",
      { text: "USD 811 million" },
      "811000000",
      'prints in en "USD 811 million" for a@2Q06, but the figure is in JPY million',
    ],
    [
      "another scale",
      { text: "JPY 811 billion" },
      "811000000",
      'prints in en "JPY 811 billion" for a@2Q06, but the figure is in JPY million',
    ],
    [
      "points for per cent",
      { text: "5.8 points", ...percent },
      "0.058",
      'prints in en "5.8 points" for a@2Q06, but the figure is in %',
    ],
    [
      "another thing counted",
      { text: "40社", unit: "employees" },
      "40",
      'prints in en "40社" for a@2Q06, but the figure is in employees',
    ],
    [
      "decimals that the plan did not ask for",
      { text: "811.0" },
      "811000000",
      'prints in en "811.0" for a@2Q06, but is shown with 0 decimal(s) by the plan',
    ],
    [
      "a dash for a value",
      { text: "–" },
      "811000000",
      'prints in en "–" for a@2Q06, a dash, but its value is 811 JPY million',
    ],
    [
      "a text that is no number",
      { text: "TBD" },
      "811000000",
      'prints in en "TBD" for a@2Q06, which is no number',
    ],
    [
      "a plugged cell two units off",
      { text: "814", by: "plug" },
      "811600000",
      'prints in en "814" for a@2Q06, but its value is 811.6 JPY million\n  hint: it should be "812"',
    ],
    [
      "a unit that is none",
      { text: "811", unit: "JPY dozen" },
      "811000000",
      'prints in en "811" for a@2Q06, in "JPY dozen", which is no unit',
    ],
  ])("finds %s", (_, shown, value, expected) => {
    expect(told(shown, { value })).toEqual([`slide "s" ${expected}`]);
  });

  test("accepts a dash or the words for a figure without a value, and nothing else", () => {
    const loss = { value: null, measures: "|growth(-1y)", outcome: "turned-to-loss" };
    for (const text of ["–", "n.m.", "turned to loss", "赤字転換"])
      expect(told({ text, ...percent }, loss)).toEqual([]);
    expect(told({ text: "黒字転換", ...percent }, loss)).toEqual([
      'slide "s" prints in en "黒字転換" for a@2Q06|growth(-1y), but has no value: expected a dash or the words for turned to loss',
    ]);
    expect(told({ text: "0" }, { value: null })).toEqual([
      'slide "s" prints in en "0" for a@2Q06, but has no value: expected a dash',
    ]);
  });

  test("accepts words for a change of nothing where nothing changed", () => {
    const growth = { measures: "|growth(-1y)" };
    expect(told({ text: "横ばい", ...percent }, { value: "0", ...growth })).toEqual([]);
    expect(told({ text: "little changed", ...percent }, { value: "0.0004", ...growth })).toEqual([]);
    expect(told({ text: "ほぼ横ばい", ...percent }, { value: "0.004", ...growth })).toEqual([
      'slide "s" prints in en "ほぼ横ばい" for a@2Q06|growth(-1y), but its value is 0.004',
    ]);
    expect(told({ text: "unchanged", ...percent }, { value: "0.0004", ...growth })).toHaveLength(1);
  });

  test("wants every figure in the trace", () => {
    const trace = sampleTrace({ values: {}, prints: [{ figure: "b@2Q06", text: "5" }] });
    expect(checkTexts(trace).map(formatProblem)).toEqual([
      'slide "s" prints in en "5" for b@2Q06, a figure that the trace does not have',
    ]);
  });

  test("finds the text that is rounded in another way than the others", () => {
    const values = { "a@2Q06": "2600000", "b@2Q06": "3700000", "c@2Q06": "4800000" };
    const print = (figure: string, text: string): SamplePrint => ({ figure, text });
    const trace = (c: string) =>
      checkTexts(
        sampleTrace({ values, prints: [print("a@2Q06", "3"), print("b@2Q06", "4"), print("c@2Q06", c)] }),
      );
    expect(trace("5")).toEqual([]);
    expect(trace("4").map(formatProblem)).toEqual([
      'slide "s" prints in en "4" for c@2Q06, rounded in another way than most figures of its kind',
    ]);
  });

  test("tells nobody where two ways of rounding have as many texts", () => {
    const values = { "a@2Q06": "2600000", "b@2Q06": "3700000" };
    const prints = [
      { figure: "a@2Q06", text: "3" },
      { figure: "b@2Q06", text: "3" },
    ];
    expect(checkTexts(sampleTrace({ values, prints }))).toEqual([]);
  });

  describe("of an unsigned fall", () => {
    const figure = "a@2Q06|growth(-1y)";
    const print = { figure, text: "3.3%", ...percent };
    const saying = (before: string, { prints = [print], value = "-0.033" } = {}): readonly string[] =>
      checkTexts(
        sampleTrace({
          values: { [figure]: value },
          texts: { "s.title": [before, { figure, text: "3.3%" }] },
          prints,
        }),
      ).map(formatProblem);

    test("accepts words of direction beside it", () => {
      expect(saying("revenues fell ")).toEqual([]);
      expect(saying("revenues down\u00a0")).toEqual([]);
    });

    test("finds words of the other direction", () => {
      expect(saying("revenues rose ")).toEqual([
        `text.en.yaml slide "s" prints in en "3.3%" for ${figure}, and the words beside it say "up", but the figure went down\n  hint: have {{moved}} write the direction`,
      ]);
      expect(saying("revenues fell ", { value: "0.033" })).toHaveLength(1);
    });

    test("finds a minus beside words that say it", () => {
      const text = "−3.3%";
      const trace = sampleTrace({
        values: { [figure]: "-0.033" },
        texts: { "s.title": ["revenues fell ", { figure, text }] },
        prints: [{ ...print, text }],
      });
      expect(checkTexts(trace).map(formatProblem)).toEqual([
        `text.en.yaml slide "s" prints in en "−3.3%" for ${figure}, and the words beside it say "down" as well\n  hint: say it once`,
      ]);
    });

    test("finds a text without any", () => {
      expect(saying("revenues: ")).toEqual([
        `text.en.yaml slide "s" prints in en "3.3%" for ${figure}, but its value is negative and no words say so\n  hint: it should be "−3.3%"`,
      ]);
    });

    test("finds the cell of a table beside a text that says it with words", () => {
      expect(saying("revenues fell ", { prints: [print, print] })).toEqual([
        `slide "s" prints in en "3.3%" for ${figure}, but its value is negative\n  hint: it should be "−3.3%"`,
      ]);
    });
  });

  describe("in German", () => {
    test.each<[string, Shown, string]>([
      ["digits in the unit of the table", { text: "14.007" }, "14007000000"],
      ["decimals", { text: "1.234,5", decimals: 1 }, "1234500000"],
      ["an amount that names its unit", { text: "14.007\u00a0Mio.\u00a0JPY" }, "14007000000"],
      ["Mrd.", { text: "14,0\u00a0Mrd.\u00a0JPY", unit: "JPY billion", decimals: 1 }, "14007000000"],
      ["a level with a minus", { text: "−26.827" }, "-26827000000"],
      ["a percentage", { text: "+5,8\u00a0%", ...percent }, "0.058"],
      ["points", { text: "−1,5\u00a0Prozentpunkte", unit: "points", decimals: 1 }, "-0.015"],
      ["times", { text: "1,5fach", unit: "times", decimals: 1 }, "1.5"],
      ["a count with its noun", { text: "16.112 Aktien", unit: "shares" }, "16112"],
    ])("accepts %s", (_, shown, value) => {
      expect(told(shown, { value }, "de")).toEqual([]);
    });

    test("finds digits that are written as in English", () => {
      expect(told({ text: "14,007" }, { value: "14007000000" }, "de")).toEqual([
        'slide "s" prints in de "14,007" for a@2Q06, but is shown with 0 decimal(s) by the plan',
      ]);
      expect(told({ text: "5.8 %", ...percent }, { value: "0.058" }, "de")).toEqual([
        'slide "s" prints in de "5.8 %" for a@2Q06, which is no number',
      ]);
    });

    test("finds a wrong digit", () => {
      expect(told({ text: "14.107 Mio. JPY" }, { value: "14007000000" }, "de")).toEqual([
        'slide "s" prints in de "14.107 Mio. JPY" for a@2Q06, but its value is 14007 JPY million\n  hint: it should be "14.007 Mio. JPY"',
      ]);
    });

    const styles = ["verb", "adverb", "noun"] as const;
    const outcomes: readonly Outcome[] = [
      "turned-to-profit",
      "turned-to-loss",
      "loss-narrowed",
      "loss-widened",
      "unchanged",
    ];

    test.each(outcomes)("accepts the words for %s of a figure without a value, and no others", (outcome) => {
      const of = { value: null, measures: "|growth(-1y)", outcome };
      expect(told({ text: de.notMeaningful, ...percent }, of, "de")).toEqual([]);
      for (const style of styles) {
        for (const said of outcomes) {
          const found = told({ text: de.outcome(said, style), ...percent }, of, "de");
          expect(found).toHaveLength(said === outcome ? 0 : 1);
        }
      }
    });

    test("accepts words for a change of nothing where nothing changed", () => {
      const move: Omit<Move, "style"> = { direction: "none", sort: "growth", size: "0.0" };
      for (const style of styles) {
        const none = { text: de.moved({ ...move, style }), ...percent };
        const little = { text: de.moved({ ...move, direction: "up", style }), ...percent };
        const of = (value: string) => ({ value, measures: "|growth(-1y)" });
        expect(told(none, of("0"), "de")).toEqual([]);
        expect(told(none, of("0.0004"), "de")).toHaveLength(1);
        expect(told(little, of("0.0004"), "de")).toEqual([]);
        expect(told(little, of("0.004"), "de")).toHaveLength(1);
      }
    });

    test("hears the direction of the words beside a figure", () => {
      const figure = "a@2Q06|growth(-1y)";
      const text = "3,3\u00a0%";
      const saying = (before: string): readonly string[] =>
        checkTexts(
          sampleTrace({
            lang: "de",
            values: { [figure]: "-0.033" },
            texts: { "s.title": [before, { figure, text }] },
            prints: [{ figure, text, ...percent }],
          }),
        ).map(({ what }) => what);
      for (const words of ["Der Umsatz sank um ", "Umsatz minus\u00a0", "ein Rückgang von "])
        expect(saying(words)).toEqual([]);
      expect(saying("Der Umsatz stieg um ")).toEqual([
        `slide "s" prints in de "${text}" for ${figure}, and the words beside it say "up", but the figure went down`,
      ]);
      expect(saying("Umsatz: ")).toHaveLength(1);
    });
  });
});
