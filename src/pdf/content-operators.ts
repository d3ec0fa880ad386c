/** Where bytes stand in a content stream; `end` is the first one behind them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An operator with its operands; one that shows a picture within the content is an "EI". */
export interface Operator extends Span {
  /** "Tj" */
  readonly name: string;
}

/** The operators of a content stream, each from its first operand on (ISO 32000-1, 7.2 and 7.8.2). Throws for what has no end. */
export function* operatorsOf(bytes: Uint8Array): Generator<Operator> {
  let start: number | undefined;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (isSpace(byte)) {
      at++;
      continue;
    }
    if (byte === percent) {
      at = lineEnd(bytes, at);
      continue;
    }
    const from = at;
    at = tokenEnd(bytes, at);
    if (!isKeyword(byte)) {
      start ??= from;
      continue;
    }
    const name = latin1(bytes, from, at);
    if (name === "true" || name === "false" || name === "null") {
      start ??= from;
      continue;
    }
    if (name === "ID") {
      at = pictureEnd(bytes, at);
      yield { name: "EI", start: start ?? from, end: at };
    } else if (name === "BI") {
      // Its entries and its data belong to one operator, which ends with EI
      start ??= from;
      continue;
    } else yield { name, start: start ?? from, end: at };
    start = undefined;
  }
}

const [percent, openBracket, closeBracket, backslash, less, greater, slash] = [..."%()\\<>/"].map(
  (character) => character.charCodeAt(0),
) as [number, number, number, number, number, number, number];

/** What a byte is: 1 for white space, 2 for what ends a token and begins another. */
const kinds = new Uint8Array(256);
for (const byte of [32, 10, 13, 9, 12, 0]) kinds[byte] = 1;
for (const character of "()<>[]{}/%") kinds[character.charCodeAt(0)] = 2;

function isSpace(byte: number): boolean {
  return kinds[byte] === 1;
}

/** Operators begin with a letter or one of two quotes. */
function isKeyword(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 39 || byte === 34;
}

/** Where the token ends that begins at `at`; brackets of lists and dictionaries are tokens of their own. */
function tokenEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  if (byte === openBracket) return stringEnd(bytes, at);
  if (byte === less && bytes[at + 1] !== less) return hexEnd(bytes, at);
  if (byte === less || byte === greater) return at + 2;
  let end = at + 1;
  if (kinds[byte] === 2 && byte !== slash) return end;
  while (end < bytes.length && kinds[bytes[end]!] === 0) end++;
  return end;
}

function stringEnd(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end]!;
    if (byte === backslash) end++;
    else if (byte === openBracket) depth++;
    else if (byte === closeBracket && --depth === 0) return end + 1;
  }
  throw new Error(`a string has no end at ${at}`);
}

function hexEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(greater, at);
  if (end === -1) throw new Error(`a string has no end at ${at}`);
  return end + 1;
}

function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  return end;
}

/** The end of a picture within the content: EI between white space, as its data has no length. */
function pictureEnd(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end + 2 < bytes.length + 1; end++) {
    const isEnd = bytes[end] === 69 && bytes[end + 1] === 73 && isSpace(bytes[end - 1]!);
    if (isEnd && (end + 2 === bytes.length || isSpace(bytes[end + 2]!))) return end + 2;
  }
  throw new Error(`a picture has no end at ${at}`);
}

/** The text of some bytes, each a character. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  // Operators are short and many
  if (end - start === 1) return String.fromCharCode(bytes[start]!);
  if (end - start === 2) return String.fromCharCode(bytes[start]!, bytes[start + 1]!);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
