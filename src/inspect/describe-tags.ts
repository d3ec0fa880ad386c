import type { PDFDict } from "pdf-lib";
import type { Alternative, LanguageUse, ReadLine, Tag } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { isElement, isPiece, type Element, type Piece } from "./read-structure.ts";
import { isInline } from "./structure-types.ts";

type Texts = ReadonlyMap<Piece, string>;

/** Structure elements as plain data, with the text that each shows itself. */
export function describeTags(
  objects: PdfObjects,
  elements: readonly Element[],
  texts: Texts,
): readonly Tag[] {
  return elements.map((element) => describeTag(objects, element, texts));
}

function describeTag(objects: PdfObjects, element: Element, texts: Texts): Tag {
  const { dict, path, type, standard, page, items } = element;
  const pieces = items.filter(isPiece);
  const text = (key: string): string | undefined => objects.text(dict, key);
  const [alt, actualText, expansion, lang, title, id] = ["Alt", "ActualText", "E", "Lang", "T", "ID"].map(
    text,
  );
  const attributes = objects.items(objects.get(dict, "A")).flatMap((item) => objects.asDict(item) ?? []);
  const attribute = <Value>(read: (of: PDFDict) => Value | undefined): Value | undefined =>
    attributes.map(read).find((value) => value !== undefined);
  const scope = attribute((of) => objects.name(of, "Scope"));
  return {
    path,
    type,
    ...(standard !== undefined && { standard }),
    parent: objects.dict(dict, "P") !== undefined,
    ...(page !== undefined && { page }),
    ...(alt !== undefined && { alt }),
    ...(actualText !== undefined && { actualText }),
    ...(expansion !== undefined && { expansion }),
    ...(lang !== undefined && { lang }),
    ...(title !== undefined && { title }),
    ...(id !== undefined && { id }),
    ...(scope !== undefined && { scope }),
    headers:
      attribute((of) =>
        objects
          .array(of, "Headers")
          ?.asArray()
          .flatMap((item) => objects.asText(item) ?? []),
      ) ?? [],
    rowSpan: attribute((of) => objects.number(of, "RowSpan")) ?? 1,
    colSpan: attribute((of) => objects.number(of, "ColSpan")) ?? 1,
    text: pieces.map((piece) => texts.get(piece) ?? "").join(""),
    pieces: pieces.length,
    kids: items.filter(isElement).map((kid) => describeTag(objects, kid, texts)),
  };
}

/** A tag with the one that holds it. */
export interface PlacedTag {
  readonly tag: Tag;
  readonly parent: Tag | undefined;
}

/** All tags in order of the document. */
export function tagsOf(tags: readonly Tag[]): readonly PlacedTag[] {
  const all: PlacedTag[] = [];
  const add = (kids: readonly Tag[], parent: Tag | undefined): void => {
    for (const tag of kids) {
      all.push({ tag, parent });
      add(tag.kids, tag);
    }
  };
  add(tags, undefined);
  return all;
}

/**
 * What is read in order of the tags: a line for each element that is more than a part of a line. Alternative texts are read instead
 * of what they stand for.
 */
export function readingOrderOf(
  elements: readonly Element[],
  objects: PdfObjects,
  texts: Texts,
): readonly ReadLine[] {
  const lines: ReadLine[] = [];
  let open: { type: string; page: number | undefined; text: string } = {
    type: "",
    page: undefined,
    text: "",
  };
  const close = (type: string): void => {
    const text = open.text.replaceAll(/\s+/g, " ").trim();
    if (text !== "")
      lines.push({ ...(open.page !== undefined && { page: open.page }), type: open.type, text });
    open = { type, page: undefined, text: "" };
  };
  const say = (text: string, page: number | undefined): void => {
    if (text.trim() !== "") open.page ??= page;
    open.text += text;
  };
  const read = (element: Element, block: string): void => {
    const { dict, items, standard, type, page } = element;
    const own = isInline(standard) ? block : (standard ?? type);
    if (!isInline(standard)) close(own);
    const instead = objects.text(dict, "ActualText") ?? objects.text(dict, "Alt");
    if (instead !== undefined) say(instead, page);
    else {
      for (const item of items) {
        if (isPiece(item)) say(texts.get(item) ?? "", page);
        else if (isElement(item)) read(item, own);
      }
    }
    if (!isInline(standard)) close(block);
  };
  for (const element of elements) read(element, element.standard ?? element.type);
  close("");
  return lines;
}

/** Texts that stand for what is shown. */
export function alternativesOf(tags: readonly Tag[]): readonly Alternative[] {
  return tagsOf(tags).flatMap(({ tag: { path, page, alt, actualText, expansion } }) => {
    const of = { path, ...(page !== undefined && { page }) };
    return [
      ...(alt === undefined ? [] : [{ ...of, kind: "alt" as const, text: alt }]),
      ...(actualText === undefined ? [] : [{ ...of, kind: "actual text" as const, text: actualText }]),
      ...(expansion === undefined ? [] : [{ ...of, kind: "expansion" as const, text: expansion }]),
    ];
  });
}

/** Languages of the document and of its parts. */
export function languagesOf(
  document: string | undefined,
  tags: readonly Tag[],
  marked: readonly { readonly page: number; readonly lang: string }[],
): readonly LanguageUse[] {
  return [
    ...(document === undefined ? [] : [{ of: "document", lang: document }]),
    ...tagsOf(tags).flatMap(({ tag }) => (tag.lang === undefined ? [] : [{ of: tag.path, lang: tag.lang }])),
    ...marked.map(({ page, lang }) => ({ of: `marked content of page ${page}`, lang })),
  ];
}

/** The text of an element with all that it holds. */
export function textOfElement(element: Element, texts: Texts): string {
  return element.items
    .map((item) =>
      isPiece(item) ? (texts.get(item) ?? "") : isElement(item) ? textOfElement(item, texts) : "",
    )
    .join("");
}
