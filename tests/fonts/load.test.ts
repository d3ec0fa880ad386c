import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faceFile } from "../../src/fonts/faces.ts";
import { createFonts, loadFont } from "../../src/fonts/load.ts";
import { KessanError } from "../../src/problem.ts";

describe("faceFile", () => {
  test.each(["inter", "noto-sans-jp"] as const)(
    "finds static TrueType files with glyf outlines for %s",
    (face) => {
      for (const weight of [400, 600, 700] as const) {
        const bytes = readFileSync(faceFile({ face, weight }));
        const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, i) =>
          bytes.toString("latin1", 12 + 16 * i, 16 + 16 * i),
        );
        expect(tables).toContain("glyf");
        expect(tables).not.toContain("fvar");
        expect(tables).not.toContain("CFF ");
      }
    },
  );
});

describe("loadFont", () => {
  test("reads a file when it is first needed and never again", async () => {
    const files: string[] = [];
    const fonts = await createFonts({ read: (file) => (files.push(file), readFileSync(file)) });
    expect(files).toEqual([]);
    const first = loadFont(fonts, { face: "inter", weight: 600 });
    expect(loadFont(fonts, { face: "inter", weight: 600 })).toBe(first);
    expect(files).toEqual([faceFile({ face: "inter", weight: 600 })]);
  });

  test("keeps nothing from one set of fonts to the next", async () => {
    const [one, other] = [await createFonts(), await createFonts()];
    loadFont(one, { face: "inter", weight: 400 });
    expect(other.loaded.size).toBe(0);
  });

  test("says which font is missing and how to get it", async () => {
    const fonts = await createFonts({
      read: () => {
        throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      },
    });
    expect(() => loadFont(fonts, { face: "noto-sans-jp", weight: 700 })).toThrow(
      new KessanError([
        {
          what: 'font "Noto Sans JP" 700: expected its file in the package @expo-google-fonts/noto-sans-jp, got ENOENT',
          hint: "npm ci installs the fonts",
        },
      ]),
    );
  });
});
