import type { PDFDocument } from "pdf-lib";
import { unpackStream } from "./unpack-stream.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * Makes text that a font hands out as radicals (U+2E80 to U+2FDF) searchable as the characters that were printed. Some
 * fonts draw a radical and its character with one glyph, and the browser may name the glyph after the radical.
 */
export function mendToUnicode(pdfLib: PdfLib, document: PDFDocument): void {
  const { context } = document;
  const { PDFDict, PDFName, PDFRawStream, PDFRef } = pdfLib;
  const toUnicode = PDFName.of("ToUnicode");
  for (const [, font] of context.enumerateIndirectObjects()) {
    const ref = font instanceof PDFDict ? font.get(toUnicode) : undefined;
    const stream = ref instanceof PDFRef ? context.lookup(ref) : undefined;
    if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream)) continue;
    const map = Buffer.from(unpackStream(pdfLib, stream)).toString("latin1");
    const mended = mendMap(map);
    if (mended !== map) context.assign(ref, context.flateStream(Buffer.from(mended, "latin1")));
  }
}

/** A ToUnicode map with the characters of radicals in their place. */
export function mendMap(map: string): string {
  return map
    .replaceAll(/beginbfchar(.*?)endbfchar/gs, (section) =>
      section.replaceAll(
        /(<\w+>\s*)<(\w+)>/g,
        (_, code: string, text: string) => `${code}<${mendHex(text)}>`,
      ),
    )
    .replaceAll(/beginbfrange(.*?)endbfrange/gs, (section) =>
      section
        .replaceAll(/\[[^\]]*\]/g, (list) =>
          list.replaceAll(/<(\w+)>/g, (_, text: string) => `<${mendHex(text)}>`),
        )
        .replaceAll(/<(\w+)>(\s*)<(\w+)>(\s*)<(\w+)>/g, mendRange),
    );
}

/** A range counts up from its first text: one that meets a radical becomes a list. */
function mendRange(range: string, ...parts: string[]): string {
  const [low, gap, high, gap2, text] = parts as [string, string, string, string, string];
  const first = Number.parseInt(text, 16);
  const count = Number.parseInt(high, 16) - Number.parseInt(low, 16) + 1;
  if (text.length !== 4 || first + count <= radicals.first || first > radicals.last) return range;
  const texts = Array.from({ length: count }, (_, i) => `<${mendHex(hex(first + i))}>`);
  return `<${low}>${gap}<${high}>${gap2}[${texts.join(" ")}]`;
}

const radicals = { first: 0x2e80, last: 0x2fdf };

/** `text` is UTF-16 in hexadecimal digits. */
function mendHex(text: string): string {
  return text.replaceAll(/[\da-f]{4}/gi, (unit) => {
    const code = Number.parseInt(unit, 16);
    if (code < radicals.first || code > radicals.last) return unit;
    const character = String.fromCharCode(code).normalize("NFKC");
    return Array.from({ length: character.length }, (_, i) => hex(character.charCodeAt(i))).join("");
  });
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}
