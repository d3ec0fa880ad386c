import { PDFDocument } from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkParts } from "../../src/html/link-parts.ts";
import { inspectPdf } from "../../src/inspect/inspect-pdf.ts";
import { type Browser, startBrowser } from "../../src/pdf/browser.ts";
import { mendPdf, openPrinted } from "../../src/pdf/finish.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { printPdf } from "../../src/pdf/print.ts";
import { testBrowser } from "../browser.ts";
import { resultsSlide, sampleDeck } from "./sample-deck.ts";

const metadata = {
  ...{ title: "Results", author: "Acme", subject: "Results", keywords: [], lang: "en" },
  ...{ date: "2006-11-09", producer: "kessan", creator: "kessan" },
};
/** Contents that lead to the other slides, tables with heads, notes that lead there and back. */
const slides = [
  '<h1 id="contents">Contents</h1><ul><li><a href="#first">First</a></li><li><a href="#third">Third</a></li></ul>',
  `<div id="first">${resultsSlide({ title: "First" })}</div>`,
  `<div>${resultsSlide({ title: "Second", rows: 4 })}<p><a href="#contents">Contents</a> <a href="https://a.example/">Out</a></p></div>`,
  '<h1 id="third">Third</h1><h2>Part of it</h2><p><a href="#contents">Contents</a></p>',
];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = startBrowser(testBrowser());
  page = await openPage(browser, { width: 1280, height: 720 });
});

afterAll(() => browser.close());

/** The slides, so many a part. */
async function print(groups: readonly (readonly string[])[]): Promise<Uint8Array> {
  const parts = await Promise.all(groups.map((group) => sampleDeck({ slides: group, lang: "en" })));
  let printed: PDFDocument | undefined;
  for (const [index, html] of linkParts(parts).entries()) {
    await loadHtml(page, html);
    printed = await openPrinted(await printPdf(page, { pages: groups[index]!.length }), printed);
  }
  return (await mendPdf(printed!, metadata)).finish();
}

async function inspect(bytes: Uint8Array) {
  const { file: _, sizes: __, fonts: ___, ...rest } = await inspectPdf({ bytes, file: "a.pdf" });
  return rest;
}

test("what is printed in parts has the tags, links, bookmarks and pages of what is printed at once", async () => {
  const whole = await inspect(await print([slides]));
  expect(whole.annotations.length).toBeGreaterThan(4);
  expect(whole.bookmarks.length).toBeGreaterThan(3);
  for (const groups of [[slides.slice(0, 2), slides.slice(2)], slides.map((slide) => [slide])])
    expect(await inspect(await print(groups))).toEqual(whole);
});

test("what is printed in parts has the same bytes every time", async () => {
  const groups = [slides.slice(0, 1), slides.slice(1)];
  const [first, second] = [await print(groups), await print(groups)];
  expect(Buffer.compare(first, second)).toBe(0);
});

test("a part without headings and links is joined to one with them, and the other way round", async () => {
  const plain = "<p>Nothing but words</p>";
  const links = (bytes: Uint8Array) =>
    inspect(bytes).then(({ bookmarks, annotations }) => [bookmarks, annotations]);
  const whole = await links(await print([[plain, ...slides]]));
  expect(await links(await print([[plain], slides]))).toEqual(whole);
  const turned = await links(await print([[...slides, plain]]));
  expect(await links(await print([slides, [plain]]))).toEqual(turned);
});

test("joins nothing to a document that no browser has printed", async () => {
  const document = await PDFDocument.create();
  document.addPage();
  const bytes = await document.save();
  await expect(openPrinted(bytes, await openPrinted(bytes))).rejects.toThrow(
    "expected a document with pages and tags, as the browser prints it",
  );
});
