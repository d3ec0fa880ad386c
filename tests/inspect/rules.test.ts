import { PDFName, PDFString } from "pdf-lib";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { inspectPdf } from "../../src/inspect/inspect-pdf.ts";
import { rules } from "../../src/inspect/rules/index.ts";
import { hi, makePdf, taggedHi, xmpOf, type PdfParts, type PdfSpec, type TagSpec } from "./make-pdf.ts";

interface Case {
  readonly passes: PdfSpec;
  readonly fails: PdfSpec;
  /** What is said of the first object. */
  readonly fault: { readonly page?: number; readonly object?: string; readonly what: string };
}

const name = (text: string): PDFName => PDFName.of(text);
const text = { type: "P", mcid: 0 };
const tags = (...kids: readonly TagSpec[]): PdfSpec => ({ tags: [text, ...kids] });
const inDocument = (...kids: readonly TagSpec[]): PdfSpec => ({
  tags: [{ type: "Document", kids: [text, ...kids] }],
});
const row = (...types: readonly string[]): TagSpec => ({ type: "TR", kids: types.map((type) => ({ type })) });
const table = (...kids: readonly TagSpec[]): PdfSpec => tags({ type: "Table", kids });
const catalog = (key: string, value: unknown): PdfSpec => ({
  change: ({ catalog: of, document }) => of.set(name(key), document.context.obj(value as never)),
});
const mapped = (roleMap: Readonly<Record<string, string>>, type = "P"): PdfSpec => ({
  roleMap,
  tags: [{ type, mcid: 0 }],
});
const link = {
  Subtype: "Link",
  Contents: PDFString.of("to a page"),
  A: { S: "URI", URI: PDFString.of("https://x.test") },
};
const linked = (annotation: object, tag: TagSpec | undefined = { type: "Link", annotation: 0 }): PdfSpec => ({
  annotations: [{ ...annotation }],
  tags: [text, ...(tag === undefined ? [] : [tag])],
});
const untaggedAnnotation = (annotation: object): PdfSpec => ({
  annotations: [{ ...annotation }],
  tags: [text],
});
const form = (entries: object, content: string, before = ""): PdfSpec => ({
  content: `${taggedHi} /Artifact BMC /X1 Do EMC ${before}`,
  change: ({ document: { context }, resources }) => {
    const stream = context.stream(content, {
      Type: "XObject",
      Subtype: "Form",
      BBox: [0, 0, 10, 10],
      ...entries,
    });
    resources.set(name("XObject"), context.obj({ X1: context.register(stream) }));
  },
});
const attached = (entries: object): PdfSpec => ({
  change: ({ document: { context }, catalog: of }) => {
    const file = context.register(context.stream("x", { Type: "EmbeddedFile" }));
    const specification = context.register(
      context.obj({ Type: "Filespec", EF: { F: file }, ...entries } as never),
    );
    of.set(name("Names"), context.obj({ EmbeddedFiles: { Names: [PDFString.of("a"), specification] } }));
  },
});
const bookmarked: PdfSpec["change"] = ({ document: { context }, catalog: of }: PdfParts) => {
  const item = context.register(context.obj({ Title: PDFString.of("One") }));
  of.set(name("Outlines"), context.register(context.obj({ First: item, Last: item, Count: 1 })));
};
const fields =
  (field: object): PdfSpec["change"] =>
  ({ document: { context }, catalog: of }) =>
    of.set(
      name("AcroForm"),
      context.obj({ Fields: [context.register(context.obj({ T: PDFString.of("a"), ...field }))] } as never),
    );
const layers = (configuration: object): PdfSpec => catalog("OCProperties", { OCGs: [], D: configuration });
const span = (properties: string): string => `/P <</MCID 0>> BDC /Span <<${properties}>> BDC ${hi} EMC EMC`;
const simpleFont = (
  entries: object,
  of: { readonly flags: number; readonly program?: boolean },
): PdfSpec => ({
  content: "/P <</MCID 0>> BDC BT /F2 12 Tf (Hi) Tj ET EMC",
  change: ({ document: { context }, resources, descriptor }) => {
    const program = of.program === false ? {} : { FontFile2: descriptor.get(name("FontFile2")) };
    const own = context.register(
      context.obj({ Type: "FontDescriptor", Flags: of.flags, ...program } as never),
    );
    const font = context.obj({
      Type: "Font",
      Subtype: "TrueType",
      BaseFont: "Inter",
      FontDescriptor: own,
      ...entries,
    });
    resources.set(name("Font"), context.obj({ F2: context.register(font) }));
  },
});
const notMapped = `BT /F1 12 Tf <00280030> Tj ET`;
const toUnicode = (map: string): PdfSpec => ({
  change: ({ document: { context }, font }) =>
    font.set(name("ToUnicode"), context.register(context.flateStream(`1 beginbfchar ${map} endbfchar`))),
});

