import { expect, test } from "vitest";
import { mendMap } from "../../src/pdf/to-unicode.ts";

test("a glyph that is named after a radical gets its character", () => {
  const map = "2 beginbfchar\n<0001> <2FBC>\n<0002> <58F2>\nendbfchar";
  expect(mendMap(map)).toBe("2 beginbfchar\n<0001> <9AD8>\n<0002> <58F2>\nendbfchar");
});

test("a radical inside a ligature is mended too", () => {
  expect(mendMap("1 beginbfchar\n<0001> <2F00007A>\nendbfchar")).toBe(
    "1 beginbfchar\n<0001> <4E00007A>\nendbfchar",
  );
});

test("a range of radicals becomes a list of characters", () => {
  const map = "1 beginbfrange\n<0010> <0012> <2F00>\nendbfrange";
  expect(mendMap(map)).toBe("1 beginbfrange\n<0010> <0012> [<4E00> <4E28> <4E36>]\nendbfrange");
});

test("a list of a range is mended in its place", () => {
  const map = "1 beginbfrange\n<0010> <0011> [<2F00> <0041>]\nendbfrange";
  expect(mendMap(map)).toBe("1 beginbfrange\n<0010> <0011> [<4E00> <0041>]\nendbfrange");
});

test("codes of glyphs and other ranges stay as they are", () => {
  const map =
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfchar\n<2F00> <0041>\nendbfchar\n2 beginbfrange\n<2F00> <2F05> <0041>\n<0001> <0002> <2E00>\nendbfrange";
  expect(mendMap(map)).toBe(map);
});
