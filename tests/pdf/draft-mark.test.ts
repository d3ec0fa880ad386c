import * as pdfLib from "pdf-lib";
import { expect, test } from "vitest";
import { markPages } from "../../src/pdf/draft-mark.ts";
import { readPages } from "../../src/proof/read-pages.ts";

const mark = { path: "M0,0L1000,0L1000,-700Z", width: 1000 };

async function document(sizes: readonly (readonly [number, number])[]): Promise<pdfLib.PDFDocument> {
  const made = await pdfLib.PDFDocument.create();
  const font = await made.embedFont(pdfLib.StandardFonts.Helvetica);
  for (const size of sizes) made.addPage([...size]).drawText("1,234", { font, x: 40, y: 50 });
  return made;
}

/** What the pages draw, the last stream of each. */
async function drawn(made: pdfLib.PDFDocument): Promise<readonly string[]> {
  const read = await pdfLib.PDFDocument.load(await made.save({ useObjectStreams: false }));
  return read.getPages().map((page) => {
    const contents = page.node.Contents() as pdfLib.PDFArray;
    const stream = contents.lookup(contents.size() - 1, pdfLib.PDFRawStream);
    return Buffer.from(pdfLib.decodePDFRawStream(stream).decode()).toString("latin1");
  });
}

test("every page is marked once, as an artifact with translucent fill", async () => {
  const made = await document([
    [960, 540],
    [960, 540],
    [595, 842],
  ]);
  await markPages(pdfLib, made, mark);
  const pages = await drawn(made);
  expect(pages).toHaveLength(3);
  for (const page of pages) {
    expect(page.match(/\/Artifact BMC[\s\S]*1000 -?700 l[\s\S]*EMC/g)).toHaveLength(1);
    expect(page.match(/BMC/g)).toHaveLength(1);
    expect(page).toMatch(/\/DraftMark gs/);
  }
});

test("the word fits the page, whichever way the page lies", async () => {
  const made = await document([
    [960, 540],
    [595, 842],
  ]);
  await markPages(pdfLib, made, mark);
  const [wide, tall] = await drawn(made);
  const scaleOf = (page: string): number => Number(/^([\d.]+) 0 0 -[\d.]+ 0 0 cm$/m.exec(page)![1]);
  expect(scaleOf(wide!)).toBeCloseTo((540 * 0.26) / 1000, 4);
  expect(scaleOf(tall!)).toBeCloseTo((842 * 0.26) / 1000, 4);
});

test("the text of the page stays as it is", async () => {
  const plain = await document([[960, 540]]);
  const marked = await document([[960, 540]]);
  await markPages(pdfLib, marked, mark);
  const read = async (made: pdfLib.PDFDocument) => readPages(await made.save());
  expect(await read(marked)).toEqual(await read(plain));
});

test("pages of one size share one drawing", async () => {
  const made = await document([
    [960, 540],
    [595, 842],
    [960, 540],
  ]);
  await markPages(pdfLib, made, mark);
  const last = made.getPages().map(({ node }) => (node.Contents() as pdfLib.PDFArray).asArray().at(-1));
  expect(last[2]).toBe(last[0]);
  expect(last[1]).not.toBe(last[0]);
});