const cases: Readonly<Record<string, Case>> = {
  "5-1": {
    passes: {},
    fails: { xmp: xmpOf("<dc:title>a</dc:title>") },
    fault: { what: "the metadata have no pdfuaid:part" },
  },
  "5-2": {
    passes: {},
    fails: { xmp: xmpOf("<pdfuaid:part>2</pdfuaid:part><dc:title>a</dc:title>") },
    fault: { what: 'pdfuaid:part is "2"' },
  },
  "6.2-1": {
    passes: {},
    fails: catalog("MarkInfo", { Marked: false }),
    fault: { what: "the catalog has no MarkInfo with Marked true" },
  },
  "7.1-1": {
    passes: {},
    fails: { content: `/P <</MCID 0>> BDC ${hi} /Artifact BMC 0 0 5 5 re f EMC EMC` },
    fault: { page: 1, object: "Artifact", what: "artifact in tagged content" },
  },
  "7.1-2": {
    passes: {},
    fails: { content: `/Artifact BMC /P <</MCID 0>> BDC ${hi} EMC EMC` },
    fault: { page: 1, object: "P", what: "tagged content in an artifact" },
  },
  "7.1-3": {
    passes: { content: `${taggedHi} /Artifact <</Type /Layout>> BDC 0 0 5 5 re f EMC` },
    fails: { content: `${taggedHi} ${hi} /Span <</MCID 7>> BDC 0 0 5 5 re f EMC` },
    fault: { page: 1, object: '"Hi"', what: "2 operators paint outside of tags and artifacts" },
  },
  "7.1-4": {
    passes: {},
    fails: catalog("MarkInfo", { Marked: true, Suspects: true }),
    fault: { what: "the catalog has Suspects true" },
  },
  "7.1-5": {
    passes: mapped({ Strong: "Bold", Bold: "Span" }, "Strong"),
    fails: mapped({}, "Strong"),
    fault: { page: 1, object: "Strong", what: '"Strong" is no standard type and mapped to none' },
  },
  "7.1-6": {
    passes: mapped({ Strong: "Span" }),
    fails: mapped({ A: "B", B: "A" }),
    fault: { object: "A", what: "is mapped to itself" },
  },
  "7.1-7": {
    passes: mapped({ Strong: "Span" }),
    fails: mapped({ H1: "P" }),
    fault: { object: "H1", what: 'is a standard type and mapped to "P"' },
  },
  "7.1-8": { passes: {}, fails: { xmp: null }, fault: { what: "the catalog has no Metadata" } },
  "7.1-9": {
    passes: {},
    fails: { xmp: xmpOf("<pdfuaid:part>1</pdfuaid:part>") },
    fault: { what: "the metadata have no dc:title" },
  },
  "7.1-10": {
    passes: {},
    fails: catalog("ViewerPreferences", {}),
    fault: { what: "the viewer preferences have no DisplayDocTitle true" },
  },
  "7.1-11": {
    passes: {},
    fails: { change: ({ catalog: of }) => of.delete(name("StructTreeRoot")) },
    fault: { what: "the catalog has no StructTreeRoot" },
  },
  "7.1-12": {
    passes: {},
    fails: {
      change: ({ document: { context }, root }) =>
        root.set(name("K"), context.register(context.obj({ S: "P", K: 0, Pg: context.obj(null) } as never))),
    },
    fault: { object: "P", what: "has no entry P" },
  },
  "7.2-2": {
    passes: { change: bookmarked! },
    fails: { change: bookmarked!, lang: null },
    fault: { what: "there are bookmarks, and the catalog has no Lang" },
  },
  "7.2-3": {
    passes: table({ type: "Caption" }, row("TD")),
    fails: table(row("TD"), { type: "P" }),
    fault: { page: 1, object: "Table", what: "holds P, not only TR, THead, TBody, TFoot and Caption" },
  },
  "7.2-4": {
    passes: table(row("TD")),
    fails: inDocument(row("TD")),
    fault: {
      page: 1,
      object: "Document/TR",
      what: "stands in Document, not in Table, THead, TBody or TFoot",
    },
  },
  "7.2-5": {
    passes: table({ type: "THead", kids: [row("TD")] }, { type: "TBody", kids: [row("TD")] }),
    fails: tags({ type: "THead" }),
    fault: { page: 1, object: "THead", what: "stands in no tag, not in Table" },
  },
  "7.2-6": {
    passes: table({ type: "TBody", kids: [row("TD")] }),
    fails: tags({ type: "TBody" }),
    fault: { page: 1, object: "TBody", what: "stands in no tag, not in Table" },
  },
  "7.2-7": {
    passes: table({ type: "TBody", kids: [row("TD")] }, { type: "TFoot", kids: [row("TD")] }),
    fails: tags({ type: "TFoot" }),
    fault: { page: 1, object: "TFoot", what: "stands in no tag, not in Table" },
  },
  "7.2-8": {
    passes: table({ type: "TR", kids: [{ type: "TH", scope: "Column" }] }),
    fails: inDocument({ type: "TH" }),
    fault: { page: 1, object: "Document/TH", what: "stands in Document, not in TR" },
  },
  "7.2-9": {
    passes: table(row("TD")),
    fails: inDocument({ type: "TD" }),
    fault: { page: 1, object: "Document/TD", what: "stands in Document, not in TR" },
  },
  "7.2-10": {
    passes: table(row("TD", "TD")),
    fails: table(row("TD", "P")),
    fault: { page: 1, object: "Table/TR", what: "holds P, not only TH and TD" },
  },
  "7.2-11": {
    passes: table({ type: "THead" }, { type: "TBody" }),
    fails: table({ type: "THead" }, { type: "THead" }, { type: "TBody" }),
    fault: { page: 1, object: "Table", what: "holds 2 THead" },
  },
  "7.2-12": {
    passes: table({ type: "TBody" }, { type: "TFoot" }),
    fails: table({ type: "TBody" }, { type: "TFoot" }, { type: "TFoot" }),
    fault: { page: 1, object: "Table", what: "holds 2 TFoot" },
  },
  "7.2-13": {
    passes: table({ type: "TBody" }, { type: "TFoot" }),
    fails: table({ type: "TFoot" }),
    fault: { page: 1, object: "Table", what: "holds TFoot and no TBody" },
  },
  "7.2-14": {
    passes: table({ type: "THead" }, { type: "TBody" }),
    fails: table({ type: "THead" }),
    fault: { page: 1, object: "Table", what: "holds THead and no TBody" },
  },
  "7.2-15": {
    passes: table({ type: "TR", kids: [{ type: "TD", rowSpan: 2 }, { type: "TD" }] }, row("TD")),
    fails: table(
      { type: "TR", kids: [{ type: "TD" }, { type: "TD", rowSpan: 2 }] },
      { type: "TR", kids: [{ type: "TD", colSpan: 2 }] },
    ),
    fault: { page: 1, object: "Table", what: "Table/TR[2]/TD lies over another cell" },
  },
  "7.2-16": {
    passes: table(row("TD"), { type: "Caption" }),
    fails: table(row("TD"), { type: "Caption" }, row("TD")),
    fault: { page: 1, object: "Table", what: "holds a Caption as kid 2 of 3" },
  },
  "7.2-17": {
    passes: tags({ type: "L", kids: [{ type: "LI" }] }),
    fails: inDocument({ type: "LI" }),
    fault: { page: 1, object: "Document/LI", what: "stands in Document, not in L" },
  },
  "7.2-18": {
    passes: tags({ type: "L", kids: [{ type: "LI", kids: [{ type: "LBody" }] }] }),
    fails: inDocument({ type: "LBody" }),
    fault: { page: 1, object: "Document/LBody", what: "stands in Document, not in LI" },
  },
  "7.2-19": {
    passes: tags({ type: "L", kids: [{ type: "Caption" }, { type: "L" }] }),
    fails: tags({ type: "L", kids: [{ type: "P" }] }),
    fault: { page: 1, object: "L", what: "holds P, not only L, LI and Caption" },
  },
  "7.2-20": {
    passes: tags({ type: "L", kids: [{ type: "LI", kids: [{ type: "Lbl" }, { type: "LBody" }] }] }),
    fails: tags({ type: "L", kids: [{ type: "LI", kids: [{ type: "Lbl" }, { type: "NonStruct" }] }] }),
    fault: { page: 1, object: "L/LI", what: "holds NonStruct, not only Lbl and LBody" },
  },
  "7.2-21": {
    passes: { lang: null, tags: [{ ...text, lang: "en", actualText: "a" }] },
    fails: { lang: null, tags: [{ ...text, actualText: "a" }] },
    fault: { page: 1, object: "P", what: "has replacement text in no known language" },
  },
  "7.2-22": {
    passes: tags({ type: "Figure", alt: "a" }),
    fails: { lang: null, ...tags({ type: "Figure", alt: "a" }) },
    fault: { page: 1, object: "Figure", what: "has alternative text in no known language" },
  },
  "7.2-23": {
    passes: { lang: null, tags: [{ type: "Document", lang: "de", kids: [{ ...text, expansion: "a" }] }] },
    fails: { lang: null, tags: [{ ...text, expansion: "a" }] },
    fault: { page: 1, object: "P", what: "has expansion in no known language" },
  },
  "7.2-24": {
    passes: linked(link),
    fails: { lang: null, ...linked(link) },
    fault: { page: 1, object: "Link", what: "has Contents in no known language" },
  },
  "7.2-25": {
    passes: { change: fields({ TU: PDFString.of("Name") })! },
    fails: { lang: null, change: fields({ TU: PDFString.of("Name") })! },
    fault: { object: "a", what: "has a TU in no known language" },
  },
  "7.2-26": {
    passes: tags({ type: "TOC", kids: [{ type: "TOCI" }] }),
    fails: tags({ type: "TOCI" }),
    fault: { page: 1, object: "TOCI", what: "stands in no tag, not in TOC" },
  },
  "7.2-27": {
    passes: tags({ type: "TOC", kids: [{ type: "Caption" }, { type: "TOCI" }] }),
    fails: tags({ type: "TOC", kids: [{ type: "P" }] }),
    fault: { page: 1, object: "TOC", what: "holds P, not only TOC, TOCI and Caption" },
  },
  "7.2-28": {
    passes: tags({ type: "TOC", kids: [{ type: "Caption" }, { type: "TOCI" }] }),
    fails: tags({ type: "TOC", kids: [{ type: "TOCI" }, { type: "Caption" }] }),
    fault: { page: 1, object: "TOC", what: "holds a Caption as kid 2 of 2" },
  },
  "7.2-29": {
    passes: { lang: "zh-Hant-TW" },
    fails: { lang: "en_US" },
    fault: { object: "document", what: '"en_US" is no language tag' },
  },
  "7.2-30": {
    passes: { content: span("/ActualText (a)") },
    fails: { content: span("/ActualText (a)"), lang: null },
    fault: { page: 1, object: "Span", what: "has replacement text in no known language" },
  },
  "7.2-31": {
    passes: { content: span("/Alt (a) /Lang (en)"), lang: null },
    fails: { content: span("/Alt (a)"), lang: null },
    fault: { page: 1, object: "Span", what: "has alternative text in no known language" },
  },
  "7.2-32": {
    passes: { content: span("/E (a)"), lang: null, tags: [{ ...text, lang: "en" }] },
    fails: { content: span("/E (a)"), lang: null },
    fault: { page: 1, object: "Span", what: "has expansion in no known language" },
  },
  "7.2-33": {
    passes: {},
    fails: { lang: null },
    fault: { what: "there are metadata, and the catalog has no Lang" },
  },
  "7.2-34": {
    passes: { lang: null, tags: [{ ...text, lang: "en" }] },
    fails: { lang: null },
    fault: { page: 1, object: '"Hi"', what: "is in no known language" },
  },
  "7.2-36": {
    passes: table({ type: "THead", kids: [row("TD")] }, { type: "TBody" }),
    fails: table({ type: "THead", kids: [{ type: "TD" }] }, { type: "TBody" }),
    fault: { page: 1, object: "Table/THead", what: "holds TD, not only TR" },
  },
  "7.2-37": {
    passes: table({ type: "TBody", kids: [row("TD")] }),
    fails: table({ type: "TBody", kids: [{ type: "TD" }] }),
    fault: { page: 1, object: "Table/TBody", what: "holds TD, not only TR" },
  },
  "7.2-38": {
    passes: table({ type: "TBody" }, { type: "TFoot", kids: [row("TD")] }),
    fails: table({ type: "TBody" }, { type: "TFoot", kids: [{ type: "TD" }] }),
    fault: { page: 1, object: "Table/TFoot", what: "holds TD, not only TR" },
  },
  "7.2-39": {
    passes: table({ type: "Caption" }, row("TD")),
    fails: table({ type: "Caption" }, row("TD"), { type: "Caption" }),
    fault: { page: 1, object: "Table", what: "holds 2 Caption" },
  },
  "7.2-40": {
    passes: tags({ type: "L", kids: [{ type: "Caption" }, { type: "LI" }] }),
    fails: tags({ type: "L", kids: [{ type: "LI" }, { type: "Caption" }] }),
    fault: { page: 1, object: "L", what: "holds a Caption as kid 2 of 2" },
  },
  "7.2-41": {
    passes: table({ type: "TR", kids: [{ type: "TD", rowSpan: 2 }] }, row()),
    fails: table({ type: "TR", kids: [{ type: "TD", rowSpan: 3 }] }, row()),
    fault: { page: 1, object: "Table", what: "cells reach down to row 3, and there are 2" },
  },
  "7.2-43": {
    passes: table({ type: "TR", kids: [{ type: "TD", colSpan: 2 }] }, row("TD", "TD")),
    fails: table(row("TD"), row("TD", "TD")),
    fault: { page: 1, object: "Table", what: "row 2 has 2 columns, and row 1 has 1" },
  },
  "7.3-1": {
    passes: tags({ type: "Figure", actualText: "a" }),
    fails: tags({ type: "Figure", alt: "" }),
    fault: { page: 1, object: "Figure", what: "has neither Alt nor ActualText" },
  },
  "7.4.2-1": {
    passes: tags({ type: "H1" }, { type: "H2" }, { type: "H3" }, { type: "H1" }),
    fails: tags({ type: "H1" }, { type: "H3" }),
    fault: { page: 1, object: "H3", what: "follows H1" },
  },
  "7.4.4-1": {
    passes: tags({ type: "Sect", kids: [{ type: "H" }] }, { type: "Sect", kids: [{ type: "H" }] }),
    fails: tags({ type: "Sect", kids: [{ type: "H" }, { type: "H" }] }),
    fault: { page: 1, object: "Sect", what: "holds 2 H" },
  },
  "7.4.4-2": {
    passes: tags({ type: "H" }),
    fails: tags({ type: "H" }, { type: "H1" }),
    fault: { page: 1, object: "H", what: "the file has H1 too" },
  },
  "7.4.4-3": {
    passes: tags({ type: "H1" }),
    fails: tags({ type: "H" }, { type: "H1" }),
    fault: { page: 1, object: "H1", what: "the file has H too" },
  },
  "7.5-1": {
    passes: table({
      type: "TR",
      kids: [
        { type: "TH", id: "a" },
        { type: "TD", headers: ["a"] },
      ],
    }),
    fails: table({ type: "TR", kids: [{ type: "TH", id: "a" }, { type: "TD" }] }),
    fault: {
      page: 1,
      object: "Table/TR/TH",
      what: "is a head cell without Scope, and not all cells name their heads",
    },
  },
  "7.5-2": {
    passes: table({
      type: "TR",
      kids: [
        { type: "TH", id: "a" },
        { type: "TD", headers: ["a"] },
      ],
    }),
    fails: table({
      type: "TR",
      kids: [
        { type: "TH", id: "a" },
        { type: "TD", headers: ["b"] },
      ],
    }),
    fault: { page: 1, object: "Table/TR/TD", what: 'names the head "b", which is not there' },
  },
  "7.7-1": {
    passes: tags({ type: "Formula", alt: "a + b" }),
    fails: tags({ type: "Formula" }),
    fault: { page: 1, object: "Formula", what: "has neither Alt nor ActualText" },
  },
  "7.9-1": {
    passes: tags({ type: "Note", id: "a" }),
    fails: tags({ type: "Note" }),
    fault: { page: 1, object: "Note", what: "has no ID" },
  },
  "7.9-2": {
    passes: tags({ type: "Note", id: "a" }, { type: "Note", id: "b" }),
    fails: tags({ type: "Note", id: "a" }, { type: "Note", id: "a" }),
    fault: { page: 1, object: "Note[2]", what: 'has the ID "a" of another note' },
  },
  "7.10-1": {
    passes: layers({ Name: PDFString.of("a") }),
    fails: layers({}),
    fault: { what: "a configuration of layers has no Name" },
  },
  "7.10-2": {
    passes: layers({ Name: PDFString.of("a") }),
    fails: layers({ Name: PDFString.of("a"), AS: [] }),
    fault: { object: "a", what: "has an entry AS" },
  },
  "7.11-1": {
    passes: attached({ F: PDFString.of("a.csv"), UF: PDFString.of("a.csv") }),
    fails: attached({ F: PDFString.of("a.csv") }),
    fault: { object: "a.csv", what: "has no UF" },
  },
  "7.15-1": {
    passes: catalog("AcroForm", { Fields: [], XFA: [] }),
    fails: {
      change: ({ document: { context }, catalog: of }) => {
        of.set(name("AcroForm"), context.obj({ Fields: [], XFA: [] }));
        of.set(name("NeedsRendering"), context.obj(true));
      },
    },
    fault: { what: "the file has a dynamic XFA form" },
  },
  "7.18.1-1": {
    passes: linked({ Subtype: "Stamp", Contents: PDFString.of("a") }, { type: "Annot", annotation: 0 }),
    fails: untaggedAnnotation({ Subtype: "Stamp" }),
    fault: { page: 1, object: "Stamp", what: "is tagged as nothing" },
  },
  "7.18.1-2": {
    passes: linked({ Subtype: "Stamp" }, { type: "Annot", annotation: 0, alt: "a" }),
    fails: linked({ Subtype: "Stamp" }, { type: "Annot", annotation: 0 }),
    fault: { page: 1, object: "Stamp", what: "has neither Contents nor an Alt in its tag" },
  },
  "7.18.1-3": {
    passes: linked({ Subtype: "Widget", TU: PDFString.of("Name") }, { type: "Form", annotation: 0 }),
    fails: linked({ Subtype: "Widget" }, { type: "Form", annotation: 0 }),
    fault: { page: 1, object: "Widget", what: "has neither TU nor an Alt in its tag" },
  },
  "7.18.2-1": {
    passes: linked(link),
    fails: untaggedAnnotation({ Subtype: "TrapNet" }),
    fault: { page: 1, object: "TrapNet", what: "is not permitted" },
  },
  "7.18.3-1": {
    passes: linked(link),
    fails: { ...linked(link), change: ({ page }) => page.set(name("Tabs"), name("R")) },
    fault: { page: 1, what: "has Tabs R, not S" },
  },
  "7.18.4-1": {
    passes: linked({ Subtype: "Widget", TU: PDFString.of("Name") }, { type: "Form", annotation: 0 }),
    fails: untaggedAnnotation({ Subtype: "Widget", TU: PDFString.of("Name") }),
    fault: { page: 1, object: "Widget", what: "is tagged as nothing" },
  },
  "7.18.5-1": {
    passes: linked(link),
    fails: linked(link, { type: "Span", annotation: 0 }),
    fault: { page: 1, object: "Link to https://x.test", what: "is tagged as Span" },
  },
  "7.18.5-2": {
    passes: linked(link),
    fails: linked({ ...link, Contents: PDFString.of("") }),
    fault: { page: 1, object: "Link to https://x.test", what: "has no Contents" },
  },
  "7.18.8-1": {
    passes: untaggedAnnotation({ Subtype: "PrinterMark" }),
    fails: linked({ Subtype: "PrinterMark" }, { type: "Annot", annotation: 0 }),
    fault: { page: 1, object: "PrinterMark", what: "is tagged as Annot" },
  },
  "7.20-1": {
    passes: form({}, "0 0 5 5 re f"),
    fails: form({ Ref: { F: PDFString.of("other.pdf"), Page: 0 } }, "0 0 5 5 re f"),
    fault: { page: 1, object: "X1", what: "is a reference to another file" },
  },
  "7.20-2": {
    passes: form({ StructParents: 3 }, "0 0 5 5 re f"),
    fails: form({ StructParents: 3 }, "0 0 5 5 re f", "/Artifact BMC /X1 Do EMC"),
    fault: { page: 1, object: "X1", what: "has tags of its own and is painted 2 times" },
  },
  "7.21.3.2-1": {
    passes: {},
    fails: { change: ({ descendant }) => descendant.delete(name("CIDToGIDMap")) },
    fault: { page: 1, object: "Inter", what: "has no CIDToGIDMap" },
  },
  "7.21.3.3-1": {
    passes: {},
    fails: { change: ({ font }) => font.set(name("Encoding"), name("Own-H")) },
    fault: { page: 1, object: "Inter", what: 'has the CMap "Own-H", which is not in the file' },
  },
  "7.21.4.1-1": {
    passes: {},
    fails: { change: ({ descriptor }) => descriptor.delete(name("FontFile2")) },
    fault: { page: 1, object: "Inter", what: "is not in the file" },
  },
  "7.21.4.1-2": {
    passes: {},
    fails: { content: `/P <</MCID 0>> BDC BT /F1 12 Tf <FFF0> Tj ET EMC` },
    fault: { page: 1, object: "Inter", what: "shows FFF0 without a glyph" },
  },
  "7.21.5-1": {
    passes: {},
    fails: {
      change: ({ document: { context }, descendant }) =>
        descendant.set(name("W"), context.obj([40, [100, 100]])),
    },
    fault: { page: 1, object: "Inter", what: "shows 0028, 0029 of another width than in the font" },
  },
  "7.21.6-1": {
    passes: simpleFont({ Encoding: "WinAnsiEncoding" }, { flags: 32 }),
    fails: {
      content: "/P <</MCID 0>> BDC BT /F2 12 Tf (Hi) Tj ET EMC",
      change: (parts) => {
        simpleFont({ Encoding: "WinAnsiEncoding" }, { flags: 32 }).change!(parts);
        withoutLatin(parts);
      },
    },
    fault: { page: 1, object: "Inter", what: "has no table of characters for Latin text" },
  },
  "7.21.6-3": {
    passes: simpleFont({}, { flags: 4 }),
    fails: simpleFont({ Encoding: "WinAnsiEncoding" }, { flags: 4 }),
    fault: { page: 1, object: "Inter", what: 'is symbolic and has the encoding "WinAnsiEncoding"' },
  },
  "7.21.6-4": {
    passes: {
      content: "/P <</MCID 0>> BDC BT /F2 12 Tf (Hi) Tj ET EMC",
      change: (parts) => {
        simpleFont({}, { flags: 4 }).change!(parts);
        withoutLatin(parts, [3, 0]);
      },
    },
    fails: simpleFont({}, { flags: 4 }),
    fault: { page: 1, object: "Inter", what: "has 4 tables of characters and none for symbols" },
  },
  "7.21.7-1": {
    passes: {},
    fails: { content: `/P <</MCID 0>> BDC ${notMapped} EMC` },
    fault: { page: 1, object: "Inter", what: "shows 0030 without a text" },
  },
  "7.21.7-2": {
    passes: {},
    fails: toUnicode("<0028> <FEFF> <0029> <0069>"),
    fault: { page: 1, object: "Inter", what: "shows 0028 whose text is U+0000, U+FEFF or U+FFFE" },
  },
  "7.21.8-1": {
    passes: {},
    fails: { content: `/P <</MCID 0>> BDC BT /F1 12 Tf <0000> Tj ET EMC` },
    fault: { page: 1, object: "Inter", what: "shows 0000 of the glyph .notdef" },
  },
};

