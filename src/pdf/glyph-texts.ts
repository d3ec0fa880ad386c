import type { PDFDocument, PDFObject } from "pdf-lib";
import { once } from "../once.ts";
import { readCMap } from "./read-cmap.ts";
import { unpackStream } from "./unpack-stream.ts";

type PdfLib = typeof import("pdf-lib");

/** What the glyphs of a font stand for. */
export interface GlyphTexts {
  textOf(code: number): string | undefined;
  /** The code of the space, where the font has one. */
  readonly space?: number;
}

/**
 * Reads what the glyphs of a document's fonts stand for (ISO 32000-1, 9.10.3). Gives a function that takes the entry of a font in a page's
 * resources: undefined for fonts that do not say.
 */
export function readGlyphTexts(
  pdfLib: PdfLib,
  { context }: PDFDocument,
): (font: PDFObject | undefined) => GlyphTexts | undefined {
  const { PDFDict, PDFName, PDFRawStream } = pdfLib;
  return once(read);

  function read(font: PDFObject | undefined): GlyphTexts | undefined {
    const dict = context.lookup(font);
    const stream = dict instanceof PDFDict ? dict.lookup(PDFName.of("ToUnicode")) : undefined;
    if (!(stream instanceof PDFRawStream)) return undefined;
    const { texts } = readCMap(unpackStream(pdfLib, stream));
    const [space] = [...texts].find(([, text]) => text === " ") ?? [];
    return { textOf: (code) => texts.get(code), ...(space !== undefined && { space }) };
  }
}
