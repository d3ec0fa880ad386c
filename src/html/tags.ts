/** A tag of rendered HTML, quicker to find than `scanMarkup` and without places. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  /** The text between the name and the end. */
  readonly attributes: string;
  /** The text from the tag before to this one. */
  readonly text: string;
}

/** The tags of well-formed HTML in their order; comments and the doctype are left out. */
export function* tagsOf(html: string): Generator<Tag> {
  const tag = /<!--[^]*?-->|<(\/?)([A-Za-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  let last = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const [, slash, name, attributes = ""] = found;
    if (name === undefined) continue;
    yield {
      name: name.toLowerCase(),
      closing: slash === "/",
      attributes,
      text: html.slice(last, found.index),
    };
    last = tag.lastIndex;
  }
}

/** The value of an attribute; undefined if the tag does not have it. */
export function attributeOf({ attributes }: Tag, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/]|$)`,
    "i",
  ).exec(attributes);
  return found === null ? undefined : (found[1] ?? found[2] ?? found[3] ?? "");
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Text of HTML with its entities as characters, as far as templates and our own escaping write them. */
export function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return entities[name ?? ""] ?? whole;
    },
  );
}