/** Gives the program of F2 tables of characters that are of no use, or of one use. */
function withoutLatin({ document: { context }, resources }: PdfParts, use = [0, 3]): void {
  const font = resources.lookup(name("Font")) as never as {
    lookup(key: PDFName): { lookup(key: PDFName): never };
  };
  const descriptor = font.lookup(name("F2")).lookup(name("FontDescriptor")) as PdfParts["descriptor"];
  const stream = descriptor.lookup(name("FontFile2")) as never as { contents: Uint8Array };
  const bytes = Buffer.from(inflateSync(stream.contents));
  const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const at = bytes.readUInt32BE(
    tables.find((table_) => bytes.toString("latin1", table_, table_ + 4) === "cmap")! + 8,
  );
  for (let i = 0; i < bytes.readUInt16BE(at + 2); i++) {
    bytes.writeUInt16BE(use[0]!, at + 4 + 8 * i);
    bytes.writeUInt16BE(use[1]!, at + 6 + 8 * i);
  }
  descriptor.set(name("FontFile2"), context.register(context.flateStream(bytes)));
}

async function resultOf(id: string, bytes: Uint8Array) {
  const { rules: results } = await inspectPdf({ bytes, file: "a.pdf" });
  return results.find((rule) => rule.id === id)!;
}

