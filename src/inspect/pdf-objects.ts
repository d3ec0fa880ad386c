import type { PDFArray, PDFDict, PDFDocument, PDFObject, PDFRawStream, PDFRef, PDFStream } from "pdf-lib";
import { once } from "../once.ts";
import { unpackStream } from "../pdf/unpack-stream.ts";
import { KessanError } from "../problem.ts";

export type PdfLib = typeof import("pdf-lib");

/** A PDF whose objects can be asked for by key, each as what it is read as, or undefined where it is something else. */
export interface PdfObjects {
  readonly lib: PdfLib;
  readonly document: PDFDocument;
  readonly catalog: PDFDict;
  /** The object itself, wherever it stands. */
  resolve(object: PDFObject | undefined): PDFObject | undefined;
  get(dict: PDFDict | undefined, key: string): PDFObject | undefined;
  ref(dict: PDFDict | undefined, key: string): PDFRef | undefined;
  dict(dict: PDFDict | undefined, key: string): PDFDict | undefined;
  array(dict: PDFDict | undefined, key: string): PDFArray | undefined;
  stream(dict: PDFDict | undefined, key: string): PDFStream | undefined;
  name(dict: PDFDict | undefined, key: string): string | undefined;
  text(dict: PDFDict | undefined, key: string): string | undefined;
  number(dict: PDFDict | undefined, key: string): number | undefined;
  boolean(dict: PDFDict | undefined, key: string): boolean | undefined;
  /** The numbers of an array; undefined where one of them is none. */
  numbers(dict: PDFDict | undefined, key: string): readonly number[] | undefined;
  /** The items of an array, or the one thing that stands for it. */
  items(object: PDFObject | undefined): readonly PDFObject[];
  asDict(object: PDFObject | undefined): PDFDict | undefined;
  asName(object: PDFObject | undefined): string | undefined;
  asText(object: PDFObject | undefined): string | undefined;
  asNumber(object: PDFObject | undefined): number | undefined;
  /** Unpacked; empty where that cannot be done. */
  bytesOf(stream: PDFStream | undefined): Uint8Array;
}

/** Opens any PDF. Throws a KessanError for what is none, is cut off, broken, or encrypted. */
export async function openPdfObjects({
  bytes,
  file,
}: {
  readonly bytes: Uint8Array;
  readonly file: string;
}): Promise<PdfObjects> {
  const fail = (what: string, hint: string, cause?: unknown): never => {
    throw new KessanError([{ place: { file }, what, hint }], cause === undefined ? {} : { cause });
  };
  if (!Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-"))
    return fail(bytes.length === 0 ? "is empty" : "is no PDF: it does not begin with %PDF-", "name a PDF");
  const lib = await import("pdf-lib");
  const document = await quietly(() =>
    lib.PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: false,
      ignoreEncryption: true,
      parseSpeed: lib.ParseSpeeds.Fastest,
    }),
  ).catch((cause: Error) =>
    fail(`cannot be read as a PDF: ${firstLine(cause.message)}`, "copy it again from where it came", cause),
  );
  if (document.isEncrypted)
    return fail(
      "is encrypted, so that its texts cannot be read",
      "name a copy without a password or restrictions",
    );
  const { catalog } = document;
  if (!(catalog instanceof lib.PDFDict))
    return fail("cannot be read as a PDF: it has no catalog", "copy it again from where it came");
  const objects = readObjects(lib, document, catalog);
  if (objects.dict(catalog, "Pages") === undefined)
    return fail("cannot be read as a PDF: its pages are missing", "copy it again from where it came");
  return objects;
}

