import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateSync } from "node:zlib";
import { PDFDocument, PDFHexString, PDFName, PDFString, type PDFDict, type PDFRef } from "pdf-lib";
import { readTrueType } from "../../src/inspect/read-true-type.ts";

/** A structure element to make, with what stands in its dictionary. */
export interface TagSpec {
  readonly type: string;
  readonly mcid?: number;
  /** The number of an annotation of the page, from 0. */
  readonly annotation?: number;
  readonly alt?: string;
  readonly actualText?: string;
  readonly expansion?: string;
  readonly lang?: string;
  readonly id?: string;
  readonly scope?: string;
  readonly headers?: readonly string[];
  readonly rowSpan?: number;
  readonly colSpan?: number;
  readonly kids?: readonly TagSpec[];
}

export interface PdfSpec {
  /** Null for a document without one. */
  readonly lang?: string | null;
  /** Operators of the one page; the font is F1, whose codes 0028 and 0029 are "H" and "i". */
  readonly content?: string;
  readonly tags?: readonly TagSpec[];
  readonly xmp?: string | null;
  readonly roleMap?: Readonly<Record<string, string>>;
  readonly annotations?: readonly Readonly<Record<string, unknown>>[];
  /** Whatever else is to be another way. */
  change?(parts: PdfParts): void;
}

export interface PdfParts {
  readonly document: PDFDocument;
  readonly catalog: PDFDict;
  readonly page: PDFDict;
  readonly resources: PDFDict;
  readonly font: PDFDict;
  readonly descendant: PDFDict;
  readonly descriptor: PDFDict;
  readonly root: PDFDict;
}

/** "Hi" in the font of `makePdf`. */
export const hi = "BT /F1 12 Tf 20 100 Td <00280029> Tj ET";
/** The same as tagged content. */
export const taggedHi = `/P <</MCID 0>> BDC ${hi} EMC`;

export const goodXmp = xmpOf(
  "<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Hi &amp; ho</rdf:li></rdf:Alt></dc:title>",
);

/** An XMP packet with some properties. */
export function xmpOf(properties: string): string {
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

/** A PDF of one page that passes all rules that apply to it, but for what is asked to be another way. */
export async function makePdf(spec: PdfSpec = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context, catalog } = document;
  const { node: page } = document.addPage([200, 200]);
  const { font, descendant, descriptor, ref } = addFont(document);
  const { lang = "en", xmp = goodXmp, content = taggedHi, tags = [{ type: "P", mcid: 0 }] } = spec;

  const resources = context.obj({ Font: { F1: ref } });
  page.set(name("Resources"), resources);
  page.set(name("Contents"), context.register(context.flateStream(Buffer.from(content, "latin1"))));
  page.set(name("Tabs"), name("S"));
  const annotations = (spec.annotations ?? []).map((entries) =>
    context.register(context.obj({ Type: "Annot", Rect: [10, 10, 50, 20], ...entries } as never)),
  );
  if (annotations.length > 0) page.set(name("Annots"), context.obj(annotations));
  if (lang !== null) catalog.set(name("Lang"), PDFString.of(lang));
  catalog.set(name("MarkInfo"), context.obj({ Marked: true }));
  catalog.set(name("ViewerPreferences"), context.obj({ DisplayDocTitle: true }));
  if (xmp !== null)
    catalog.set(
      name("Metadata"),
      context.register(context.stream(Buffer.from(xmp), { Type: "Metadata", Subtype: "XML" })),
    );
  const root = context.obj({ Type: "StructTreeRoot", RoleMap: spec.roleMap ?? {} });
  const rootRef = context.register(root);
  const pageRef = document.getPage(0).ref;
  const add = (tag: TagSpec, parent: PDFRef): PDFRef => {
    const element = context.obj({ Type: "StructElem", S: tag.type, P: parent, Pg: pageRef });
    const own = context.register(element);
    const texts = { Alt: tag.alt, ActualText: tag.actualText, E: tag.expansion, Lang: tag.lang, ID: tag.id };
    for (const [key, text] of Object.entries(texts))
      if (text !== undefined) element.set(name(key), PDFHexString.fromText(text));
    if (tag.scope ?? tag.headers ?? tag.rowSpan ?? tag.colSpan) {
      const attributes = context.obj({ O: "Table" });
      if (tag.scope !== undefined) attributes.set(name("Scope"), name(tag.scope));
      if (tag.headers !== undefined)
        attributes.set(name("Headers"), context.obj(tag.headers.map((id) => PDFString.of(id))));
      if (tag.rowSpan !== undefined) attributes.set(name("RowSpan"), context.obj(tag.rowSpan));
      if (tag.colSpan !== undefined) attributes.set(name("ColSpan"), context.obj(tag.colSpan));
      element.set(name("A"), attributes);
    }
    const kids = [
      ...(tag.mcid === undefined ? [] : [context.obj(tag.mcid)]),
      ...(tag.annotation === undefined
        ? []
        : [context.obj({ Type: "OBJR", Obj: annotations[tag.annotation]!, Pg: pageRef })]),
      ...(tag.kids ?? []).map((kid) => add(kid, own)),
    ];
    element.set(name("K"), context.obj(kids));
    return own;
  };
  root.set(name("K"), context.obj(tags.map((tag) => add(tag, rootRef))));
  catalog.set(name("StructTreeRoot"), rootRef);
  spec.change?.({ document, catalog, page, resources, font, descendant, descriptor, root });
  return document.save({ useObjectStreams: false });
}

function name(text: string): PDFName {
  return PDFName.of(text);
}

const program = readFileSync(
  createRequire(import.meta.url).resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
);
const packed = deflateSync(program);

function addFont({ context }: PDFDocument) {
  const metrics = readTrueType(program)!;
  const descriptor = context.obj({
    Type: "FontDescriptor",
    FontName: "ABCDEF+Inter",
    Flags: 4,
    FontFile2: context.register(context.stream(packed, { Filter: "FlateDecode" })),
  });
  const descendant = context.obj({
    Type: "Font",
    Subtype: "CIDFontType2",
    BaseFont: "ABCDEF+Inter",
    CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
    CIDToGIDMap: "Identity",
    FontDescriptor: context.register(descriptor),
    W: [40, [metrics.widthOf(40), metrics.widthOf(41)]],
  });
  const toUnicode = `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
    2 beginbfchar <0028> <0048> <0029> <0069> endbfchar endcmap`;
  const font = context.obj({
    Type: "Font",
    Subtype: "Type0",
    BaseFont: "ABCDEF+Inter",
    Encoding: "Identity-H",
    DescendantFonts: [context.register(descendant)],
    ToUnicode: context.register(context.flateStream(toUnicode)),
  });
  return { font, descendant, descriptor, ref: context.register(font) };
}
