import { failOn, type Place, type Problem } from "../problem.ts";
import { codeOf, showHidden } from "./hidden.ts";

/** A file as it was read, with its name for messages. */
export interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly file: string;
}

const MEGABYTE = 1_000_000;
const MOST_CHARACTERS_REPORTED = 20;

/**
 * The text of a UTF-8 file, without its byte order mark and with `\n` at the end of every line: lines and columns are
 * those of the file. Throws a KessanError if it is empty, larger than `megabytes`, in another encoding, or holds
 * characters that cannot be seen (controls, bidirectional controls).
 */
export function decodeText({
  bytes,
  file,
  megabytes = 5,
}: NamedBytes & { readonly megabytes?: number }): string {
  if (bytes.length > megabytes * MEGABYTE) {
    failOn([{ place: { file }, what: `is larger than ${megabytes} MB` }]);
  }
  const wide = looksLikeUtf16(bytes);
  if (wide !== undefined) failOn([notUtf8({ file, bytes, at: wide.at, guess: wide.guess })]);

  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const at = firstBadByte(bytes);
    failOn([notUtf8({ file, bytes, at, guess: guessEncoding(bytes) })]);
    throw new Error(`${file}: a byte is bad but was not found`);
  }
  if (text.trim() === "") failOn([{ place: { file }, what: "is empty" }]);
  text = text.replaceAll("\r\n", "\n");
  failOn(unseenCharacters({ text, placeAt: placesIn({ text, file }) }));
  return text;
}

/** Gives the line and column of an offset in a text, by bisection. */
export function placesIn({
  text,
  file,
}: {
  readonly text: string;
  readonly file: string;
}): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low]! + 1 };
  };
}

/** The characters of a text that nobody can see on a page, or that turn its order round: at most 20 problems. */
export function unseenCharacters(of: {
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
}): readonly Problem[] {
  if (of.text.search(UNSEEN) === -1) return [];
  const problems: Problem[] = [];
  for (const { 0: character, index } of of.text.matchAll(UNSEEN)) {
    problems.push({
      place: of.placeAt(index),
      what: `${nameOf(character)} ${codeOf(character)}`,
      hint: "remove it",
    });
    if (problems.length === MOST_CHARACTERS_REPORTED) break;
  }
  return problems;
}

/** The text in quotes for a message: on one line, cut if it is long, and with the codes of characters that cannot be seen. */
export function quote(text: string): string {
  const line = showHidden(text.replace(/[^\S\ufeff]+/g, " "));
  const characters = Array.from(line);
  return `"${characters.length > 60 ? `${characters.slice(0, 57).join("")}...` : line}"`;
}

// Tab and line feed are text. U+FEFF inside a text and U+FFFD are left by programs that damaged it.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return "lone surrogate";
  if (code === 0xfeff) return "byte order mark inside the text";
  if (code === 0xfffd) return "replacement character";
  return code >= 0x2000 ? "bidirectional control character" : "control character";
}

function notUtf8(of: NamedBytes & { readonly at: number; readonly guess: string | undefined }): Problem {
  const before = new TextDecoder().decode(of.bytes.subarray(0, of.at)).replaceAll("\r\n", "\n");
  const byte = of.bytes[of.at]!.toString(16).toUpperCase().padStart(2, "0");
  return {
    place: placesIn({ text: before, file: of.file })(before.length),
    what: `is not UTF-8: byte ${of.at} is 0x${byte}${of.guess === undefined ? "" : `; it looks like ${of.guess}`}`,
    hint: "save the file as UTF-8",
  };
}

/** UTF-16 by its byte order mark, or by the zero bytes that ASCII has in it. */
function looksLikeUtf16(bytes: Uint8Array): { readonly at: number; readonly guess: string } | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { at: 0, guess: "UTF-16LE" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { at: 0, guess: "UTF-16BE" };
  const zeros = [0, 0];
  const head = bytes.subarray(0, 512);
  head.forEach((byte, at) => (byte === 0 ? zeros[at % 2]!++ : 0));
  const count = zeros[0]! + zeros[1]!;
  if (count === 0 || count < head.length / 4) return undefined;
  return { at: head.indexOf(0), guess: zeros[0]! > zeros[1]! ? "UTF-16BE" : "UTF-16LE" };
}

function guessEncoding(bytes: Uint8Array): string | undefined {
  const at = firstBadByte(bytes);
  if (bytes[at] === 0xed && bytes[at + 1]! >= 0xa0 && bytes[at + 1]! <= 0xbf) {
    const code = 0xd000 | ((bytes[at + 1]! & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
    return `a lone surrogate U+${code.toString(16).toUpperCase()}`;
  }
  // EUC-JP read as Shift_JIS gives half-width katakana, which hardly any text holds: the reading with fewer of them wins.
  const readings = ["Shift_JIS", "EUC-JP"].flatMap((name) => {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      return [{ name, halfWidth: text.match(/[\uff61-\uff9f]/g)?.length ?? 0 }];
    } catch {
      return [];
    }
  });
  const best = readings.sort((a, b) => a.halfWidth - b.halfWidth)[0]?.name;
  return best ?? (bytes.includes(0) ? undefined : "Windows-1252");
}

/** Offset of the first byte that is not UTF-8 (Unicode, table 3-7); the length if all are. */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < (i === 1 ? lowest : 0x80) || byte > (i === 1 ? highest : 0xbf)) return 0;
  }
  return length;
}
