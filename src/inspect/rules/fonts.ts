import type { Fault, Font, PdfContents } from "../inspection.ts";
import { every, everyKnown, type Rule } from "./rule.ts";

/** Fonts are in the file, and every character has a glyph and a text. */
export const fonts: readonly Rule[] = [
  {
    id: "7.21.3.2-1",
    says: "an embedded CIDFontType2 says which glyph is meant by a number",
    decide: (pdf) =>
      every(
        used(pdf).filter(({ kind, embedded }) => kind.includes("CIDFontType2") && embedded),
        (font) => (font.cidToGid === undefined ? fault(font, "has no CIDToGIDMap") : undefined),
      ),
  },
  {
    id: "7.21.3.3-1",
    says: "a CMap that readers do not know by name is in the file",
    decide: (pdf) =>
      every(
        used(pdf).filter(({ cmap }) => cmap !== undefined),
        (font) =>
          font.cmap === "unknown"
            ? fault(font, `has the CMap "${font.encoding ?? ""}", which is not in the file`)
            : undefined,
      ),
  },
  {
    id: "7.21.4.1-1",
    says: "every font that shows text is in the file",
    decide: (pdf) =>
      every(
        used(pdf).filter(({ visible, kind }) => visible && kind !== "Type 3"),
        (font) => (font.embedded ? undefined : fault(font, "is not in the file")),
      ),
  },
  {
    id: "7.21.4.1-2",
    says: "every character shown has a glyph in its font",
    decide: (pdf) =>
      everyKnown(
        visibleAndEmbedded(pdf),
        (font) =>
          font.program?.glyphs === undefined ? fault(font, "its program is not read that far") : undefined,
        (font) => some(font, font.program?.glyphs?.missing ?? [], "without a glyph"),
      ),
  },
  {
    id: "7.21.5-1",
    says: "characters are as wide in the file as in their font",
    decide: (pdf) =>
      everyKnown(
        visibleAndEmbedded(pdf),
        (font) =>
          font.program?.glyphs === undefined ? fault(font, "its program is not read that far") : undefined,
        (font) => some(font, font.program?.glyphs?.otherWidth ?? [], "of another width than in the font"),
      ),
  },
  {
    id: "7.21.6-1",
    says: "a Latin TrueType font has a table of Latin characters",
    decide: (pdf) =>
      everyKnown(
        trueType(pdf).filter(({ symbolic }) => !symbolic),
        unread,
        (font) =>
          font.program!.cmaps.some((cmap) => cmap === "1,0" || cmap === "3,1")
            ? undefined
            : fault(font, "has no table of characters for Latin text"),
      ),
  },
  {
    id: "7.21.6-3",
    says: "a symbolic TrueType font has no encoding",
    decide: (pdf) =>
      every(
        trueType(pdf).filter(({ symbolic }) => symbolic),
        (font) =>
          font.encoding === undefined
            ? undefined
            : fault(font, `is symbolic and has the encoding "${font.encoding}"`),
      ),
  },
  {
    id: "7.21.6-4",
    says: "a symbolic TrueType font has one table of characters, or one for symbols",
    decide: (pdf) =>
      everyKnown(
        trueType(pdf).filter(({ symbolic }) => symbolic),
        unread,
        ({ program, ...font }) =>
          program!.cmaps.length === 1 || program!.cmaps.includes("3,0")
            ? undefined
            : fault(font, `has ${program!.cmaps.length} tables of characters and none for symbols`),
      ),
  },
  {
    id: "7.21.7-1",
    says: "every character shown has a text",
    decide: (pdf) =>
      everyKnown(
        used(pdf),
        (font) =>
          font.withoutText.length > 0 && hasOtherTexts(font)
            ? fault(font, "some of its texts are told by names or numbers that are not read here")
            : undefined,
        (font) => some(font, font.withoutText, "without a text"),
      ),
  },
  {
    id: "7.21.7-2",
    says: "no text of a character is U+0000, U+FEFF or U+FFFE",
    decide: (pdf) =>
      every(
        used(pdf).filter(({ toUnicode }) => toUnicode),
        (font) => some(font, font.badText, "whose text is U+0000, U+FEFF or U+FFFE"),
      ),
  },
  {
    id: "7.21.8-1",
    says: "no text shows the glyph of a missing character",
    decide: (pdf) =>
      everyKnown(
        used(pdf),
        (font) =>
          font.notdef === undefined ? fault(font, "only its program tells which glyph is meant") : undefined,
        (font) => some(font, font.notdef ?? [], "of the glyph .notdef"),
      ),
  },
];

function used({ fonts: all }: PdfContents): readonly Font[] {
  return all.filter(({ characters }) => characters > 0);
}

function visibleAndEmbedded(pdf: PdfContents): readonly Font[] {
  return used(pdf).filter(({ visible, embedded, kind }) => visible && embedded && kind !== "Type 3");
}

function trueType(pdf: PdfContents): readonly Font[] {
  return used(pdf).filter(({ kind, visible, embedded }) => kind === "TrueType" && visible && embedded);
}

function unread(font: Font): Fault | undefined {
  return font.program === undefined ? fault(font, "its program is not read") : undefined;
}

/** Simple fonts name their glyphs, and some collections of glyphs have texts for all their numbers (ISO 32000-1, 9.10.2). */
function hasOtherTexts({ kind, collection }: Font): boolean {
  return !kind.startsWith("Type 0") || /^Adobe-(GB1|CNS1|Japan1|Korea1|KR)$/.test(collection ?? "");
}

function some(font: Font, codes: readonly string[], what: string): Fault | undefined {
  if (codes.length === 0) return undefined;
  const rest = codes.length > 3 ? ` and ${codes.length - 3} more` : "";
  return fault(font, `shows ${codes.slice(0, 3).join(", ")}${rest} ${what}`);
}

function fault({ name, pages: [page] }: Pick<Font, "name" | "pages">, what: string): Fault {
  return { ...(page !== undefined && { page }), object: name, what };
}
