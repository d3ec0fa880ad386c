import type { PDFDict, PDFDocument, PDFName } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Says of every link what it is (ISO 14289-1, 7.18.5): by its address, or by the words for the place
 * that it leads to; a place without words says its name.
 */
export function nameLinks(pdfLib: PdfLib, document: PDFDocument, words: ReadonlyMap<string, string>): void {
  const [subtype, contents, dest, action, uri] = ["Subtype", "Contents", "Dest", "A", "URI"].map((name) =>
    pdfLib.PDFName.of(name),
  ) as [PDFName, PDFName, PDFName, PDFName, PDFName];

  for (const page of document.getPages()) {
    const annotations = page.node.Annots();
    for (let index = 0; index < (annotations?.size() ?? 0); index++) {
      const link = annotations!.lookup(index, pdfLib.PDFDict);
      if (link.get(subtype) !== pdfLib.PDFName.of("Link") || link.has(contents)) continue;
      link.set(contents, pdfLib.PDFHexString.fromText(wordsOf(link)));
    }
  }

  function wordsOf(link: PDFDict): string {
    const address = link.lookupMaybe(action, pdfLib.PDFDict)?.lookup(uri);
    if (address instanceof pdfLib.PDFString || address instanceof pdfLib.PDFHexString)
      return address.decodeText();
    const place = link.lookup(dest);
    const name =
      place instanceof pdfLib.PDFName || place instanceof pdfLib.PDFString ? place.decodeText() : "";
    return words.get(name) ?? name;
  }
}
