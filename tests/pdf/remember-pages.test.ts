import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { openPageMemory, pageKeys, type PageParts } from "../../src/pdf/remember-pages.ts";

interface Made {
  readonly content?: string;
  readonly widths?: readonly number[];
  /** Whether the widths are an object of their own. */
  readonly isApart?: boolean;
  readonly texts?: string;
  readonly font?: string;
  readonly taggedForms?: readonly string[];
  readonly blocks?: readonly string[];
}

/** The key of a page, in a document with some objects more before it. */
async function key(
  {
    content = "BT ET",
    widths = [500, 600],
    isApart = false,
    texts = "cmap",
    font = "F1",
    taggedForms = [],
    blocks = ["a", "a", "b"],
  }: Made = {},
  before = 0,
): Promise<string> {
  const document = await pdfLib.PDFDocument.create();
  const { context } = document;
  for (let i = 0; i < before; i++) context.register(context.obj({ Number: i }));
  const stream = (text: string): pdfLib.PDFRawStream =>
    pdfLib.PDFRawStream.of(context.obj({}) as pdfLib.PDFDict, Buffer.from(text));
  const list = context.obj([...widths]);
  const W = [1, isApart ? context.register(list) : list];
  const descendant = context.register(context.obj({ DW: 1000, W }));
  const own = context.obj({
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: context.register(stream(texts)),
  });
  const elements = new Map<string, object>();
  const parts: PageParts = {
    streams: [stream(content)],
    fonts: context.obj({ [font]: context.register(own) }) as pdfLib.PDFDict,
    taggedForms,
    blocks: new Map(
      blocks.map((name, mcid) => {
        if (!elements.has(name)) elements.set(name, {});
        return [mcid, elements.get(name)!];
      }),
    ),
  };
  return pageKeys(pdfLib, document)(parts);
}

test("a page has the key of the same page in another document, whatever its objects are numbered and its blocks called", async () => {
  expect(await key({}, 5)).toBe(await key());
  expect(await key({ blocks: ["x", "x", "y"] })).toBe(await key());
});

test.each<readonly [string, Made]>([
  ["content", { content: "BT BT" }],
  ["width of a glyph", { widths: [500, 601] }],
  ["text of a glyph", { texts: "cmop" }],
  ["name of a font", { font: "F2" }],
  ["form with tags", { taggedForms: ["X1"] }],
  ["block", { blocks: ["a", "b", "b"] }],
])("a page with another %s has another key", async (_, made) => {
  expect(await key(made)).not.toBe(await key());
});

test("widths that are an object of their own are looked at too", async () => {
  expect(await key({ isApart: true, widths: [1] })).not.toBe(await key({ isApart: true, widths: [2] }));
});

test("of many pages those are kept that were asked for last", () => {
  const made: string[] = [];
  const memory = openPageMemory<string>({ most: 2 });
  const recall = (key: string): string => memory.recall(key, () => (made.push(key), key.toUpperCase()));
  expect(["a", "b", "a", "c", "a", "b"].map(recall)).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(made).toEqual(["a", "b", "c", "b"]);
});
