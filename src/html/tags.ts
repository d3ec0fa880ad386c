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
