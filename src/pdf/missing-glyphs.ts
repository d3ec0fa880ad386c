import type { CDPSession, Page as Tab } from "puppeteer";
import { type PageGlyph, readUncovered } from "./read-uncovered.ts";

/** A character that none of the document's fonts has. */
export interface MissingGlyph extends PageGlyph {
  /** The font of the machine that the browser took instead; empty where it found none and drew an empty box. */
  readonly font: string;
}

type Place = {
  readonly tab: Tab;
  readonly session: CDPSession;
  /** Then the tables of the fonts are read only to name what was drawn with a font of the machine. */
  readonly areCharactersChecked: boolean;
  /** The slides to look at, by their place from 0; all if left out. Only where the characters are checked. */
  readonly wanted?: readonly number[] | undefined;
};

/**
 * The characters that the document's fonts lack, each once a slide. The browser tells which slides were drawn with a
 * font of the machine, whatever the cause; the tables of the fonts tell which character it was, and find the ones for
 * which the machine has no font either.
 */
export async function findMissingGlyphs({
  tab,
  session,
  areCharactersChecked,
  wanted,
}: Place): Promise<readonly MissingGlyph[]> {
  const [read, fallbacks] = await Promise.all([
    areCharactersChecked ? undefined : tab.evaluate(readUncovered),
    fallbackFonts(session, wanted),
  ]);
  if (read === undefined && fallbacks.size === 0) return [];
  const uncovered = read ?? (await tab.evaluate(readUncovered));
  const named = new Set(uncovered.map(({ slide }) => slide));
  return [
    ...uncovered.map((glyph) => ({ ...glyph, font: fallbacks.get(glyph.slide) ?? "" })),
    // Such as letters that a style sheet turns into capitals
    ...[...fallbacks]
      .filter(([slide]) => !named.has(slide))
      .map(([slide, font]) => ({ slide, character: "", text: "", font })),
  ];
}

/** By slide, a font of the machine that something on it is drawn with. Asking takes about a millisecond a slide. */
async function fallbackFonts(
  session: CDPSession,
  wanted: readonly number[] | undefined,
): Promise<ReadonlyMap<string, string>> {
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const selector = "section.slide[data-slide]";
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector });
  const asked = wanted?.flatMap((index) => nodeIds[index] ?? []) ?? nodeIds;
  const found = await Promise.all(
    asked.map(async (nodeId) => {
      const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
      const fallback = fonts.find((font) => !font.isCustomFont && font.glyphCount > 0);
      if (fallback === undefined) return [];
      const { attributes } = await session.send("DOM.getAttributes", { nodeId });
      return [[attributes[attributes.indexOf("data-slide") + 1]!, fallback.familyName] as const];
    }),
  );
  return new Map(found.flat());
}
