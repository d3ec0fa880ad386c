import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFPage,
} from "pdf-lib";

/** A digit in the text of a page, where its glyph stands in the page's content. */
export interface PlantedDigit {
  /** From 0. */
  readonly page: number;
  readonly at: number;
  readonly font: string;
  readonly digit: string;
}

/** A printed PDF whose text can be changed without a trace: glyphs are exchanged in the content of its pages. */
export interface OpenPdf {
  /** Every digit that is shown as a single glyph, page by page. */
  readonly digits: readonly PlantedDigit[];
  /** The file with some digits shown as others of the same font, the text of pages changed otherwise, or painted over. */
  change(changes: {
    readonly digits?: readonly { readonly place: PlantedDigit; readonly digit: string }[];
    /** Operators after all others of a page, in points from its lower left corner, by page from 0. */
    readonly append?: Readonly<Record<number, string>>;
  }): Promise<Uint8Array>;
  /** The code of a character in a font of a page, as content writes it: "<0038>". */
  codeOf(page: number, font: string, character: string): string | undefined;
}

/** Opens a PDF of this program. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const contents = document.getPages().map(contentOf);
  const fonts = document.getPages().map(fontsOf);
  const digits = contents.flatMap((content, page) =>
    digitsOf(content, fonts[page]!).map((found) => ({ page, ...found })),
  );
  const codeOf = (page: number, font: string, character: string): string | undefined => {
    const code = [...(fonts[page]!.get(font) ?? [])].find(([, text]) => text === character)?.[0];
    return code === undefined ? undefined : `<${code}>`;
  };
  return {
    digits,
    codeOf,
    change: async ({ digits: exchanged = [], append = {} }) => {
      const changed = await PDFDocument.load(bytes, { updateMetadata: false });
      for (const [page, content] of contents.entries()) {
        let text = content;
        for (const { place, digit } of exchanged.filter(({ place }) => place.page === page)) {
          const code = codeOf(page, place.font, digit)!.slice(1, -1);
          text = text.slice(0, place.at) + code + text.slice(place.at + code.length);
        }
        const more = append[page];
        if (more !== undefined) text = `q\n${text}\nQ\n${more}\n`;
        if (text === content) continue;
        const stream = changed.context.flateStream(Buffer.from(text, "latin1"));
        changed.getPage(page).node.set(PDFName.of("Contents"), changed.context.register(stream));
      }
      return changed.save({ useObjectStreams: false });
    },
  };
}

function contentOf({ node }: PDFPage): string {
  const contents = node.Contents()!;
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => node.context.lookup(ref)) : [contents];
  return streams
    .map((stream) => Buffer.from(decodePDFRawStream(stream as PDFRawStream).decode()).toString("latin1"))
    .join("\n")
    .replaceAll(/\(((?:\\[^]|[^\\()])*)\)/g, (_, string: string) => `<${hexOf(string)}>`);
}

/** The bytes of a string that is written as they are, in digits. */
function hexOf(string: string): string {
  const bytes = string.replaceAll(/\\([^])/g, (_, escaped: string) => (escaped === "r" ? "\r" : escaped));
  return Buffer.from(bytes, "latin1").toString("hex").toUpperCase();
}

/** By the name of a font: the character of each code that stands for one. */
function fontsOf({ node }: PDFPage): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const fonts = node.Resources()!.lookup(PDFName.of("Font"), PDFDict);
  return new Map(
    fonts.entries().map(([name, ref]) => {
      const font = node.context.lookup(ref, PDFDict);
      const map = node.context.lookup(font.get(PDFName.of("ToUnicode"))) as PDFRawStream;
      const codes = codesOf(Buffer.from(decodePDFRawStream(map).decode()).toString("latin1"));
      return [name.asString(), new Map(codes)] as const;
    }),
  );
}

/** The entries of a ToUnicode map: single codes and ranges of them (ISO 32000-1, 9.10.3). */
function codesOf(map: string): readonly (readonly [string, string])[] {
  const number = (hex: string): number => Number.parseInt(hex, 16);
  const sections = (name: string): string =>
    [...map.matchAll(new RegExp(`begin${name}(.*?)end${name}`, "gs"))].map(([, section]) => section).join("");
  const single = [...sections("bfchar").matchAll(/<(\w{4})> <(\w{4})>/g)].map(
    ([, code, unicode]) => [code!, String.fromCodePoint(number(unicode!))] as const,
  );
  const ranges = [...sections("bfrange").matchAll(/<(\w{4})> <(\w{4})> <(\w{4})>/g)].flatMap(
    ([, from, to, unicode]) =>
      Array.from({ length: number(to!) - number(from!) + 1 }, (_, step) => {
        const code = (number(from!) + step).toString(16).toUpperCase().padStart(4, "0");
        return [code, String.fromCodePoint(number(unicode!) + step)] as const;
      }),
  );
  return [...single, ...ranges];
}

function digitsOf(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly Omit<PlantedDigit, "page">[] {
  const found: Omit<PlantedDigit, "page">[] = [];
  let font = "";
  const saved: string[] = [];
  for (const match of content.matchAll(/(\/F\d+) [\d.]+ Tf|<((?:[0-9A-F]{4})+)>|^[qQ]$/gm)) {
    const [operator, name, codes] = match;
    if (operator === "q") saved.push(font);
    if (operator === "Q") font = saved.pop() ?? "";
    if (name !== undefined) font = name;
    if (codes === undefined) continue;
    for (let at = 0; at < codes.length; at += 4) {
      const digit = fonts.get(font)?.get(codes.slice(at, at + 4)) ?? "";
      if (/^\d$/.test(digit)) found.push({ at: match.index + 1 + at, font, digit });
    }
  }
  return found;
}
