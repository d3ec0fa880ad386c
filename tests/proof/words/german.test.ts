import { describe, expect, test } from "vitest";
import { de } from "../../../src/locales/de.ts";
import type { FindingRule } from "../../../src/proof/finding.ts";
import { findLanguage } from "../../../src/proof/words/languages.ts";
import { hear, hearText } from "./hear.ts";

const up = "[revenue@2Q06|growth(-1y)=59,9 %]";
const down = "[-revenue@2Q06|growth(-1y)=3,6 %]";
const costs = "[-costs@2Q06|growth(-1y)=3,6 %]";
const on = "{base:2Q05=gegenüber Q2 2005}";
const body = "results.words.items.1";

/** Words that a 2Q06 document may use; the key where it matters. */
const quiet: readonly (readonly [FindingRule, string, string?])[] = [
  ["stale-period", "Im zweiten Quartal und im ersten Halbjahr"],
  ["stale-period", "Der Umsatz war höher als im ersten Quartal"],
  ["stale-period", "Das vierte Quartal des Vorjahres"],
  ["stale-period", "Im zweiten Halbjahr wird eine höhere Nachfrage erwartet"],
  ["stale-period", "Ergebnis von April bis September"],
  ["stale-period", "Der Umsatz von [revenue@2Q05=12] im Vorjahresquartal"],
  ["stale-period", "{period:1Q04=Q1 2004} bis {period:3Q04=Q3 2004} sind angepasst"],
  ["stale-period", "[cash@2006-03-31=12] am Jahresende"],
  ["stale-period", "[revenue@2Q06=14] gegenüber {period:2Q05=Q2 2005}", "a.title"],
  ["stale-period", `Der Umsatz stieg ${up} im Vergleich zu {period:2Q05=Q2 2005}`, "a.title"],
  ["placeholder", "Die Dividende wird im Mai bekannt gegeben. Warum?"],
  ["placeholder", "Hier steht ein Text; die Zahlen folgten dem Plan"],
  ["foreign-script", "„Größe“, Übernahme – café · €"],
  ["untranslated", "Cloud Services for the Enterprise"],
  ["percent-of-ratio", "plus [margin@2Q06|points(-1y)=1,5] Prozentpunkte"],
  ["comparison-without-base", `Der Umsatz stieg um ${up} gegenüber dem Vorjahreszeitraum`],
  ["comparison-without-base", "Der Umsatz stieg um [revenue@2Q06|growth(-1q)=2 %] ggü. dem Vorquartal"],
  ["comparison-without-base", "[revenue@1H06|growth(target.initial)=5,8 %] über dem ursprünglichen Ziel"],
  ["comparison-without-base", "plus [cash@2006-09-30|growth(opening)=4,9 %] seit Ende des Vorjahres"],
  ["comparison-without-base", "[revenue@2Q06|growth(-1y)=Wechsel in die Verlustzone]"],
  ["wording", `Der Umsatz stieg deutlich um ${up} ${on}, die Kosten sanken um ${costs}`],
  ["wording", `Der Umsatz ist um ${up} gestiegen`],
  ["wording", `Der Umsatz nahm um ${up} zu und die Kosten gingen um ${costs} zurück`],
  ["wording", `Umsatz minus ${down}`],
  ["wording", `Der Umsatz stieg nicht, sondern sank um ${down}`],
  ["wording", "Die Kostenquote verbesserte sich um [-cost@2Q06|points(-1y)=1,2 Prozentpunkte]"],
  ["wording", `Der Umsatz sank (${down.replace("3,6", "−3,6")})`],
  ["number-in-words", "Zehn Verträge, ein Prozess und einfache Regeln, in Mio. EUR"],
];

