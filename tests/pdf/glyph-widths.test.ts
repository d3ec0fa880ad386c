import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import type { Widths } from "../../src/pdf/content-writer.ts";
import { readGlyphWidths } from "../../src/pdf/glyph-widths.ts";

const document = await pdfLib.PDFDocument.create();
const { context } = document;

/** What the reader makes of a composite font, whose descendant has these entries. */
function widthsOf(descendant: object, font: object = {}): Widths | undefined {
  const dict = context.obj({
    Encoding: "Identity-H",
    DescendantFonts: [context.obj({ Subtype: "CIDFontType2", ...descendant } as never)],
    ...font,
  } as never);
  return readGlyphWidths(pdfLib, document)(context.register(dict));
}

const each = (widths: Widths | undefined, codes: readonly number[]) => codes.map((code) => widths?.(code));

test("reads widths that are listed one by one, and those of a range", () => {
  const widths = widthsOf({ DW: 400, W: [3, [500, 612.5], 7, 9, 700, 20, [0]] });
  expect(each(widths, [3, 4, 7, 8, 9, 20])).toEqual([500, 612.5, 700, 700, 700, 0]);
  expect(each(widths, [0, 2, 5, 6, 10, 19, 21])).toEqual([400, 400, 400, 400, 400, 400, 400]);
});

test("takes the width of all others as 1000 where a font does not say it", () => {
  expect(each(widthsOf({ W: [1, [250]] }), [0, 1, 2])).toEqual([1000, 250, 1000]);
  expect(each(widthsOf({}), [0, 77])).toEqual([1000, 1000]);
});

test("follows references to lists and numbers", () => {
  const number = (value: number) => context.register(pdfLib.PDFNumber.of(value));
  const list = context.register(context.obj([number(300), 310]));
  const widths = widthsOf({
    DW: number(80),
    W: context.register(context.obj([number(5), list, 8, number(9), number(90)])),
  });
  expect(each(widths, [4, 5, 6, 7, 8, 9])).toEqual([80, 300, 310, 80, 90, 90]);
  const descendants = context.register(context.obj([context.register(context.obj({ DW: 5 }))]));
  expect(each(widthsOf({}, { DescendantFonts: descendants }), [1])).toEqual([5]);
});

test("reads a font once, however many pages have it", () => {
  const widths = readGlyphWidths(pdfLib, document);
  const font = context.register(
    context.obj({ Encoding: "Identity-H", DescendantFonts: [context.obj({ DW: 7 })] }),
  );
  expect(widths(font)).toBeDefined();
  expect(widths(font)).toBe(widths(font));
});

test("gives no widths where a page has no such font", () => {
  expect(readGlyphWidths(pdfLib, document)(undefined)).toBeUndefined();
  expect(readGlyphWidths(pdfLib, document)(pdfLib.PDFRef.of(99_999))).toBeUndefined();
  expect(readGlyphWidths(pdfLib, document)(pdfLib.PDFNumber.of(1))).toBeUndefined();
});

test.each([
  ["codes of another encoding", widthsOf({}, { Encoding: "UniJIS-UTF16-H" })],
  ["no encoding", widthsOf({}, { Encoding: null })],
  ["vertical writing", widthsOf({}, { Encoding: "Identity-V" })],
  ["no descendant", widthsOf({}, { DescendantFonts: [] })],
  ["a descendant that is no dictionary", widthsOf({}, { DescendantFonts: [1] })],
  ["descendants that are no list", widthsOf({}, { DescendantFonts: 1 })],
  ["a usual width that is no number", widthsOf({ DW: "Wide" })],
  ["widths that are no list", widthsOf({ W: 1 })],
  ["a first code that is no number", widthsOf({ W: ["One", [500]] })],
  ["a width in a list that is no number", widthsOf({ W: [1, [500, "Wide"]] })],
  ["a last code that is no number", widthsOf({ W: [1, "Two", 500] })],
  ["a range without a width", widthsOf({ W: [1, 2] })],
  ["a first code alone", widthsOf({ W: [1] })],
  ["a range beyond all codes", widthsOf({ W: [1, 0x10000, 500] })],
])("does not understand a font with %s", (_, widths) => {
  expect(widths).toBeUndefined();
});
