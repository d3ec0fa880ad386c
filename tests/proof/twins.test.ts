import { describe, expect, test } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import { formatProblem } from "../../src/problem.ts";
import { checkTwins } from "../../src/proof/twins.ts";

const shown = { unit: "JPY million", decimals: 0, by: "fact" } as const;

/** A document of a language that prints these figures, slide by slide. */
function printing(lang: string, bySlide: Readonly<Record<string, readonly string[]>>): Document {
  const figures = Object.entries(bySlide).flatMap(([slide, list]) =>
    list.map((figure) => ({ slide, figure, text: `${figure} in ${lang}`, value: "1", shown })),
  );
  return {
    kind: "deck",
    period: "2Q06",
    company: "acme",
    companyName: "Acme",
    name: "deck",
    lang,
    title: "",
    subject: "",
    keywords: [],
    date: "2006-11-09",
    slides: [],
    figures,
  };
}

const told = (...documents: readonly Document[]): readonly string[] =>
  checkTwins(documents).map(formatProblem);

describe("checkTwins", () => {
  test("accepts other words, another order and repetitions", () => {
    const en = printing("en", { results: ["revenue@2Q06", "cost@2Q06"] });
    const ja = printing("ja", { results: ["cost@2Q06", "revenue@2Q06", "cost@2Q06"] });
    expect(told(en, ja)).toEqual([]);
  });

  test("names the slide and what each language lacks", () => {
    const en = printing("en", { results: ["revenue@2Q06", "cost@2Q06"], outlook: ["revenue@FY2006"] });
    const ja = printing("ja", { results: ["revenue@2Q06", "cost@1Q06"], outlook: ["revenue@FY2006"] });
    const hint = "\n  hint: the languages of a document print the same figures on each slide";
    expect(told(en, ja)).toEqual([
      `slide "results" prints in en but not in ja: cost@2Q06${hint}`,
      `slide "results" prints in ja but not in en: cost@1Q06${hint}`,
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
});
