import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { trimFont } from "../../src/pdf/trim-fonts.ts";

const inter = readFileSync(
  new URL(import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf")),
);

test("keeps of a font what draws its glyphs, byte by byte", () => {
  const [before, after] = [tablesOf(inter), tablesOf(trimFont(inter)!)];
  expect([...after.keys()]).toEqual(expect.arrayContaining(["glyf", "head", "hhea", "hmtx", "loca", "maxp"]));
  for (const dropped of ["cmap", "name", "OS/2", "post", "GPOS"]) expect(after.has(dropped)).toBe(false);
  for (const [tag, bytes] of after) {
    if (tag !== "head") expect([tag, Buffer.compare(bytes, before.get(tag)!)]).toEqual([tag, 0]);
  }
});

test("gives the font a sum that holds", () => {
  const font = Buffer.from(trimFont(inter)!);
  let sum = 0;
  for (let at = 0; at < font.length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0;
  expect(sum).toBe(0xb1b0afba);
});

test("leaves what is no TrueType font, or not a whole one, as it is", () => {
  expect(trimFont(Buffer.from("OTTO"))).toBeUndefined();
  expect(trimFont(Buffer.from("OTTO00000000"))).toBeUndefined();
  const broken = Buffer.from(inter);
  broken.write("glyX", broken.indexOf("glyf"), "latin1");
  expect(trimFont(broken)).toBeUndefined();
});

function tablesOf(font: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const file = Buffer.from(font);
  const tables = Array.from({ length: file.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    const [start, length] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    return [file.toString("latin1", at, at + 4), file.subarray(start, start + length)] as const;
  });
  return new Map(tables);
}
