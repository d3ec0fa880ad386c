/** Values of XMP by name: "dc:title", "pdfuaid:part". Lists in their order; of alternatives by language the default one. */
export type Xmp = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads an XMP packet (ISO 16684-1): simple values, whether elements or attributes, and lists of them; structures are left out.
 * Names have the prefix that their schema recommends, whichever the packet uses. What cannot be read is left out.
 */
export function readXmp(packet: string): Xmp {
  const values: Record<string, string | readonly string[]> = {};
  const open: Opened[] = [];
  let list: { readonly text: string; readonly isDefault: boolean }[] | undefined;
  let text = "";

  const prefixes = new Map<string, string>();
  const nameOf = (raw: string): string => {
    const [prefix, local] = raw.includes(":") ? raw.split(":") : ["", raw];
    return `${prefixes.get(prefix!) ?? prefix}:${local}`;
  };
  const end = ({ name, kind }: Opened): void => {
    const found = decode(text).trim();
    if (kind === "item")
      list?.push({ text: found, isDefault: open.at(-1)?.isAlternatives === true && list.length === 0 });
    if (kind === "property") {
      if (list === undefined) {
        if (found !== "") values[name] = found;
      } else if (list.some(({ isDefault }) => isDefault)) values[name] = list[0]!.text;
      else values[name] = list.map((item) => item.text);
      list = undefined;
    }
    text = "";
  };

  for (const [token, cdata, isEnd, raw, attributes = "", isEmpty] of packet.matchAll(tokens)) {
    if (cdata !== undefined) text += cdata.replaceAll("&", "&amp;");
    else if (raw === undefined) text += token.startsWith("<") ? "" : token;
    else if (isEnd === "/") {
      const opened = open.pop();
      if (opened !== undefined) end(opened);
    } else {
      const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, name, double, single]) => [name!, double ?? single ?? ""] as const,
      );
      for (const [name, value] of pairs) {
        if (name.startsWith("xmlns:")) prefixes.set(name.slice(6), schemas[value] ?? name.slice(6));
      }
      const name = nameOf(raw);
      const around = open.at(-1);
      const kind = kindOf(name, around);
      if (kind === "description") {
        for (const [attribute, value] of pairs) {
          if (!/^(xmlns|rdf|xml)\b/.test(attribute) && attribute.includes(":"))
            values[nameOf(attribute)] = decode(value);
        }
      }
      if (kind === "list") list = [];
      text = "";
      const opened: Opened = { name, kind, isAlternatives: name === "rdf:Alt" };
      if (isEmpty === "/") end(opened);
      else open.push(opened);
    }
  }
  return values;
}

interface Opened {
  readonly name: string;
  readonly kind: "description" | "property" | "list" | "item" | "other";
  readonly isAlternatives: boolean;
}

function kindOf(name: string, around: Opened | undefined): Opened["kind"] {
  if (name === "rdf:Description" && around?.kind !== "property") return "description";
  if (around?.kind === "description") return "property";
  if (around?.kind === "property" && /^rdf:(Alt|Bag|Seq)$/.test(name)) return "list";
  return around?.kind === "list" && name === "rdf:li" ? "item" : "other";
}

/** A section of plain text, an element, something that says nothing, or text. */
const tokens =
  /<!\[CDATA\[(.*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<[?!][^>]*>|[^<]+/gs;

const schemas: Readonly<Record<string, string>> = {
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://ns.adobe.com/xap/1.0/": "xmp",
  "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
  "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
  "http://ns.adobe.com/pdf/1.3/": "pdf",
  "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
  "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
};

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = Number.parseInt(hex ?? decimal!, hex === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