function readObjects(lib: PdfLib, document: PDFDocument, catalog: PDFDict): PdfObjects {
  const {
    PDFArray,
    PDFBool,
    PDFDict,
    PDFHexString,
    PDFName,
    PDFNumber,
    PDFRawStream,
    PDFRef,
    PDFStream,
    PDFString,
  } = lib;
  const resolve = (object: PDFObject | undefined): PDFObject | undefined => {
    let found = object;
    for (let steps = 0; found instanceof PDFRef && steps < 10; steps++)
      found = document.context.lookup(found);
    return found;
  };
  // The library looks for escapes in every name that it is asked for
  const nameFor = once((text: string) => PDFName.of(text));
  const raw = (dict: PDFDict | undefined, key: string) => dict?.get(nameFor(key));
  const get = (dict: PDFDict | undefined, key: string) => resolve(raw(dict, key));
  const asDict = (object: PDFObject | undefined): PDFDict | undefined => {
    const found = resolve(object);
    return found instanceof PDFDict ? found : found instanceof PDFStream ? found.dict : undefined;
  };
  const asName = (object: PDFObject | undefined): string | undefined => {
    const found = resolve(object);
    if (!(found instanceof PDFName)) return undefined;
    const written = found.asString();
    return written.includes("#") ? found.decodeText().replaceAll(smallCode, decodeCode) : written.slice(1);
  };
  const texts = new Map<PDFObject, string>();
  // The library takes its time for a text, and some are asked for again and again
  const asText = (object: PDFObject | undefined): string | undefined => {
    const found = resolve(object);
    if (!(found instanceof PDFString || found instanceof PDFHexString)) return undefined;
    let text = texts.get(found);
    if (text === undefined) {
      const written = found.asString();
      const isPlain = found instanceof PDFString && plain.test(written);
      text = isPlain ? written : found.decodeText().replaceAll("\u0000", "");
      texts.set(found, text);
    }
    return text;
  };
  const asNumber = (object: PDFObject | undefined): number | undefined => {
    const found = resolve(object);
    return found instanceof PDFNumber ? found.asNumber() : undefined;
  };
  const array = (dict: PDFDict | undefined, key: string): PDFArray | undefined => {
    const found = get(dict, key);
    return found instanceof PDFArray ? found : undefined;
  };
  /** The library reads a part of what is damaged. */
  const decode = (stream: PDFRawStream): Uint8Array => {
    try {
      return lib.decodePDFRawStream(stream).decode();
    } catch {
      return new Uint8Array();
    }
  };
  return {
    lib,
    document,
    catalog,
    resolve,
    get,
    ref: (dict, key) => {
      const found = raw(dict, key);
      return found instanceof PDFRef ? found : undefined;
    },
    dict: (dict, key) => asDict(raw(dict, key)),
    array,
    stream: (dict, key) => {
      const found = get(dict, key);
      return found instanceof PDFStream ? found : undefined;
    },
    name: (dict, key) => asName(raw(dict, key)),
    text: (dict, key) => asText(raw(dict, key)),
    number: (dict, key) => asNumber(raw(dict, key)),
    boolean: (dict, key) => {
      const found = get(dict, key);
      return found instanceof PDFBool ? found.asBoolean() : undefined;
    },
    numbers: (dict, key) => {
      const numbers = array(dict, key)?.asArray().map(asNumber);
      return numbers?.every((number) => number !== undefined) ? (numbers as number[]) : undefined;
    },
    items: (object) => {
      const found = resolve(object);
      return found instanceof PDFArray ? found.asArray() : object === undefined ? [] : [object];
    },
    asDict,
    asName,
    asText,
    asNumber,
    bytesOf: (stream) => {
      if (!(stream instanceof PDFRawStream)) return new Uint8Array();
      try {
        return unpackStream(lib, stream);
      } catch {
        return decode(stream);
      }
    },
  };
}

/** The library reads codes in names in capitals alone, and others write them small (ISO 32000-1, 7.3.5). */
const smallCode = /#([\da-f]{2})/g;

function decodeCode(_: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

/** The library tells the console of every object that is damaged, which is nothing to whoever asks what is in the file. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

/** A string that stands for what is written (ISO 32000-1, 7.3.4.2 and annex D.2). */
const plain = /^[ -[\]-~]*$/;

function firstLine(message: string): string {
  return message
    .split("\n")[0]!
    .replace(/^Failed to parse PDF document \([^)]*\): /, "")
    .replace(/\.$/, "");
}
