import { beforeAll, describe, expect, test } from "vitest";
import { buildDocuments } from "../src/index.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { readPages } from "../src/proof/read-pages.ts";
import type { Trace } from "../src/proof/trace.ts";
import { testBrowser } from "./browser.ts";
import { reportFiles } from "./documents/sample-report.ts";
import { memoryBuild, problemsOf } from "./memory-build.ts";

const outline = "documents/deck/outline.yaml";
const text = (lang: string): string => `documents/deck/text.${lang}.yaml`;
const demand = { en: "Demand goes on to be strong. ", ja: "需要は引き続き堅調です。" };

/** The report with as many words in its last section as fill some pages, and its table once more at the end. */
function longReport(): Readonly<Record<string, string>> {
  const table = /- kind: results-table\n[^]*?(?=\n {2}- id: outlook)/.exec(reportFiles[outline]!)![0];
  const last = "    blocks: [{ kind: paragraph }]\n";
  const blocks = `    blocks:\n      - kind: paragraph\n      ${table}\n`;
  const more = (["en", "ja"] as const).map((lang) => {
    const many = Array.from({ length: 30 }, () => `'${demand[lang].repeat(lang === "en" ? 12 : 16).trim()}'`);
    const words = reportFiles[text(lang)]!.replace(`[${demand[lang].trim()}]`, `[${many.join(", ")}]`);
    return [text(lang), words + /  results-table:\n {4}rows: .*\n/.exec(words)![0]] as const;
  });
  const outlined = reportFiles[outline]!.replace(new RegExp(`${RegExp.escape(last)}$`), blocks);
  return { ...reportFiles, [outline]: outlined, ...Object.fromEntries(more) };
}

async function build(files: Readonly<Record<string, string>>) {
  const made = memoryBuild({ folders: { acme: files }, startBrowser: () => startBrowser(testBrowser()) });
  await buildDocuments({ documents: ["acme/documents/deck"] }, made.effects);
  return made.written;
}

describe("a report of some pages, in both languages", () => {
  let written: Awaited<ReturnType<typeof build>>;
  const traceOf = (lang: string): Trace =>
    JSON.parse(String(written.get(`acme-deck.${lang}.trace.json`))) as Trace;
  beforeAll(async () => {
    written = await build(longReport());
  });

  test("prints A4 pages with their numbers, each under its section", () => {
    for (const lang of ["en", "ja"]) {
      const { pages, numbers } = traceOf(lang);
      expect(pages.length).toBeGreaterThan(2);
      expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(
        pages.map(() => [595, 842]),
      );
      const own = numbers.filter(({ is }) => is === "page").map(({ page, of }) => [page, of]);
      expect(own).toEqual(
        pages.flatMap(({ page }) => [
          [page, String(page)],
          [page, String(pages.length)],
        ]),
      );
      expect([pages[0]!.slide, pages.at(-1)!.slide]).toEqual(["head", "outlook"]);
    }
  });

  test("traces every figure to its page, those of footnotes and of the table at the end too", () => {
    for (const lang of ["en", "ja"]) {
      const { printed, pages } = traceOf(lang);
      expect(printed.every(({ box }) => box !== null)).toBe(true);
      const ofTotal = printed.filter(({ figure }) => figure === "revenue.total@1H06");
      // Headline, footnote, two columns of the table, and of the one at the end
      expect(ofTotal.map(({ page }) => page).toSorted((a, b) => a - b)).toEqual([
        1,
        1,
        1,
        1,
        pages.length,
        pages.length,
      ]);
    }
  });

  test("sets the numbers of footnotes at their marks and at the foot of the first of them", () => {
    const notes = traceOf("en").numbers.filter(({ is }) => is === "note");
    const last = traceOf("en").pages.length;
    expect(notes.map(({ page, of, text }) => [page, of, text])).toEqual([
      [1, "basis", "1"],
      [1, "service", "2"],
      [1, "basis", "1"],
      [1, "service", "2"],
      [1, "basis", "1"],
      [1, "service", "2"],
      [last, "service", "2"],
    ]);
  });

  test("keeps the whole text, in the file as it is read back", async () => {
    const pages = await readPages(written.get("acme-deck.ja.pdf") as Uint8Array);
    const all = pages.flatMap(({ glyphs }) => glyphs.map(({ text }) => text));
    const count = (character: string): number => all.filter((text) => text === character).length;
    // Where a page ends a sentence may be cut, but no character goes
    expect([..."需要堅調"].map(count)).toEqual([480, 480, 480, 480]);
    expect(pages.flatMap(({ glyphs }) => glyphs.filter(({ hidden }) => hidden !== undefined))).toEqual([]);
  });

  test("shows every page in the tie-out report, with its figures", () => {
    const html = String(written.get("acme-deck.tieout.html"));
    const pages = ["en", "ja"].flatMap((lang) => traceOf(lang).pages);
    expect(html.match(/<section class="page"/g)).toHaveLength(pages.length);
  });
});

