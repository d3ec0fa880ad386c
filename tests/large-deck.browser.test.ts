import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { createBuilder, type Builder } from "../src/index.ts";
import { inspectPdf } from "../src/inspect/inspect-pdf.ts";
import { mostSlides } from "../src/html/divide.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import type { Trace } from "../src/proof/trace.ts";
import { testBrowser } from "./browser.ts";
import { deckFiles, memoryBuild, problemsOf, type MemoryBuild } from "./memory-build.ts";

/** The last slide of the deck, which a chart and a sentence stand on, so many times. */
const count = mostSlides + 20;
const ids = Array.from({ length: count }, (_, index) => `s${index + 1}`);
const [outlineFile, textFile] = ["documents/deck/outline.yaml", "documents/deck/text.en.yaml"] as const;
const outline = parse(deckFiles[outlineFile]!) as { slides: { id: string }[] };
const texts = parse(deckFiles[textFile]!) as Record<string, unknown>;
const { slides: own, ...rest } = outline;
const slide = own.at(-1)!;
const withoutAlias = { aliasDuplicateObjects: false };
const large = {
  ...deckFiles,
  [outlineFile]: stringify({ ...rest, slides: ids.map((id) => ({ ...slide, id })) }, withoutAlias),
  [textFile]: stringify(
    {
      ...Object.fromEntries(Object.entries(texts).filter(([key]) => !own.some(({ id }) => id === key))),
      ...Object.fromEntries(ids.map((id) => [id, texts[slide.id]])),
    },
    withoutAlias,
  ),
};
const tooLong = "Service A grew faster than the services around it, ".repeat(150);
const full = {
  ...large,
  [textFile]: large[textFile]!.replace(/(^s2:[^]*?items:\n\s+- )/m, `$1"${tooLong}"\n      - `).replace(
    new RegExp(`(^s${count}:[^]*?items:\\n\\s+- )`, "m"),
    `$1"${tooLong}"\n      - `,
  ),
};
let world: MemoryBuild;
let builder: Builder;
/** How often memory was to be saved. */
let saved = 0;

beforeAll(() => {
  const folders = { large, full, small: deckFiles };
  world = memoryBuild({ folders, startBrowser: () => startBrowser(testBrowser()) });
  builder = createBuilder({ ...world.effects, saveMemory: () => saved++ });
});

afterAll(() => builder.close());

test("memory is saved for a deck of more slides than are printed at once, and for no other", async () => {
  const stopAfter = "html";
  await builder.build({ documents: ["small/documents/deck"], languages: ["en"], stopAfter });
  expect(saved).toBe(0);
  await builder.build({ documents: ["large/documents/deck"], languages: ["en"], stopAfter });
  expect(saved).toBe(1);
});

test("a deck of more slides than are printed at once is one PDF, proved as any other", async () => {
  const [result] = await builder.build({ documents: ["large/documents/deck"], languages: ["en"] });
  expect(result!.pages).toBe(count);
  const trace = JSON.parse(String(world.written.get("acme-deck.en.trace.json"))) as Trace;
  expect(trace.pages.map(({ page, slide }) => [page, slide])).toEqual(
    ids.map((id, index) => [index + 1, id]),
  );
  const pagesOfFigures = [...new Set(trace.printed.map(({ page }) => page))];
  expect(pagesOfFigures).toEqual(ids.map((_, index) => index + 1));
  expect(trace.printed.every(({ box }) => box !== null)).toBe(true);

  const bytes = world.written.get("acme-deck.en.pdf") as Uint8Array;
  const inspection = await inspectPdf({ bytes, file: "acme-deck.en.pdf" });
  expect(inspection.pages).toHaveLength(count);
  expect(inspection.bookmarks.map(({ page }) => page)).toEqual(ids.map((_, index) => index + 1));
});

test("what does not fit is told of all parts at once", async () => {
  const said = await problemsOf(builder.build({ documents: ["full/documents/deck"], languages: ["en"] }));
  expect(said.split("\n").filter((line) => /^full.*slide "s\d+"/.test(line))).toEqual([
    expect.stringContaining('slide "s2"'),
    expect.stringContaining(`slide "s${count}"`),
  ]);
});
