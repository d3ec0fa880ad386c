/** What a CMap stream says (ISO 32000-1, 9.7.5 and 9.10.3). */
export interface CMap {
  /** How many bytes a code has, by its first byte; undefined where no range holds it. */
  lengthOf(first: number): number | undefined;
  /** Codes and their texts; empty for a CMap that leads to glyphs. */
  readonly texts: ReadonlyMap<number, string>;
}

/** Reads a CMap. What cannot be read of it is left out. */
export function readCMap(bytes: Uint8Array): CMap {
  const source = Buffer.from(bytes).toString("latin1");
  const texts = new Map<number, string>();
  for (const [, section] of source.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code, text] of section!.matchAll(/<([\da-f\s]+)>\s*<([\da-f\s]*)>/gi))
      texts.set(numberOf(code!), textOf(text!));
  }
  for (const [, section] of source.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, low, high, list, first] of section!.matchAll(range)) {
      const [from, to] = [numberOf(low!), Math.min(numberOf(high!), numberOf(low!) + 0xffff)];
      if (list === undefined) {
        for (let code = from; code <= to; code++) texts.set(code, later(textOf(first!), code - from));
        continue;
      }
      [...list.matchAll(/<([\da-f\s]*)>/gi)].forEach(([, text], index) => {
        if (from + index <= to) texts.set(from + index, textOf(text!));
      });
    }
  }
  const spaces = [...source.matchAll(/begincodespacerange(.*?)endcodespacerange/gs)].flatMap(([, section]) =>
    [...section!.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>/gi)].map(([, low, high]) => ({
      length: Math.ceil(low!.length / 2),
      from: Number.parseInt(low!.slice(0, 2), 16),
      to: Number.parseInt(high!.slice(0, 2), 16),
    })),
  );
  return { texts, lengthOf: (first) => spaces.find(({ from, to }) => first >= from && first <= to)?.length };
}

const range = /<([\da-f\s]+)>\s*<([\da-f\s]+)>\s*(?:\[([^\]]*)\]|<([\da-f\s]*)>)/gi;

function numberOf(hex: string): number {
  return Number.parseInt(hex.replaceAll(/\s/g, ""), 16);
}

/** UTF-16 in hexadecimal digits. */
function textOf(hex: string): string {
  const digits = hex.replaceAll(/\s/g, "");
  let text = "";
  for (let at = 0; at + 2 <= digits.length; at += 4)
    text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 4), 16));
  return text;
}

/** A range counts up in the last unit of its first text. */
function later(text: string, steps: number): string {
  return text === "" ? "" : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + steps);
}