test("a word that is too long for its column stops the build of a report", async () => {
  const word = `Service${"a".repeat(60)}`;
  const files = {
    ...reportFiles,
    [text("en")]: reportFiles[text("en")]!.replace("lead: 'The", `lead: '${word}${word}${word} The`),
    "templates/styles/z.css": "body { overflow-wrap: normal }",
  };
  expect(await problemsOf(build(files))).toMatch(
    /masthead in "main" \("For immediate release.*"\)|reaches|overflows/,
  );
});

describe("a table that does not fit its page stops the build", () => {
  const withColumns = (count: number): Readonly<Record<string, string>> => ({
    ...reportFiles,
    [outline]: reportFiles[outline]!.replace(
      "columns: [{ highlight: true }, { unit: JPY thousand }]",
      `columns: [${Array.from({ length: count }, () => "{ unit: JPY thousand }").join(", ")}]`,
    ),
  });

  test("where it has too many columns", async () => {
    const problems = await problemsOf(build(withColumns(14)));
    expect(problems.split("\n").slice(0, 2)).toEqual([
      'acme/documents/deck/text.en.yaml:15:1 section "results": data in "main" ("1,200,000") reaches 26 px beyond the right of td in "main" ("1,200,000")',
      "  hint: shorten it, or give it a larger area or another layout",
    ]);
  });

  test("where a word is too long for its column", async () => {
    const name = "Telecommunicationsinfrastructuremanagementservices".repeat(2);
    const files = {
      ...reportFiles,
      "labels.en.yaml": reportFiles["labels.en.yaml"]!.replace("Service B", name),
    };
    expect(await problemsOf(build(files)))
      .toBe(`acme/documents/deck/text.en.yaml:15:1 section "results": th in "main" ("Telecommunicationsinfrastruct…") overflows by 285.6 px at the right
  hint: shorten it, or give it a larger area or another layout
acme/documents/deck/text.en.yaml:15:1 section "results": th in "main" ("Telecommunicationsinfrastruct…") and td in "main" ("750") overlap by 198.8 px x 11 px
  hint: shorten one of them, or give them another layout`);
  });
});

describe("a report misses facts", () => {
  const replaced = (from: string, to: string, more: Readonly<Record<string, string>> = {}) =>
    problemsOf(build({ ...reportFiles, [outline]: reportFiles[outline]!.replace(from, to), ...more }));

  test("where a row has none of a period", async () => {
    expect(await replaced("{ period: ytd - 1y, columns: [{}] }", "{ period: ytd - 2y, columns: [{}] }")).toBe(
      `acme/documents/deck/outline.yaml:7:9 section "results" needs facts that nobody reports: revenue.a@1H04, revenue.b@1H04, revenue.total@1H04
  hint: add them to the facts, or mark the section optional: true`,
    );
  });

  test("where amounts are translated at a date that has no rate", async () => {
    const files = {
      "company.yaml": `${reportFiles["company.yaml"]!}rates: { USD: exchange-rate.usd }\n`,
      "accounts.yaml": `${reportFiles["accounts.yaml"]!}exchange-rate.usd: { kind: rate, unit: JPY per USD, decimals: 2 }\n`,
      "facts/rates.csv":
        "account,unit,source,2005-09-30\nexchange-rate.usd,JPY per USD,deck slide 1,113.27\n",
    };
    const column = "{ measure: in(USD), unit: USD thousand }";
    expect(await replaced("{ unit: JPY thousand }", column, files)).toBe(
      `acme/documents/deck/outline.yaml:7:9 section "results" needs facts that nobody reports: exchange-rate.usd@2006-09-30
  hint: add them to the facts, or mark the section optional: true`,
    );
  });
});
