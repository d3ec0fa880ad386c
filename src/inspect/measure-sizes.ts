import type { PDFDict, PDFObject, PDFRef } from "pdf-lib";
import type { Sizes } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";

type Kind = keyof Sizes;

/** What the bytes of a file are for. Their sum is the size of the file. */
export function measureSizes(objects: PdfObjects, bytes: Uint8Array): Sizes {
  const { PDFArray, PDFDict, PDFName, PDFRef, PDFStream } = objects.lib;
  const { context } = objects.document;
  const kinds = new Map<PDFRef, Kind>();
  const [type, subtype] = [PDFName.of("Type"), PDFName.of("Subtype")];
  const ends = new Set(["Page", "Pages", "Catalog"].map((name) => PDFName.of(name)));
  const ways = new Set(["Parent", "P", "Pg", "Obj", "Dest"].map((name) => PDFName.of(name)));

  /** All that an object leads to and nothing before it, but no page. */
  const claim = (kind: Kind, start: PDFObject | undefined): void => {
    const waiting = [start];
    for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
      let object: PDFObject | undefined = next;
      if (object instanceof PDFRef) {
        const found = context.lookup(object);
        const dict = dictOf(found);
        if (kinds.has(object) || (dict !== undefined && ends.has(dict.get(type) as never))) continue;
        kinds.set(object, kind);
        object = found;
      }
      if (object instanceof PDFArray) waiting.push(...object.asArray());
      const dict = dictOf(object);
      for (const key of dict?.keys() ?? []) if (!ways.has(key)) waiting.push(dict!.get(key));
    }
  };
  const dictOf = (object: PDFObject | undefined): PDFDict | undefined =>
    object instanceof PDFDict ? object : object instanceof PDFStream ? object.dict : undefined;

  const { catalog } = objects;
  const of = (key: string): PDFObject | undefined => catalog.get(PDFName.of(key));
  claim("attachments", objects.dict(catalog, "Names")?.get(PDFName.of("EmbeddedFiles")));
  claim("attachments", of("AF"));
  claim("metadata", context.trailerInfo.Info);
  claim("metadata", of("Metadata"));
  claim("structure", of("StructTreeRoot"));
  const all = context.enumerateIndirectObjects();
  for (const [ref, object] of all) {
    const dict = dictOf(object);
    if (dict?.get(type) === PDFName.of("Font")) claim("fonts", ref);
    else if (dict?.get(subtype) === PDFName.of("Image")) claim("images", ref);
  }
  for (const [ref, object] of all) {
    const dict = dictOf(object);
    if (dict === undefined || dict.get(type) !== PDFName.of("Page")) continue;
    kinds.set(ref, "pages");
    for (const key of ["Contents", "Resources"]) claim("pages", dict.get(PDFName.of(key)));
  }

  const stored = emptySizes();
  const packed = emptySizes();
  for (const [ref, object] of all) {
    const kind = kinds.get(ref) ?? "other";
    if (object instanceof PDFStream) stored[kind] += object.getContentsSize();
    else packed[kind] += object.sizeInBytes();
  }
  const inStreams = sumOf(stored);
  const [rest, unpacked] = [Math.max(0, bytes.length - inStreams), sumOf(packed)];
  for (const kind of Object.keys(packed) as Kind[])
    stored[kind] += unpacked === 0 ? 0 : Math.round((rest * packed[kind]) / unpacked);
  stored.other += bytes.length - sumOf(stored);
  return stored;
}

function emptySizes(): { -readonly [K in Kind]: number } {
  return { fonts: 0, images: 0, pages: 0, structure: 0, attachments: 0, metadata: 0, other: 0 };
}

function sumOf(sizes: Sizes): number {
  return Object.values(sizes).reduce((sum: number, size: number) => sum + size, 0);
}
