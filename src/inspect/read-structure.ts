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
  /** Elements, marked content, and objects such as annotations, in their order. */
  readonly items: readonly (Element | Piece | PDFDict)[];
  readonly page: number | undefined;
}

/** A piece of marked content; one object, however many elements hold it. */
export interface Piece {
  readonly mcid: number;
  /** Undefined where it stands in another stream. */
  readonly page: number | undefined;
}

export interface Structure {
  readonly roots: readonly Element[];
  readonly roleMap: Readonly<Record<string, string>>;
  /** By the number of their page, or the stream that they stand in, and their number there. */
  readonly pieces: ReadonlyMap<string, ReadonlyMap<number, Piece>>;
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
  const pieces = new Map<string, Map<number, Piece>>();

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
    const totals = new Map<string | undefined, number>();
    for (const type of types) totals.set(type, (totals.get(type) ?? 0) + 1);
    const counts = new Map<string, number>();
    return kids.flatMap((kid, index): Element["items"] => {
      const number = objects.asNumber(kid);
      if (number !== undefined) return pieceOn(around.page, number);
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
      const isAlone = totals.get(type) === 1;
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

  function pieceOf(dict: PDFDict, page: number | undefined): readonly Piece[] {
    const number = objects.number(dict, "MCID");
    if (number === undefined) return [];
    const stream = objects.ref(dict, "Stm");
    if (stream !== undefined) return [pieceIn(stream.tag, { mcid: number, page: undefined })];
    const own = objects.dict(dict, "Pg");
    return pieceOn((own && pageOf(own)) ?? page, number);
  }

  function pieceOn(page: number | undefined, mcid: number): readonly Piece[] {
    return page === undefined ? [] : [pieceIn(String(page), { mcid, page })];
  }

  function pieceIn(owner: string, piece: Piece): Piece {
    let own = pieces.get(owner);
    if (own === undefined) pieces.set(owner, (own = new Map()));
    const known = own.get(piece.mcid);
    if (known === undefined) own.set(piece.mcid, piece);
    return known ?? piece;
  }

  const language = objects.text(objects.catalog, "Lang");
  const items = root === undefined ? [] : readKids(root, { path: "", page: undefined, language, depth: 0 });
  return { roots: items.filter(isElement), roleMap, pieces };
}

/** Elements below this many others are left out: no document has them, and a damaged one may have no end. */
const deepest = 400;

/** Whether an item is an element, and no content. */
export function isElement(item: Element | Piece | PDFDict): item is Element {
  return (item as Partial<Element>).items !== undefined;
}

/** Whether an item is a piece of marked content. */
export function isPiece(item: Element | Piece | PDFDict): item is Piece {
  return (item as Partial<Piece>).mcid !== undefined;
}

/** All elements in order of the document. */
export function elementsOf(elements: Element["items"]): readonly Element[] {
  const all: Element[] = [];
  const add = (items: Element["items"]): void => {
    for (const item of items) {
      if (!isElement(item)) continue;
      all.push(item);
      add(item.items);
    }
  };
  add(elements);
  return all;
}

function firstPage(items: Element["items"]): number | undefined {
  for (const item of items) {
    const page = isPiece(item) || isElement(item) ? item.page : undefined;
    if (page !== undefined) return page;
  }
  return undefined;
}
