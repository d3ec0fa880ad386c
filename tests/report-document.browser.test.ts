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
