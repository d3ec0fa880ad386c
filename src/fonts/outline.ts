import { splitByFace } from "./cover.ts";
import type { FaceName, Weight } from "./faces.ts";
import { loadFont, type Fonts } from "./load.ts";

/** A line of text as shapes: an SVG path, in thousandths of an em, that begins at x = 0 on the base line at y = 0. */
export interface Outline {
  readonly path: string;
  readonly width: number;
}

/** The outlines of a line of text, for what is a picture and shall be no text. Characters without a glyph are left out. */
export function outlineText(
  fonts: Fonts,
  {
    text,
    faces,
    weight,
  }: { readonly text: string; readonly faces: readonly FaceName[]; readonly weight: Weight },
): Outline {
  const parts: string[] = [];
  let x = 0;
  for (const run of splitByFace(fonts, { text, faces, weight })) {
    if (run.face === undefined) continue;
    const { font, unitsPerEm } = loadFont(fonts, { face: run.face, weight });
    const scale = 1000 / unitsPerEm;
    const buffer = new fonts.harfbuzz.Buffer();
    buffer.addText(run.text);
    buffer.guessSegmentProperties();
    fonts.harfbuzz.shape(font, buffer, fonts.features);
    const positions = buffer.getGlyphPositions();
    buffer.getGlyphInfos().forEach(({ codepoint }, index) => {
      parts.push(movedPath(font.glyphToPath(codepoint), { x, scale }));
      x += positions[index]!.xAdvance * scale;
    });
  }
  return { path: parts.join(""), width: Math.round(x) };
}

/** Font units grow upwards, those of SVG downwards; every command of a glyph's path takes pairs of absolute x and y. */
function movedPath(path: string, { x, scale }: { readonly x: number; readonly scale: number }): string {
  let isX = false;
  return path.replaceAll(/([A-Z])|(-?\d+(?:\.\d+)?)/g, (_, command: string | undefined, digits: string) => {
    if (command !== undefined) {
      isX = true;
      return command;
    }
    const value = Number(digits) * scale;
    const moved = isX ? x + value : -value;
    isX = !isX;
    return String(Math.round(moved * 10) / 10);
  });
}
