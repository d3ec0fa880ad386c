import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { nameBookmarks } from "../../src/pdf/name-bookmarks.ts";

const { PDFDict, PDFHexString, PDFName, PDFString } = pdfLib;

/** The titles of these bookmarks after they got the words of the headings; one begun with "-" is below the one before it. */
async function named(titles: readonly string[], headings: readonly string[]): Promise<readonly string[]> {
  const document = await pdfLib.PDFDocument.create();
  const { context } = document;
  const items = titles.map((title) => context.obj({ Title: PDFString.of(title.replace(/^-/, "")) }));
  const refs = items.map((item) => context.register(item));
  let upper = 0;
  for (const [index, title] of titles.entries()) {
    if (title.startsWith("-")) items[upper]!.set(PDFName.of("First"), refs[index]!);
    else {
      if (index > 0) items[upper]!.set(PDFName.of("Next"), refs[index]!);
      upper = index;
    }
  }
  document.catalog.set(PDFName.of("Outlines"), context.obj({ First: refs[0]! }));
  nameBookmarks(pdfLib, document, headings);
  return items.map((item) => item.lookup(PDFName.of("Title"), PDFString, PDFHexString).decodeText());
}

test("bookmarks get the spaces of their headings back", async () => {
  expect(await named(["One ofthem", "Another", "-Belowit"], ["One of them", "Another", "Below it"])).toEqual([
    "One of them",
    "Another",
    "Below it",
  ]);
});

test("headings without a bookmark are passed over, and bookmarks without a heading stay", async () => {
  expect(await named(["Firstone", "Strange", "Lastone"], ["First one", "hidden", "Last one"])).toEqual([
    "First one",
    "Strange",
    "Last one",
  ]);
});

test("the same words twice are named in their order", async () => {
  expect(await named(["ab", "ab"], ["a b", "ab"])).toEqual(["a b", "ab"]);
});

test("a document without bookmarks stays without", async () => {
  const document = await pdfLib.PDFDocument.create();
  nameBookmarks(pdfLib, document, ["x"]);
  expect(document.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict)).toBeUndefined();
});
