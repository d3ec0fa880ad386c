/// <reference lib="dom" />

/** A character in a text of a slide. */
export interface PageGlyph {
  readonly slide: string;
  readonly character: string;
  /** The text that it stands in, as far as it fits a message. */
  readonly text: string;
}

/**
 * Runs in the page, so it uses nothing from outside of itself: the characters of the slides that the character tables
 * of the document's own fonts (`@font-face` with TrueType as data) do not have, each once a slide.
 */
export function readUncovered(): PageGlyph[] {
  type Face = { weight: string; has: ReadonlySet<number> };

  const facesOf = new Map<string, Face[]>();
  const rules = [...document.styleSheets].flatMap((sheet) => withInner([...sheet.cssRules]));
  for (const rule of rules) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const data = /base64,([^"')]+)/.exec(rule.style.getPropertyValue("src"))?.[1];
    if (data === undefined) continue;
    const family = unquote(rule.style.getPropertyValue("font-family"));
    const weight = rule.style.getPropertyValue("font-weight") || "400";
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    facesOf.set(family, [
      ...(facesOf.get(family) ?? []),
      { weight, has: charactersOf(new DataView(bytes.buffer)) },
    ]);
  }

  function withInner(outer: readonly CSSRule[]): CSSRule[] {
    return outer.flatMap((rule) =>
      rule instanceof CSSGroupingRule ? [rule, ...withInner([...rule.cssRules])] : [rule],
    );
  }

  function unquote(name: string): string {
    return name.trim().replace(/^["']|["']$/g, "");
  }

  /** The characters in the `cmap` of a TrueType file: its subtables of format 4 and 12. */
  function charactersOf(font: DataView): ReadonlySet<number> {
    const characters = new Set<number>();
    const cmap = tableAt(font, "cmap");
    if (cmap === undefined) return characters;
    for (let i = 0; i < font.getUint16(cmap + 2); i++) {
      const at = cmap + font.getUint32(cmap + 4 + i * 8 + 4);
      const format = font.getUint16(at);
      if (format === 4) {
        const segments = font.getUint16(at + 6);
        for (let end = at + 14; end < at + 14 + segments; end += 2) {
          const [start, delta, offset] = [1, 2, 3].map((column) => end + column * segments + 2) as [
            number,
            number,
            number,
          ];
          const first = font.getUint16(start);
          for (let code = first; code <= font.getUint16(end) && code < 0xffff; code++) {
            const range = font.getUint16(offset);
            const glyph = range === 0 ? code : font.getUint16(offset + range + (code - first) * 2);
            const isMissing = range !== 0 && glyph === 0;
            if (!isMissing && ((glyph + font.getUint16(delta)) & 0xffff) !== 0) characters.add(code);
          }
        }
      }
      if (format === 12) {
        for (let group = at + 16; group < at + 16 + font.getUint32(at + 12) * 12; group += 12) {
          for (let code = font.getUint32(group); code <= font.getUint32(group + 4); code++)
            characters.add(code);
        }
      }
    }
    return characters;
  }

  function tableAt(font: DataView, name: string): number | undefined {
    for (let i = 0; i < font.getUint16(4); i++) {
      const record = 12 + i * 16;
      const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(font.getUint8(record + byte))).join("");
      if (tag === name) return font.getUint32(record + 8);
    }
    return undefined;
  }

  const coverage = new Map<string, readonly Face[]>();
  function facesFor({ fontFamily, fontWeight }: CSSStyleDeclaration): readonly Face[] {
    const key = `${fontWeight} ${fontFamily}`;
    let faces = coverage.get(key);
    if (faces === undefined) {
      faces = fontFamily.split(",").flatMap((name) => {
        const family = facesOf.get(unquote(name)) ?? [];
        const exact = family.filter(({ weight }) => weight === fontWeight);
        return exact.length > 0 ? exact : family;
      });
      coverage.set(key, faces);
    }
    return faces;
  }

  /** What needs no glyph, or is drawn with the glyph of another character. */
  const isDrawnOtherwise = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2011]/u;

  /** What stands on a slide: its texts, and what style sheets put before and behind them. */
  function textsOf(slide: Element): { words: string; style: CSSStyleDeclaration }[] {
    const texts: { words: string; style: CSSStyleDeclaration }[] = [];
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = (node.nodeValue ?? "").replace(/\s+/g, " ").trim();
      if (words === "" || node.parentElement === null || node.parentElement.closest("style, title, desc"))
        continue;
      texts.push({ words, style: getComputedStyle(node.parentElement) });
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSStyleRule) || rule.style.content === "") continue;
      for (const selector of rule.selectorText.split(",")) {
        const [, holder, pseudo] = /^(.*)(::(?:before|after|marker))$/.exec(selector.trim()) ?? [];
        if (holder === undefined || pseudo === undefined) continue;
        for (const element of slide.querySelectorAll(holder === "" ? "*" : holder)) {
          const style = getComputedStyle(element, pseudo);
          const words = [...style.content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join("");
          if (words !== "") texts.push({ words, style });
        }
      }
    }
    return texts;
  }

  const found: PageGlyph[] = [];
  for (const slide of document.querySelectorAll("section.slide[data-slide]")) {
    const seen = new Set<string>();
    for (const { words, style } of textsOf(slide)) {
      const faces = facesFor(style);
      for (const character of words.normalize("NFC")) {
        const isCovered = faces.some(({ has }) => has.has(character.codePointAt(0)!));
        if (isCovered || seen.has(character) || isDrawnOtherwise.test(character)) continue;
        seen.add(character);
        const text = words.length <= 30 ? words : `${words.slice(0, 29)}…`;
        found.push({ slide: slide.getAttribute("data-slide") ?? "", character, text });
      }
    }
  }
  return found;
}
