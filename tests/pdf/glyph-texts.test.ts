import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { readGlyphTexts, type GlyphTexts } from "../../src/pdf/glyph-texts.ts";

/** What is read of a font with this map of its codes; none without. */
async function read(map?: string): Promise<GlyphTexts | undefined> {
  const document = await pdfLib.PDFDocument.create();
  const { context } = document;
  const font = context.register(
    context.obj({
      Type: "Font",
      ...(map !== undefined && { ToUnicode: context.register(context.flateStream(map)) }),
    }),
  );
  return readGlyphTexts(pdfLib, await pdfLib.PDFDocument.load(await document.save()))(font);
}

test("says what codes stand for, and which is the space", async () => {
  const texts = await read(
    "2 beginbfchar <0041> <0048> <0076> <0020> endbfchar 1 beginbfrange <0001> <0002> <0030> endbfrange",
  );
  expect([0x41, 0x76, 1, 2, 3].map((code) => texts!.textOf(code))).toEqual(["H", " ", "0", "1", undefined]);
  expect(texts!.space).toBe(0x76);
});

test("a font without a space has none", async () => {
  expect((await read("1 beginbfchar <0041> <0048> endbfchar"))!.space).toBeUndefined();
});

test("a font that does not say what it shows says nothing", async () => {
  expect(await read()).toBeUndefined();
});
