import type { PDFDict } from "pdf-lib";
import type { CatalogFacts, FileFacts, OptionalContent } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";

/** What the catalog promises (ISO 32000-1, 7.7.2). */
export function readCatalog(objects: PdfObjects): CatalogFacts {
  const { catalog } = objects;
  const lang = objects.text(catalog, "Lang");
  const mark = objects.dict(catalog, "MarkInfo");
  const xfa = objects.get(objects.dict(catalog, "AcroForm"), "XFA");
  return {
    ...(lang !== undefined && { lang }),
    marked: objects.boolean(mark, "Marked") === true,
    suspects: objects.boolean(mark, "Suspects") === true,
    displayDocTitle: objects.boolean(objects.dict(catalog, "ViewerPreferences"), "DisplayDocTitle") === true,
    structure: objects.dict(catalog, "StructTreeRoot") !== undefined,
    xfa:
      xfa === undefined ? "none" : objects.boolean(catalog, "NeedsRendering") === true ? "dynamic" : "static",
  };
}

/** The file as bytes, and what its trailer says. */
export function readFile(objects: PdfObjects, bytes: Uint8Array): FileFacts {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const header = head.slice(head.indexOf("%PDF-")).split(/[\r\n]/)[0]!;
  const { context } = objects.document;
  const { PDFHexString, PDFString } = objects.lib;
  return {
    bytes: bytes.length,
    header,
    version: objects.name(objects.catalog, "Version") ?? header.slice(5).trim(),
    id: objects.items(context.trailerInfo.ID).flatMap((half) => {
      const found = objects.resolve(half);
      return found instanceof PDFHexString || found instanceof PDFString
        ? [Buffer.from(found.asBytes()).toString("hex").toUpperCase()]
        : [];
    }),
    javaScript: hasJavaScript(objects),
  };
}

/** Configurations of layers (ISO 32000-1, 8.11.4). */
export function readOptionalContent(objects: PdfObjects): readonly OptionalContent[] {
  const properties = objects.dict(objects.catalog, "OCProperties");
  const usual = objects.dict(properties, "D");
  const others = objects.items(objects.get(properties, "Configs")).map(objects.asDict);
  return [usual, ...others].flatMap((configuration) => {
    if (configuration === undefined) return [];
    const name = objects.text(configuration, "Name");
    return [
      { ...(name !== undefined && { name }), automatic: objects.get(configuration, "AS") !== undefined },
    ];
  });
}

/** Any action that is a script, wherever it hangs. */
function hasJavaScript(objects: PdfObjects): boolean {
  const { PDFDict, PDFName } = objects.lib;
  const s = PDFName.of("S");
  const script = PDFName.of("JavaScript");
  const holds = (dict: PDFDict): boolean =>
    dict.get(s) === script || dict.values().some((value) => value instanceof PDFDict && holds(value));
  for (const [, object] of objects.document.context.enumerateIndirectObjects())
    if (object instanceof PDFDict && holds(object)) return true;
  return objects.dict(objects.dict(objects.catalog, "Names"), "JavaScript") !== undefined;
}