/** Words that are found in a 2Q06 document, and what is said of them. */
const heard: readonly (readonly [FindingRule, string, string, string?])[] = [
  [
    "stale-period",
    "Ergebnis des ersten Quartals",
    `"Ergebnis des ersten Quartals" says "ersten Quartals", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "Ein starkes zweites Halbjahr",
    `"Ein starkes zweites Halbjahr" says "zweites Halbjahr", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "Neunmonatsbericht",
    `"Neunmonatsbericht" says "Neunmonatsbericht", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "Umsatz von Januar bis März",
    `"Umsatz von Januar bis März" says "Januar bis März", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "Der Umsatz sank in {period:3Q05=Q3 2005}",
    `"Der Umsatz sank in Q3 2005" names 3Q05, but the document reports 2Q06, and no figure of the slide is of it`,
  ],
  ["placeholder", "Zum [Datum]", `the placeholder "[Datum]" is left in "Zum [Datum]"`],
  ["placeholder", "Bitte ergänzen", `the placeholder "Bitte ergänzen" is left in "Bitte ergänzen"`],
  ["placeholder", "Zitat folgt", `the placeholder "Zitat folgt" is left in "Zitat folgt"`],
  ["foreign-script", "Текст", `"Текст" holds "Текст", which is not written in "de"`],
  [
    "percent-of-ratio",
    "plus [margin@2Q06|points(-1y)=1,5] Prozent",
    `"Prozent" is typed beside "1,5" in "plus 1,5 Prozent", but margin@2Q06|points(-1y) is in points`,
  ],
  [
    "percent-of-ratio",
    "plus [margin@2Q06|points(-1y)=1,5 Prozentpunkte] Prozentpunkte",
    `"Prozentpunkte" is typed after "1,5 Prozentpunkte" in "plus 1,5 Prozentpunkte Prozentpunkte", which says it already`,
  ],
  [
    "comparison-without-base",
    `Der Umsatz stieg um ${up}`,
    `"Der Umsatz stieg um 59,9 %" does not say what "59,9 %" is compared with`,
  ],
  [
    "wording",
    `Der Umsatz sank um ${up}`,
    `"Der Umsatz sank um 59,9 %" says "sank" of "59,9 %", but revenue@2Q06|growth(-1y) is a rise`,
  ],
  [
    "wording",
    `Umsatz minus ${up}`,
    `"Umsatz minus 59,9 %" says "minus" of "59,9 %", but revenue@2Q06|growth(-1y) is a rise`,
  ],
  [
    "wording",
    `Der Umsatz erhöhte sich um ${down}`,
    `"Der Umsatz erhöhte sich um 3,6 %" says "erhöhte" of "3,6 %", but revenue@2Q06|growth(-1y) is a fall`,
  ],
  [
    "wording",
    `Der Umsatz ist um ${up} zurückgegangen`,
    `"Der Umsatz ist um 59,9 % zurückgegangen" says "zurückgegangen" of "59,9 %", but revenue@2Q06|growth(-1y) is a rise`,
  ],
  [
    "wording",
    `Der Umsatz nahm um ${down} zu`,
    `"Der Umsatz nahm um 3,6 % zu" says "zu" of "3,6 %", but revenue@2Q06|growth(-1y) is a fall`,
  ],
  [
    "wording",
    `Der Umsatz sank um ${down.replace("3,6", "−3,6")}`,
    `"Der Umsatz sank um −3,6 %" says "sank" of "−3,6 %", which has its minus already`,
  ],
  [
    "number-in-words",
    "Der Umsatz verdoppelte sich",
    `"verdoppelte" in "Der Umsatz verdoppelte sich" is a number in words, with no figure behind it`,
  ],
  [
    "number-in-words",
    "Rund fünfundzwanzig Prozent",
    `"fünfundzwanzig Prozent" in "Rund fünfundzwanzig Prozent" is a number in words, with no figure behind it`,
  ],
];

describe("German words that are right:", () => {
  test.each(quiet.map(([rule, text, key = body]) => ({ rule, text, key })))(
    "$rule lets pass: $text",
    ({ rule, text, key }) => {
      expect(hearText(rule, text, { lang: "de", key })).toEqual([]);
    },
  );
});

describe("German words that are found:", () => {
  test.each(heard.map(([rule, text, what, key = body]) => ({ rule, text, what, key })))(
    "$rule: $text",
    ({ rule, text, what, key }) => {
      expect(hearText(rule, text, { lang: "de", key })).toEqual([what]);
    },
  );
});