test.each(Object.keys(cases))("decides rule %s both ways", async (id) => {
  const { passes, fails, fault } = cases[id]!;
  expect(await resultOf(id, await makePdf(passes))).toMatchObject({ outcome: "passed", faults: [] });
  const failed = await resultOf(id, await makePdf(fails));
  expect(failed.outcome).toBe("failed");
  expect(failed.faults[0]).toEqual(fault);
});

test("decides rule 6.1-1 by the first line", async () => {
  const bytes = Buffer.from(await makePdf());
  expect((await resultOf("6.1-1", bytes)).outcome).toBe("passed");
  bytes.write("%PDF-2.0", 0, "latin1");
  expect(await resultOf("6.1-1", bytes)).toMatchObject({
    outcome: "failed",
    faults: [{ what: 'the first line is "%PDF-2.0"' }],
  });
});

test("has a case for every rule", () => {
  expect(rules.map(({ id }) => id).toSorted()).toEqual([...Object.keys(cases), "6.1-1"].toSorted());
});

test("has no rule twice, and all in the order of their clauses", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.slice(0, 4)).toEqual(["5-1", "5-2", "6.1-1", "6.2-1"]);
  expect(ids.indexOf("7.9-1")).toBeLessThan(ids.indexOf("7.10-1"));
});

