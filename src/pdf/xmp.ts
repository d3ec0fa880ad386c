import type { PDFDocument } from "pdf-lib";
import { dateOf, type Metadata } from "./metadata.ts";

/** Puts a document's metadata into its catalog (ISO 32000-1, 14.3.2), uncompressed, so that any program finds them. */
export function attachXmp(
  { PDFName, PDFRawStream }: typeof import("pdf-lib"),
  { context, catalog }: PDFDocument,
  metadata: Metadata,
): void {
  const bytes = Buffer.from(xmpOf(metadata));
  const dict = context.obj({ Type: "Metadata", Subtype: "XML", Length: bytes.length });
  catalog.set(PDFName.of("Metadata"), context.register(PDFRawStream.of(dict, bytes)));
}

/**
 * The metadata as an XMP packet (ISO 16684-1): the same words and dates as in the file's document information. They claim no
 * conformance to PDF/UA: only what a whole validator has passed may.
 */
export function xmpOf(metadata: Metadata): string {
  const { title, author, subject, keywords, lang, producer, creator } = metadata;
  const date = dateOf(metadata).toISOString().replace(".000Z", "Z");
  const properties = [
    element("dc:format", "application/pdf"),
    inLanguages("dc:title", title, lang),
    list("dc:creator", "Seq", [author]),
    inLanguages("dc:description", subject, lang),
    list("dc:subject", "Bag", keywords),
    list("dc:language", "Bag", [lang]),
    element("xmp:CreateDate", date),
    element("xmp:ModifyDate", date),
    element("xmp:MetadataDate", date),
    element("xmp:CreatorTool", creator),
    element("pdf:Producer", producer),
    element("pdf:Keywords", keywords.join(", ")),
  ];
  const spaces = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return [
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/">`,
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about=""${spaces.join("")}>`,
    ...properties.filter((property) => property !== ""),
    "</rdf:Description>",
    "</rdf:RDF>",
    "</x:xmpmeta>",
    `<?xpacket end="r"?>`,
  ].join("\n");
}

const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
};

/** Nothing for a property without a value. */
function element(name: string, text: string): string {
  return text === "" ? "" : `<${name}>${escapeXml(text)}</${name}>`;
}

function list(name: string, kind: "Seq" | "Bag", items: readonly string[]): string {
  const given = items.filter((item) => item !== "").map((item) => `<rdf:li>${escapeXml(item)}</rdf:li>`);
  return given.length === 0 ? "" : `<${name}><rdf:${kind}>${given.join("")}</rdf:${kind}></${name}>`;
}

/** A text in the document's language, which is also what is shown where another one is asked for. */
function inLanguages(name: string, text: string, lang: string): string {
  if (text === "") return "";
  const items = ["x-default", lang].map(
    (language) => `<rdf:li xml:lang="${escapeXml(language)}">${escapeXml(text)}</rdf:li>`,
  );
  return `<${name}><rdf:Alt>${items.join("")}</rdf:Alt></${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
