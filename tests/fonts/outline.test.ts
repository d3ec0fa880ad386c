import { expect, test } from "vitest";
import { createFonts } from "../../src/fonts/load.ts";
import { measureText } from "../../src/fonts/measure.ts";
import { outlineText } from "../../src/fonts/outline.ts";

const fonts = await createFonts();
const faces = ["inter", "noto-sans-jp"] as const;
const outline = (text: string) => outlineText(fonts, { text, faces, weight: 700 });

test.each(["DRAFT", "ENTWURF", "未定稿"])(
  "%s is as wide as it is set, and a closed shape a glyph or more",
  (text) => {
    const { path, width } = outline(text);
    expect(Math.abs(width - measureText(fonts, text, { size: 1000, weight: 700, faces }))).toBeLessThan(1);
    expect(path.match(/Z/g)!.length).toBeGreaterThanOrEqual(text.length);
    const across = [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)];
    expect(across.length).toBeGreaterThan(10);
    for (const [, x, y] of across) {
      expect(Number(x)).toBeGreaterThanOrEqual(-20);
      expect(Number(x)).toBeLessThanOrEqual(width + 20);
      expect(Number(y)).toBeGreaterThan(-1000);
      expect(Number(y)).toBeLessThan(250);
    }
  },
);

test("letters stand one after the other", () => {
  expect(Math.abs(outline("TT").width - 2 * outline("T").width)).toBeLessThanOrEqual(1);
  expect(outline("TT").path.startsWith(outline("T").path)).toBe(true);
});

test("what no face has is left out", () => {
  expect(outline("T\u{1F600}")).toEqual(outline("T"));
});
