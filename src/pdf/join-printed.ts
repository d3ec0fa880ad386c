import type { PDFArray, PDFDict, PDFDocument, PDFObject, PDFRef } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Puts the pages of one document behind those of another, with their tags, their outline and the places that links lead to. Both
 * are parts of one document, each as the browser has printed it; the ways back from pages to tags (ISO 32000-1, 14.7.4.4) are left
 * to whoever mends the tags. Throws for a document that the browser has not printed.
 */
export function joinPrinted(pdfLib: PdfLib, whole: PDFDocument, part: PDFDocument): void {
  const { PDFArray, PDFDict, PDFName, PDFNumber, PDFPageLeaf, PDFPageTree, PDFRawStream, PDFRef, PDFString } =
    pdfLib;
  const { context } = whole;
  const [ours, theirs] = [landmarksOf(pdfLib, whole), landmarksOf(pdfLib, part)];
  const highest = context.largestObjectNumber;
  const firstKey = numberOf(ours.tags, "ParentTreeNextKey");

  // Each part counts what it tags from 0, and names the heads of its tables alike
  const own = new Map<PDFObject, (value: PDFObject) => PDFObject>([
    [PDFName.of("StructParent"), ownKey],
    [PDFName.of("StructParents"), ownKey],
    [PDFName.of("ID"), ownId],
    [
      PDFName.of("Headers"),
      (value) => (value instanceof PDFArray ? copiedList(value, ownId) : copied(value)),
    ],
  ]);
  // What there is once in a document is the first part's
  const instead = new Map([[theirs.tree.ref, ours.tree.ref]]);
  if (ours.outline && theirs.outline) instead.set(theirs.outline.ref, ours.outline.ref);
  const left = new Set<PDFObject | undefined>([
    ...[part.context.trailerInfo.Root, part.context.trailerInfo.Info, theirs.tags.ref, ...instead.keys()],
    ...["ParentTree", "IDTree"].flatMap((tree) => nodesOf(theirs.tags.dict.get(PDFName.of(tree)))),
  ]);
  for (const [ref, object] of part.context.enumerateIndirectObjects())
    if (!left.has(ref)) context.assign(moved(ref), copied(object));

  joinPages();
  const kids = [...kidsOf(whole, ours.tree), ...kidsOf(part, theirs.tree).map(copied)];
  ours.tree.dict.set(PDFName.of("K"), context.obj(kids));
  raise(ours.tags, "ParentTreeNextKey", numberOf(theirs.tags, "ParentTreeNextKey"));
  joinOutlines();
  joinPlaces();

  /** One kid stands for itself (ISO 32000-1, table 323). */
  function kidsOf(document: PDFDocument, { dict }: Landmark): readonly PDFObject[] {
    const held = dict.get(PDFName.of("K"));
    const found = document.context.lookup(held);
    return found instanceof PDFArray ? found.asArray() : held === undefined ? [] : [held];
  }

  function joinPages(): void {
    const node = moved(theirs.pages.ref);
    context.lookup(node, PDFDict).set(PDFName.of("Parent"), ours.pages.ref);
    ours.pages.dict.lookup(PDFName.of("Kids"), PDFArray).push(node);
    raise(ours.pages, "Count", numberOf(theirs.pages, "Count"));
  }

  function joinOutlines(): void {
    if (theirs.outline === undefined) return;
    if (ours.outline === undefined) {
      whole.catalog.set(PDFName.of("Outlines"), moved(theirs.outline.ref));
      return;
    }
    const [First, Last, Next, Prev] = ["First", "Last", "Next", "Prev"].map((key) => PDFName.of(key)) as [
      PDFNameOf,
      PDFNameOf,
      PDFNameOf,
      PDFNameOf,
    ];
    const end = refOf(ours.outline, Last);
    const [first, last] = [moved(refOf(theirs.outline, First)), moved(refOf(theirs.outline, Last))];
    context.lookup(end, PDFDict).set(Next, first);
    context.lookup(first, PDFDict).set(Prev, end);
    ours.outline.dict.set(Last, last);
    raise(ours.outline, "Count", numberOf(theirs.outline, "Count"));
  }

  /** Of two places with one name links lead to the first, as in one page. */
  function joinPlaces(): void {
    const Dests = PDFName.of("Dests");
    const places = whole.catalog.lookupMaybe(Dests, PDFDict) ?? PDFDict.withContext(context);
    for (const [name, place] of part.catalog.lookupMaybe(Dests, PDFDict)?.entries() ?? [])
      if (!places.has(name)) places.set(name, copied(place));
    if (places.keys().length > 0 && !whole.catalog.has(Dests)) whole.catalog.set(Dests, places);
  }

  function moved(ref: PDFRef): PDFRef {
    return instead.get(ref) ?? PDFRef.of(highest + ref.objectNumber);
  }

  function copied(object: PDFObject): PDFObject {
    if (object instanceof PDFRef) return moved(object);
    if (object instanceof PDFRawStream) return PDFRawStream.of(copiedDict(object.dict), object.contents);
    if (object instanceof PDFDict) return copiedDict(object);
    return object instanceof PDFArray ? copiedList(object, copied) : object;
  }

  function copiedDict(dict: PDFDict): PDFDict {
    const entries = new Map(dict.entries().map(([key, value]) => [key, (own.get(key) ?? copied)(value)]));
    const kind = [PDFPageLeaf, PDFPageTree].find((one) => dict instanceof one) ?? PDFDict;
    return kind.fromMapWithContext(entries, context);
  }

  function copiedList(list: PDFArray, copy: (object: PDFObject) => PDFObject): PDFArray {
    const copies = PDFArray.withContext(context);
    for (const item of list.asArray()) copies.push(copy(item));
    return copies;
  }

  function ownKey(key: PDFObject): PDFObject {
    return key instanceof PDFNumber ? PDFNumber.of(firstKey + key.asNumber()) : copied(key);
  }

  function ownId(id: PDFObject): PDFObject {
    return id instanceof PDFString ? PDFString.of(`${id.asString()}-${highest}`) : copied(id);
  }

  /** The nodes of a tree of numbers or names, and the lists that it holds. */
  function nodesOf(node: PDFObject | undefined): readonly PDFObject[] {
    const found = part.context.lookup(node);
    const isNode = found instanceof PDFDict && !found.has(PDFName.of("S"));
    const below = isNode
      ? ["Kids", "Nums"].flatMap((key) => found.lookupMaybe(PDFName.of(key), PDFArray)?.asArray() ?? [])
      : [];
    return node instanceof PDFRef && (isNode || found instanceof PDFArray)
      ? [node, ...below.flatMap(nodesOf)]
      : [];
  }

  function numberOf({ dict }: Landmark, key: string): number {
    return dict.lookup(PDFName.of(key), PDFNumber).asNumber();
  }

  function raise(landmark: Landmark, key: string, by: number): void {
    landmark.dict.set(PDFName.of(key), PDFNumber.of(numberOf(landmark, key) + by));
  }

  function refOf({ dict }: Landmark, key: PDFNameOf): PDFRef {
    const ref = dict.get(key);
    if (ref instanceof PDFRef) return ref;
    throw new Error(`${key.toString()} is no object of its own`);
  }
}

type PDFNameOf = ReturnType<PdfLib["PDFName"]["of"]>;

interface Landmark {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
}

/** What there is once in a document that the browser has printed. */
interface Landmarks {
  readonly pages: Landmark;
  readonly tags: Landmark;
  /** The element "Document" under the root of the tags. */
  readonly tree: Landmark;
  /** Missing where nothing is a heading. */
  readonly outline?: Landmark;
}

function landmarksOf(pdfLib: PdfLib, { catalog, context }: PDFDocument): Landmarks {
  const find = (dict: PDFDict, key: string): Landmark | undefined => {
    const ref = dict.get(pdfLib.PDFName.of(key));
    const found = context.lookup(ref);
    return ref instanceof pdfLib.PDFRef && found instanceof pdfLib.PDFDict ? { ref, dict: found } : undefined;
  };
  const [pages, tags, outline] = ["Pages", "StructTreeRoot", "Outlines"].map((key) => find(catalog, key));
  const tree = tags && find(tags.dict, "K");
  if (pages === undefined || tags === undefined || tree === undefined)
    throw new Error("expected a document with pages and tags, as the browser prints it");
  return { pages, tags, tree, ...(outline && { outline }) };
}
