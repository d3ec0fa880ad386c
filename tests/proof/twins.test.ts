import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/problem.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { checkTwins } from "../../src/proof/twins.ts";
import { sampleTrace, type SamplePrint } from "./sample-trace.ts";

/** A document of a language that prints these figures, slide by slide. */
function printing(lang: string, bySlide: Readonly<Record<string, readonly string[]>>): Trace {
  const prints = Object.entries(bySlide).flatMap(([slide, list]) =>
    list.map((figure) => ({ slide, figure, text: "1" })),
  );
  return sampleTrace({
    lang,
    values: Object.fromEntries(prints.map(({ figure }) => [figure, "1000000"])),
    prints,
  });
}

const told = (...traces: readonly Trace[]): readonly string[] => checkTwins(traces).map(formatProblem);
const sameFigures = "\n  hint: the languages of a document print the same figures on each slide";
const sameValues = "\n  hint: the languages of a document print the same values";

describe("checkTwins", () => {
  test("accepts another order", () => {
    const en = printing("en", { results: ["revenue@2Q06", "cost@2Q06"] });
    const ja = printing("ja", { results: ["cost@2Q06", "revenue@2Q06"] });
    expect(told(en, ja)).toEqual([]);
  });

  test("names the slide and what each language lacks", () => {
    const en = printing("en", { results: ["revenue@2Q06", "cost@2Q06"], outlook: ["revenue@FY2006"] });
    const ja = printing("ja", { results: ["revenue@2Q06", "cost@1Q06"], outlook: ["revenue@FY2006"] });
    expect(told(en, ja)).toEqual([
      `slide "results" prints in en but not in ja: cost@2Q06${sameFigures}`,
      `slide "results" prints in ja but not in en: cost@1Q06${sameFigures}`,
    ]);
  });

  test("finds a figure that stands on another slide", () => {
    const en = printing("en", { one: ["a@2Q06"], two: [] });
    const ja = printing("ja", { one: [], two: ["a@2Q06"] });
    expect(checkTwins([en, ja]).map(({ what }) => what)).toEqual([
      'slide "one" prints in en but not in ja: a@2Q06',
      'slide "two" prints in ja but not in en: a@2Q06',
    ]);
  });

  test("compares every language with the first", () => {
    const [en, ja, zh] = [
      printing("en", { s: ["a@2Q06"] }),
      printing("ja", { s: ["a@2Q06"] }),
      printing("zh", {}),
    ];
    expect(checkTwins([en, ja, zh]).map(({ what }) => what)).toEqual([
      'slide "s" prints in en but not in zh: a@2Q06',
    ]);
  });

  test("has nothing to say of one language, or of none", () => {
    expect(told(printing("en", { s: ["a@2Q06"] }))).toEqual([]);
    expect(told()).toEqual([]);
  });

  test("finds a row of a table that one language lacks although its text has the figure", () => {
    const values = { "a@2Q06": "811000000" };
    const inText = { "s.title": ["Income of ", { figure: "a@2Q06", text: "JPY 811 million" }] };
    const prints = [{ figure: "a@2Q06", text: "JPY 811 million" }];
    const en = sampleTrace({
      values,
      texts: inText,
      prints: [...prints, { figure: "a@2Q06", text: "811" }],
    });
    const ja = sampleTrace({ lang: "ja", values, texts: inText, prints });
    const hint = "\n  hint: a row, a column or a label is missing in ja";
    expect(told(en, ja)).toEqual([
      `slide "s" prints outside its texts less often in ja than in en: a@2Q06${hint}`,
    ]);
  });

  test("finds a text that gives a figure of another period than its twin, though the slide prints both", () => {
    const values = { "a@2Q06": "1000000", "a@2Q05": "1000000", "b@2Q06": "1000000" };
    const prints = Object.keys(values).map((figure) => ({ figure, text: "1" }));
    const say = (lang: string, ...figures: readonly string[]): Trace =>
      sampleTrace({
        lang,
        values,
        prints: [...prints, ...figures.map((figure) => ({ figure, text: "1" }))],
        texts: { "s.title": figures.map((figure) => ({ figure, text: "1" })) },
      });
    expect(told(say("en", "a@2Q05"), say("ja", "a@2Q06"))).toEqual([
      'text.en.yaml slide "s" gives a@2Q05 in en where it gives a@2Q06 in ja, in s.title\n  hint: the same text gives the same figures in all languages',
    ]);
    expect(told(say("en", "a@2Q05"), say("ja", "a@2Q06", "a@2Q05"))).toEqual([]);
    expect(told(say("en", "a@2Q06"), say("ja", "b@2Q06"))).toEqual([]);
  });

  test("lets texts repeat a figure as often as the language likes", () => {
    const values = { "a@2Q06": "811000000" };
    const part = { figure: "a@2Q06", text: "811" };
    const table = { figure: "a@2Q06", text: "811" };
    const en = sampleTrace({
      values,
      texts: { "s.title": [part], "s.notes.1": [part], "s.chart.alt": [part] },
      prints: [table, table, table],
    });
    const ja = sampleTrace({ lang: "ja", values, prints: [table] });
    expect(told(en, ja)).toEqual([]);
  });

  describe("of one figure in two languages", () => {
    const pair = (
      [a, b]: readonly [Partial<SamplePrint> & { text: string }, Partial<SamplePrint> & { text: string }],
      { figure = "a@2Q06", value = "-14007000000" as string | null } = {},
    ): readonly string[] => {
      const [en, ja] = [a, b].map((print, at) =>
        sampleTrace({
          lang: at === 0 ? "en" : "ja",
          values: { [figure]: value },
          prints: [{ figure, ...print }],
        }),
      );
      return told(en!, ja!);
    };
    const oku = { unit: "JPY 100 million", decimals: 1 };

    test.each([
      ["the same digits", { text: "(14,007)" }, { text: "△14,007" }],
      ["another scale", { text: "−JPY 14,007 million" }, { text: "△140.1億円", ...oku }],
      ["a scale that was cut", { text: "−JPY 14,007 million" }, { text: "△140.0億円", ...oku }],
      ["a plugged cell", { text: "(14,007)", by: "plug" as const }, { text: "△14,006" }],
      ["the size of a fall", { text: "JPY 14,007 million", value: "14007000000" }, { text: "△14,007" }],
    ])("accepts %s", (_, a, b) => {
      expect(pair([a, b])).toEqual([]);
    });

    test.each([
      ["other digits", { text: "(14,007)" }, { text: "△14,107" }],
      ["a last digit", { text: "(14,007)" }, { text: "△14,006" }],
      ["another scale", { text: "−JPY 14,007 million" }, { text: "△140.1百万円", ...oku }],
      ["digits beyond the coarser scale", { text: "−JPY 14,007 million" }, { text: "△140.2億円", ...oku }],
      ["a lost sign", { text: "(14,007)" }, { text: "14,007" }],
      ["another currency", { text: "−JPY 14,007 million" }, { text: "△14,007百万米ドル" }],
      ["a dash", { text: "(14,007)" }, { text: "－" }],
    ])("finds %s", (_, a, b) => {
      expect(pair([a, b])).toEqual([
        `slide "s" prints a@2Q06 in en as "${a.text}" but in ja as "${b.text}"${sameValues}`,
      ]);
    });

    test("finds points where the other language has per cent", () => {
      const ratio = { unit: "%", decimals: 1 };
      const texts = [
        { text: "5.8%", ...ratio },
        { text: "5.8ポイント", ...ratio },
      ] as const;
      expect(pair(texts, { value: "0.058" })).toEqual([
        `slide "s" prints a@2Q06 in en as "5.8%" but in ja as "5.8ポイント"${sameValues}`,
      ]);
    });

    test("takes words for no change and a number that shows none for the same", () => {
      const growth = { figure: "a@2Q06|growth(-1y)", value: "0" };
      const shown = { unit: "%", decimals: 1 };
      expect(
        pair(
          [
            { text: "unchanged", ...shown },
            { text: "0.0%", ...shown },
          ],
          growth,
        ),
      ).toEqual([]);
      expect(
        pair(
          [
            { text: "unchanged", ...shown },
            { text: "0.1%", ...shown },
          ],
          growth,
        ),
      ).toHaveLength(1);
    });

    test("reads the direction that stands beside a number", () => {
      const figure = "a@2Q06|growth(-1y)";
      const [values, shown] = [{ [figure]: "-0.033" }, { unit: "%", decimals: 1, figure }];
      const saying = (word: string): Trace =>
        sampleTrace({
          values,
          texts: { "s.title": [`revenues ${word} `, { figure, text: "3.3%" }] },
          prints: [{ text: "3.3%", ...shown }],
        });
      const ja = sampleTrace({
        lang: "ja",
        values,
        texts: { "s.title": ["営業収益は", { figure, text: "3.3%減" }] },
        prints: [{ text: "3.3%減", ...shown }],
      });
      expect(told(saying("fell"), ja)).toEqual([]);
      expect(told(saying("rose"), ja)).toEqual([
        `text.en.yaml slide "s" prints ${figure} in en as "3.3%" but in ja as "3.3%減"${sameValues}`,
      ]);
    });
  });
});
