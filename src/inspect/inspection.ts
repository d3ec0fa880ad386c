/** What a PDF says of itself and shows, whoever made it: plain data, that of the file and nothing of where it lay or when it was read. */
export interface Inspection extends PdfContents {
  /** In the order of their clauses. Only what was decided is told; nothing else is claimed. */
  readonly rules: readonly RuleResult[];
}

/** All that the rules are decided by. Lengths in points, pages from 1. */
export interface PdfContents {
  readonly file: FileFacts;
  readonly catalog: CatalogFacts;
  readonly metadata: Metadata;
  readonly pages: readonly Page[];
  readonly fonts: readonly Font[];
  readonly languages: readonly LanguageUse[];
  readonly bookmarks: readonly Bookmark[];
  readonly tags: readonly Tag[];
  /** Structure types that stand for others, as the file maps them. */
  readonly roleMap: Readonly<Record<string, string>>;
  /** What a screen reader meets, in its order: one entry a block, cell or figure. */
  readonly readingOrder: readonly ReadLine[];
  readonly alternatives: readonly Alternative[];
  readonly content: ContentFacts;
  readonly annotations: readonly Annotation[];
  readonly fields: readonly Field[];
  readonly attachments: readonly Attachment[];
  readonly optionalContent: readonly OptionalContent[];
  readonly forms: readonly Form[];
  readonly sizes: Sizes;
}

export interface FileFacts {
  readonly bytes: number;
  /** The first line: "%PDF-1.7". */
  readonly header: string;
  /** "1.7": that of the catalog where it has one, or of the header. */
  readonly version: string;
  /** Both halves in hexadecimal digits. */
  readonly id: readonly string[];
  readonly javaScript: boolean;
}

export interface CatalogFacts {
  /** As it is written; undefined where there is none. */
  readonly lang?: string;
  readonly marked: boolean;
  readonly suspects: boolean;
  readonly displayDocTitle: boolean;
  readonly structure: boolean;
  readonly xfa: "none" | "static" | "dynamic";
}

