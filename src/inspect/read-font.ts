import type { PDFDict, PDFStream } from "pdf-lib";
import { textOfGlyph } from "./glyph-names.ts";
import type { Font, FontProgram } from "./inspection.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { readCMap, type CMap } from "../pdf/read-cmap.ts";
import { readTrueType } from "./read-true-type.ts";

/** A font of a file that gives texts to the codes it is shown with, and keeps note of them. */
export interface ReadFont {
  /** Text of shown bytes; U+FFFD where a code has none. */
  show(bytes: Uint8Array, of: { readonly page: number; readonly visible: boolean }): string;
  /** What is known of it after all has been shown. */
  describe(): Font;
}

/** Opens a font dictionary (ISO 32000-1, 9.5 to 9.7). */
export function readFont(objects: PdfObjects, dict: PDFDict): ReadFont {
  const subtype = objects.name(dict, "Subtype") ?? "unknown";
  const isComposite = subtype === "Type0";
  const descendant = isComposite
    ? objects.asDict(objects.items(objects.get(dict, "DescendantFonts"))[0])
    : undefined;
  const descriptor = objects.dict(descendant ?? dict, "FontDescriptor");
  const programStream = ["FontFile", "FontFile2", "FontFile3"].flatMap(
    (key) => objects.stream(descriptor, key) ?? [],
  )[0];
  const baseName =
    objects.name(dict, "BaseFont") ??
    objects.text(descriptor, "FontName") ??
    objects.name(dict, "Name") ??
    "";
  const toUnicodeStream = objects.stream(dict, "ToUnicode");
  const toUnicode = toUnicodeStream && readCMap(objects.bytesOf(toUnicodeStream));
  const encoding = isComposite ? compositeEncoding(objects, dict) : simpleEncoding(objects, dict);
  const codes = new Map<number, string | undefined>();
  const pages = new Set<number>();
  let visible = false;

  const textOf = (code: number, bytes: Uint8Array): string | undefined => {
    const mapped = toUnicode?.texts.get(code);
    return mapped !== undefined && mapped !== "" ? mapped : encoding.textOf(code, bytes);
  };
  const hex = (code: number): string =>
    code
      .toString(16)
      .toUpperCase()
      .padStart(isComposite ? 4 : 2, "0");
  const codesWhere = (is: (code: number, text: string | undefined) => boolean): readonly string[] =>
    [...codes]
      .filter(([code, text]) => is(code, text))
      .map(([code]) => hex(code))
      .sort();

  return {
    show(bytes, of) {
      pages.add(of.page);
      visible ||= of.visible;
      let text = "";
      for (let at = 0; at < bytes.length;) {
        const length = Math.min(encoding.lengthAt(bytes, at), bytes.length - at);
        let code = 0;
        for (let i = 0; i < length; i++) code = code * 256 + bytes[at + i]!;
        let found = codes.get(code);
        if (found === undefined && !codes.has(code)) {
          found = textOf(code, bytes.subarray(at, at + length));
          codes.set(code, found);
        }
        text += found ?? "\ufffd";
        at += length;
      }
      return text;
    },
    describe() {
      const cidToGid = objects.name(descendant, "CIDToGIDMap");
      const system = objects.dict(descendant, "CIDSystemInfo");
      const collection =
        system && `${objects.text(system, "Registry") ?? ""}-${objects.text(system, "Ordering") ?? ""}`;
      const cidToGidStream = objects.stream(descendant, "CIDToGIDMap");
      const map = cidToGidStream && objects.bytesOf(cidToGidStream);
      const descendantType = objects.name(descendant, "Subtype");
      const isCidTrueType = descendantType === "CIDFontType2" && encoding.isIdentity;
      const glyphOf = !isCidTrueType
        ? undefined
        : map === undefined
          ? (code: number): number => code
          : (code: number): number => (map[2 * code] ?? 0) * 256 + (map[2 * code + 1] ?? 0);
      const notdef = isComposite
        ? encoding.isIdentity
          ? codesWhere((code) => (glyphOf?.(code) ?? code) === 0)
          : undefined
        : encoding.notdef && codesWhere((code) => encoding.notdef!.has(code));
      const program =
        programStream &&
        describeProgram(objects, programStream, {
          codes: [...codes.keys()],
          glyphOf,
          widthOf: isComposite ? cidWidths(objects, descendant) : () => undefined,
          hex,
        });
      return {
        name: baseName.replace(subsetMark, ""),
        kind: kindOf(subtype, descendantType),
        embedded: subtype === "Type3" || programStream !== undefined,
        subset: subsetMark.test(baseName),
        toUnicode: toUnicode !== undefined,
        ...(encoding.name !== undefined && { encoding: encoding.name }),
        ...(encoding.cmap !== undefined && { cmap: encoding.cmap }),
        ...(collection !== undefined && { collection }),
        symbolic: ((objects.number(descriptor, "Flags") ?? 0) & 4) !== 0,
        ...(map !== undefined
          ? { cidToGid: "stream" as const }
          : cidToGid === "Identity" && { cidToGid: "Identity" as const }),
        pages: [...pages].sort((a, b) => a - b),
        characters: codes.size,
        visible,
        withoutText: codesWhere((_, text) => text === undefined),
        badText: codesWhere((_, text) => text !== undefined && /[\u0000\ufeff\ufffe]/.test(text)),
        ...(notdef !== undefined && { notdef }),
        ...(program !== undefined && { program }),
      };
    },
  };
}

