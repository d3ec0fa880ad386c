import type { PDFDict, PDFDocument, PDFPage, PDFRef } from "pdf-lib";
import { readGlyphTexts } from "./glyph-texts.ts";
import { readGlyphWidths } from "./glyph-widths.ts";
import { mendStructure } from "./mend-structure.ts";
import { pack } from "./pack.ts";
import { pageKeys, type PageMemory, type PageParts } from "./remember-pages.ts";
import { retagContent, scanContent, type PageContent } from "./page-content.ts";
import {
  isContent,
  isElement,
  readStructure,
  writeStructure,
  type Content,
  type Element,
  type Kid,
} from "./structure.ts";
import { tidyContent } from "./tidy-content.ts";
import { unpackStream } from "./unpack-stream.ts";

type PdfLib = typeof import("pdf-lib");

/**
 * Mends the tags of a document that a browser has printed: the tree, and with it the tags in the content of the pages, so
 * that everything painted is in the tree or an artifact (ISO 14289-1, 7.1). What the pages look like stays. Nothing is done
 * to a document without tags. The tree is mended when it returns; the contents are in their place when they are packed. A page that is in the
 * memory is not read again.
 */
export async function mendTags(
  pdfLib: PdfLib,
  document: PDFDocument,
  { memory }: { readonly memory?: TagMemory } = {},
): Promise<void> {
  const before = readStructure(pdfLib, document);
  if (before.length === 0) return;
  const { PDFName } = pdfLib;
  const widths = readGlyphWidths(pdfLib, document);
  const texts = readGlyphTexts(pdfLib, document);
  const blocks = blocksOf(before);
  const keyOf = pageKeys(pdfLib, document);
  const pages = new Map(
    document.getPages().map((page) => {
      const parts = partsOf(pdfLib, page, blocks.get(page.ref));
      const read = (): ReadContent => readPage(pdfLib, parts, { widths, texts });
      return [page.ref, memory === undefined ? read() : memory.recall(keyOf(parts), read)];
    }),
  );
  const after = mendStructure(before, (content) => speaks(pages, content));
  writeStructure(pdfLib, document, { before, after });
  const root = document.catalog.lookup(PDFName.of("StructTreeRoot"), pdfLib.PDFDict);
  // ISO 32000-1 has no types for what is stressed
  root.set(PDFName.of("RoleMap"), document.context.obj({ Strong: "Span", Em: "Span" }));
  let notes = 0;
  nameNotes(after, (note) => note.set(PDFName.of("ID"), pdfLib.PDFString.of(`note${++notes}`)));

  const tags = tagsOf(after);
  const contents = document.getPages().map(async (page) => {
    const { bytes, content } = pages.get(page.ref)!;
    const own = tags.get(page.ref);
    return [page, await pack(retagContent(bytes, content, (mcid) => own?.get(mcid)))] as const;
  });
  // In their order, which gives them their numbers
  for (const [page, packed] of await Promise.all(contents)) replaceContents(pdfLib, page, packed);
}

/** Notes need names (ISO 14289-1, 7.9). The numbers of all ids are given later. */
function nameNotes(kids: readonly Kid[], name: (note: PDFDict) => void): void {
  for (const kid of kids) {
    if (!isElement(kid)) continue;
    if (kid.type === "Note" && kid.origin !== undefined) name(kid.origin.dict);
    nameNotes(kid.kids, name);
  }
}

/** Pages as they were read while their tags were mended. */
export type TagMemory = PageMemory<ReadContent>;

export interface ReadContent {
  readonly bytes: Uint8Array;
  readonly content: PageContent;
  readonly speaking: ReadonlySet<number>;
}

interface PageFacts {
  readonly widths: ReturnType<typeof readGlyphWidths>;
  readonly texts: ReturnType<typeof readGlyphTexts>;
}

