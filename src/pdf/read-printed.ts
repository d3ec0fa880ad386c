import type { PDFContext, PDFDict, PDFDocument, PDFName, PDFObject, PDFRef } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Opens a PDF that the browser has printed, in a third of the time that the library takes: its table of objects says where each begins, and it
 * has neither comments nor objects in streams. Undefined for a file that is written in any other way: the library reads that.
 */
export function readPrinted(pdfLib: PdfLib, bytes: Uint8Array): PDFDocument | undefined {
  const { PDFArray, PDFBool, PDFDict, PDFHexString, PDFNull, PDFNumber, PDFRawStream, PDFRef, PDFString } =
    pdfLib;
  const context = pdfLib.PDFContext.create();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const refs: PDFRef[] = [];
  const names = new Map<string, PDFName>();
  const [Type, Length] = [pdfLib.PDFName.of("Type"), pdfLib.PDFName.of("Length")];
  const kinds = new Map<PDFObject | undefined, DictKind>([
    [pdfLib.PDFName.of("Catalog"), pdfLib.PDFCatalog],
    [pdfLib.PDFName.of("Pages"), pdfLib.PDFPageTree],
    [pdfLib.PDFName.of("Page"), pdfLib.PDFPageLeaf],
  ]);
  let at = 0;

  try {
    return read();
  } catch (error) {
    if (error instanceof Unexpected) return undefined;
    throw error;
  }

  function read(): PDFDocument {
    const [, version] = /^%PDF-1\.(\d)\n/.exec(text.slice(0, 9)) ?? unexpected();
    context.header = pdfLib.PDFHeader.forVersion(1, Number(version));
    const [, start] = /\nstartxref\n(\d+)\n%%EOF\s*$/.exec(text.slice(-60)) ?? unexpected();
    at = Number(start);
    const [head, count] = /^xref\n0 (\d+)\n/.exec(text.slice(at, at + 30)) ?? unexpected();
    const table = at + head!.length;
    for (let number = 1; number < Number(count); number++) {
      const entry = table + number * entryLength;
      if (text[entry + 17] === "f") continue;
      at = Number(text.slice(entry, entry + 10));
      if (text[entry + 17] !== "n" || !skip(`${number} 0 obj`)) unexpected();
      context.assign(refOf(number), objectOrStream());
      space();
      if (!skip("endobj")) unexpected();
    }
    at = table + Number(count) * entryLength;
    space();
    if (!skip("trailer")) unexpected();
    const trailer = object();
    if (!(trailer instanceof PDFDict) || trailer.has(pdfLib.PDFName.of("Prev"))) unexpected();
    const of = (key: string): PDFObject | undefined => (trailer as PDFDict).get(pdfLib.PDFName.of(key));
    const [Root, Info, ID] = [of("Root"), of("Info"), of("ID")];
    if (!(context.lookup(Root) instanceof pdfLib.PDFCatalog) || of("Encrypt")) unexpected();
    context.trailerInfo = { ...(Root && { Root }), ...(Info && { Info }), ...(ID && { ID }) };
    // The library has no other way to a document of objects that it has not read itself
    const Opened = pdfLib.PDFDocument as unknown as OpenedDocument;
    return new Opened(context, false, false);
  }

  function objectOrStream(): PDFObject {
    const found = object();
    space();
    if (!(found instanceof PDFDict) || !skip("stream")) return found;
    if (!skip("\r\n") && !skip("\n")) unexpected();
    const length = found.get(Length);
    if (!(length instanceof PDFNumber)) return unexpected();
    const start = at;
    at += length.asNumber();
    const contents = bytes.slice(start, at);
    space();
    if (!skip("endstream")) unexpected();
    return PDFRawStream.of(found, contents);
  }

  function object(): PDFObject {
    space();
    const code = text.charCodeAt(at);
    switch (code) {
      case slash:
        return name();
      case less:
        return text.charCodeAt(at + 1) === less ? dict() : hexadecimal();
      case openBracket:
        return literal();
      case openSquare: {
        at++;
        const list = PDFArray.withContext(context);
        for (space(); text.charCodeAt(at) !== closeSquare; space()) list.push(object());
        at++;
        return list;
      }
    }
    if (code >= zero && code <= nine) return numberOrRef();
    if (code === minus || code === point) return PDFNumber.of(number());
    if (skip("true")) return PDFBool.True;
    if (skip("false")) return PDFBool.False;
    return skip("null") ? PDFNull : unexpected();
  }

  function dict(): PDFDict {
    at += 2;
    const entries = new Map<PDFName, PDFObject>();
    for (space(); text.charCodeAt(at) !== greater; space()) {
      if (text.charCodeAt(at) !== slash) unexpected();
      const key = name();
      entries.set(key, object());
    }
    if (!skip(">>")) unexpected();
    return (kinds.get(entries.get(Type)) ?? PDFDict).fromMapWithContext(entries, context);
  }

  function name(): PDFName {
    const start = ++at;
    while (isRegular(text.charCodeAt(at))) at++;
    const written = text.slice(start, at);
    let found = names.get(written);
    if (found === undefined) names.set(written, (found = pdfLib.PDFName.of(written)));
    return found;
  }

  function numberOrRef(): PDFObject {
    const first = number();
    const behind = at;
    // As the browser writes it: "12 0 R"
    if (Number.isInteger(first) && skip(" 0 R") && !isRegular(text.charCodeAt(at))) return refOf(first);
    at = behind;
    return PDFNumber.of(first);
  }

  function number(): number {
    const start = at;
    while (isNumeric(text.charCodeAt(at))) at++;
    const found = Number(text.slice(start, at));
    if (isRegular(text.charCodeAt(at)) || !(Math.abs(found) <= Number.MAX_SAFE_INTEGER)) unexpected();
    return found;
  }

  function hexadecimal(): PDFObject {
    const end = text.indexOf(">", at);
    if (end === -1) unexpected();
    const digits = text.slice(at + 1, end);
    at = end + 1;
    return PDFHexString.of(digits);
  }

  /** A string in brackets, as it is written. */
  function literal(): PDFObject {
    const start = at + 1;
    for (let depth = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === backslash) at++;
      else if (code === openBracket) depth++;
      else if (code === closeBracket && --depth === 0) return PDFString.of(text.slice(start, at++));
    }
    return unexpected();
  }

  function refOf(number: number): PDFRef {
    return (refs[number] ??= PDFRef.of(number));
  }

  function space(): void {
    while (text.charCodeAt(at) <= 32) at++;
  }

  /** Whether the word stands here; then goes behind it. */
  function skip(word: string): boolean {
    if (!text.startsWith(word, at)) return false;
    at += word.length;
    return true;
  }
}

type OpenedDocument = new (
  context: PDFContext,
  ignoreEncryption: boolean,
  updateMetadata: boolean,
) => PDFDocument;

interface DictKind {
  fromMapWithContext(entries: Map<PDFName, PDFObject>, context: PDFContext): PDFDict;
}

/** The file is not written as the browser writes. */
class Unexpected extends Error {}

function unexpected(): never {
  throw new Unexpected();
}

/** Bytes of a line of the table: "0000000016 00000 n" and the end of the line (ISO 32000-1, 7.5.4). */
const entryLength = 20;

const [openBracket, closeBracket, less, greater, openSquare, closeSquare, slash, backslash] = [
  0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x2f, 0x5c,
];
const [minus, point, zero, nine] = [0x2d, 0x2e, 0x30, 0x39] as const;

/** Characters that end no name (ISO 32000-1, 7.2.2); beyond the end of the text there are none. */
const regular = Uint8Array.from({ length: 256 }, (_, code) =>
  code <= 32 || "()<>[]{}/%".includes(String.fromCharCode(code)) ? 0 : 1,
);

function isRegular(code: number): boolean {
  return regular[code] === 1;
}

function isNumeric(code: number): boolean {
  return (code >= zero && code <= nine) || code === point || code === minus;
}
