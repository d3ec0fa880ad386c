/** An operand of a content stream: a name has its slash; strings are bytes. */
export type Operand = number | string | boolean | null | Uint8Array | readonly Operand[] | OperandDict;
export interface OperandDict {
  readonly entries: Readonly<Record<string, Operand>>;
}

/**
 * Goes through the operators of a content stream (ISO 32000-1, 7.8.2), in their order; an image within it is one "BI" with its
 * keys and values. What cannot be read is passed over. The list of operands is used again for the next operator.
 */
export function readOperators(
  bytes: Uint8Array,
  onOperator: (operator: string, operands: readonly Operand[]) => void,
): void {
  const operands: Operand[] = [];
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (isSpace(byte)) at++;
    else if (byte === percent) skipComment();
    else if (isRegular(byte) && !isNumeric(byte)) {
      const word = readWord();
      if (word === "true" || word === "false") operands.push(word === "true");
      else if (word === "null") operands.push(null);
      else if (word !== "BI") {
        if (word === "ID") skipImage();
        onOperator(word === "ID" ? "BI" : word, operands);
        operands.length = 0;
      }
    } else {
      const before = at;
      const operand = readOperand(0);
      if (operand !== undefined) operands.push(operand);
      if (at === before) at++;
    }
  }

  function skipComment(): void {
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  }

  function skipSpace(): void {
    while (at < bytes.length) {
      if (isSpace(bytes[at]!)) at++;
      else if (bytes[at] === percent) skipComment();
      else return;
    }
  }

  function readWord(): string {
    const start = at;
    while (at < bytes.length && isRegular(bytes[at]!)) at++;
    return latin(bytes, start, at);
  }

  function readOperand(depth: number): Operand | undefined {
    const byte = bytes[at]!;
    if (isNumeric(byte)) return readNumber();
    if (byte === slash) {
      at++;
      const name = readWord();
      return `/${name.includes("#") ? name.replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : name}`;
    }
    if (byte === open) return readLiteral();
    if (byte === less) return bytes[at + 1] === less ? readDict(depth) : readHex();
    if (byte === bracket && depth < deepest) {
      at++;
      const items: Operand[] = [];
      readUntil(closeBracket, depth, (item) => items.push(item));
      at++;
      return items;
    }
    if (!isRegular(byte)) return undefined;
    const word = readWord();
    return word === "true" ? true : word === "false" ? false : null;
  }

  function readUntil(end: number, depth: number, take: (item: Operand) => void): void {
    for (skipSpace(); at < bytes.length && bytes[at] !== end; skipSpace()) {
      const before = at;
      const item = readOperand(depth + 1);
      if (item !== undefined) take(item);
      if (at === before) at++;
    }
  }

  function readDict(depth: number): OperandDict {
    at += 2;
    const items: Operand[] = [];
    if (depth < deepest) readUntil(greater, depth, (item) => items.push(item));
    at += 2;
    const entries: Record<string, Operand> = {};
    for (let i = 0; i + 1 < items.length; i += 2) entries[String(items[i]).slice(1)] = items[i + 1]!;
    return { entries };
  }

  function readNumber(): number {
    const start = at;
    at++;
    while (at < bytes.length && isNumeric(bytes[at]!)) at++;
    return Number.parseFloat(latin(bytes, start, at)) || 0;
  }

  function readHex(): Uint8Array {
    at++;
    const digits: number[] = [];
    while (at < bytes.length && bytes[at] !== greater) {
      const digit = digitOf(bytes[at++]!);
      if (digit !== undefined) digits.push(digit);
    }
    at++;
    const text = new Uint8Array(Math.ceil(digits.length / 2));
    for (let i = 0; i < text.length; i++) text[i] = digits[2 * i]! * 16 + (digits[2 * i + 1] ?? 0);
    return text;
  }

  function readLiteral(): Uint8Array {
    at++;
    const text: number[] = [];
    for (let depth = 1; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === open) depth++;
      if (byte === close && --depth === 0) break;
      if (byte === 13 && bytes[at + 1] === 10) continue;
      if (byte !== backslash) {
        text.push(byte === 13 ? 10 : byte);
        continue;
      }
      const next = bytes[++at]!;
      if (next === 13 && bytes[at + 1] === 10) at++;
      if (next === 10 || next === 13) continue;
      if (next >= 0x30 && next <= 0x37) {
        let code = next - 0x30;
        for (let i = 0; i < 2 && bytes[at + 1]! >= 0x30 && bytes[at + 1]! <= 0x37; i++) {
          code = code * 8 + bytes[++at]! - 0x30;
        }
        text.push(code & 0xff);
      } else text.push(escapes.get(next) ?? next);
    }
    at++;
    return Uint8Array.from(text);
  }

  /** The bytes of an inline image end with an EI that stands alone. */
  function skipImage(): void {
    for (at++; at < bytes.length; at++) {
      if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !isSpace(bytes[at - 1]!)) continue;
      const after = bytes[at + 2];
      if (after === undefined || isSpace(after)) break;
    }
    at += 2;
  }
}

const deepest = 20;
const [percent, slash, open, close, less, greater, bracket, closeBracket, backslash] = [
  0x25, 0x2f, 0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x5c,
] as const;
const escapes = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

const kinds = new Uint8Array(256).fill(1);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = 0;
for (const byte of Buffer.from("()<>[]{}/%")) kinds[byte] = 2;

function isSpace(byte: number): boolean {
  return kinds[byte] === 0;
}

function isRegular(byte: number): boolean {
  return kinds[byte] === 1;
}

/** A digit, a sign or a point. */
function isNumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function digitOf(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : undefined;
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
