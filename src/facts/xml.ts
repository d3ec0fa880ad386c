/** What an XML file holds, in its order. Names are told without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** The file is not well-formed; `at` is an offset in its text. */
export class XmlFault extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`not well-formed XML at offset ${at}`);
    this.at = at;
  }
}

/**
 * Walks an XML text. Attributes keep their prefixes. A document type is refused, so that no entity can be declared. Throws an
 * XmlFault.
 */
export function walkXml(text: string, handler: XmlHandler): void {
  const above: string[] = [];
  let at = text.indexOf("<");
  while (at !== -1) {
    MARKUP.lastIndex = at;
    const match = MARKUP.exec(text);
    if (match === null) throw new XmlFault(at);
    const { cdata, end, start, attributes = "", empty } = match.groups!;
    if (cdata !== undefined) handler.text(cdata);
    if (start !== undefined) {
      const name = localName(start);
      handler.open(name, attributesOf(attributes, at));
      if (empty === "/") handler.close(name);
      else above.push(start);
    }
    if (end !== undefined) {
      if (above.pop() !== end) throw new XmlFault(at);
      handler.close(localName(end));
    }
    const next = text.indexOf("<", MARKUP.lastIndex);
    if (above.length > 0 && next > MARKUP.lastIndex) {
      handler.text(decode(text.slice(MARKUP.lastIndex, next), MARKUP.lastIndex));
    }
    at = next;
  }
  if (above.length > 0) throw new XmlFault(text.length);
}

const MARKUP =
  /<(?:!--[\s\S]*?--|!\[CDATA\[(?<cdata>[\s\S]*?)\]\]|\?[\s\S]*?\?|\/(?<end>[^\s<>/]+)\s*|(?<start>[^\s<>/!?]+)(?<attributes>(?:\s+[^\s<>=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?))>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributesOf(text: string, at: number): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE))
    attributes[name!] = decode(double ?? single!, at);
  return attributes;
}

function decode(text: string, at: number): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]*);?/g, (entity, name: string) => {
    const code = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const point = code === null ? NaN : Number.parseInt(code[1] ?? code[2]!, code[1] === undefined ? 10 : 16);
    const found = code === null ? NAMED[name] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (found === undefined || !entity.endsWith(";")) throw new XmlFault(at);
    return found;
  });
}
