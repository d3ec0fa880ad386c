import type { PDFArray, PDFDict, PDFDocument, PDFName, PDFObject, PDFRef } from "pdf-lib";
import { once } from "../once.ts";
import { attributeShortener } from "./shorten-attributes.ts";

type PdfLib = typeof import("pdf-lib");

/** An element of a document's tag tree (ISO 32000-1, 14.7.2), with what it holds in reading order. */
export interface Element {
  /** "P", "Table". */
  readonly type: string;
  readonly kids: readonly Kid[];
  /** Whether it has an alternative text. */
  readonly hasAlt?: boolean;
  /** Its object in the file, where it has one already, which keeps attributes, language and alternative text. */
  readonly origin?: Origin;
}

export interface Origin {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
}

export type Kid = Element | Content | Annotation;

/** A piece of marked content of a page, or of another stream. */
export interface Content {
  readonly mcid: number;
  readonly page: PDFRef;
  readonly stream?: PDFRef;
}

/** An annotation, such as a link, that belongs to the element. */
export interface Annotation {
  readonly annotation: PDFRef;
  readonly page?: PDFRef;
}

// Asked of every kid several times: a property is read faster than looked for
export function isElement(kid: Kid): kid is Element {
  return (kid as Partial<Element>).type !== undefined;
}

export function isContent(kid: Kid): kid is Content {
  return (kid as Partial<Content>).mcid !== undefined;
}

/** The tag tree of a document, under its root; empty where it has none. */
export function readStructure(pdfLib: PdfLib, document: PDFDocument): readonly Element[] {
  const { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef } = pdfLib;
  const { context, catalog } = document;
  const root = catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict);
  if (root === undefined) return [];
  const { K, Pg, S, MCID, Stm, Obj, Alt } = keysOf(pdfLib);
  const types = new Map<PDFName, string>();

  return readKids(root, undefined).filter(isElement);

  function readKids(parent: PDFDict, page: PDFRef | undefined): readonly Kid[] {
    const kids: Kid[] = [];
    for (const object of itemsOf(parent)) {
      const kid = readKid(object, page);
      if (kid !== undefined) kids.push(kid);
    }
    return kids;
  }

  function itemsOf(dict: PDFDict): readonly PDFObject[] {
    const object = dict.get(K);
    const found = object instanceof PDFRef ? context.lookup(object) : object;
    return found instanceof PDFArray ? found.asArray() : object === undefined ? [] : [object];
  }

  function readKid(object: PDFObject, inherited: PDFRef | undefined): Kid | undefined {
    if (object instanceof PDFNumber) return contentOf(object.asNumber(), inherited);
    const dict = object instanceof PDFRef ? context.lookup(object) : object;
    if (!(dict instanceof PDFDict)) return undefined;
    const pg = dict.get(Pg);
    const page = pg instanceof PDFRef ? pg : inherited;
    const mcid = dict.get(MCID);
    if (mcid instanceof PDFNumber) {
      const stream = dict.get(Stm);
      return { ...contentOf(mcid.asNumber(), page), ...(stream instanceof PDFRef && { stream }) };
    }
    const annotation = dict.get(Obj);
    if (annotation instanceof PDFRef) return { annotation, ...(page && { page }) };
    const type = dict.get(S);
    if (!(type instanceof PDFName)) return undefined;
    const ref = object instanceof PDFRef ? object : context.register(dict);
    return { type: typeOf(type), kids: readKids(dict, page), hasAlt: dict.has(Alt), origin: { ref, dict } };
  }

  function typeOf(name: PDFName): string {
    let type = types.get(name);
    if (type === undefined) types.set(name, (type = name.decodeText()));
    return type;
  }

  function contentOf(mcid: number, page: PDFRef | undefined): Content {
    if (page === undefined) throw new Error(`marked content ${mcid} of no page`);
    return { mcid, page };
  }
}

function keysOf({ PDFName }: PdfLib) {
  return {
    K: PDFName.of("K"),
    Pg: PDFName.of("Pg"),
    P: PDFName.of("P"),
    S: PDFName.of("S"),
    Type: PDFName.of("Type"),
    MCID: PDFName.of("MCID"),
    Stm: PDFName.of("Stm"),
    Obj: PDFName.of("Obj"),
    Alt: PDFName.of("Alt"),
  };
}

/**
 * Makes `elements` the tag tree of a document in place of the one that was read from it: elements, the way back from
 * content to them (ISO 32000-1, 14.7.4.4), and nothing that is no longer in it.
 */
