import type { PDFDict } from "pdf-lib";
import type { Bookmark } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import type { Destinations } from "./read-destination.ts";

/** The outline of a document (ISO 32000-1, 12.3.3). */
export function readBookmarks(objects: PdfObjects, destinations: Destinations): readonly Bookmark[] {
  const seen = new Set<PDFDict>();
  const kidsOf = (node: PDFDict | undefined, depth: number): readonly Bookmark[] => {
    const kids: Bookmark[] = [];
    let item = objects.dict(node, "First");
    while (item !== undefined && !seen.has(item) && depth < 50) {
      seen.add(item);
      const page = destinations(item)?.page;
      kids.push({
        title: objects.text(item, "Title") ?? "",
        ...(page !== undefined && { page }),
        kids: kidsOf(item, depth + 1),
      });
      item = objects.dict(item, "Next");
    }
    return kids;
  };
  return kidsOf(objects.dict(objects.catalog, "Outlines"), 0);
}
