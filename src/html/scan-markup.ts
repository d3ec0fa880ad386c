/** An attribute with the offsets of its name and value in the source. `quote` is "" for an unquoted value. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly quote: "" | '"' | "'";
  readonly start: number;
  readonly valueStart: number;
}

export type MarkupToken =
  | { readonly kind: "text"; readonly text: string; readonly start: number }
  | {
      readonly kind: "open";
      readonly tag: string;
      readonly attributes: readonly Attribute[];
      readonly start: number;
    }
  | { readonly kind: "close"; readonly tag: string; readonly start: number };

/** The tags and texts of HTML in their order; comments and the doctype are left out. `blank` are characters that count as white space between attributes. */
export function scanMarkup(html: string, blank = ""): readonly MarkupToken[] {
  const tokens: MarkupToken[] = [];
  let at = 0;
  while (at < html.length) {
    const open = nextTag(html, at);
    if (open > at) tokens.push({ kind: "text", text: html.slice(at, open), start: at });
    if (open === html.length) break;
    if (html.startsWith("<!--", open)) at = after(html, "-->", open + 4);
    else if (html[open + 1] === "!" || html[open + 1] === "?") at = after(html, ">", open);
    else if (html[open + 1] === "/") {
      tokens.push({ kind: "close", tag: tagName(html, open + 2), start: open });
      at = after(html, ">", open);
    } else {
      const tag = tagName(html, open + 1);
      const { attributes, end } = readAttributes(html, open + 1 + tag.length, blank);
      tokens.push({ kind: "open", tag, attributes, start: open });
      at = end;
      if (rawText.has(tag)) {
        const close = html.toLowerCase().indexOf(`</${tag}`, at);
        const stop = close === -1 ? html.length : close;
        tokens.push({ kind: "text", text: html.slice(at, stop), start: at });
        at = stop;
      }
    }
  }
  return tokens;
}

/** Elements whose content is no markup. */
const rawText: ReadonlySet<string> = new Set(["script", "style"]);

function nextTag(html: string, from: number): number {
  const found = html.slice(from).search(/<[A-Za-z/!?]/);
  return found === -1 ? html.length : from + found;
}

function after(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found === -1 ? html.length : found + what.length;
}

function tagName(html: string, at: number): string {
  return /^[A-Za-z][^\s/>\uE000\uE001]*/.exec(html.slice(at))?.[0].toLowerCase() ?? "";
}

function readAttributes(
  html: string,
  from: number,
  blank: string,
): { attributes: readonly Attribute[]; end: number } {
  const attributes: Attribute[] = [];
  const isSpace = (character: string) => /[\s/]/.test(character) || blank.includes(character);
  let at = from;
  while (at < html.length) {
    while (at < html.length && isSpace(html[at]!)) at++;
    if (at >= html.length || html[at] === ">") return { attributes, end: at + 1 };
    const start = at;
    at++;
    while (at < html.length && !isSpace(html[at]!) && html[at] !== ">" && html[at] !== "=") at++;
    const name = html.slice(start, at);
    let next = at;
    while (/\s/.test(html[next] ?? "")) next++;
    if (html[next] !== "=") {
      attributes.push({ name, value: "", quote: "", start, valueStart: at });
      continue;
    }
    next++;
    while (/\s/.test(html[next] ?? "")) next++;
    const quote = html[next];
    if (quote === '"' || quote === "'") {
      const close = html.indexOf(quote, next + 1);
      const stop = close === -1 ? html.length : close;
      attributes.push({ name, value: html.slice(next + 1, stop), quote, start, valueStart: next + 1 });
      at = stop + 1;
    } else {
      at = next;
      while (at < html.length && !/[\s>]/.test(html[at]!)) at++;
      attributes.push({ name, value: html.slice(next, at), quote: "", start, valueStart: next });
    }
  }
  return { attributes, end: html.length };
}
