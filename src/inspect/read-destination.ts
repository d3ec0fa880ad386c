import type { PDFDict, PDFObject } from "pdf-lib";
import { nameTreeOf } from "./name-tree.ts";
import type { PdfObjects } from "./pdf-objects.ts";

/** Says where something leads: "page 3", an address, or the name of an action; undefined where it leads nowhere. */
export type Destinations = (of: PDFDict) => { readonly page?: number; readonly target?: string } | undefined;

/** Reads destinations and actions (ISO 32000-1, 12.3.2 and 12.6) of bookmarks and links. */
export function readDestinations(
  objects: PdfObjects,
  pageOf: (page: PDFDict) => number | undefined,
): Destinations {
  const { catalog } = objects;
  let named: ReadonlyMap<string, PDFObject> | undefined;
  const byName = (name: string): PDFObject | undefined => {
    named ??= new Map(nameTreeOf(objects, objects.dict(objects.dict(catalog, "Names"), "Dests")));
    return named.get(name) ?? objects.get(objects.dict(catalog, "Dests"), name);
  };
  const pageAt = (destination: PDFObject | undefined, depth = 0): number | undefined => {
    const found = objects.resolve(destination);
    if (found instanceof objects.lib.PDFArray) {
      const number = objects.asNumber(found.get(0));
      const page = number === undefined ? objects.asDict(found.get(0)) : undefined;
      return number === undefined ? page && pageOf(page) : number + 1;
    }
    const name = objects.asText(found) ?? objects.asName(found);
    if (name !== undefined && depth < 5) return pageAt(byName(name), depth + 1);
    return found instanceof objects.lib.PDFDict ? pageAt(objects.get(found, "D"), depth + 1) : undefined;
  };
  return (of) => {
    const action = objects.dict(of, "A");
    const kind = objects.name(action, "S");
    const destination = objects.get(of, "Dest") ?? (kind === "GoTo" ? objects.get(action, "D") : undefined);
    if (destination !== undefined) {
      const page = pageAt(destination);
      return page === undefined ? undefined : { page, target: `page ${page}` };
    }
    const target = kind === "URI" ? objects.text(action, "URI") : kind;
    return target === undefined ? undefined : { target };
  };
}