export function writeStructure(
  pdfLib: PdfLib,
  document: PDFDocument,
  { before, after }: { readonly before: readonly Element[]; readonly after: readonly Element[] },
): void {
  const { PDFArray, PDFDict, PDFNull, PDFNumber, PDFRef } = pdfLib;
  const { context, catalog } = document;
  const name = once((text: string) => pdfLib.PDFName.of(text));
  const { Type, S, P, Pg, K } = keysOf(pdfLib);
  const shortenAttributes = attributeShortener(pdfLib);
  const root = catalog.lookup(name("StructTreeRoot"), PDFDict);
  const rootRef = catalog.get(name("StructTreeRoot"));
  if (!(rootRef instanceof PDFRef)) throw new Error("the tag tree is no object of its own");

  const owners = new Map<number, Map<number, PDFRef> | PDFRef>();
  const keys = new Map<PDFRef, number>();
  const kept = new Set<PDFRef>();
  root.set(name("K"), context.obj(after.map((element) => write(element, rootRef))));
  drop(before);

  const numbers = [...owners].sort(([a], [b]) => a - b);
  const ways = numbers.flatMap(([key, owner]): PDFObject[] => {
    if (owner instanceof PDFRef) return [PDFNumber.of(key), owner];
    const list = PDFArray.withContext(context);
    const last = Math.max(...owner.keys());
    for (let mcid = 0; mcid <= last; mcid++) list.push(owner.get(mcid) ?? PDFNull);
    return [PDFNumber.of(key), context.register(list)];
  });
  const parentTree = root.get(name("ParentTree"));
  dropNumbers(parentTree);
  root.set(name("ParentTree"), context.register(context.obj({ Nums: ways })));
  const next = numbers.at(-1)?.[0];
  root.set(name("ParentTreeNextKey"), PDFNumber.of(next === undefined ? 0 : next + 1));

  function write({ type, kids, origin }: Element, parent: PDFRef): PDFRef {
    const dict = origin?.dict ?? PDFDict.withContext(context);
    const ref = origin?.ref ?? context.register(dict);
    kept.add(ref);
    const page = kids.find(isContent)?.page;
    const written = kids.map((kid): PDFObject => {
      if (isElement(kid)) return write(kid, ref);
      if (!isContent(kid)) {
        own(kid.annotation, "StructParent", ref);
        return context.obj({ Type: "OBJR", Obj: kid.annotation, ...(kid.page && { Pg: kid.page }) });
      }
      own(kid.stream ?? kid.page, "StructParents", ref, kid.mcid);
      if (kid.stream === undefined && kid.page === page) return PDFNumber.of(kid.mcid);
      return context.obj({
        Type: "MCR",
        Pg: kid.page,
        MCID: kid.mcid,
        ...(kid.stream && { Stm: kid.stream }),
      });
    });
    // It goes without saying (ISO 32000-1, table 323)
    dict.delete(Type);
    dict.set(S, name(type));
    dict.set(P, parent);
    if (page === undefined) dict.delete(Pg);
    else dict.set(Pg, page);
    shortenAttributes(dict);
    if (written.length === 0) dict.delete(K);
    else dict.set(K, written.length === 1 ? written[0]! : context.obj(written));
    return ref;
  }

  /** Notes to which element a page's content, or an annotation, belongs. */
  function own(holder: PDFRef, key: "StructParent" | "StructParents", ref: PDFRef, mcid?: number): void {
    const at = keys.get(holder) ?? keyOf(holder, key);
    keys.set(holder, at);
    if (mcid === undefined) owners.set(at, ref);
    else {
      const list = owners.get(at);
      owners.set(at, (list instanceof Map ? list : new Map<number, PDFRef>()).set(mcid, ref));
    }
  }

  function keyOf(holder: PDFRef, key: "StructParent" | "StructParents"): number {
    const found = context.lookup(holder);
    const dict = found instanceof pdfLib.PDFStream ? found.dict : found;
    const number = dict instanceof PDFDict ? dict.lookupMaybe(name(key), PDFNumber) : undefined;
    if (number === undefined) throw new Error(`${holder.toString()} is tagged and has no ${key}`);
    return number.asNumber();
  }

  function drop(elements: readonly Kid[]): void {
    for (const element of elements.filter(isElement)) {
      if (element.origin !== undefined && !kept.has(element.origin.ref)) context.delete(element.origin.ref);
      drop(element.kids);
    }
  }

  function dropNumbers(node: PDFObject | undefined): void {
    const dict = node instanceof PDFRef ? context.lookup(node) : node;
    if (!(dict instanceof PDFDict)) return;
    const kids = dict.lookupMaybe(name("Kids"), PDFArray) as PDFArray | undefined;
    kids?.asArray().forEach(dropNumbers);
    const values = dict.lookupMaybe(name("Nums"), PDFArray) as PDFArray | undefined;
    for (const value of values?.asArray() ?? []) {
      if (value instanceof PDFRef && context.lookup(value) instanceof PDFArray) context.delete(value);
    }
    if (node instanceof PDFRef) context.delete(node);
  }
}
