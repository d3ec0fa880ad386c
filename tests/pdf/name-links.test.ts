import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { nameLinks } from "../../src/pdf/name-links.ts";

/** A page with links, each said by the rest of its object. */
async function linked(
  ...links: readonly Record<string, pdfLib.PDFObject | Record<string, unknown>>[]
): Promise<pdfLib.PDFDocument> {
  const document = await pdfLib.PDFDocument.create();
  const { context } = document;
  const page = document.addPage();
  const refs = links.map((link) =>
    context.register(context.obj({ Subtype: "Link", ...link } as Parameters<typeof context.obj>[0])),
  );
  page.node.set(pdfLib.PDFName.of("Annots"), context.obj(refs));
  return document;
}

function contentsOf(document: pdfLib.PDFDocument): readonly string[] {
  const annotations = document.getPage(0).node.Annots()!;
  return Array.from({ length: annotations.size() }, (_, index) =>
    annotations
      .lookup(index, pdfLib.PDFDict)
      .lookup(pdfLib.PDFName.of("Contents"), pdfLib.PDFHexString)
      .decodeText(),
  );
}

test("names a link by its place, and one to the outside by its address", async () => {
  const document = await linked(
    { Dest: pdfLib.PDFName.of("note.ratio") },
    { A: { S: "URI", URI: pdfLib.PDFString.of("https://example.com/ir") } },
  );
  nameLinks(pdfLib, document, new Map([["note.ratio", "注1"]]));
  expect(contentsOf(document)).toEqual(["注1", "https://example.com/ir"]);
});

test("names a link by the name of its place where nobody has words for it", async () => {
  const document = await linked({ Dest: pdfLib.PDFName.of("elsewhere") });
  nameLinks(pdfLib, document, new Map());
  expect(contentsOf(document)).toEqual(["elsewhere"]);
});