const subsetMark = /^[A-Z]{6}\+/;

function kindOf(subtype: string, descendant: string | undefined): string {
  const named = subtype.replace(/^Type(\d)$/, "Type $1");
  return descendant === undefined ? named : `${named}, ${descendant}`;
}

interface Encoding {
  readonly name: string | undefined;
  readonly cmap?: "predefined" | "embedded" | "unknown";
  /** Codes are those of glyphs in the descendant. */
  readonly isIdentity: boolean;
  /** Codes that name no glyph; undefined where the font program decides. */
  readonly notdef?: ReadonlySet<number>;
  lengthAt(bytes: Uint8Array, at: number): number;
  textOf(code: number, bytes: Uint8Array): string | undefined;
}

function compositeEncoding(objects: PdfObjects, dict: PDFDict): Encoding {
  const stream = objects.stream(dict, "Encoding");
  if (stream !== undefined) {
    const cmap: CMap = readCMap(objects.bytesOf(stream));
    return {
      name: "custom",
      cmap: "embedded",
      isIdentity: false,
      lengthAt: (bytes, at) => cmap.lengthOf(bytes[at]!) ?? 2,
      textOf: () => undefined,
    };
  }
  const name = objects.name(dict, "Encoding");
  const isIdentity = name === "Identity-H" || name === "Identity-V";
  if (name === undefined || isIdentity) {
    return {
      name,
      cmap: isIdentity ? "predefined" : "unknown",
      isIdentity,
      lengthAt: () => 2,
      textOf: () => undefined,
    };
  }
  const [, charset] = predefined.find(([pattern]) => pattern.test(name)) ?? [];
  const isWide = charset === "utf-16be";
  const decoder = charset === undefined ? undefined : new TextDecoder(charset);
  return {
    name,
    cmap: charset === undefined ? "unknown" : "predefined",
    isIdentity: false,
    lengthAt: (bytes, at) => {
      const first = bytes[at]!;
      if (isWide) return first >= 0xd8 && first <= 0xdb ? 4 : 2;
      if (charset === undefined || isJisRow(name)) return 2;
      const isKatakana = charset === "shift_jis" && first >= 0xa0 && first <= 0xdf;
      return first < 0x80 || isKatakana ? 1 : 2;
    },
    textOf: (_, bytes) => {
      const text = decoder?.decode(isJisRow(name) ? bytes.map((byte) => byte | 0x80) : bytes);
      return text === undefined || text === "" || text.includes("\ufffd") ? undefined : text;
    },
  };
}

/** CMaps that readers of PDFs know by name (ISO 32000-1, table 118), and the character sets that their codes are of. */
const predefined: readonly (readonly [RegExp, string])[] = [
  [/^Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF16)(?:-HW)?-[HV]$/, "utf-16be"],
  [/^(?:83pv|90msp?|90pv|Add|Ext)-RKSJ-[HV]$/, "shift_jis"],
  [/^EUC-[HV]$/, "euc-jp"],
  [/^[HV]$/, "euc-jp"],
  [/^(?:GB-EUC|GBpc-EUC|GBK-EUC|GBKp-EUC|GBK2K)-[HV]$/, "gb18030"],
  [/^(?:B5pc|HKscs-B5|ETen-B5|ETenms-B5)-[HV]$/, "big5"],
  [/^CNS-EUC-[HV]$/, "big5"],
  [/^(?:KSC-EUC|KSCms-UHC|KSCms-UHC-HW|KSCpc-EUC)-[HV]$/, "euc-kr"],
];

