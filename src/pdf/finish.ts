import type { PDFDocument } from "pdf-lib";
import type { Outline } from "../fonts/outline.ts";
import { emptyFileId, writeFileId } from "./file-id.ts";
import { attachFiles, type Attachment } from "./attach-files.ts";
import { markPages } from "./draft-mark.ts";
import { joinPrinted } from "./join-printed.ts";
import { mendTags, type TagMemory } from "./mend-tags.ts";
import { dateOf, type Metadata } from "./metadata.ts";
import { nameBookmarks } from "./name-bookmarks.ts";
import { nameLinks } from "./name-links.ts";
import { readPrinted } from "./read-printed.ts";
import { numberStructureIds } from "./structure-ids.ts";
import { mendToUnicode } from "./to-unicode.ts";
import { trimFonts } from "./trim-fonts.ts";
import { writeFile } from "./write-file.ts";
import { attachXmp } from "./xmp.ts";

/** What the file gets beyond what was printed. */
export interface Additions {
  readonly attachments?: readonly Attachment[];
  /** Across every page of a draft. */
  readonly mark?: Outline;
}

/** What a document says, which the browser has printed otherwise or not at all. */
export interface Words {
  /** What links are called, by the name of the place that they lead to: "note.ratio". */
  readonly links?: ReadonlyMap<string, string>;
  /** In their order. */
  readonly headings?: readonly string[];
}

/** A printed PDF that is mended, and finished when it is known what travels inside. */
export interface MendedPdf {
  /** Its final bytes. Can be asked for once. */
  finish(additions?: Additions): Promise<Uint8Array>;
}

/**
 * Opens a printed PDF; or, where there is a document with the parts before, puts its pages behind theirs. Throws if the bytes are not a
 * PDF that this program has printed.
 */
export async function openPrinted(printed: Uint8Array, before?: PDFDocument): Promise<PDFDocument> {
  const pdfLib = await import("pdf-lib");
  const document =
    readPrinted(pdfLib, printed) ??
    (await pdfLib.PDFDocument.load(printed, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: pdfLib.ParseSpeeds.Fastest,
    }));
  if (before === undefined) return document;
  joinPrinted(pdfLib, before, document);
  return before;
}

/**
 * A printed PDF made final, but for what is added to it: metadata and dates of the document instead of the browser's, tags
 * and structure ids that depend on the content alone. Outline and links stay, and get their words. Pages in the memory are not read again.
 */
export async function mendPdf(
  document: PDFDocument,
  metadata: Metadata,
  { links = new Map(), headings = [] }: Words = {},
  memory?: TagMemory,
): Promise<MendedPdf> {
  const pdfLib = await import("pdf-lib");
  describe(document, metadata);
  attachXmp(pdfLib, document, metadata);
  labelPages(pdfLib, document);
  const tagged = mendTags(pdfLib, document, memory && { memory });
  nameLinks(pdfLib, document, links);
  nameBookmarks(pdfLib, document, headings);
  numberStructureIds(pdfLib, document);
  mendToUnicode(pdfLib, document);
  await Promise.all([tagged, trimFonts(pdfLib, document)]);
  return {
    finish: async ({ attachments = [], mark } = {}) => {
      if (mark !== undefined) await markPages(pdfLib, document, mark);
      const filled = attachFiles(pdfLib, document, { attachments, date: dateOf(metadata) });
      // Told where it is waited for
      filled.catch(() => {});
      const placeholder = pdfLib.PDFHexString.of(emptyFileId);
      document.context.trailerInfo.ID = document.context.obj([placeholder, placeholder]);
      await document.flush();
      return writeFileId(await writeFile(pdfLib, document.context, filled));
    },
  };
}

/**
 * A printed PDF mended and finished: attachments, a file id that depends on the content alone, objects compressed. The same print
 * and metadata give the same bytes, whichever browser process printed them. Throws as `openPrinted` does.
 */
export async function finishPdf(
  printed: Uint8Array,
  metadata: Metadata,
  { links, headings, ...additions }: Additions & Words = {},
): Promise<Uint8Array> {
  return (
    await mendPdf(await openPrinted(printed), metadata, {
      ...(links && { links }),
      ...(headings && { headings }),
    })
  ).finish(additions);
}

/**
 * Loads what `finishPdf` needs and finishes a small sample, so that its code is there and compiled when the browser has
 * printed: for a caller that waits for the browser anyway.
 */
export async function prepareFinish(): Promise<void> {
  const { PDFDocument } = await import("pdf-lib");
  const sample = await PDFDocument.create();
  const { context } = sample;
  for (let i = 0; i < 40; i++)
    context.register(context.obj({ Number: i, List: [1, 2.5, "x"], Dict: { Is: true } }));
  sample.addPage();
  const nothing = { title: "", author: "", subject: "", keywords: [], lang: "en", producer: "", creator: "" };
  await finishPdf(await sample.save({ useObjectStreams: false }), { ...nothing, date: "2000-01-01" });
}

function describe(document: PDFDocument, metadata: Metadata): void {
  const date = dateOf(metadata);
  document.setTitle(metadata.title, { showInWindowTitleBar: true });
  document.setAuthor(metadata.author);
  document.setSubject(metadata.subject);
  document.setKeywords([metadata.keywords.join(", ")]);
  document.setLanguage(metadata.lang);
  document.setProducer(metadata.producer);
  document.setCreator(metadata.creator);
  document.setCreationDate(date);
  document.setModificationDate(date);
}

/** Readers call pages by the numbers that are printed on them (ISO 32000-1, 12.4.2). */
function labelPages({ PDFName }: typeof import("pdf-lib"), { catalog, context }: PDFDocument): void {
  catalog.set(PDFName.of("PageLabels"), context.obj({ Nums: [0, { S: "D" }] }));
}