describe("label-differs in German", () => {
  const labels = { revenue: "Umsatzerlöse", profit: "Betriebsergebnis" };
  const profit = "[profit@2Q06=811 Mio. EUR]";
  const revenue = "[revenue@2Q06=14.007 Mio. EUR]";
  const said = (text: string): readonly string[] =>
    hearText("label-differs", text, { lang: "de", labels, texts: { other: `${profit} ${revenue}` } });

  test.each([
    `Das Betriebsergebnis betrug ${profit}, die Umsatzerlöse ${revenue}`,
    `${profit} Betriebsergebnis und ${revenue} Umsatzerlöse`,
    `Das Betriebsergebnis sank. Umsatz: ${revenue}`,
  ])("lets pass: %s", (text) => {
    expect(said(text)).toEqual([]);
  });

  test("finds the name of another account", () => {
    expect(said(`Das Betriebsergebnis stieg auf ${revenue}`)).toEqual([
      `"14.007 Mio. EUR" in "Das Betriebsergebnis stieg auf 14.007 Mio. EUR" follows "Betriebsergebnis", but it is revenue@2Q06`,
    ]);
  });
});

describe("beside-figure in German", () => {
  const cash = "[cash@2Q06=12.860]";
  const amount = "[cash@2Q06=12.860 Mio. EUR]";

  test.each([
    `Mittel von ${cash} Mio. EUR`,
    `Mittel in Mio. EUR: ${cash}`,
    `Mittel von ${cash} Millionen Euro`,
    `Von ${amount} auf ${amount}`,
    `Umsatz minus ${down}`,
  ])("lets pass: %s", (text) => {
    expect(hearText("beside-figure", text, { lang: "de", unit: "EUR million" })).toEqual([]);
  });

  test.each([
    [
      `Mittel von minus ${amount}`,
      `"minus" is typed before "12.860 Mio. EUR" in "Mittel von minus 12.860 Mio. EUR", which does not move with cash@2Q06`,
    ],
    [
      `Mittel von ${cash} Mrd. EUR`,
      `"Mrd. EUR" is typed after "12.860" in "Mittel von 12.860 Mrd. EUR", but cash@2Q06 is shown in EUR million`,
    ],
    [
      `Mittel von ${cash} TEUR`,
      `"TEUR" is typed after "12.860" in "Mittel von 12.860 TEUR", but cash@2Q06 is shown in EUR million`,
    ],
    [
      `Mittel von ${amount} Euro`,
      `"Euro" is typed after "12.860 Mio. EUR" in "Mittel von 12.860 Mio. EUR Euro", which says its unit already`,
    ],
    [
      `Mittel, in Tsd. EUR: ${cash}`,
      `"Mittel, in Tsd. EUR: 12.860" says "Tsd. EUR", but the numbers of the slide are in EUR million`,
    ],
    [
      `Mittel in TEUR: ${cash}`,
      `"Mittel in TEUR: 12.860" says "TEUR", but the numbers of the slide are in EUR million`,
    ],
  ])("finds: %s", (text, what) => {
    expect(hearText("beside-figure", text, { lang: "de", unit: "EUR million" })).toEqual([what]);
  });

  test.each([
    ["Investitionen: [-investing@2Q06=855 Mio. EUR]", true],
    ["Mittelabfluss von [-investing@2Q06=855 Mio. EUR]", false],
    ["Investitionen: [-investing@2Q06=−855 Mio. EUR]", false],
  ])("warns of a negative figure whose sign is left out: %s", (text, isFound) => {
    const found = hear("beside-figure", { lang: "de", unit: "EUR million", texts: { [body]: text } });
    expect(found.map(({ severity }) => severity)).toEqual(isFound ? ["warning"] : []);
  });
});

describe("what the rules listen for in German", () => {
  const language = findLanguage("de")!;

  test("hears the directions that the language itself chooses", () => {
    for (const style of ["verb", "adverb", "noun"] as const) {
      for (const direction of ["up", "down"] as const) {
        const words = de.moved({ direction, sort: "growth", size: "1", style }).split("1")[0]!;
        const typed = `Der Umsatz ${words.replaceAll("\u00a0", " ")}\ue000`;
        const found = language.directions.flatMap((pattern) => [...typed.matchAll(pattern)]);
        expect(found.map(({ groups }) => groups![direction] !== undefined)).toEqual([true]);
      }
    }
  });

  test("takes no word of a comparison for none", () => {
    const base = (against: "year" | "quarter" | "year-end", kind: "quarter" | "instant") =>
      de.comparison({ against, kind }, "sentence");
    for (const kind of ["quarter", "instant"] as const) {
      expect(base("year", kind)).toMatch(language.bases.year);
      expect(base("quarter", kind)).toMatch(language.bases.quarter);
      expect(base("year-end", kind)).toMatch(language.bases.opening);
    }
  });
});
