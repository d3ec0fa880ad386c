import { inflateSync } from "node:zlib";
import type { PDFRawStream } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * The bytes of a stream as they were before they were packed. Most are packed in one way, which the library unpacks in several times as long.
 * Throws for a stream that is damaged, or packed in a way that is not known.
 */
export function unpackStream(pdfLib: PdfLib, stream: PDFRawStream): Uint8Array {
  return isDeflated(pdfLib, stream)
    ? inflateSync(stream.contents)
    : pdfLib.decodePDFRawStream(stream).decode();
}

/** Whether a stream is packed with DEFLATE and in no other way (ISO 32000-1, 7.4.4). */
export function isDeflated({ PDFName }: PdfLib, { dict }: PDFRawStream): boolean {
  return dict.get(PDFName.of("Filter")) === PDFName.of("FlateDecode") && !dict.has(PDFName.of("DecodeParms"));
}
