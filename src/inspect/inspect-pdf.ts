import type { PDFDict } from "pdf-lib";
import { alternativesOf, describeTags, languagesOf, readingOrderOf } from "./describe-tags.ts";
import type { Inspection, PdfContents } from "./inspection.ts";
import { measureSizes } from "./measure-sizes.ts";
import { openPdfObjects, type PdfObjects } from "./pdf-objects.ts";
import { readAnnotations, readFields } from "./read-annotations.ts";
import { readAttachments } from "./read-attachments.ts";
import { readBookmarks } from "./read-bookmarks.ts";
import { readCatalog, readFile, readOptionalContent } from "./read-catalog.ts";
import { readContent } from "./read-content.ts";
import { readDestinations } from "./read-destination.ts";
import { readMetadata } from "./read-metadata.ts";
import { readPageFacts } from "./read-page-facts.ts";
import { elementsOf, isPiece, readStructure, type Element, type Piece } from "./read-structure.ts";
import { decideRules } from "./rules/index.ts";

/**
 * What a PDF holds, and which rules of PDF/UA-1 it passes and fails. `file` is what messages call it. Throws a KessanError for bytes
 * that are no PDF, are broken, or are encrypted.
 */
export async function inspectPdf(pdf: {
  readonly bytes: Uint8Array;
  readonly file: string;
}): Promise<Inspection> {
  const contents = readContents(await openPdfObjects(pdf), pdf.bytes);
  return { ...contents, rules: decideRules(contents) };
}

function readContents(objects: PdfObjects, bytes: Uint8Array): PdfContents {
  const pages = pagesOf(objects);
  const numbers = new Map(pages.map((page, index) => [page, index + 1]));
  const pageOf = (page: PDFDict): number | undefined => numbers.get(page);
  const catalog = readCatalog(objects);
  const { roots, roleMap, pieces } = readStructure(objects, pageOf);
  const content = readContent(objects, {
    pages,
    pieces,
    languages: pieceLanguages(roots),
    documentLanguage: catalog.lang,
  });
  const facts = readPageFacts(objects, pages);
  const destinations = readDestinations(objects, pageOf);
  const { texts } = content;
  const tags = describeTags(objects, roots, texts);
  return {
    file: readFile(objects, bytes),
    catalog,
    metadata: readMetadata(objects),
    pages: facts,
    fonts: content.fonts,
    languages: languagesOf(catalog.lang, tags, content.languages),
    bookmarks: readBookmarks(objects, destinations),
    tags,
    roleMap,
    readingOrder: readingOrderOf(roots, objects, texts),
    alternatives: alternativesOf(tags),
    content: content.facts,
    annotations: readAnnotations(objects, { pages, facts, elements: roots, texts, destinations }),
    fields: readFields(objects),
    attachments: readAttachments(objects),
    optionalContent: readOptionalContent(objects),
    forms: content.forms,
    sizes: measureSizes(objects, bytes),
  };
}

/** Pages in their order; a node that stands twice is told once. */
function pagesOf(objects: PdfObjects): readonly PDFDict[] {
  const pages = new Set<PDFDict>();
  const seen = new Set<PDFDict>();
  const visit = (node: PDFDict | undefined): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    const kids = objects.array(node, "Kids");
    if (kids === undefined) pages.add(node);
    else for (const kid of kids.asArray()) visit(objects.asDict(kid));
  };
  visit(objects.dict(objects.catalog, "Pages"));
  return [...pages];
}

function pieceLanguages(roots: readonly Element[]): ReadonlyMap<Piece, string | undefined> {
  const languages = new Map<Piece, string | undefined>();
  for (const { items, language } of elementsOf(roots)) {
    for (const item of items) if (isPiece(item)) languages.set(item, language);
  }
  return languages;
}
