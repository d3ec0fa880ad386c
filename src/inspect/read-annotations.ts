import type { PDFDict } from "pdf-lib";
import { textOfElement } from "./describe-tags.ts";
import type { Annotation, Box, Field, Page } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import type { Destinations } from "./read-destination.ts";
import { elementsOf, isElement, isPiece, type Element, type Piece } from "./read-structure.ts";

/** What lies over the pages, with the tag that holds each. */
export function readAnnotations(
  objects: PdfObjects,
  of: {
    readonly pages: readonly PDFDict[];
    readonly facts: readonly Page[];
    readonly elements: readonly Element[];
    readonly texts: ReadonlyMap<Piece, string>;
    readonly destinations: Destinations;
  },
): readonly Annotation[] {
  const holders = new Map<PDFDict, Element>();
  for (const element of elementsOf(of.elements)) {
    for (const item of element.items) if (!isPiece(item) && !isElement(item)) holders.set(item, element);
  }
  return of.pages.flatMap((page, index) => {
    const { cropBox } = of.facts[index]!;
    return objects.items(objects.get(page, "Annots")).flatMap((item): readonly Annotation[] => {
      const dict = objects.asDict(item);
      if (dict === undefined) return [];
      const subtype = objects.name(dict, "Subtype") ?? "unknown";
      const holder = holders.get(dict);
      const contents = objects.text(dict, "Contents");
      const isLink = subtype === "Link";
      const target = isLink ? of.destinations(dict)?.target : undefined;
      const tagAlt = holder && objects.text(holder.dict, "Alt");
      const tagLang = holder?.language;
      const tag = holder && (holder.standard ?? holder.type);
      const lang = objects.text(dict, "Lang");
      const field = objects.text(dict, "TU") ?? objects.text(objects.dict(dict, "Parent"), "TU");
      return [
        {
          page: index + 1,
          subtype,
          ...(contents !== undefined && { contents }),
          ...(target !== undefined && { target }),
          ...(isLink && holder !== undefined && { text: textOfElement(holder, of.texts) }),
          ...(tag !== undefined && { tag }),
          ...(tagAlt !== undefined && { tagAlt }),
          ...(tagLang !== undefined && { tagLang }),
          ...(lang !== undefined && { lang }),
          hidden: ((objects.number(dict, "F") ?? 0) & 2) !== 0,
          outside: isOutside(objects.numbers(dict, "Rect"), cropBox),
          ...(subtype === "Widget" && field !== undefined && { alternateName: field }),
        },
      ];
    });
  });
}

/** Fields of a form (ISO 32000-1, 12.7.3), by their whole names. */
export function readFields(objects: PdfObjects): readonly Field[] {
  const seen = new Set<PDFDict>();
  const visit = (dict: PDFDict | undefined, around: string): readonly Field[] => {
    if (dict === undefined || seen.has(dict)) return [];
    seen.add(dict);
    const own = objects.text(dict, "T");
    const name = [around, own].filter((part) => part !== undefined && part !== "").join(".");
    const kids = objects.items(objects.get(dict, "Kids")).flatMap((kid) => objects.asDict(kid) ?? []);
    const fields = kids.filter((kid) => objects.get(kid, "T") !== undefined);
    if (fields.length > 0) return fields.flatMap((kid) => visit(kid, name));
    const [alternateName, lang] = [objects.text(dict, "TU"), objects.text(dict, "Lang")];
    return [
      { name, ...(alternateName !== undefined && { alternateName }), ...(lang !== undefined && { lang }) },
    ];
  };
  return objects
    .items(objects.get(objects.dict(objects.catalog, "AcroForm"), "Fields"))
    .flatMap((field) => visit(objects.asDict(field), ""));
}

function isOutside(rect: readonly number[] | undefined, [left, bottom, right, top]: Box): boolean {
  if (rect?.length !== 4) return false;
  const [a, b, c, d] = rect as [number, number, number, number];
  return Math.max(a, c) < left || Math.min(a, c) > right || Math.max(b, d) < bottom || Math.min(b, d) > top;
}
