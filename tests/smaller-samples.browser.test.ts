import * as pdfLib from "pdf-lib";
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { inspectPdf } from "../src/inspect/inspect-pdf.ts";
import { readGlyphWidths } from "../src/pdf/glyph-widths.ts";
import { tidyContent } from "../src/pdf/tidy-content.ts";
import { readPages, type ReadPage } from "../src/proof/read-pages.ts";
import { builtSample, type BuiltSample } from "./built-sample.ts";

const documents = [
  "data/iij/documents/2q06-results",
  "data/iij/documents/1h07-results",
  "data/iij/documents/1h10-release",
  "data/example/documents/4q25-results",
];

describe.each(documents)("the files of %s", (document) => {
  let sample: BuiltSample;
  beforeAll(async () => {
    sample = await builtSample(document);
  });

  test("have every glyph where the browser has printed it, in its order", async () => {
    expect(sample.printed.size).toBeGreaterThan(1);
    for (const [name, printed] of sample.printed) {
      const [before, after] = [await readPages(printed), await readPages(sample.written.get(name)!)];
      expect(shown(after)).toEqual(shown(before));
      expect(farthest(before, after)).toBeLessThan(0.02);
    }
  });

  test("have no page that is not understood", async () => {
    for (const printed of sample.printed.values()) {
      const file = await pdfLib.PDFDocument.load(printed, { updateMetadata: false });
      const widths = readGlyphWidths(pdfLib, file);
      for (const page of file.getPages()) {
        const contents = page.node.lookup(pdfLib.PDFName.of("Contents"), pdfLib.PDFStream);
        const fonts = page.node.Resources()?.lookup(pdfLib.PDFName.of("Font"), pdfLib.PDFDict);
        const bytes = inflateSync(contents.getContents());
        const tidied = tidyContent(bytes, {
          widthsOf: (font) => widths(fonts?.get(pdfLib.PDFName.of(font))),
          isTaggedForm: () => false,
        });
        expect(tidied?.bytes.length).toBeLessThan(bytes.length);
      }
    }
  });
});

test("the results of 2Q06 take less than 200 kB in either language, without what is attached", async () => {
  const { written } = await builtSample("data/iij/documents/2q06-results");
  const pdfs = [...written].filter(([name]) => name.endsWith(".pdf"));
  expect(pdfs).toHaveLength(2);
  for (const [file, bytes] of pdfs) {
    const { sizes } = await inspectPdf({ bytes, file });
    expect(bytes.length - sizes.attachments).toBeLessThan(200_000);
  }
});

/** What is read on the pages, with sizes to a thousandth of a point. */
function shown(pages: readonly ReadPage[]): readonly (readonly string[])[] {
  return pages.map(({ glyphs }) =>
    glyphs.map(({ text, size, hidden }) => `${text} ${size.toFixed(3)} ${hidden ?? "seen"}`),
  );
}

/** Points by which a glyph stands elsewhere, or is wider. */
function farthest(before: readonly ReadPage[], after: readonly ReadPage[]): number {
  const moves = before.flatMap(({ glyphs }, page) =>
    glyphs.map(({ x, y, width }, index) => {
      const other = after[page]!.glyphs[index]!;
      return Math.max(Math.abs(x - other.x), Math.abs(y - other.y), Math.abs(width - other.width));
    }),
  );
  return moves.reduce((most, move) => Math.max(most, move), 0);
}