test("fails nothing in a file that is as it should be", async () => {
  const { rules: results } = await inspectPdf({ bytes: await makePdf(), file: "a.pdf" });
  expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "undecided")).toEqual([]);
});

test("says of a font whose program it does not read that it cannot decide", async () => {
  const bytes = await makePdf({
    change: ({ document: { context }, descriptor, descendant }) => {
      descriptor.delete(name("FontFile2"));
      descriptor.set(name("FontFile3"), context.register(context.flateStream("CFF")));
      descendant.set(name("Subtype"), name("CIDFontType0"));
    },
  });
  expect(await resultOf("7.21.5-1", bytes)).toMatchObject({
    outcome: "undecided",
    faults: [{ page: 1, object: "Inter", what: "its program is not read that far" }],
  });
});

test("takes a document without any of a kind as one that the rule does not apply to", async () => {
  expect((await resultOf("7.3-1", await makePdf())).outcome).toBe("not applicable");
});

test("does not decide whether a head is found by its scope where the one that a cell names is not there", async () => {
  const cells = [
    { type: "TH", id: "a", scope: "Row" },
    { type: "TD", headers: ["b"] },
  ];
  expect(await resultOf("7.5-2", await makePdf(table({ type: "TR", kids: cells })))).toEqual({
    id: "7.5-2",
    says: "the heads that a cell names are there, or can be found by their scope",
    outcome: "undecided",
    faults: [{ page: 1, object: "Table/TR/TD", what: 'names the head "b", which is not there' }],
  });
});

test("does not decide which texts the glyphs of a known collection have", async () => {
  const collection = { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Japan1"), Supplement: 6 };
  const bytes = await makePdf({
    content: `/P <</MCID 0>> BDC ${notMapped} EMC`,
    change: ({ document: { context }, descendant }) =>
      descendant.set(name("CIDSystemInfo"), context.obj(collection)),
  });
  expect((await resultOf("7.21.7-1", bytes)).outcome).toBe("undecided");
});

test("takes the language of the document for text outside of tags", async () => {
  const bytes = await makePdf({ content: `${taggedHi} ${hi}` });
  expect((await resultOf("7.2-34", bytes)).outcome).toBe("passed");
});
