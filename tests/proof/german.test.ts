import { expect, test } from "vitest";
import { fiscalCalendar } from "../../src/facts/calendar.ts";
import { checkTexts } from "../../src/proof/check-texts.ts";
import { checkWords } from "../../src/proof/check-words.ts";
import { explain } from "../../src/proof/explain.ts";
import { formatExplanation } from "../../src/proof/format-explanation.ts";
import { sentenceText } from "../../src/proof/compare-sentences.ts";
import { checkTwins } from "../../src/proof/twins.ts";
import { germanFiles } from "./german-deck.ts";
import { sampleTrace } from "./planned-trace.ts";

const [en, de] = [
  await sampleTrace(germanFiles, { lang: "en" }),
  await sampleTrace(germanFiles, { lang: "de" }),
];
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a German deck says what the English one says", () => {
  const said = new Map(de.sentences.map((sentence) => [sentence.key, plain(sentenceText(sentence))]));
  expect(said.get("deck.title")).toBe("Ergebnisse: zweites Quartal 2006");
  expect(said.get("results.title")).toBe("Der Umsatz sank um 2,5 % gegenüber H1 2005");
  expect(said.get("results.subtitle")).toBe("Ergebnisse · H1 2006 (April – September 2006)");
  expect(said.get("quarters.title")).toBe("Dienst A brachte 700 Mio. JPY");
  expect(said.get("cover.cover.date")).toBe("9. November 2006");
});

test("its tables print German numbers", () => {
  const printed = de.printed.filter(({ figure }) => figure.startsWith("revenue.total"));
  expect(printed.map(({ text }) => plain(text))).toEqual(["2,5 %", "1.900", "1.951", "2.000", "−2,5 %"]);
});

test("its texts are their values, and those of the English deck", () => {
  expect(checkTexts(de)).toEqual([]);
  expect(checkTwins([en, de])).toEqual([]);
});

test("nothing in its words is to be judged", () => {
  const calendar = fiscalCalendar({ endsIn: 3, named: "start" });
  expect(checkWords(de, { calendar, literals: [], others: [en, de] })).toEqual([]);
});

test("its figures are found by their text, and by digits without marks", () => {
  expect(explain(de, { query: "1.951" }).figure?.figure).toBe("revenue.total@1H06");
  expect(explain(de, { query: "1951" })).toMatchObject({ by: "digits", texts: ["1.951"] });
  expect(explain(de, { query: "-2,5" }).texts.map(plain)).toEqual(["2,5 %", "−2,5 %"]);
  expect(() => explain(de, { query: "1,951" })).toThrow('"1,951" is printed nowhere in deck (de)');
});

test("a German figure that is printed as reported is said to be so", () => {
  expect(formatExplanation(explain(de, { query: "1.951" }))).toContain('"1.951": printed as reported');
});
