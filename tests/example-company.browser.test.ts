import { beforeAll, describe, expect, test } from "vitest";
import { buildDocuments, checkPaths, folderFiles } from "../src/index.ts";
import type { Trace } from "../src/proof/trace.ts";
import { builtSample, type BuiltSample } from "./built-sample.ts";
import { memoryBuild } from "./memory-build.ts";

const languages = ["de", "en", "ja"];

describe("the invented company of data/example", () => {
  const real = { ...memoryBuild().effects, files: folderFiles };
  let sample: BuiltSample;
  const traceOf = (lang: string): Trace =>
    JSON.parse(String(sample.written.get(`nordlicht-4q25-results.${lang}.trace.json`))) as Trace;
  beforeAll(async () => {
    sample = await builtSample("data/example/documents/4q25-results");
  });

  test("has no problem, finding or warning, and says which amounts were moved so that they add up", async () => {
    const { companies } = await checkPaths({ paths: ["data/example"], strict: true }, real);
    expect(companies).toHaveLength(1);
    const { documents, warnings } = companies[0]!;
    expect(warnings).toEqual([]);
    expect(documents.map(({ name, lang, dropped, findings }) => ({ name, lang, dropped, findings }))).toEqual(
      ["4q25-mail", "4q25-results"].flatMap((name) =>
        languages.map((lang) => ({ name, lang, dropped: [], findings: [] })),
      ),
    );
    expect(documents.find(({ name }) => name === "4q25-results")!.adjusted).toEqual([
      { figure: "cost@FY2025", from: "96.7", to: "96.8" },
      { figure: "income-taxes@FY2025", from: "2.4", to: "2.5" },
      { figure: "expenses@FY2024", from: "43.1", to: "43.2" },
      { figure: "income-taxes@FY2024", from: "1.8", to: "1.7" },
    ]);
  });

  test("is printed in German, English and Japanese", () => {
    expect(sample.results.map(({ lang, pages }) => [lang, pages])).toEqual(
      languages.map((lang) => [lang, 11]),
    );
  });

  test.each([
    ["de", ["erfunden", "Erfundenes Unternehmen"]],
    ["en", ["invented", "Invented company"]],
    ["ja", ["架空", "架空の会社"]],
  ])("says in %s on its cover, on every page and on its last one that it is invented", (lang, words) => {
    const { sentences } = traceOf(lang);
    const textOf = (key: string): string =>
      sentences
        .filter((sentence) => sentence.key === key)
        .flatMap(({ parts }) => parts)
        .map((part) => (typeof part === "string" ? part : part.text))
        .join("");
    expect(textOf("cover.cover.notes.1")).toContain(words[0]);
    expect(textOf("outlook.notes.1")).toContain(words[0]);
    expect(textOf("deck.foot")).toContain(words[1]);
  });

  test("says losses, turns and money as each language does", () => {
    const printed = (lang: string, figure: string): readonly string[] =>
      traceOf(lang)
        .printed.filter((print) => print.figure === figure)
        .map(({ text }) => text.replaceAll("\u00a0", " "));
    const loss = "operating-income@1Q25";
    const narrowed = "operating-income@1Q25|growth(-1y)";
    const turned = "net-income@FY2025|growth(-1y)";
    expect(printed("de", loss)).toContain("−209 Tsd. EUR");
    expect(printed("en", loss)).toContain("−EUR 209 thousand");
    expect(printed("ja", loss)).toContain("△20万ユーロ");
    expect([printed("de", narrowed), printed("en", narrowed), printed("ja", narrowed)]).toEqual([
      ["Verlust verringert"],
      ["loss narrowed"],
      ["赤字縮小"],
    ]);
    expect(printed("de", turned)).toContain("wechselte in die Gewinnzone");
    expect(printed("en", turned)).toContain("turned to profit");
    expect(printed("ja", turned)).toContain("黒字転換");
  });

  test("can be looked at as of an earlier quarter", async () => {
    const [first] = await buildDocuments(
      { documents: ["data/example/documents/4q25-results"], period: "3Q25", stopAfter: "documents" },
      real,
    );
    expect(first!.dropped.map(({ slide }) => slide)).toEqual(["summary", "gross-margin", "balance-and-cash"]);
  });
});
