import * as pdfLib from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, startBrowser } from "../../src/pdf/browser.ts";
import { markPages } from "../../src/pdf/draft-mark.ts";
import { mendTags } from "../../src/pdf/mend-tags.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { printPdf } from "../../src/pdf/print.ts";
import { readPages } from "../../src/proof/read-pages.ts";
import { testBrowser } from "../browser.ts";
import { aboutThere } from "./about-there.ts";
import { readTags, tagsWith } from "./read-tags.ts";
import { resultsSlide, sampleDeck } from "./sample-deck.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = startBrowser(testBrowser());
  page = await openPage(browser, { width: 1280, height: 720 });
});
afterAll(() => browser.close());

async function print(...slides: readonly string[]): Promise<Uint8Array> {
  await loadHtml(page, await sampleDeck({ slides }));
  return printPdf(page, { pages: slides.length });
}

async function mend(
  printed: Uint8Array,
  also: (document: pdfLib.PDFDocument) => void | Promise<void> = () => {},
): Promise<Uint8Array> {
  const document = await pdfLib.PDFDocument.load(printed, { updateMetadata: false });
  await mendTags(pdfLib, document);
  await also(document);
  return document.save();
}

test("the browser leaves paint without a tag, and mending none, with a draft's mark neither", async () => {
  const printed = await print(resultsSlide({}), '<p aria-hidden="true">foot</p><h1>Outlook</h1>');
  expect((await readTags(printed)).untagged).toBeGreaterThan(1);
  expect((await readTags(await mend(printed))).untagged).toBe(0);
  const mark = { path: "M0,0L1000,0L1000,-700Z", width: 1000 };
  const marked = await mend(printed, (document) => markPages(pdfLib, document, mark));
  expect((await readTags(marked)).untagged).toBe(0);
});

test("every glyph stays where it was", async () => {
  const printed = await print(
    resultsSlide({}),
    '<p aria-hidden="true">foot</p><ul><li>one<ul><li>two</li></ul></li></ul>',
  );
  expect(await readPages(await mend(printed))).toEqual(aboutThere(await readPages(printed)));
});

test("what is hidden from readers is in no tree", async () => {
  const tags = await readTags(await mend(await print('<h1>Outlook</h1><p aria-hidden="true">foot</p>')));
  expect(tags.pages.map(({ kids }) => kids)).toMatchObject([
    [{ role: "Document", kids: [{ role: "Sect", kids: [{ role: "H1" }] }] }],
  ]);
});

test("a list of terms with the role of a list is one, and a figure with a caption has one figure", async () => {
  const list = '<dl role="list"><div role="listitem"><dt>Founded</dt><dd>1992</dd></div></dl>';
  const figure =
    '<figure><svg role="img" aria-label="A line" width="9" height="9"><path d="M0 0L9 9" stroke="red"/></svg><figcaption>Line</figcaption></figure>';
  const tags = await readTags(await mend(await print(list + figure)));
  expect(tagsWith(tags, "LBody")).toMatchObject([{ kids: [{ role: "P" }, { role: "P" }] }]);
  expect(tagsWith(tags, "Figure")).toMatchObject([{ alt: "A line" }]);
  expect(tagsWith(tags, "Caption")).toHaveLength(1);
});

test("parts in another language keep it", async () => {
  const mended = await pdfLib.PDFDocument.load(await mend(await print('<p>a</p><p lang="ja">b</p>')));
  const languages = mended.context
    .enumerateIndirectObjects()
    .flatMap(
      ([, object]) => /\/S \/P\b[^]*\/Lang \(ja\)|\/Lang \(ja\)[^]*\/S \/P\b/.exec(String(object)) ?? [],
    );
  expect(languages).toHaveLength(1);
});

test("a document without tags stays as it is", async () => {
  const plain = await pdfLib.PDFDocument.create();
  plain.addPage().drawSquare({ size: 10 });
  const printed = await plain.save();
  const again = await pdfLib.PDFDocument.load(printed, { updateMetadata: false });
  await mendTags(pdfLib, again);
  expect(
    Buffer.compare(
      await again.save(),
      await (await pdfLib.PDFDocument.load(printed, { updateMetadata: false })).save(),
    ),
  ).toBe(0);
});