export interface Metadata {
  readonly info: Readonly<Record<string, string>>;
  /** Undefined where the catalog has no metadata stream. Lists in their order; alternatives by language are those of the default one. */
  readonly xmp?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Page {
  readonly number: number;
  /** As a viewer shows it: "iv". */
  readonly label: string;
  /** Left, bottom, right, top. */
  readonly mediaBox: Box;
  readonly cropBox: Box;
  /** Degrees clockwise. */
  readonly rotation: number;
  readonly tabs?: string;
  readonly annotations: number;
}

export type Box = readonly [left: number, bottom: number, right: number, top: number];

export interface Font {
  /** Without the letters of a subset. */
  readonly name: string;
  /** "Type 0, CIDFontType2", "TrueType", "Type 3". */
  readonly kind: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly toUnicode: boolean;
  /** The name of an encoding or CMap, "custom" for one of its own, undefined where the font program says. */
  readonly encoding?: string;
  /** Of its own, or one that readers of PDFs know by name (ISO 32000-1, table 118); undefined for simple fonts. */
  readonly cmap?: "predefined" | "embedded" | "unknown";
  /** Which glyphs the numbers of a composite font mean: "Adobe-Japan1", "Adobe-Identity". */
  readonly collection?: string;
  readonly symbolic: boolean;
  readonly cidToGid?: "Identity" | "stream";
  readonly pages: readonly number[];
  /** How many different characters are shown. */
  readonly characters: number;
  /** False where it only paints invisible text, or none. */
  readonly visible: boolean;
  /** Characters shown that have no text, as codes in hexadecimal digits. */
  readonly withoutText: readonly string[];
  /** Characters shown whose text is U+0000, U+FEFF or U+FFFE. */
  readonly badText: readonly string[];
  /** Characters shown that stand for .notdef; undefined where only the font program could say. */
  readonly notdef?: readonly string[];
  /** What the embedded program says of the characters shown; undefined where it is of a format that is not read here. */
  readonly program?: FontProgram;
}

export interface FontProgram {
  /** Platform and encoding of each table of characters: "3,1". */
  readonly cmaps: readonly string[];
  /** Undefined where the way from character to glyph leads through tables that are not read here. */
  readonly glyphs?: {
    readonly missing: readonly string[];
    /** Characters that are wider or narrower in the file than in the program, by more than a thousandth of the size. */
    readonly otherWidth: readonly string[];
  };
}

export interface LanguageUse {
  /** "document", or the way to the part. */
  readonly of: string;
  readonly lang: string;
}

export interface Bookmark {
  readonly title: string;
  /** Undefined where it leads to no page of this file. */
  readonly page?: number;
  readonly kids: readonly Bookmark[];
}

/** A structure element. */
export interface Tag {
  /** Where it stands among the others: "Document/Table[2]/TR[1]". */
  readonly path: string;
  readonly type: string;
  /** The type of ISO 32000-1, 14.8.4 that it is mapped to; undefined where that leads to none. */
  readonly standard?: string;
  /** Whether it names the element that holds it. */
  readonly parent: boolean;
  readonly page?: number;
  readonly alt?: string;
  readonly actualText?: string;
  readonly expansion?: string;
  readonly lang?: string;
  readonly title?: string;
  readonly id?: string;
  readonly scope?: string;
  readonly headers: readonly string[];
  readonly rowSpan: number;
  readonly colSpan: number;
  /** What it shows itself, without its kids. */
  readonly text: string;
  /** How many pieces of page content it holds itself. */
  readonly pieces: number;
  /** Elements, in their order. */
  readonly kids: readonly Tag[];
}

export interface ReadLine {
  /** Undefined where nothing of it is on a page. */
  readonly page?: number;
  readonly type: string;
  readonly text: string;
}

export interface Alternative {
  readonly path: string;
  readonly page?: number;
  readonly kind: "alt" | "actual text" | "expansion";
  readonly text: string;
}

/** What the operators of pages paint, and what each is marked as. */
export interface ContentFacts {
  readonly tagged: number;
  readonly artifacts: number;
  readonly untagged: readonly Untagged[];
  /** Artifacts within tagged content, and the other way round. */
  readonly mixed: readonly Mixed[];
  /** Marked content with a text, or a replacement for one, in its properties. */
  readonly spans: readonly Span[];
  /** Shown text whose language nothing says. */
  readonly withoutLanguage: readonly { readonly page: number; readonly text: string }[];
}

export interface Untagged {
  readonly page: number;
  readonly operators: number;
  /** The first text, or the first operator: `"1" and 2 more`, "f". */
  readonly sample: string;
}

export interface Mixed {
  readonly page: number;
  readonly kind: "artifact in tagged content" | "tagged content in an artifact";
  readonly tag: string;
}

export interface Span {
  readonly page: number;
  readonly tag: string;
  readonly alt?: string;
  readonly actualText?: string;
  readonly expansion?: string;
  readonly lang?: string;
  /** Whether a language stands in it, around it, or for the document. */
  readonly hasLanguage: boolean;
}

/** Whatever lies over a page: a link, a note, a field. */
export interface Annotation {
  readonly page: number;
  readonly subtype: string;
  readonly contents?: string;
  /** For links: "page 3", "https://…", or the name of another action. */
  readonly target?: string;
  /** For links: the text of the tag that holds it. */
  readonly text?: string;
  /** The standard type, and the alternative text, of the tag that holds it. */
  readonly tag?: string;
  readonly tagAlt?: string;
  readonly tagLang?: string;
  readonly lang?: string;
  readonly hidden: boolean;
  readonly outside: boolean;
  /** For widgets: the alternative name of its field. */
  readonly alternateName?: string;
}

export interface Field {
  readonly name: string;
  readonly alternateName?: string;
  readonly lang?: string;
}

export interface Attachment {
  readonly name: string;
  readonly unicodeName?: string;
  readonly plainName?: string;
  readonly mimeType?: string;
  readonly relationship?: string;
  readonly description?: string;
  /** Unpacked. */
  readonly bytes: number;
}

export interface OptionalContent {
  readonly name?: string;
  readonly automatic: boolean;
}

/** A piece of content that pages share. */
export interface Form {
  readonly page: number;
  readonly name: string;
  readonly reference: boolean;
  /** How often it is painted, and whether it holds marks of its own for the tags. */
  readonly painted: number;
  readonly marked: boolean;
}

/** Bytes of the file as they are stored, by what they are for. What is packed together is told by its share of what it is unpacked. */
export interface Sizes {
  readonly fonts: number;
  readonly images: number;
  readonly pages: number;
  readonly structure: number;
  readonly attachments: number;
  readonly metadata: number;
  readonly other: number;
}

/** A rule of ISO 14289-1 (PDF/UA-1), by clause and test as veraPDF counts them: "7.1-3". */
export interface RuleResult {
  readonly id: string;
  readonly says: string;
  readonly outcome: Outcome;
  /** For failed: at least one. For undecided: why. */
  readonly faults: readonly Fault[];
}

/** "not applicable" where the file has nothing that the rule is about, "undecided" where something of it cannot be read here. */
export type Outcome = "passed" | "failed" | "not applicable" | "undecided";

export interface Fault {
  readonly page?: number;
  /** The object: the way to a tag, or the name of a font, a file, an annotation. */
  readonly object?: string;
  readonly what: string;
}
