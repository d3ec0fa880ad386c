import type { PDFDocument, PDFObject } from "pdf-lib";
import type { Widths } from "./content-writer.ts";
import { once } from "../once.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * Reads how wide the glyphs of a document's fonts are (ISO 32000-1, 9.7.4.3). Gives a function that takes the entry of a font in a page's resources: undefined for
 * fonts of another sort than browsers write, with codes of two bytes that are the glyphs' own numbers.
 */
export function readGlyphWidths(
  pdfLib: PdfLib,
  { context }: PDFDocument,
): (font: PDFObject | undefined) => Widths | undefined {
  const { PDFArray, PDFDict, PDFName, PDFNumber } = pdfLib;
  return once(read);

  function read(font: PDFObject | undefined): Widths | undefined {
    const dict = context.lookup(font);
    if (!(dict instanceof PDFDict) || dict.get(PDFName.of("Encoding")) !== PDFName.of("Identity-H"))
      return undefined;
    const descendants = dict.lookup(PDFName.of("DescendantFonts"));
    const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
    if (!(descendant instanceof PDFDict)) return undefined;
    const common = descendant.lookup(PDFName.of("DW")) ?? PDFNumber.of(1000);
    const list = descendant.lookup(PDFName.of("W"));
    if (!(common instanceof PDFNumber)) return undefined;
    const widths =
      list === undefined
        ? new Map<number, number>()
        : list instanceof PDFArray
          ? readList(list.asArray())
          : undefined;
    return widths && ((code) => widths.get(code) ?? common.asNumber());
  }

  /** "first [widths]" or "first last width", again and again. */
  function readList(items: readonly PDFObject[]): ReadonlyMap<number, number> | undefined {
    const widths = new Map<number, number>();
    for (let at = 0; at < items.length;) {
      const first = numberOf(items[at++]);
      const next = items[at] === undefined ? undefined : context.lookup(items[at++]);
      if (first === undefined) return undefined;
      if (next instanceof PDFArray) {
        for (const [index, item] of next.asArray().entries()) {
          const width = numberOf(item);
          if (width === undefined) return undefined;
          widths.set(first + index, width);
        }
      } else {
        const [last, width] = [numberOf(next), numberOf(items[at++])];
        if (last === undefined || width === undefined || last > 0xffff) return undefined;
        for (let code = first; code <= last; code++) widths.set(code, width);
      }
    }
    return widths;
  }

  function numberOf(object: PDFObject | undefined): number | undefined {
    const found = object === undefined ? undefined : context.lookup(object);
    return found instanceof PDFNumber ? found.asNumber() : undefined;
  }
}
