import { expect, test } from "vitest";
import { stringify, parse } from "yaml";
import { buildDocuments } from "../src/index.ts";
import { printPdf } from "../src/pdf/print.ts";
import type { Page } from "../src/pdf/page.ts";
import { deckFiles, memoryBuild, problemsOf } from "./memory-build.ts";

const deck = "acme/documents/deck";

/** What a build of the deck with files replaced says before any browser starts. */
async function refusal(changes: Readonly<Record<string, string>>): Promise<string> {
  const { effects, events } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
  const said = await problemsOf(buildDocuments({ documents: [deck], languages: ["en"] }, effects));
  expect(events).not.toContain("start browser");
  return said;
}

test("facts of a million rows are refused by their number", async () => {
  const rows = "a,b,c,d,e,f\n".repeat(1_000_001);
  expect(await refusal({ "facts/many.csv": rows })).toBe(
    "acme/facts/many.csv has 6,000,006 cells, more than the limit of 1,500,000\n  hint: leave out what no document needs",
  );
});

test("facts of 50 MB and more are refused by their size", async () => {
  expect(await refusal({ "facts/many.csv": "x".repeat(53_000_000) })).toBe(
    "acme/facts/many.csv is larger than 50 MB",
  );
});

test("more slides than are printed at once are refused", async () => {
  const outline = parse(deckFiles["documents/deck/outline.yaml"]!) as { slides: { id: string }[] };
  const slide = outline.slides.at(-1)!;
  const slides = Array.from({ length: 2_001 }, (_, index) => ({ ...slide, id: `s${index}` }));
  const written = stringify({ ...outline, slides }, { aliasDuplicateObjects: false });
  expect(await refusal({ "documents/deck/outline.yaml": written })).toBe(
    "acme/documents/deck/outline.yaml:5:3 expected at most 2000 entries, got 2001",
  );
});

test("styles with a picture of many megabytes are refused by the size of their file", async () => {
  const picture = `.slide { background: url(data:image/png;base64,${"A".repeat(67_000_000)}) }\n`;
  expect(await refusal({ "templates/styles/brand.css": picture })).toBe(
    "acme/templates/styles/brand.css has 67 MB, more than the limit of 20 MB\n  hint: make pictures and fonts in it smaller",
  );
});

test("styles that make a page too large together are told before a browser starts", async () => {
  const picture = `.slide { background: url(data:image/png;base64,${"A".repeat(16_900_000)}) }\n`;
  const styles = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`templates/styles/${index}.css`, picture]),
  );
  expect(await refusal(styles)).toBe(
    "acme/documents/deck/outline.yaml deck (en) has 101 MB of HTML, more than the limit of 100 MB\n" +
      "  hint: make pictures and fonts in its styles smaller, or divide it",
  );
});

test("a printed file of more than can be finished is refused", async () => {
  const page = {
    tab: { url: () => "about:blank", pdf: async () => new Uint8Array(200_600_000), evaluate: async () => {} },
    browser: { limits: {}, run: (_: unknown, work: () => unknown) => work() },
    size: { width: 1, height: 1 },
    requests: new Set(),
  } as unknown as Page;
  expect(await problemsOf(printPdf(page, { pages: 1 }))).toBe(
    "the printed file has 201 MB, more than the limit of 200 MB\n  hint: make pictures smaller, or divide the document",
  );
});
