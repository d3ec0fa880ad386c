import type { PDFDict, PDFObject } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Gives a function that writes the attributes of a structure element in fewer bytes: those of one owner in one dictionary, and without those of
 * tables that say what holds anyway (ISO 32000-1, table 349): cells that span one row and one column, and have no heads.
 */
export function attributeShortener({
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
}: PdfLib): (element: PDFDict) => void {
  const [A, O, table, headers] = [
    PDFName.of("A"),
    PDFName.of("O"),
    PDFName.of("Table"),
    PDFName.of("Headers"),
  ];
  const spans = [PDFName.of("RowSpan"), PDFName.of("ColSpan")];

  return (element) => {
    const held = element.get(A);
    if (held === undefined) return;
    const all = held instanceof PDFArray ? held.asArray() : [held];
    const kept: PDFDict[] = [];
    for (const attributes of all) {
      // Any other form, such as one with revisions, stays
      if (!(attributes instanceof PDFDict) || !attributes.has(O)) return;
      const own = attributes
        .entries()
        .filter(([key, value]) => key !== O && !isDefault(attributes, key, value));
      if (own.length === 0) continue;
      const before = kept.find((one) => one.get(O) === attributes.get(O));
      if (before !== undefined && own.some(([key]) => before.has(key))) return;
      const into = before ?? PDFDict.withContext(element.context);
      if (before === undefined) {
        into.set(O, attributes.get(O)!);
        kept.push(into);
      }
      for (const [key, value] of own) into.set(key, value);
    }
    if (kept.length === 0) element.delete(A);
    else if (kept.length === 1) element.set(A, kept[0]!);
    else element.set(A, element.context.obj(kept));
  };

  function isDefault(attributes: PDFDict, key: PDFObject, value: PDFObject): boolean {
    if (attributes.get(O) !== table) return false;
    if (key === headers) return value instanceof PDFArray && value.size() === 0;
    return spans.some((span) => span === key) && value instanceof PDFNumber && value.asNumber() === 1;
  }
}
