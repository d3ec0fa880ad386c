import * as pdfLib from "pdf-lib";
import { getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { writeFile } from "../../src/pdf/write-file.ts";

const { PDFDocument, PDFName } = pdfLib;

/** A document with a gap in its numbers, and a link of its catalog's to nothing. */
async function withGap(): Promise<pdfLib.PDFDocument> {
  const document = await PDFDocument.create();
  const gone = document.context.register(document.context.obj({ Is: "gone" }));
  document.addPage([100, 200]);
  document.context.register(document.context.obj([1, 2]));
  const shared = document.context.obj({ Page: document.getPage(0).ref });
  document.catalog.set(PDFName.of("One"), shared);
  document.catalog.set(PDFName.of("Two"), document.context.obj([shared]));
  document.catalog.set(PDFName.of("Gone"), gone);
  document.context.delete(gone);
  const { context } = document;
  const id = pdfLib.PDFHexString.of("00");
  context.trailerInfo.ID = context.obj([id, id]);
  await document.flush();
  return document;
}

test("numbers all objects from 1 without gaps, and leads to them as before", async () => {
  const document = await withGap();
  const before = document.context.enumerateIndirectObjects().length;
  const read = await PDFDocument.load(await writeFile(pdfLib, document.context), { updateMetadata: false });
  const numbers = read.context.enumerateIndirectObjects().map(([{ objectNumber }]) => objectNumber);
  expect(numbers.slice(0, before)).toEqual(Array.from({ length: before }, (_, index) => index + 1));
  const page = read.getPage(0).ref;
  const one = read.catalog.lookup(PDFName.of("One"), pdfLib.PDFDict);
  expect(one.get(PDFName.of("Page"))).toBe(page);
  const two = read.catalog.lookup(PDFName.of("Two"), pdfLib.PDFArray).lookup(0, pdfLib.PDFDict);
  expect(two.get(PDFName.of("Page"))).toBe(page);
});

test("lets what led to no object lead to none", async () => {
  const document = await withGap();
  const read = await PDFDocument.load(await writeFile(pdfLib, document.context), { updateMetadata: false });
  expect(read.catalog.lookup(PDFName.of("Gone"))).toBeUndefined();
});

test("is found by its table alone, with more objects than a stream holds", async () => {
  const document = await withGap();
  for (let i = 0; i < 450; i++) document.context.register(document.context.obj({ Number: i }));
  const bytes = await writeFile(pdfLib, document.context);
  const file = await getDocumentProxy(Uint8Array.from(bytes), { stopAtErrors: true });
  expect(file.numPages).toBe(1);
  expect((await file.getPage(1)).view).toEqual([0, 0, 100, 200]);
  expect(Buffer.from(bytes).toString("latin1")).toMatch(/\/Index|startxref\n\d+\n%%EOF\n$/);
  await file.destroy();
});
