import type { PDFDict, PDFObject } from "pdf-lib";
import type { PdfObjects } from "./pdf-objects.ts";

/** Names and values of a name tree (ISO 32000-1, 7.9.6), in their order. */
export function* nameTreeOf(
  objects: PdfObjects,
  root: PDFDict | undefined,
): Generator<readonly [name: string, value: PDFObject]> {
  const seen = new Set<PDFDict>();
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const names = objects.array(node, "Names")?.asArray() ?? [];
    for (let i = 0; i + 1 < names.length; i += 2) yield [objects.asText(names[i]) ?? "", names[i + 1]!];
    const kids = objects.items(objects.get(node, "Kids")).flatMap((kid) => objects.asDict(kid) ?? []);
    waiting.push(...kids.reverse());
  }
}
