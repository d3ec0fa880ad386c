import { describe, expect, test } from "vitest";
import { cutFont } from "../../src/fonts/cut.ts";
import { createFonts, type Fonts } from "../../src/fonts/load.ts";

const text = "Operating income (loss) 0123456789,.%+-△ AVATAR";
const japanese = "営業収益百万円第2四半期（7月〜9月）";

describe("cutFont", () => {
  test("keeps the characters asked for and no others", async () => {
    const bytes = await cutFont(await createFonts(), {
      face: "noto-sans-jp",
      weight: 400,
      characters: "売上高△",
    });
    const fonts = await createFonts();
    expect(String.fromCodePoint(...faceOf(fonts, bytes).collectUnicodes())).toBe("△上売高");
    expect(bytes.length).toBeLessThan(10_000);
  });

  test("gives TrueType", async () => {
    const bytes = await cutFont(await createFonts(), { face: "inter", weight: 400, characters: text });
    expect([...bytes.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
  });

  test.each(["inter", "noto-sans-jp"] as const)(
    "gives the same bytes for %s whatever the order and repetition of characters",
    async (face) => {
      const characters = text + japanese;
      const shuffled = [...characters].sort(
        (a, b) => ((a.codePointAt(0)! * 7919) % 101) - ((b.codePointAt(0)! * 7919) % 101),
      );
      const one = await cutFont(await createFonts(), { face, weight: 600, characters });
      const other = await cutFont(await createFonts(), {
        face,
        weight: 600,
        characters: shuffled.join("") + text,
      });
      expect(shuffled.join("")).not.toBe(characters);
      expect(Buffer.compare(one, other)).toBe(0);
    },
  );

  test("shapes like the whole font: kerning and tabular figures are kept", async () => {
    const fonts = await createFonts();
    for (const [face, sample] of [
      ["inter", text],
      ["noto-sans-jp", japanese],
    ] as const) {
      const cut = await cutFont(fonts, { face, weight: 700, characters: sample });
      for (const feature of ["tnum", "kern", "palt", "halt"]) {
        expect(advance(fonts, cut, { sample, feature })).toBe(
          advance(fonts, fonts.loaded.get(`${face} 700`)!.bytes, { sample, feature }),
        );
      }
    }
    const inter = fonts.loaded.get("inter 700")!.bytes;
    expect(advance(fonts, inter, { sample: "111", feature: "tnum" })).not.toBe(
      advance(fonts, inter, { sample: "111", feature: "kern" }),
    );
  });

  test("cuts once for one set of characters", async () => {
    const fonts = await createFonts();
    const first = cutFont(fonts, { face: "inter", weight: 400, characters: "abc" });
    expect(cutFont(fonts, { face: "inter", weight: 400, characters: "cbaa" })).toBe(first);
    expect(cutFont(fonts, { face: "inter", weight: 700, characters: "abc" })).not.toBe(first);
    await first;
  });
});

function faceOf(fonts: Fonts, bytes: Uint8Array) {
  return new fonts.harfbuzz.Face(new fonts.harfbuzz.Blob(new Uint8Array(bytes)));
}

function advance(
  fonts: Fonts,
  bytes: Uint8Array,
  { sample, feature }: { readonly sample: string; readonly feature: string },
): number {
  const { Buffer, Feature, Font, shape } = fonts.harfbuzz;
  const buffer = new Buffer();
  buffer.addText(sample);
  buffer.guessSegmentProperties();
  shape(new Font(faceOf(fonts, bytes)), buffer, [new Feature(feature, 1)]);
  return buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0);
}