function partsOf(pdfLib: PdfLib, page: PDFPage, blocks: PageParts["blocks"]): PageParts {
  const { PDFArray, PDFDict, PDFName, PDFRawStream, PDFStream } = pdfLib;
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray() : contents === undefined ? [] : [contents];
  const forms = page.node.Resources()?.lookupMaybe(PDFName.of("XObject"), PDFDict);
  return {
    streams: streams
      .map((object) => page.doc.context.lookup(object))
      .filter((stream) => stream instanceof PDFRawStream),
    fonts: page.node.Resources()?.lookupMaybe(PDFName.of("Font"), PDFDict),
    taggedForms: (forms?.keys() ?? [])
      .filter((name) => {
        const form = forms!.lookup(name);
        return form instanceof PDFStream && form.dict.has(PDFName.of("StructParents"));
      })
      .map((name) => name.decodeText()),
    blocks,
  };
}

function readPage(
  pdfLib: PdfLib,
  { streams, fonts, taggedForms, blocks }: PageParts,
  { widths, texts }: PageFacts,
): ReadContent {
  const { PDFName } = pdfLib;
  const printed = Buffer.concat(
    streams.flatMap((stream) => [unpackStream(pdfLib, stream), Buffer.from("\n")]),
  );
  const isTaggedForm = (name: string): boolean => taggedForms.includes(name);
  const { bytes, content } = tidyContent(printed, {
    widthsOf: (font) => widths(fonts?.get(PDFName.of(font))),
    textsOf: (font) => texts(fonts?.get(PDFName.of(font))),
    blockOf: (mcid) => blocks?.get(mcid),
    isTaggedForm,
  }) ?? {
    bytes: printed,
    content: scanContent(printed, isTaggedForm),
  };
  return {
    bytes,
    content,
    speaking: new Set(content.marks.filter(({ speaks }) => speaks).map(({ mcid }) => mcid)),
  };
}

function speaks(pages: ReadonlyMap<PDFRef, ReadContent>, { mcid, page, stream }: Content): boolean {
  return stream !== undefined || (pages.get(page)?.speaking.has(mcid) ?? false);
}

/** The innermost element around each piece of content that is no part of a line. */
function blocksOf(elements: readonly Element[]): ReadonlyMap<PDFRef, ReadonlyMap<number, Element>> {
  const blocks = new Map<PDFRef, Map<number, Element>>();
  const note = (kid: Kid, outer: Element): void => {
    if (isElement(kid)) {
      const block = inLine.has(kid.type) ? outer : kid;
      for (const inner of kid.kids) note(inner, block);
    } else if (isContent(kid) && kid.stream === undefined) {
      let own = blocks.get(kid.page);
      if (own === undefined) blocks.set(kid.page, (own = new Map()));
      own.set(kid.mcid, outer);
    }
  };
  for (const element of elements) note(element, element);
  return blocks;
}

const inLine = new Set(["NonStruct", "Span", "Link", "Strong", "Em"]);

/** The type of the element that each piece of content belongs to. */
function tagsOf(elements: readonly Kid[]): ReadonlyMap<PDFRef, ReadonlyMap<number, string>> {
  const tags = new Map<PDFRef, Map<number, string>>();
  const note = (kids: readonly Kid[], type: string): void => {
    for (const kid of kids) {
      if (isElement(kid)) note(kid.kids, kid.type);
      else if (isContent(kid) && kid.stream === undefined) {
        const own = tags.get(kid.page) ?? new Map<number, string>();
        tags.set(kid.page, own.set(kid.mcid, type));
      }
    }
  };
  note(elements, "Document");
  return tags;
}

function replaceContents(pdfLib: PdfLib, page: PDFPage, packed: Uint8Array): void {
  const { PDFArray, PDFName, PDFRawStream, PDFRef } = pdfLib;
  const { context } = page.doc;
  const contents = PDFName.of("Contents");
  const held = page.node.get(contents);
  const listed = held instanceof PDFRef ? context.lookup(held) : held;
  const refs = listed instanceof PDFArray ? [held, ...listed.asArray()] : [held];
  for (const ref of refs) if (ref instanceof PDFRef) context.delete(ref);
  const dict = context.obj({ Filter: "FlateDecode", Length: packed.length });
  page.node.set(contents, context.register(PDFRawStream.of(dict, packed)));
}
