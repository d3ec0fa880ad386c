import type { PDFArray, PDFDict, PDFDocument, PDFObject, PDFRef } from "pdf-lib";

type PdfLib = typeof import("pdf-lib");

/**
 * Numbers the ids of structure elements, to which the cells of a table refer for their heads, in order of the document.
 * The browser takes them from a counter of its own, which depends on what it has printed before.
 */
export function numberStructureIds(pdfLib: PdfLib, document: PDFDocument): void {
  const { PDFDict, PDFName } = pdfLib;
  const root = document.catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict);
  if (root === undefined) return;
  const names = namesOf(pdfLib, document);
  const elements = elementsOf(names, root);

  const ids = new Map<string, string>();
  for (const { dict } of elements) {
    const id = names.text(dict.get(names.ID));
    if (id !== undefined && !ids.has(id)) ids.set(id, String(ids.size + 1));
  }
  const renamed = (object: PDFObject | undefined) => {
    const id = ids.get(names.text(object) ?? "");
    return id === undefined ? undefined : pdfLib.PDFString.of(id);
  };

  const byId: [id: string, ref: PDFRef][] = [];
  for (const { dict, ref } of elements) {
    const id = renamed(dict.get(names.ID));
    if (id !== undefined) {
      dict.set(names.ID, id);
      if (ref !== undefined) byId.push([id.asString(), ref]);
    }
    for (const headers of headersOf(names, dict)) {
      for (let i = 0; i < headers.size(); i++) headers.set(i, renamed(headers.get(i)) ?? headers.get(i));
    }
  }
  if (byId.length === 0) return;
  deleteTree(names, root.get(names.IDTree));
  byId.sort(([a], [b]) => (a < b ? -1 : 1));
  const tree = byId.flatMap(([id, ref]) => [pdfLib.PDFString.of(id), ref]);
  root.set(names.IDTree, document.context.obj({ Names: tree }));
}

type Names = ReturnType<typeof namesOf>;

function namesOf({ PDFArray, PDFDict, PDFName, PDFRef, PDFString }: PdfLib, { context }: PDFDocument) {
  return {
    ID: PDFName.of("ID"),
    A: PDFName.of("A"),
    K: PDFName.of("K"),
    Headers: PDFName.of("Headers"),
    IDTree: PDFName.of("IDTree"),
    Kids: PDFName.of("Kids"),
    dict: (object: PDFObject | undefined): PDFDict | undefined => {
      const found = object instanceof PDFRef ? context.lookup(object) : object;
      return found instanceof PDFDict ? found : undefined;
    },
    /** The items of an array, or the one thing that stands for it. */
    items: (object: PDFObject | undefined): readonly PDFObject[] => {
      const found = object instanceof PDFRef ? context.lookup(object) : object;
      return found instanceof PDFArray ? found.asArray() : object === undefined ? [] : [object];
    },
    array: (object: PDFObject | undefined): PDFArray | undefined => {
      const found = object instanceof PDFRef ? context.lookup(object) : object;
      return found instanceof PDFArray ? found : undefined;
    },
    text: (object: PDFObject | undefined): string | undefined =>
      object instanceof PDFString ? object.asString() : undefined,
    ref: (object: PDFObject): PDFRef | undefined => (object instanceof PDFRef ? object : undefined),
    delete: (ref: PDFRef): boolean => context.delete(ref),
  };
}

interface Element {
  readonly dict: PDFDict;
  readonly ref: PDFRef | undefined;
}

/** Structure elements in order of the document, without the root. */
function elementsOf(names: Names, root: PDFDict): readonly Element[] {
  const elements: Element[] = [];
  const seen = new Set<PDFDict>();
  const waiting = [...names.items(root.get(names.K))].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const dict = names.dict(next);
    if (dict === undefined || seen.has(dict)) continue;
    seen.add(dict);
    elements.push({ dict, ref: names.ref(next) });
    waiting.push(...[...names.items(dict.get(names.K))].reverse());
  }
  return elements;
}

function headersOf(names: Names, element: PDFDict): readonly PDFArray[] {
  return names.items(element.get(names.A)).flatMap((attributes) => {
    const headers = names.array(names.dict(attributes)?.get(names.Headers));
    return headers === undefined ? [] : [headers];
  });
}

function deleteTree(names: Names, node: PDFObject | undefined): void {
  const kids = names.dict(node)?.get(names.Kids);
  if (kids !== undefined) for (const kid of names.items(kids)) deleteTree(names, kid);
  const ref = node === undefined ? undefined : names.ref(node);
  if (ref !== undefined) names.delete(ref);
}