/** The CMaps H and V have codes of JIS X 0208, of seven bits. */
function isJisRow(name: string): boolean {
  return name === "H" || name === "V";
}

function simpleEncoding(objects: PdfObjects, dict: PDFDict): Encoding {
  const own = objects.dict(dict, "Encoding");
  const named = objects.name(dict, "Encoding");
  const base = named ?? objects.name(own, "BaseEncoding");
  const differences = new Map<number, string>();
  let code = 0;
  for (const item of objects.array(own, "Differences")?.asArray() ?? []) {
    const name = objects.asName(item);
    if (name === undefined) code = objects.asNumber(item) ?? code;
    else differences.set(code++, name);
  }
  const isType3 = objects.name(dict, "Subtype") === "Type3";
  const table = base === undefined ? undefined : charsets[base];
  // A Latin font without an encoding has its own, which for all but Symbol and ZapfDingbats begins like ASCII
  const isStandard =
    base === undefined &&
    !isType3 &&
    ((objects.number(objects.dict(dict, "FontDescriptor"), "Flags") ?? 32) & 4) === 0 &&
    !/Symbol|Dingbats/.test(objects.name(dict, "BaseFont") ?? "");
  return {
    name: own === undefined ? named : "custom",
    isIdentity: false,
    ...((isType3 || own !== undefined) && {
      notdef: new Set([...differences].flatMap(([at, name]) => (name === ".notdef" ? [at] : []))),
    }),
    lengthAt: () => 1,
    textOf: (at, bytes) => {
      const name = differences.get(at);
      if (name !== undefined) return textOfGlyph(name);
      if (table !== undefined) return table.decode(bytes);
      return isStandard && at >= 32 && at < 127 ? String.fromCharCode(at) : undefined;
    },
  };
}

const charsets: Readonly<Record<string, TextDecoder>> = {
  WinAnsiEncoding: new TextDecoder("windows-1252"),
  MacRomanEncoding: new TextDecoder("macintosh"),
};

/** Widths of a CIDFont (ISO 32000-1, 9.7.4.3), in thousandths of the size. */
function cidWidths(objects: PdfObjects, dict: PDFDict | undefined): (cid: number) => number | undefined {
  const widths = new Map<number, number>();
  const items = objects.array(dict, "W")?.asArray() ?? [];
  for (let at = 0; at < items.length;) {
    const first = objects.asNumber(items[at]) ?? 0;
    const list = objects.resolve(items[at + 1]);
    if (list instanceof objects.lib.PDFArray) {
      list.asArray().forEach((width, index) => widths.set(first + index, objects.asNumber(width) ?? 0));
      at += 2;
    } else {
      const last = Math.min(objects.asNumber(items[at + 1]) ?? 0, 0xffff);
      for (let cid = first; cid <= last; cid++) widths.set(cid, objects.asNumber(items[at + 2]) ?? 0);
      at += 3;
    }
  }
  const usual = objects.number(dict, "DW") ?? 1000;
  return (cid) => widths.get(cid) ?? usual;
}

function describeProgram(
  objects: PdfObjects,
  stream: PDFStream,
  of: {
    readonly codes: readonly number[];
    readonly glyphOf: ((code: number) => number) | undefined;
    readonly widthOf: (code: number) => number | undefined;
    readonly hex: (code: number) => string;
  },
): FontProgram | undefined {
  const program = readTrueType(objects.bytesOf(stream));
  if (program === undefined) return undefined;
  const { codes, glyphOf, widthOf, hex } = of;
  if (glyphOf === undefined) return { cmaps: program.cmaps };
  return {
    cmaps: program.cmaps,
    glyphs: {
      missing: codes.filter((code) => glyphOf(code) >= program.glyphs).map(hex),
      otherWidth: codes
        .filter((code) => {
          const width = widthOf(code);
          return width !== undefined && Math.abs(width - program.widthOf(glyphOf(code))) > 1;
        })
        .map(hex),
    },
  };
}
