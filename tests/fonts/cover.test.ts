import { describe, expect, test } from "vitest";
import { charactersByFace, missingGlyphs, splitByFace } from "../../src/fonts/cover.ts";
import { faces as knownFaces, type FaceName, weights } from "../../src/fonts/faces.ts";
import { createFonts, loadFont } from "../../src/fonts/load.ts";

const fonts = await createFonts();
const faces = ["inter", "noto-sans-jp"] as const;

describe("missingGlyphs", () => {
  test("finds each character that no face has, once, in order", () => {
    expect(missingGlyphs(fonts, { text: "売上 🎉 1,234 🎉 ก", faces })).toEqual(["🎉", "ก"]);
  });

  test("finds what only the second face would have if the stack lacks it", () => {
    expect(missingGlyphs(fonts, { text: "12.3百万円", faces: ["inter"] })).toEqual(["百", "万", "円"]);
    expect(missingGlyphs(fonts, { text: "12.3百万円", faces })).toEqual([]);
  });

  test("covers the marks and rare characters of Japanese decks", () => {
    expect(missingGlyphs(fonts, { text: "−▲△▼¥￥％〜①㈱※→●◎✓髙﨑𠮷円億・「」（）", faces })).toEqual([]);
  });

  test("does not ask for a glyph of line ends, tabs, joiners and soft hyphens", () => {
    expect(missingGlyphs(fonts, { text: "a\n\tb\u00adc\u200bd\u2060e\ufe0f", faces })).toEqual([]);
  });
});

describe("splitByFace", () => {
  test("gives each character to the first face that has it", () => {
    expect(splitByFace(fonts, { text: "売上 1,234百万円 🎉", faces })).toEqual([
      { face: "noto-sans-jp", text: "売上" },
      { face: "inter", text: " 1,234" },
      { face: "noto-sans-jp", text: "百万円" },
      { face: "inter", text: " " },
      { face: undefined, text: "🎉" },
    ]);
  });

  test("keeps a combining mark with its letter", () => {
    expect(splitByFace(fonts, { text: "か\u3099a", faces })).toEqual([
      { face: "noto-sans-jp", text: "か\u3099" },
      { face: "inter", text: "a" },
    ]);
  });
});

describe("charactersByFace", () => {
  test("names every character once, for the face that draws it", () => {
    expect([...charactersByFace(fonts, { text: "売上売 121\n🎉", faces })]).toEqual([
      ["noto-sans-jp", "上売"],
      ["inter", " 12"],
    ]);
  });
});

test("all weights of a face have the same characters", () => {
  for (const face of Object.keys(knownFaces) as FaceName[]) {
    const counts = weights.map((weight) => {
      const { bytes } = loadFont(fonts, { face, weight });
      return new fonts.harfbuzz.Face(new fonts.harfbuzz.Blob(new Uint8Array(bytes))).collectUnicodes().join();
    });
    expect(new Set(counts).size).toBe(1);
  }
});
