import {
  backslash,
  closeSquare,
  greater,
  hexDigit,
  isNumeric,
  isWord,
  latin1,
  less,
  numberOf,
  openBracket,
  openSquare,
  operandEnd,
  skipSpace,
  slash,
  wordAt,
  wordEnd,
} from "../pdf/content-operators.ts";

/** An operand of a content stream: a name has its slash; strings are bytes. */
export type Operand = number | string | boolean | null | Uint8Array | readonly Operand[] | OperandDict;
export interface OperandDict {
  readonly entries: Readonly<Record<string, Operand>>;
}

/** Gives a function that reads the operands from a place in a content stream up to the next operator. What cannot be read is passed over. */
export function operandsIn(bytes: Uint8Array): (start: number) => readonly Operand[] {
  let at = 0;
  return (start) => {
    const operands: Operand[] = [];
    at = skipSpace(bytes, start);
    while (at < bytes.length) {
      if (isWord(bytes[at]!)) {
        const from = at;
        at = wordEnd(bytes, at);
        const word = wordAt(bytes, from, at);
        if (word in constants) operands.push(constants[word]!);
        // A picture within the content has its entries behind it
        else if (word !== "BI") return operands;
      } else take(operands, 0);
      at = skipSpace(bytes, at);
    }
    return operands;
  };

  function take(into: Operand[], depth: number): void {
    const from = at;
    const byte = bytes[at]!;
    const isDict = byte === less && bytes[at + 1] === less;
    if ((isDict || byte === openSquare) && depth < deepest) {
      at += isDict ? 2 : 1;
      const items = readItems(isDict ? greater : closeSquare, depth + 1);
      at += isDict ? 2 : 1;
      into.push(isDict ? { entries: entriesOf(items) } : items);
      return;
    }
    at = operandEnd(bytes, at);
    if (isNumeric(byte)) {
      const number = numberOf(bytes, from, at);
      into.push(Number.isNaN(number) ? Number.parseFloat(latin1(bytes, from, at)) || 0 : number);
    } else if (byte === slash) into.push(nameOf(latin1(bytes, from, at)));
    else if (byte === openBracket) into.push(literal(bytes, from + 1, at - 1));
    else if (byte === less && !isDict) into.push(hexadecimal(bytes, from + 1, at - 1));
    else if (isWord(byte)) into.push(constants[latin1(bytes, from, at)] ?? null);
  }

  function readItems(end: number, depth: number): readonly Operand[] {
    const items: Operand[] = [];
    for (at = skipSpace(bytes, at); at < bytes.length && bytes[at] !== end; at = skipSpace(bytes, at))
      take(items, depth);
    return items;
  }
}

/** Lists within lists; a damaged file may have no end of them. */
const deepest = 20;

const constants: Readonly<Record<string, boolean | null>> = {
  __proto__: null as never,
  true: true,
  false: false,
  null: null,
};

function entriesOf(items: readonly Operand[]): Readonly<Record<string, Operand>> {
  const entries: Record<string, Operand> = {};
  for (let i = 0; i + 1 < items.length; i += 2) entries[String(items[i]).slice(1)] = items[i + 1]!;
  return entries;
}

function nameOf(written: string): string {
  if (!written.includes("#")) return written;
  return written.replace(/#([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A string in digits; what is none is passed over. */
function hexadecimal(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const text = new Uint8Array((end - start + 1) >> 1);
  let digits = 0;
  for (let at = start; at < end; at++) {
    const digit = hexDigit(bytes[at]!);
    if (digit >= 0) text[digits >> 1]! += digits++ % 2 === 0 ? digit * 16 : digit;
  }
  return text.subarray(0, (digits + 1) >> 1);
}

/** A string in brackets, with what its escapes and line ends stand for (ISO 32000-1, 7.3.4.2). */
function literal(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const text = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== backslash && byte !== 13) {
      text[length++] = byte;
      continue;
    }
    if (byte === 13) {
      if (bytes[at + 1] !== 10) text[length++] = 10;
      continue;
    }
    const next = bytes[++at]!;
    if (next === 13 && bytes[at + 1] === 10) at++;
    if (next === 10 || next === 13) continue;
    if (isOctal(next)) {
      let code = next - 0x30;
      for (let i = 0; i < 2 && isOctal(bytes[at + 1]!); i++) code = code * 8 + bytes[++at]! - 0x30;
      text[length++] = code;
    } else text[length++] = escapes.get(next) ?? next;
  }
  return length === text.length ? text : text.subarray(0, length);
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}

const escapes = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);
