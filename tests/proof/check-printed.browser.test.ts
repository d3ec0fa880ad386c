import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPaths, createBuilder } from "../../src/index.ts";
import { startBrowser } from "../../src/pdf/browser.ts";
import { checkPrinted } from "../../src/proof/check-printed.ts";
import { readPages } from "../../src/proof/read-pages.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { testBrowser } from "../browser.ts";
import { builtSample } from "../built-sample.ts";
import { deckFiles, memoryBuild, problemsOf } from "../memory-build.ts";
import { openPdf, type OpenPdf } from "./open-pdf.ts";
import { seeded } from "./seeded.ts";

const languages = ["en", "ja"] as const;
const decks = new Map<string, { readonly bytes: Uint8Array; readonly trace: Trace; readonly pdf: OpenPdf }>();

beforeAll(async () => {
  const { written } = await builtSample("data/iij/documents/2q06-results");
  for (const lang of languages) {
    const bytes = written.get(`iij-2q06-results.${lang}.pdf`)!;
    const trace = JSON.parse(String(written.get(`iij-2q06-results.${lang}.trace.json`))) as Trace;
    decks.set(lang, { bytes, trace, pdf: await openPdf(bytes) });
  }
});

async function faultsOf(lang: string, bytes: Uint8Array): Promise<readonly string[]> {
  const faults = checkPrinted(decks.get(lang)!.trace, await readPages(bytes));
  return faults.map(({ page, what }) => `page ${page}: ${what}`);
}

describe.each(languages)("the printed deck of the sample in %s", (lang) => {
  test("shows every figure of its trace where it was printed, and no other number", async () => {
    const { bytes, trace } = decks.get(lang)!;
    expect(await faultsOf(lang, bytes)).toEqual([]);
    expect(trace.printed).toHaveLength(lang === "en" ? 603 : 605);
    expect(trace.printed.filter(({ figure }) => trace.figures[figure] === undefined)).toEqual([]);
    expect(trace.printed.filter(({ box }) => box === null)).toEqual([]);
  });

  test("gives away each of 100 digits that were exchanged for others", async () => {
    const { pdf } = decks.get(lang)!;
    const random = seeded(lang === "en" ? 2006 : 2007);
    const pages = [...Map.groupBy(pdf.digits, ({ page }) => page).values()];
    let planted = 0;
    while (planted < 100) {
      const digits = pages.slice(0, 100 - planted).map((choices) => {
        const place = choices[Math.floor(random() * choices.length)]!;
        const others = [..."0123456789"].filter(
          (digit) => digit !== place.digit && pdf.codeOf(place.page, place.font, digit) !== undefined,
        );
        return { place, digit: others[Math.floor(random() * others.length)]! };
      });
      const told = await faultsOf(lang, await pdf.change({ digits }));
      for (const { place } of digits)
        expect(told.filter((line) => line.startsWith(`page ${place.page + 1}: `))).not.toEqual([]);
      planted += digits.length;
    }
    expect(planted).toBe(100);
  });
});

