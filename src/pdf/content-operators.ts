/** Where bytes stand in a content stream; `end` is the first one behind them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Goes through the operators of a content stream (ISO 32000-1, 7.2 and 7.8.2), in their order. `take` gets the name of each, where its first
 * operand begins, and its end; a picture within the content is one "BI" with its entries and its data. It ends the reading by giving false.
 * What is neither an operator nor an operand is passed over. Gives where a string, a list or a picture begins that has no end, if one does.
 */
export function readOperators(
  bytes: Uint8Array,
  take: (name: string, start: number, end: number) => boolean | void,
): number | undefined {
  const { length } = bytes;
  /** Where the first operand begins. */
  let first = -1;
  for (let at = skipSpace(bytes, 0); at < length; at = skipSpace(bytes, at)) {
    const from = at;
    if (!isWord(bytes[at]!)) {
      at = operandEnd(bytes, at);
      if (at > length) return from;
      if (first === -1) first = from;
      continue;
    }
    at = wordEnd(bytes, at);
    const name = wordAt(bytes, from, at);
    if (first === -1) first = from;
    if (name === "true" || name === "false" || name === "null" || name === "BI") continue;
    if (name === "ID") at = pictureEnd(bytes, at);
    if (take(name === "ID" ? "BI" : name, first, Math.min(at, length)) === false) return undefined;
    if (at > length) return from;
    first = -1;
  }
  return undefined;
}

/** Where an operand ends that begins at `at`; behind all bytes if it has no end. */
export function operandEnd(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case openBracket:
      return stringEnd(bytes, at);
    case less:
      return bytes[at + 1] === less ? listEnd(bytes, at) : hexEnd(bytes, at);
    case openSquare:
      return listEnd(bytes, at);
    case slash:
      return wordEnd(bytes, at + 1);
  }
  return isWord(bytes[at]!) ? wordEnd(bytes, at) : isNumeric(bytes[at]!) ? numberEnd(bytes, at) : at + 1;
}

/** The first byte from `at` on that is no white space and in no comment. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === percent) while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    else if (kinds[byte] !== space) break;
  }
  return at;
}

/** Bytes of a content stream that mean something. */
export const [openBracket, closeBracket, less, greater, openSquare, closeSquare, slash, backslash, percent] =
  [0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x2f, 0x5c, 0x25] as const;

const [space, delimiter, numeric] = [1, 2, 3] as const;
/** What each byte is; zero for all others, of which words are. */
const kinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = space;
for (const byte of Buffer.from("()<>[]{}/%")) kinds[byte] = delimiter;
for (const byte of Buffer.from("0123456789+-.")) kinds[byte] = numeric;

/** Whether a word begins with the byte: an operator, or one of three operands. */
export function isWord(byte: number): boolean {
  return kinds[byte] === 0;
}

/** A digit, a sign or a point. */
export function isNumeric(byte: number): boolean {
  return kinds[byte] === numeric;
}

/** Where a word or a number ends. */
export function wordEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && (kinds[bytes[at]!] === 0 || kinds[bytes[at]!] === numeric)) at++;
  return at;
}

function numberEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && kinds[bytes[at]!] === numeric) at++;
  return at;
}

function stringEnd(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end]!;
    if (byte === backslash) end++;
    else if (byte === openBracket) depth++;
    else if (byte === closeBracket && --depth === 0) return end + 1;
  }
  return bytes.length + 1;
}

function hexEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at] !== greater) at++;
  return at + 1;
}

/** The end of a list or a dictionary, with all that it holds. */
function listEnd(bytes: Uint8Array, at: number): number {
  const isDict: boolean[] = [];
  while (at < bytes.length) {
    const byte = bytes[at]!;
    const inDict = isDict.at(-1);
    if (byte === openSquare || (byte === less && bytes[at + 1] === less)) {
      isDict.push(byte === less);
      at += byte === less ? 2 : 1;
    } else if (inDict ? byte === greater : byte === closeSquare) {
      isDict.pop();
      at += inDict ? 2 : 1;
      if (isDict.length === 0) return Math.min(at, bytes.length);
    } else at = operandEnd(bytes, at);
    at = skipSpace(bytes, at);
  }
  return bytes.length + 1;
}

/** The end of a picture within the content: EI between white space, as its data has no length. */
function pictureEnd(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end + 1 < bytes.length; end++) {
    const isEnd = bytes[end] === 69 && bytes[end + 1] === 73 && kinds[bytes[end - 1]!] === space;
    if (isEnd && (end + 2 === bytes.length || kinds[bytes[end + 2]!] === space)) return end + 2;
  }
  return bytes.length + 1;
}

/** All operators that there are (ISO 32000-1, annex A), by their bytes. As keys of an object they are strings that compare at once. */
const names = new Map(
  Object.keys(
    Object.fromEntries(
      "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
        .split(" ")
        .map((name) => [name, true]),
    ),
  ).map((name) => [codeOf(Buffer.from(name), 0, name.length), name]),
);

/** The bytes of a short name as one number. */
function codeOf(bytes: Uint8Array, start: number, end: number): number {
  let code = 0;
  for (let at = start; at < end; at++) code = code * 256 + bytes[at]!;
  return code;
}

/** The word that the bytes are; of operators always the same string. */
export function wordAt(bytes: Uint8Array, start: number, end: number): string {
  const known = end - start <= 3 ? names.get(codeOf(bytes, start, end)) : undefined;
  return known ?? latin1(bytes, start, end);
}

/** The number that the bytes are, NaN where they are none of fifteen digits at most. */
export function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at];
  if (sign === minus || sign === plus) at++;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (bytes[at] === point && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  // Both are exact, so that the quotient is the nearest number that there is
  if (decimals > 0) value /= powers[decimals]!;
  return sign === minus ? -value : value;
}

const [plus, minus, point] = [0x2b, 0x2d, 0x2e] as const;
const powers = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** What a digit of a string in hexadecimal digits is worth; -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** The text of some bytes, each a character. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
