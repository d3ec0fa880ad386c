import { PDFRawStream, type PDFDocument } from "pdf-lib";

/** Every object of a document in words, with its kind and its bytes. */
export function objectsOf({ context }: PDFDocument): readonly string[] {
  return context.enumerateIndirectObjects().map(([ref, object]) => {
    const said =
      object instanceof PDFRawStream
        ? `${object.dict.toString()} ${Buffer.from(object.contents).toString("base64")}`
        : object.toString();
    return `${ref.toString()} ${object.constructor.name} ${said}`;
  });
}
