import type { Problem } from "../problem.ts";
import { scanMarkup } from "./scan-markup.ts";
import type { Attribute } from "./scan-markup.ts";
import { flowMark, positionOf, printMark, scanMustaches } from "./scan-mustaches.ts";

/** What a template's HTML may not hold: script, remote or foreign assets, mustaches outside quotes, images without alt, typed numbers. */
export function checkMarkup(file: string, source: string): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (offset: number, what: string, hint?: string) =>
    problems.push({
      place: { file, ...positionOf(source, offset) },
      what,
      ...(hint === undefined ? {} : { hint }),
    });
  const original = (attribute: Attribute) =>
    source.slice(attribute.valueStart, attribute.valueStart + attribute.value.length);

  for (const token of scanMarkup(scanMustaches(source).masked, flowMark)) {
    if (token.kind === "close") continue;
    if (token.kind === "text") {
      reportNumbers(token, report);
      continue;
    }
    if (forbiddenTags.has(token.tag))
      report(token.start, `<${token.tag}> is not allowed in a template`, tagHints[token.tag]);
    const names = new Set(token.attributes.map(({ name }) => name.toLowerCase()));
    if (token.tag === "img" && !names.has("alt")) {
      report(
        token.start,
        "<img> has no alt",
        'write alt="" if the picture says nothing that the text does not',
      );
    }
    for (const attribute of token.attributes)
      checkAttribute(token.tag, attribute, original(attribute), report);
  }
  return problems;
}

/** What a template of plain text may not hold: typed numbers. */
export function checkText(file: string, source: string): readonly Problem[] {
  const problems: Problem[] = [];
  reportNumbers({ text: scanMustaches(source).masked, start: 0 }, (offset, what, hint) =>
    problems.push({
      place: { file, ...positionOf(source, offset) },
      what,
      ...(hint !== undefined && { hint }),
    }),
  );
  return problems;
}

function reportNumbers(
  { text, start }: { readonly text: string; readonly start: number },
  report: Report,
): void {
  for (const match of withoutEntities(text).matchAll(/[\p{Nd}][\p{Nd}.,]*/gu)) {
    report(
      start + match.index,
      `typed number "${match[0]}" in the text of a template`,
      "print a figure, or write the text in the document's text file",
    );
  }
}

/** What a style sheet may not hold: anything loaded from elsewhere, and the end of the element it is put into. */
export function checkStyles(file: string, source: string): readonly Problem[] {
  const problems: Problem[] = [];
  const text = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const report = (offset: number, what: string, hint?: string) =>
    problems.push({
      place: { file, ...positionOf(source, offset) },
      what,
      ...(hint === undefined ? {} : { hint }),
    });
  for (const match of text.matchAll(/@import\b[^;\n]*/gi)) {
    report(
      match.index,
      `"${match[0].trim()}" is not allowed`,
      "put the styles in a file of their own beside this one",
    );
  }
  for (const match of text.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
    if (/^data:/i.test(match[1]!.trim())) continue;
    if (isRemote(match[1]!)) report(match.index, `remote asset "${match[1]!.trim()}"`, remoteHint);
    else
      report(
        match.index,
        `expected a data: URL, got "${match[1]!.trim()}"`,
        "print the picture with <img> in a template",
      );
  }
  for (const match of text.matchAll(/<\/?\s*(?:style|script)|javascript:/gi)) {
    report(match.index, `"${match[0]}" is not allowed in a style sheet`);
  }
  return problems;
}

/** Where a path leads, seen from the templates folder; undefined if it leaves it. */
export function insideProject(path: string): string | undefined {
  if (/^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

type Report = (offset: number, what: string, hint?: string) => void;

const remoteHint = "copy it to the company's folder";

const forbiddenTags: ReadonlySet<string> = new Set([
  "script",
  "style",
  "iframe",
  "frame",
  "frameset",
  "object",
  "embed",
  "applet",
  "base",
  "link",
  "form",
  "portal",
]);
const tagHints: Readonly<Record<string, string>> = { style: "put styles in a file of the styles folder" };
const urlAttributes: ReadonlySet<string> = new Set([
  "src",
  "href",
  "xlink:href",
  "srcset",
  "poster",
  "data",
  "action",
  "formaction",
  "background",
  "ping",
  "cite",
]);

function checkAttribute(tag: string, attribute: Attribute, value: string, report: Report): void {
  const name = attribute.name.toLowerCase();
  const marked = attribute.value.includes(printMark) || attribute.value.includes(flowMark);
  if (attribute.name.includes(printMark)) {
    report(
      attribute.start,
      "a mustache between the attributes of a tag is not allowed",
      'print inside a quoted value: class="{{path}}"',
    );
    return;
  }
  if (/^on/.test(name)) report(attribute.start, `attribute "${name}" is not allowed: a page runs no script`);
  if (tag === "meta" && name === "http-equiv" && !/^content-security-policy$/i.test(value.trim())) {
    report(attribute.start, `<meta http-equiv="${value}"> is not allowed`);
  }
  if (marked && attribute.quote === "") {
    report(attribute.start, `unquoted attribute ${name}=${value}`, `write ${name}="${value}"`);
    return;
  }
  const url = decode(value).replace(/[\u0000-\u0020]/g, "");
  if (/^(?:javascript|vbscript):/i.test(url))
    report(attribute.valueStart, `"${value.trim()}" is not allowed: a page runs no script`);
  else if (urlAttributes.has(name)) checkUrl(attribute, url, marked, report);
  if (name === "style") checkStyle(attribute, value, report);
}

function checkUrl(attribute: Attribute, url: string, marked: boolean, report: Report): void {
  const shown = `${attribute.name}="${url}"`;
  if (marked) report(attribute.valueStart, `a mustache in a URL is not allowed: ${shown}`);
  else if (/^data:image\/|^#/i.test(url)) return;
  else if (isRemote(url)) report(attribute.valueStart, `remote asset "${url}"`, remoteHint);
  else if (insideProject(url) === undefined)
    report(attribute.valueStart, `${shown} is outside the project`, remoteHint);
}

function checkStyle(attribute: Attribute, value: string, report: Report): void {
  for (const match of value.matchAll(/url\(/gi)) {
    report(
      attribute.valueStart + match.index,
      "url() in a style attribute is not allowed",
      "print the picture with <img>",
    );
  }
  for (const match of attribute.value.matchAll(new RegExp(`(?:^|;)([^;]*)[${printMark}${flowMark}]`, "g"))) {
    if (/^\s*--[\w-]+\s*:/.test(match[1]!)) continue;
    report(
      attribute.valueStart + match.index,
      "a mustache in a style attribute is allowed only as the value of a custom property",
      'write style="--name: {{path}}" and use var(--name) in the style sheet',
    );
  }
}

function isRemote(url: string): boolean {
  return /^(?:(?:https?|ftp|wss?):|[/\\]{2})/i.test(url.trim());
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#\w+|\w+);/g, (entity) => " ".repeat(entity.length));
}

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);?/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    .replace(/&#(\d+);?/g, (_, digits: string) => character(Number(digits)))
    .replace(/&colon;/gi, ":")
    .replace(/&(?:tab|newline);/gi, "")
    .replace(/&sol;/gi, "/");
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}
