import type { PDFDict } from "pdf-lib";
import type { Attachment } from "./inspection.ts";
import { nameTreeOf } from "./name-tree.ts";
import type { PdfObjects } from "./pdf-objects.ts";

/** Files within the file (ISO 32000-2, 7.11.4 and 14.13): of the document, and those of annotations and other parts. */
export function readAttachments(objects: PdfObjects): readonly Attachment[] {
  const { PDFDict, PDFName, PDFRawStream } = objects.lib;
  const tree = objects.dict(objects.dict(objects.catalog, "Names"), "EmbeddedFiles");
  const named = new Map<PDFDict, string>();
  for (const [name, value] of nameTreeOf(objects, tree)) {
    const dict = objects.asDict(value);
    if (dict !== undefined) named.set(dict, name);
  }
  for (const [, object] of objects.document.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.has(PDFName.of("EF")) && !named.has(object))
      named.set(object, "");
  }
  return [...named].map(([dict, name]) => {
    const files = objects.dict(dict, "EF");
    const stream = objects.stream(files, "UF") ?? objects.stream(files, "F");
    const [plainName, unicodeName] = [objects.text(dict, "F"), objects.text(dict, "UF")];
    const mimeType = objects.name(stream?.dict, "Subtype");
    const relationship = objects.name(dict, "AFRelationship");
    const description = objects.text(dict, "Desc");
    return {
      name: unicodeName ?? plainName ?? name,
      ...(unicodeName !== undefined && { unicodeName }),
      ...(plainName !== undefined && { plainName }),
      ...(mimeType !== undefined && { mimeType }),
      ...(relationship !== undefined && { relationship }),
      ...(description !== undefined && { description }),
      bytes:
        objects.number(objects.dict(stream?.dict, "Params"), "Size") ??
        (stream instanceof PDFRawStream ? objects.bytesOf(stream).length : 0),
    };
  });
}
