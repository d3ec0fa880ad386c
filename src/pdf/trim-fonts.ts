import { inflateSync } from "node:zlib";
import type { PDFDict, PDFDocument, PDFRef } from "pdf-lib";
import { pack } from "./pack.ts";
import { isDeflated } from "./unpack-stream.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * Takes tables out of a document's TrueType fonts that no reader of a PDF looks at (ISO 32000-1, 9.9): what their characters and names are
 * stands in the document. Only of fonts whose codes are the numbers of glyphs; any other one stays.
 */
export async function trimFonts(pdfLib: PdfLib, { context }: PDFDocument): Promise<void> {
  const { PDFDict, PDFName, PDFNumber, PDFRawStream, PDFRef } = pdfLib;
  const subtype = PDFName.of("Subtype");
  const map = PDFName.of("CIDToGIDMap");
  const packing: Promise<void>[] = [];
  for (const [, font] of context.enumerateIndirectObjects()) {
    const isNumbered =
      font instanceof PDFDict &&
      font.get(subtype) === PDFName.of("CIDFontType2") &&
      font.get(map) === PDFName.of("Identity");
    const descriptor = isNumbered ? font.lookup(PDFName.of("FontDescriptor")) : undefined;
    const ref = descriptor instanceof PDFDict ? descriptor.get(PDFName.of("FontFile2")) : undefined;
    const file = ref instanceof PDFRef ? context.lookup(ref) : undefined;
    if (!(ref instanceof PDFRef) || !(file instanceof PDFRawStream) || !isDeflated(pdfLib, file)) continue;
    const trimmed = trimFont(inflateSync(file.contents));
    if (trimmed !== undefined) packing.push(replace(ref, file.dict, trimmed));
  }
  await Promise.all(packing);

  async function replace(ref: PDFRef, dict: PDFDict, trimmed: Uint8Array): Promise<void> {
    const packed = await pack(trimmed);
    dict.set(PDFName.of("Length"), PDFNumber.of(packed.length));
    dict.set(PDFName.of("Length1"), PDFNumber.of(trimmed.length));
    context.assign(ref, PDFRawStream.of(dict, packed));
  }
}

/** A TrueType font with nothing but what draws its glyphs; undefined for any other font. */
export function trimFont(font: Uint8Array): Uint8Array | undefined {
  const from = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  if (from.length < 12 || from.readUInt32BE(0) !== trueType) return undefined;
  const all = Array.from({ length: from.readUInt16BE(4) }, (_, index) => {
    const at = headerLength + entryLength * index;
    const [start, length] = [from.readUInt32BE(at + 8), from.readUInt32BE(at + 12)];
    const tag = from.toString("latin1", at, at + 4);
    return { tag, sum: from.readUInt32BE(at + 4), bytes: from.subarray(start, start + length) };
  });
  const tables = all.filter(({ tag }) => drawing.has(tag));
  if (required.some((tag) => !tables.some((table) => table.tag === tag))) return undefined;

  const directory = headerLength + entryLength * tables.length;
  const to = Buffer.alloc(tables.reduce((sum, { bytes }) => sum + padded(bytes.length), directory));
  const power = Math.floor(Math.log2(tables.length));
  to.writeUInt32BE(trueType, 0);
  to.writeUInt16BE(tables.length, 4);
  to.writeUInt16BE(entryLength * 2 ** power, 6);
  to.writeUInt16BE(power, 8);
  to.writeUInt16BE(entryLength * (tables.length - 2 ** power), 10);
  let start = directory;
  let sum = 0;
  tables.forEach((table, index) => {
    const at = headerLength + entryLength * index;
    to.write(table.tag, at, "latin1");
    to.writeUInt32BE(table.sum, at + 4);
    to.writeUInt32BE(start, at + 8);
    to.writeUInt32BE(table.bytes.length, at + 12);
    to.set(table.bytes, start);
    start += padded(table.bytes.length);
    sum += table.sum;
  });
  for (let at = 0; at < directory; at += 4) sum += to.readUInt32BE(at);
  const head = tables.findIndex(({ tag }) => tag === "head");
  // The sum of the whole font, which is taken with zero in this place
  const adjustmentAt = to.readUInt32BE(headerLength + entryLength * head + 8) + 8;
  to.writeUInt32BE((0xb1b0afba - sum) >>> 0, adjustmentAt);
  return to;
}

const trueType = 0x00010000;
const headerLength = 12;
const entryLength = 16;
const required = ["glyf", "head", "hhea", "hmtx", "loca", "maxp"];
const drawing: ReadonlySet<string> = new Set([...required, "cvt ", "fpgm", "prep"]);

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
