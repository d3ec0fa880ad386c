import * as pdfLib from "pdf-lib";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, startBrowser } from "../../src/pdf/browser.ts";
import { finishPdf } from "../../src/pdf/finish.ts";
import type { Metadata } from "../../src/pdf/metadata.ts";
import { measure } from "../../src/pdf/measure.ts";
import { loadHtml, openPage, type Page } from "../../src/pdf/page.ts";
import { printPdf } from "../../src/pdf/print.ts";
import { readPrinted } from "../../src/pdf/read-printed.ts";
import { testBrowser } from "../browser.ts";
import { objectsOf } from "./objects-of.ts";
import { resultsSlide, sampleDeck } from "./sample-deck.ts";

const { PDFDocument, PDFName } = pdfLib;

const metadata: Metadata = {
  title: "2007年3月期 中間決算 △",
  author: "株式会社インターネットイニシアティブ",
  subject: "Consolidated results",
  keywords: ["results", "2Q06"],
  lang: "ja",
  date: "2006-11-09",
  producer: "kessan",
  creator: "kessan 0.1.0",
};

const slides = [
  resultsSlide({ title: "営業利益は81.8%増" }),
  resultsSlide({ title: "売上高 △1.2%", rows: 6 }),
  "<h1>Outlook</h1><p>Revenues</p>",
];
let deck: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  deck = await sampleDeck({ slides, lang: "ja" });
  browser = startBrowser(testBrowser());
  page = await openPage(browser, { width: 1280, height: 720 });
});

afterAll(() => browser.close());

async function print(on: Page, html = deck, pages = slides.length): Promise<Uint8Array> {
  await loadHtml(on, html);
  await measure(on);
  return finishPdf(await printPdf(on, { pages }), metadata);
}

async function printFresh(): Promise<Uint8Array> {
  const fresh = startBrowser(testBrowser());
  try {
    return await print(await openPage(fresh, { width: 1280, height: 720 }));
  } finally {
    await fresh.close();
  }
}

test("prints the same bytes in two new browsers and in one that has printed before", async () => {
  const other = await sampleDeck({ slides: [resultsSlide({ rows: 30 })] });
  const first = await printFresh();
  const second = await printFresh();
  await print(page, other, 1);
  const warmed = await print(page);
  const onASecondPage = await print(await openPage(browser, { width: 1280, height: 720 }));
  const isSame = [second, warmed, onASecondPage].map((bytes) => Buffer.compare(bytes, first) === 0);
  expect(isSame).toEqual([true, true, true]);
});

test("the file id follows the content", async () => {
  const idOf = async (bytes: Uint8Array) =>
    String((await PDFDocument.load(bytes, { updateMetadata: false })).context.trailerInfo.ID);
  const id = await idOf(await print(page));
  expect(id).toMatch(/^\[ <([0-9A-F]{32})> <\1> \]$/);
  expect(await idOf(await print(page))).toBe(id);
  expect(await idOf(await print(page, deck.replace("Outlook", "Outlo")))).not.toBe(id);
});

test("the file says what the document says of itself, and no other date", async () => {
  const document = await PDFDocument.load(await print(page), { updateMetadata: false });
  expect(document.getTitle()).toBe(metadata.title);
  expect(document.getAuthor()).toBe(metadata.author);
  expect(document.getSubject()).toBe("Consolidated results");
  expect(document.getKeywords()).toBe("results, 2Q06");
  expect(document.getProducer()).toBe("kessan");
  expect(document.getCreator()).toBe("kessan 0.1.0");
  expect(document.getCreationDate()).toEqual(new Date("2006-11-09T00:00:00Z"));
  expect(document.getModificationDate()).toEqual(new Date("2006-11-09T00:00:00Z"));
  const { catalog } = document;
  expect(String(catalog.get(PDFName.of("Lang")))).toMatch(/^<FEFF006A0061>$|^\(ja\)$/);
  expect(catalog.getViewerPreferences()?.getDisplayDocTitle()).toBe(true);
  for (const kept of ["StructTreeRoot", "MarkInfo", "Outlines"])
    expect(catalog.has(PDFName.of(kept))).toBe(true);
});

test("the text can be read and searched, Japanese and signs too", async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await print(page)));
  const { text } = await extractText(pdf, { mergePages: false });
  expect(text).toHaveLength(3);
  expect(text[0]).toContain("営業利益は81.8%増");
  expect(text[0]).toContain("1,234");
  expect(text[1]).toContain("売上高 △1.2%");
  expect(text.join("")).not.toMatch(/[\u2E80-\u2FDF\uFFFD\uE000-\uF8FF]/);
});

test("the outline has the headings", async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await print(page)));
  expect((await pdf.getOutline()).map(({ title }) => title)).toEqual([
    "営業利益は81.8%増",
    "売上高 △1.2%",
    "Outlook",
  ]);
});

test("all fonts are embedded TrueType, none is drawn as Type 3", async () => {
  const document = await PDFDocument.load(await print(page), { updateMetadata: false });
  const fonts = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => String(object))
    .filter((text) => /\/Type \/Font\b(?!Descriptor)/.test(text));
  const kinds = new Set(fonts.map((font) => /\/Subtype \/(\w+)/.exec(font)?.[1]));
  expect(kinds).toEqual(new Set(["Type0", "CIDFontType2"]));
});

test("cells still find their heads after the ids are numbered", async () => {
  const text = Buffer.from(await print(page));
  const document = await PDFDocument.load(text, { updateMetadata: false });
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => String(object));
  const ids = objects.flatMap((object) =>
    /\/S \/T[HD]/.test(object) ? (/\/ID \((\w+)\)/.exec(object)?.[1] ?? []) : [],
  );
  const heads = objects.flatMap((object) => /\/Headers \[(.*?)\]/s.exec(object)?.[1]?.match(/\w+/g) ?? []);
  expect(ids[0]).toBe("1");
  expect(new Set(ids).size).toBe(ids.length);
  expect(heads.length).toBeGreaterThan(100);
  expect(heads.filter((head) => !ids.includes(head))).toEqual([]);
});

test("what the browser prints is read by ourselves, and as the library reads it", async () => {
  await loadHtml(page, deck);
  const printed = await printPdf(page, { pages: slides.length });
  const loaded = await PDFDocument.load(printed, { updateMetadata: false });
  expect(objectsOf(readPrinted(pdfLib, printed)!)).toEqual(objectsOf(loaded));
});

test("refuses what is no whole PDF", async () => {
  await loadHtml(page, deck);
  const printed = await printPdf(page, { pages: slides.length });
  await expect(finishPdf(printed.subarray(0, printed.length / 2), metadata)).rejects.toThrow();
  await expect(finishPdf(new TextEncoder().encode("<html>"), metadata)).rejects.toThrow(
    "No PDF header found",
  );
});
