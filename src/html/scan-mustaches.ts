/** A mustache of a template: where it stands and what it is. Offsets are UTF-16 code units from the start of the source. */
export interface Mustache {
  readonly kind:
    "print" | "raw" | "open" | "close" | "else" | "partial" | "comment" | "decorator" | "partial-block";
  /** First word: the path, helper or partial. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface MustacheScan {
  readonly mustaches: readonly Mustache[];
  /** Where `{{` has no end. */
  readonly unended: readonly number[];
  /** The source with every mustache blanked out at equal length: `printMark` where something is printed, `flowMark` for blocks; line ends stay. */
  readonly masked: string;
}

/** Stands for a character of a mustache that prints. */
export const printMark = "\uE000";
/** Stands for a character of a mustache that prints nothing by itself: the begin, middle or end of a block. */
export const flowMark = "\uE001";

/** The mustaches of a template, found without Handlebars' grammar, so that a template that does not parse can still be checked. */
export function scanMustaches(source: string): MustacheScan {
  const mustaches: Mustache[] = [];
  const unended: number[] = [];
  let masked = "";
  let last = 0;
  for (const match of source.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[0] === "{{") {
      unended.push(start);
      continue;
    }
    const mustache = { ...classify(match[0]), start, end };
    mustaches.push(mustache);
    masked += source.slice(last, start) + blank(match[0], marks[mustache.kind]);
    last = end;
  }
  return { mustaches, unended, masked: masked + source.slice(last) };
}

/** Line and column of an offset, both from 1. */
export function positionOf(
  source: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const pattern =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?!(?!--)[\s\S]*?\}\}|\{\{\{\{[\s\S]*?\}\}\}\}|\{\{~?\{[\s\S]*?\}~?\}\}|\{\{(?:"[^"]*"|'[^']*'|\}(?!\})|(?!\{\{)[^}"'])*\}\}|\{\{/g;

const marks: Readonly<Record<Mustache["kind"], string>> = {
  print: printMark,
  raw: printMark,
  partial: printMark,
  "partial-block": printMark,
  open: flowMark,
  close: flowMark,
  else: flowMark,
  comment: " ",
  decorator: " ",
};

function classify(text: string): Pick<Mustache, "kind" | "name"> {
  if (/^\{\{~?!/.test(text)) return { kind: "comment", name: "" };
  const inner = text.replace(/^\{\{+~?\{?|\}?~?\}+\}$/g, "").trim();
  const name = /^[#^/>*&]*\s*([^\s|)}]*)/.exec(inner)?.[1] ?? "";
  if (/^\{\{~?\{|^\{\{\{/.test(text) || inner.startsWith("&")) return { kind: "raw", name };
  if (/^#?\*/.test(inner)) return { kind: "decorator", name };
  if (inner.startsWith("#>")) return { kind: "partial-block", name };
  if (inner === "^" || inner === "else" || /^else\s/.test(inner)) return { kind: "else", name };
  if (/^[#^]/.test(inner)) return { kind: "open", name };
  if (inner.startsWith("/")) return { kind: "close", name };
  if (inner.startsWith(">")) return { kind: "partial", name };
  return { kind: "print", name };
}

function blank(text: string, mark: string): string {
  return text.replace(/[^\n]/g, mark);
}
