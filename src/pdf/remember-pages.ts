import { createHash } from "node:crypto";
import type { PDFDict, PDFDocument, PDFObject, PDFRawStream } from "pdf-lib";
import { once } from "../once.ts";

type PdfLib = typeof import("pdf-lib");

/** What was made of pages that were printed before, by all that it was made of. Of many pages those that were asked for last. */
export interface PageMemory<T> {
  recall(key: string, make: () => T): T;
}

export function openPageMemory<T>({ most = 200 }: { readonly most?: number } = {}): PageMemory<T> {
  const kept = new Map<string, T>();
  return {
    recall: (key, make) => {
      const value = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > most) kept.delete(kept.keys().next().value!);
      return value;
    },
  };
}

/** What a page is made of, as far as reading its content asks. */
export interface PageParts {
  readonly streams: readonly PDFRawStream[];
  readonly fonts: PDFDict | undefined;
  /** The names of its forms that have tags of their own. */
  readonly taggedForms: readonly string[];
  /** The block that each piece of its content belongs to. */
  readonly blocks: ReadonlyMap<number, object> | undefined;
}

/**
 * Gives a key for a page of a document: two pages with one key have the same content, set in fonts of the same widths and texts, in blocks that
 * begin and end alike.
 */
export function pageKeys(pdfLib: PdfLib, { context }: PDFDocument): (page: PageParts) => string {
  const { PDFArray, PDFDict, PDFName, PDFRawStream } = pdfLib;
  const [Encoding, DescendantFonts, DW, W, ToUnicode] = [
    "Encoding",
    "DescendantFonts",
    "DW",
    "W",
    "ToUnicode",
  ].map((name) => PDFName.of(name));
  const fontKey = once((font: PDFObject): string => {
    const dict = context.lookup(font);
    if (!(dict instanceof PDFDict)) return "";
    const list = dict.lookup(DescendantFonts!);
    const descendant = list instanceof PDFArray ? list.lookup(0) : undefined;
    const texts = dict.lookup(ToUnicode!);
    const hash = createHash("sha256").update(String(dict.get(Encoding!)));
    if (descendant instanceof PDFDict) {
      const widths = descendant.lookup(W!);
      const items =
        widths instanceof PDFArray ? widths.asArray().map((item) => context.lookup(item)) : [widths];
      hash.update(`${String(descendant.lookup(DW!))} ${items.map(String).join(" ")}`);
    }
    if (texts instanceof PDFRawStream) hash.update(texts.contents);
    return hash.digest("hex");
  });
  return ({ streams, fonts, taggedForms, blocks }) => {
    const hash = createHash("sha256");
    for (const { dict, contents } of streams)
      hash.update(`${contents.length} ${String(dict.get(PDFName.of("Filter")))}`).update(contents);
    for (const [name, font] of fonts?.entries() ?? []) hash.update(`${name} ${fontKey(font)}\n`);
    hash.update(taggedForms.join()).update("\n");
    const numbers = new Map<object, number>();
    for (const [mcid, block] of blocks ?? []) {
      if (!numbers.has(block)) numbers.set(block, numbers.size);
      hash.update(`${mcid} ${numbers.get(block)}\n`);
    }
    return hash.digest("hex");
  };
}
