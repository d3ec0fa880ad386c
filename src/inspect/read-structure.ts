import type { PDFDict, PDFObject } from "pdf-lib";
import type { PdfObjects } from "./pdf-objects.ts";
import { resolveType } from "./structure-types.ts";

/** A structure element with the places of its content, before what stands there is known. */
export interface Element {
  readonly dict: PDFDict;
  readonly path: string;
  readonly type: string;
  readonly standard: string | undefined;
  /** Its own language, or the nearest one around it. */
  readonly language: string | undefined;
  /** Elements, keys of marked content, and objects such as annotations, in their order. */
  readonly items: readonly (Element | PieceKey | PDFDict)[];
  readonly page: number | undefined;
}

/** Names a piece of marked content: its page, or the stream that it stands in, and its number there. */
export type PieceKey = `${string}#${number}`;

export interface Structure {
  readonly roots: readonly Element[];
  readonly roleMap: Readonly<Record<string, string>>;
}

/** Reads the structure tree (ISO 32000-1, 14.7). `pageOf` tells the number of a page by its dictionary. */
export function readStructure(objects: PdfObjects, pageOf: (page: PDFDict) => number | undefined): Structure {
  const root = objects.dict(objects.catalog, "StructTreeRoot");
  const roleMap = Object.fromEntries(
    (objects.dict(root, "RoleMap")?.entries() ?? []).flatMap(([from, to]) => {
      const standard = objects.asName(to);
      return standard === undefined ? [] : [[from.decodeText(), standard]];
    }),
  );
  const seen = new Set<PDFDict>();

  function readKids(
    parent: PDFDict,
    around: {
      readonly path: string;
      readonly page: number | undefined;
      readonly language: string | undefined;
      readonly depth: number;
    },
  ): Element["items"] {
    const kids = objects.items(objects.get(parent, "K"));
    const types = kids.map((kid) => typeOf(kid));
    const counts = new Map<string, number>();
    return kids.flatMap((kid, index): Element["items"] => {
      const number = objects.asNumber(kid);
      if (number !== undefined) return around.page === undefined ? [] : [`${around.page}#${number}`];
      const dict = objects.asDict(kid);
      if (dict === undefined) return [];
      const kind = objects.name(dict, "Type");
      if (kind === "MCR") return pieceOf(dict, around.page);
      if (kind === "OBJR") {
        const target = objects.dict(dict, "Obj");
        return target === undefined ? [] : [target];
      }
      const type = types[index];
      if (type === undefined || seen.has(dict) || around.depth > deepest) return [];
      seen.add(dict);
      const nth = (counts.get(type) ?? 0) + 1;
      counts.set(type, nth);
      const isAlone = types.filter((other) => other === type).length === 1;
      const page = objects.dict(dict, "Pg");
      const inner = {
        path: `${around.path === "" ? "" : `${around.path}/`}${type}${isAlone ? "" : `[${nth}]`}`,
        page: (page && pageOf(page)) ?? around.page,
        language: objects.text(dict, "Lang") ?? around.language,
        depth: around.depth + 1,
      };
      const items = readKids(dict, inner);
      const element: Element = {
        dict,
        path: inner.path,
        type,
        standard: resolveType(type, roleMap),
        language: inner.language,
        items,
        page: (page && pageOf(page)) ?? firstPage(items),
      };
      return [element];
    });
  }

  function typeOf(kid: PDFObject): string | undefined {
    return objects.name(objects.asDict(kid), "S");
  }

  function pieceOf(dict: PDFDict, page: number | undefined): readonly PieceKey[] {
    const number = objects.number(dict, "MCID");
    if (number === undefined) return [];
    const stream = objects.ref(dict, "Stm");
    if (stream !== undefined) return [`${stream.tag}#${number}`];
    const own = objects.dict(dict, "Pg");
    const on = (own && pageOf(own)) ?? page;
    return on === undefined ? [] : [`${on}#${number}`];
  }

  const language = objects.text(objects.catalog, "Lang");
  const items = root === undefined ? [] : readKids(root, { path: "", page: undefined, language, depth: 0 });
  return { roots: items.filter(isElement), roleMap };
}

/** Elements below this many others are left out: no document has them, and a damaged one may have no end. */
const deepest = 400;

/** Whether an item is an element, and no content. */
export function isElement(item: Element | PieceKey | PDFDict): item is Element {
  return typeof item === "object" && "items" in item;
}

/** All elements in order of the document. */
export function* elementsOf(elements: Element["items"]): Generator<Element> {
  for (const element of elements) {
    if (!isElement(element)) continue;
    yield element;
    yield* elementsOf(element.items);
  }
}

function firstPage(items: Element["items"]): number | undefined {
  for (const item of items) {
    if (typeof item === "string") {
      const page = Number(item.split("#")[0]);
      if (Number.isInteger(page)) return page;
    } else if (isElement(item) && item.page !== undefined) return item.page;
  }
  return undefined;
}
