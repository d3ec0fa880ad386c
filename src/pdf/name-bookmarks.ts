import type { PDFDocument, PDFObject } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Gives the bookmarks of a document the words of its headings, which come in the same order: the browser leaves out the spaces at which it
 * breaks lines. A bookmark that is none of the headings stays as it is.
 */
export function nameBookmarks(
  pdfLib: PdfLib,
  { catalog, context }: PDFDocument,
  headings: readonly string[],
): void {
  const { PDFDict, PDFHexString, PDFName, PDFString } = pdfLib;
  const [Title, First, Next] = [PDFName.of("Title"), PDFName.of("First"), PDFName.of("Next")];
  const squeezed = headings.map(squeeze);
  let from = 0;
  nameFrom(catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict)?.get(First));

  function nameFrom(first: PDFObject | undefined): void {
    for (let item = context.lookup(first); item instanceof PDFDict; item = context.lookup(item.get(Next))) {
      const title = item.lookup(Title);
      const words = title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : "";
      const at = squeezed.indexOf(squeeze(words), from);
      if (at !== -1) {
        if (words !== headings[at]) item.set(Title, PDFHexString.fromText(headings[at]!));
        from = at + 1;
      }
      nameFrom(item.get(First));
    }
  }
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, "");
}
