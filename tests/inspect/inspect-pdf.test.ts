import { PDFDocument, PDFHexString, PDFName, PDFString } from "pdf-lib";
import { expect, test, vi } from "vitest";
import { inspectPdf } from "../../src/inspect/inspect-pdf.ts";
import { KessanError } from "../../src/problem.ts";
import { hi, makePdf, taggedHi, type PdfSpec } from "./make-pdf.ts";

const name = (text: string): PDFName => PDFName.of(text);
const inspect = async (spec: PdfSpec = {}) => inspectPdf({ bytes: await makePdf(spec), file: "a.pdf" });

async function errorOf(bytes: Uint8Array): Promise<string> {
  const error = await inspectPdf({ bytes, file: "a.pdf" }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(KessanError);
  return (error as KessanError).message;
}

test("refuses what is no PDF", async () => {
  expect(await errorOf(new Uint8Array())).toBe("a.pdf is empty\n  hint: name a PDF");
  expect(await errorOf(Buffer.from("<html>"))).toBe(
    "a.pdf is no PDF: it does not begin with %PDF-\n  hint: name a PDF",
  );
});

test("refuses a PDF that is cut off, and lets no library talk to the terminal", async () => {
  const said = vi.spyOn(console, "warn");
  const bytes = await makePdf();
  expect(await errorOf(bytes.subarray(0, 2000))).toMatch(
    /^a\.pdf cannot be read as a PDF: [^(]+\n {2}hint: copy it again from where it came$/,
  );
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

test("reads codes in names, written in capitals or small", async () => {
  const bytes = Buffer.from(await makePdf()).toString("latin1");
  const renamed = bytes
    .replaceAll("/ABCDEF+Inter", "/ABCDE#46#2bInter")
    .replaceAll("/CIDFontType2", "/CIDFontType#32");
  const { fonts } = await inspectPdf({ bytes: Buffer.from(renamed, "latin1"), file: "a.pdf" });
  expect(fonts.map(({ name }) => name)).toEqual(["Inter"]);
});

test("reads no stack into the reason", async () => {
  expect(await errorOf(Buffer.from("%PDF-1.7\nnothing"))).not.toMatch(/\bat .*\.js/);
});

test("refuses an encrypted PDF", async () => {
  const bytes = await makePdf({
    change: ({ document: { context } }) => {
      context.trailerInfo.Encrypt = context.register(context.obj({ Filter: "Standard", V: 1 }));
    },
  });
  expect(await errorOf(bytes)).toBe(
    "a.pdf is encrypted, so that its texts cannot be read\n  hint: name a copy without a password or restrictions",
  );
});

test("reads a PDF that has nothing of all this", async () => {
  const document = await PDFDocument.create();
  document.addPage([300, 400]);
  const inspection = await inspectPdf({ bytes: await document.save(), file: "a.pdf" });
  expect(inspection).toMatchObject({ tags: [], fonts: [], bookmarks: [], readingOrder: [], languages: [] });
  expect(inspection.pages).toEqual([
    {
      number: 1,
      label: "1",
      mediaBox: [0, 0, 300, 400],
      cropBox: [0, 0, 300, 400],
      rotation: 0,
      annotations: 0,
    },
  ]);
});

test("tells tags with their texts, languages and ways", async () => {
  const { tags, readingOrder, alternatives, languages } = await inspect({
    content: `${taggedHi} /Span <</MCID 1>> BDC ${hi} EMC`,
    tags: [
      {
        type: "Document",
        kids: [
          { type: "P", mcid: 0 },
          { type: "P", kids: [{ type: "Span", mcid: 1, lang: "de" }] },
          { type: "Figure", alt: "A chart" },
        ],
      },
    ],
  });
  expect(
    tags[0]!.kids.map(({ path, text, kids }) => [path, text, kids.map((kid) => [kid.path, kid.text])]),
  ).toEqual([
    ["Document/P[1]", "Hi", []],
    ["Document/P[2]", "", [["Document/P[2]/Span", "Hi"]]],
    ["Document/Figure", "", []],
  ]);
  expect(readingOrder).toEqual([
    { page: 1, type: "P", text: "Hi" },
    { page: 1, type: "P", text: "Hi" },
    { page: 1, type: "Figure", text: "A chart" },
  ]);
  expect(alternatives).toEqual([{ path: "Document/Figure", page: 1, kind: "alt", text: "A chart" }]);
  expect(languages).toEqual([
    { of: "document", lang: "en" },
    { of: "Document/P[2]/Span", lang: "de" },
  ]);
});

test("reads what stands for text in page content instead of it", async () => {
  const { readingOrder } = await inspect({
    content: `/P <</MCID 0>> BDC ${hi} /Span <</ActualText (ho)>> BDC ${hi} EMC EMC`,
  });
  expect(readingOrder).toEqual([{ page: 1, type: "P", text: "Hiho" }]);
});

test("follows forms, and finds properties of marks among the resources", async () => {
  const { readingOrder, content } = await inspect({
    content: "/P /MC0 BDC /X1 Do EMC",
    change: ({ document: { context }, resources }) => {
      resources.set(name("Properties"), context.obj({ MC0: { MCID: 0 } }));
      const form = context.stream(hi, { Subtype: "Form" });
      resources.set(name("XObject"), context.obj({ X1: context.register(form) }));
    },
  });
  expect(readingOrder).toEqual([{ page: 1, type: "P", text: "Hi" }]);
  expect(content).toMatchObject({ tagged: 1, artifacts: 0, untagged: [] });
});

test("puts a space between lines of Latin text", async () => {
  const { readingOrder } = await inspect({
    content: "/P <</MCID 0>> BDC BT /F1 12 Tf 20 100 Td <0028> Tj 0 -14 Td <0029> Tj ET EMC",
  });
  expect(readingOrder[0]!.text).toBe("H i");
});

test("says how fonts are in the file", async () => {
  const { fonts } = await inspect();
  expect(fonts).toHaveLength(1);
  expect(fonts[0]).toMatchObject({
    name: "Inter",
    kind: "Type 0, CIDFontType2",
    embedded: true,
    subset: true,
    toUnicode: true,
    encoding: "Identity-H",
    pages: [1],
    characters: 2,
  });
});

test("reads texts of simple fonts by their encodings", async () => {
  const { readingOrder } = await inspect({
    content: "/P <</MCID 0>> BDC BT /F2 12 Tf (A\\200\\001) Tj ET EMC",
    change: ({ document: { context }, resources }) => {
      const encoding = { BaseEncoding: "WinAnsiEncoding", Differences: [1, "Uacute"] };
      const font = context.obj({
        Type: "Font",
        Subtype: "Type1",
        BaseFont: "Times-Roman",
        Encoding: encoding,
      });
      resources.set(name("Font"), context.obj({ F2: context.register(font) }));
    },
  });
  expect(readingOrder[0]!.text).toBe("A€Ú");
});

test("reads Japanese texts by the CMaps that readers know", async () => {
  const shown = async (encoding: string, hex: string) => {
    const { readingOrder } = await inspect({
      content: `/P <</MCID 0>> BDC BT /F1 12 Tf <${hex}> Tj ET EMC`,
      change: ({ font }) => {
        font.set(name("Encoding"), name(encoding));
        font.delete(name("ToUnicode"));
      },
    });
    return readingOrder[0]!.text;
  };
  expect(await shown("UniJIS-UTF16-H", "55B6696D0041")).toBe("営業A");
  expect(await shown("90ms-RKSJ-H", "89638BC641B1")).toBe("営業Aｱ");
  expect(await shown("EUC-H", "B1C4B6C8")).toBe("営業");
  expect(await shown("H", "31443648")).toBe("営業");
});

test("tells bookmarks as a tree with their pages", async () => {
  const { bookmarks } = await inspect({
    change: ({ document, catalog }) => {
      const { context } = document;
      const item = (title: string, entries: object) =>
        context.register(context.obj({ Title: PDFHexString.fromText(title), ...entries } as never));
      const inner = item("内", { Dest: PDFString.of("there") });
      const one = item("One", { Dest: [document.getPage(0).ref, "Fit"], First: inner, Last: inner });
      catalog.set(
        name("Names"),
        context.obj({ Dests: { Names: [PDFString.of("there"), { D: [document.getPage(0).ref, "Fit"] }] } }),
      );
      catalog.set(name("Outlines"), context.obj({ First: one, Last: one }));
    },
  });
  expect(bookmarks).toEqual([{ title: "One", page: 1, kids: [{ title: "内", page: 1, kids: [] }] }]);
});

test("tells labels of pages as a viewer shows them", async () => {
  const document = await PDFDocument.create();
  for (let i = 0; i < 5; i++) document.addPage();
  document.catalog.set(
    name("PageLabels"),
    document.context.obj({
      Nums: [0, { S: "r" }, 2, { S: "D", P: PDFString.of("A-"), St: 7 }, 4, { S: "A" }],
    }),
  );
  const { pages } = await inspectPdf({ bytes: await document.save(), file: "a.pdf" });
  expect(pages.map(({ label }) => label)).toEqual(["i", "ii", "A-7", "A-8", "A"]);
});

test("tells links with their text and target", async () => {
  const { annotations } = await inspect({
    annotations: [
      { Subtype: "Link", Contents: PDFString.of("Go"), A: { S: "URI", URI: PDFString.of("https://x.test") } },
    ],
    tags: [{ type: "Link", mcid: 0, annotation: 0 }],
  });
  expect(annotations).toEqual([
    {
      page: 1,
      subtype: "Link",
      contents: "Go",
      target: "https://x.test",
      text: "Hi",
      tag: "Link",
      tagLang: "en",
      hidden: false,
      outside: false,
    },
  ]);
});

test("tells attachments with what they are for", async () => {
  const document = await PDFDocument.create();
  await document.attach(Buffer.from("a,b\n"), "figures.csv", {
    mimeType: "text/csv",
    description: "Figures",
  });
  const { attachments, sizes } = await inspectPdf({ bytes: await document.save(), file: "a.pdf" });
  expect(attachments).toEqual([
    {
      name: "figures.csv",
      unicodeName: "figures.csv",
      plainName: "figures.csv",
      mimeType: "text/csv",
      description: "Figures",
      bytes: 4,
    },
  ]);
  expect(sizes.attachments).toBeGreaterThan(0);
});

test("finds a script wherever it hangs", async () => {
  const script = { A: { S: "JavaScript", JS: PDFString.of("app.alert(1)") } };
  expect((await inspect()).file.javaScript).toBe(false);
  expect((await inspect({ annotations: [{ Subtype: "Link", ...script }] })).file.javaScript).toBe(true);
});

test("tells what every byte of a file is for", async () => {
  const bytes = await makePdf();
  const { sizes, file } = await inspectPdf({ bytes, file: "a.pdf" });
  expect(Object.values(sizes).reduce((sum, size) => sum + size)).toBe(bytes.length);
  expect(file.bytes).toBe(bytes.length);
  expect(sizes.fonts).toBeGreaterThan(bytes.length * 0.9);
});

test("ends with tags, pages and forms that hold themselves", async () => {
  const { tags, pages } = await inspect({
    content: `${taggedHi} /X1 Do`,
    change: ({ document: { context }, root, catalog, resources }) => {
      const element = context.nextRef();
      context.assign(element, context.obj({ S: "Div", K: [element] } as never));
      root.set(name("K"), context.obj([element]));
      const node = catalog.lookup(name("Pages")) as typeof catalog;
      (node.lookup(name("Kids")) as never as { push(ref: unknown): void }).push(catalog.get(name("Pages")));
      const form = context.nextRef();
      context.assign(
        form,
        context.stream("/X1 Do", { Subtype: "Form", Resources: { XObject: { X1: form } } }),
      );
      resources.set(name("XObject"), context.obj({ X1: form }));
    },
  });
  expect(tags).toHaveLength(1);
  expect(pages).toHaveLength(1);
});

test("gives the same for the same bytes, as plain data", async () => {
  const bytes = await makePdf();
  const [first, second] = await Promise.all([
    inspectPdf({ bytes, file: "a.pdf" }),
    inspectPdf({ bytes, file: "elsewhere/b.pdf" }),
  ]);
  expect(first).toEqual(second);
  expect(JSON.parse(JSON.stringify(first))).toEqual(first);
});