describe("a page that was changed by hand", () => {
  const font = (): string => decks.get("en")!.pdf.digits.find(({ page }) => page === 3)!.font;
  const typed = (text: string): string =>
    [...text].map((character) => decks.get("en")!.pdf.codeOf(3, font(), character)!.slice(1, -1)).join("");
  const write = (text: string, at: string, before = ""): string =>
    `q ${before} BT ${font()} 12 Tf ${at} Td <${typed(text)}> Tj ET Q`;
  const told = async (append: string): Promise<readonly string[]> =>
    faultsOf("en", await decks.get("en")!.pdf.change({ append: { 3: append } }));

  test("has a number more than its trace", async () => {
    expect(await told(write("4711", "400 520"))).toEqual([
      'page 4: the number "4711" is on the page, but not in the trace',
    ]);
  });

  test("has text that is never painted, transparent, in the colour of its ground, painted over or outside", async () => {
    expect(await told(write("17", "400 520", "3 Tr"))).toEqual([
      'page 4: the text "17" is in the file, but never painted',
    ]);
    expect(await told(write("17", "400 520", "1 1 1 rg"))).toEqual([
      'page 4: the text "17" is in the colour of its ground',
    ]);
    expect(await told(`${write("17", "400 520")} q .9 .9 .9 rg 390 510 100 30 re f Q`)).toEqual([
      'page 4: the text "17" is painted over',
    ]);
    expect(await told(write("17", "400 900"))).toEqual(['page 4: the text "17" is outside of the page']);
    expect(await told(`q 0 0 10 10 re W n ${write("17", "400 520")} Q`)).toEqual([
      'page 4: the text "17" is cut off by a box around it',
    ]);
  });

  test("has text that nobody sees though it is painted: nearly white, tiny, or under a round box", async () => {
    expect(await told(write("17", "400 520", ".99 .99 .99 rg"))).toEqual([
      'page 4: the text "17" is in the colour of its ground',
    ]);
    expect(await told(write("17", "4000 5200", ".1 0 0 .1 0 0 cm"))).toEqual([
      'page 4: the text "17" is too small to read',
    ]);
    const round =
      "400 505 m 440 505 l 450 505 450 510 450 520 c 450 530 l 395 530 l 395 515 l 395 510 395 505 400 505 c f";
    expect(await told(`${write("17", "400 520")} q .9 .9 .9 rg ${round} Q`)).toEqual([
      'page 4: the text "17" is painted over',
    ]);
  });

  test("may have a frame painted around a figure, and a box beside it", async () => {
    const { box } = decks.get("en")!.trace.printed.find(({ page, text }) => page === 4 && text === "21,582")!;
    const [x, y, width, height] = box!;
    const ring = `${x - 3} ${y - 3} ${width + 6} ${height + 6} re ${x - 2} ${y - 2} ${width + 4} ${height + 4} re f*`;
    const corner = `${x - 5} ${y - 5} m ${x + width} ${y - 5} l ${x - 5} ${y + 1} l h f`;
    expect(await told(`q 1 0 0 rg ${ring} ${corner} Q`)).toEqual([]);
  });

  test("has a figure painted over, twice, or with a sign put before it", async () => {
    const { trace } = decks.get("en")!;
    const { box, text, figure } = trace.printed.find(({ page, text }) => page === 4 && text === "21,582")!;
    const [x, y, width, height] = box!;
    const over = `q 1 1 1 rg ${x - 1} ${y - 1} ${width + 2} ${height + 2} re f Q`;
    expect(await told(over)).toEqual([
      `page 4: "${text}" of ${figure} is not where it was printed: nothing is there`,
      `page 4: the text "21,582" is painted over`,
    ]);
    const [first] = (await readPages(decks.get("en")!.bytes))[3]!.glyphs.filter(
      (glyph) => glyph.x >= x - 1 && glyph.y >= y && glyph.y <= y + height && glyph.x < x + width,
    );
    expect(
      await told(
        write(
          "2",
          `${first!.x} ${first!.y}`,
          `${first!.size / 12} 0 0 1 ${first!.x * (1 - first!.size / 12)} 0 cm`,
        ),
      ),
    ).toContain(`page 4: "${text}" of ${figure} is not where it was printed: found "21,5822"`);
  });

  test("is told apart by kessan check, which needs nothing but the file", async () => {
    const { bytes, pdf } = decks.get("en")!;
    const place = pdf.digits.find(({ page }) => page === 3)!;
    const changed = await pdf.change({ digits: [{ place, digit: place.digit === "8" ? "3" : "8" }] });
    // As files of a disk are read
    const folder = { "deck.pdf": Buffer.from(bytes), "changed.pdf": Buffer.from(changed) };
    const { effects } = memoryBuild({ folders: { out: folder } });
    expect(await checkPaths({ paths: ["out/deck.pdf"] }, effects)).toEqual({
      companies: [],
      pdfs: [{ file: "out/deck.pdf", lang: "en", pages: 14, figures: 603 }],
    });
    const told = await problemsOf(checkPaths({ paths: ["out/changed.pdf"] }, effects));
    expect(told).toMatch(
      /^out\/changed\.pdf is not as kessan wrote it\n {2}hint: build it again, and change its facts or texts instead of the PDF\nout\/changed\.pdf page 4: ".*" of .* is not where it was printed: found ".*"$/,
    );
  });

  test("is named where pages are missing, moved, doubled or strange, and every other page is held against its own", async () => {
    const { trace } = decks.get("en")!;
    const pages = await readPages(decks.get("en")!.bytes);
    const japanese = await readPages(decks.get("ja")!.bytes);
    const told = (changed: typeof pages): readonly string[] =>
      checkPrinted(trace, changed).map(({ page, what }) => `${page}: ${what}`);
    const [fourth, tenth] = [pages[3]!, pages[9]!];
    expect(told(pages.toSpliced(3, 1))).toEqual(['4: page 4 is not in the file: slide "results-half"']);
    expect(told(pages.toSpliced(3, 1).toSpliced(9, 0, fourth))).toEqual([
      '4: page 4 is page 10 of the file: slide "results-half"',
    ]);
    expect(told(pages.with(3, tenth).with(9, fourth))).toEqual([
      '4: page 4 is page 10 of the file: slide "results-half"',
      '10: page 10 is page 4 of the file: slide "balance-and-cash"',
    ]);
    expect(told([...pages.slice(7), ...pages.slice(0, 7)])).toEqual(
      decks
        .get("en")!
        .trace.pages.slice(7)
        .map(({ slide }, at) => `${at + 8}: page ${at + 8} is page ${at + 1} of the file: slide "${slide}"`),
    );
    expect(told([...pages, fourth])).toEqual([
      '4: page 15 of the file is page 4 again: slide "results-half"',
    ]);
    expect(told(pages.with(3, japanese[3]!))).toEqual([
      '4: page 4 is not in the file: slide "results-half"',
      "4: page 4 of the file is none that was printed",
    ]);
    expect(told(japanese.slice(1))).toEqual(["1: the file shows 0 of the 14 pages that were printed, on 13"]);
  });
});

const styles = [
  ["faint", "opacity: 0.08", "in the colour of its ground"],
  ["nearly white", "color: #fdfdfd", "in the colour of its ground"],
  ["shrunk", "display: inline-block; transform: scale(0.05)", "too small to read"],
] as const;
const styled = styles.map(([how, style]) => {
  const sheet = { "templates/styles/z.css": `h1 [data-figure] { ${style} }` };
  return [how, { ...deckFiles, ...sheet }] as const;
});
const builder = createBuilder(
  memoryBuild({
    folders: Object.fromEntries(styled),
    startBrowser: () => startBrowser(testBrowser()),
  }).effects,
);
afterAll(() => builder.close());

test.each(styles)("a figure that a style of the company makes %s stops the build", async (how, _, hidden) => {
  const built = builder.build({ documents: [`${how}/documents/deck`], languages: ["en"] });
  await expect(built).rejects.toThrow(`is ${hidden}`);
});
