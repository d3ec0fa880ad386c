import type { PDFDict } from "pdf-lib";
import type { Box, Page } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { inheritedObject } from "./read-content.ts";

/** Boxes, rotation and labels of pages. */
export function readPageFacts(objects: PdfObjects, pages: readonly PDFDict[]): readonly Page[] {
  const labels = labelsOf(objects, pages.length);
  return pages.map((page, index) => {
    const mediaBox = boxOf(objects, page, "MediaBox") ?? letter;
    const tabs = objects.name(page, "Tabs");
    return {
      number: index + 1,
      label: labels[index]!,
      mediaBox,
      cropBox: boxOf(objects, page, "CropBox") ?? mediaBox,
      rotation: (((objects.asNumber(inheritedObject(objects, page, "Rotate")) ?? 0) % 360) + 360) % 360,
      ...(tabs !== undefined && { tabs }),
      annotations: objects.array(page, "Annots")?.size() ?? 0,
    };
  });
}

/** What a reader takes where a file says nothing. */
const letter: Box = [0, 0, 612, 792];

function boxOf(objects: PdfObjects, page: PDFDict, key: string): Box | undefined {
  const numbers = objects.items(inheritedObject(objects, page, key)).map(objects.asNumber);
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Labels of pages (ISO 32000-1, 12.4.2): their numbers where the file has none. */
function labelsOf(objects: PdfObjects, count: number): readonly string[] {
  const starts = new Map<number, PDFDict>();
  const seen = new Set<PDFDict>();
  const visit = (node: PDFDict | undefined): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    const items = objects.array(node, "Nums")?.asArray() ?? [];
    for (let i = 0; i + 1 < items.length; i += 2) {
      const [page, label] = [objects.asNumber(items[i]), objects.asDict(items[i + 1])];
      if (page !== undefined && label !== undefined) starts.set(page, label);
    }
    for (const kid of objects.items(objects.get(node, "Kids"))) visit(objects.asDict(kid));
  };
  visit(objects.dict(objects.catalog, "PageLabels"));
  let [label, from]: [PDFDict | undefined, number] = [undefined, 0];
  return Array.from({ length: count }, (_, page) => {
    if (starts.has(page)) [label, from] = [starts.get(page), page];
    if (label === undefined) return String(page + 1);
    const number = (objects.number(label, "St") ?? 1) + page - from;
    return (objects.text(label, "P") ?? "") + numeral(objects.name(label, "S"), number);
  });
}

function numeral(style: string | undefined, number: number): string {
  if (style === "D") return String(number);
  if (style === "R" || style === "r") {
    const text = roman(number);
    return style === "R" ? text : text.toLowerCase();
  }
  if (style !== "A" && style !== "a") return "";
  const letters = String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
  return style === "A" ? letters : letters.toLowerCase();
}

function roman(number: number): string {
  let [rest, text] = [Math.min(number, 3999), ""];
  for (const [value, sign] of romans) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}

const romans = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
] as const;
