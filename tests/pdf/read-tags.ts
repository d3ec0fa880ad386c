import { getDocumentProxy } from "unpdf";
import { OPS } from "unpdf/pdfjs";

/** An element of a page's tag tree as a reader gives it; content is its id. */
export interface ReadTag {
  readonly role: string;
  readonly alt?: string;
  readonly kids: readonly (ReadTag | string)[];
}

export interface ReadTags {
  /** Painting operators that stand in no marked content. */
  readonly untagged: number;
  /** The tree of each page. */
  readonly pages: readonly ReadTag[];
}

/** The tags of a PDF as a library reads them that did not write them. */
export async function readTags(bytes: Uint8Array): Promise<ReadTags> {
  const file = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  try {
    const pages: ReadTag[] = [];
    let untagged = 0;
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList();
      let depth = 0;
      fnArray.forEach((code, index) => {
        if (code === OPS.beginMarkedContent || code === OPS.beginMarkedContentProps) depth++;
        if (code === OPS.endMarkedContent) depth--;
        if (depth === 0 && paints(code, argsArray[index] as unknown)) untagged++;
      });
      pages.push(tagOf((await page.getStructTree()) as StructNode));
    }
    return { untagged, pages };
  } finally {
    await file.destroy();
  }
}

/** Every element with that role, in reading order. */
export function tagsWith({ pages }: Pick<ReadTags, "pages">, role: string): readonly ReadTag[] {
  const within = (tag: ReadTag): readonly ReadTag[] => [
    ...(tag.role === role ? [tag] : []),
    ...tag.kids.flatMap((kid) => (typeof kid === "string" ? [] : within(kid))),
  ];
  return pages.flatMap(within);
}

type StructNode = {
  readonly role?: string;
  readonly alt?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
};

function tagOf({ role = "", alt, children = [] }: StructNode): ReadTag {
  return {
    role,
    ...(alt !== undefined && { alt }),
    kids: children.map((kid) => (kid.role === undefined ? String(kid.id) : tagOf(kid))),
  };
}

function paints(code: number, args: unknown): boolean {
  if (code === OPS.constructPath) return (args as readonly unknown[])[0] !== OPS.endPath;
  return [
    OPS.showText,
    OPS.showSpacedText,
    OPS.nextLineShowText,
    OPS.nextLineSetSpacingShowText,
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.shadingFill,
  ].includes(code);
}
