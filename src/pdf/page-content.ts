import { latin1, operatorsOf, type Span } from "./content-operators.ts";

/** What a content stream paints, and under which tags (ISO 32000-1, 14.6). */
export interface PageContent {
  /** The operators, with their operands, that begin marked content with a number (MCID), in order. */
  readonly marks: readonly Mark[];
  /** Objects that are painted under no tag, and not as an artifact either: paths, texts, pictures. */
  readonly untagged: readonly Span[];
}

/** Beginning of a piece of marked content. */
export interface Mark extends Span {
  readonly mcid: number;
  /** Whether the piece shows a text or a picture; what does not is a background, a rule or a border. */
  readonly speaks: boolean;
}

/**
 * Reads which objects of a content stream are tagged. `isTaggedForm` says of the name of an external object whether it
 * has tags of its own. Throws for bytes that are no content stream.
 */
export function scanContent(bytes: Uint8Array, isTaggedForm: (name: string) => boolean): PageContent {
  const all = latin1(bytes, 0, bytes.length);
  const marks: (Span & { mcid: number; speaks: boolean })[] = [];
  const untagged: Span[] = [];
  const open: (number | "artifact" | "other")[] = [];
  let path: number | undefined;
  let text: { readonly start: number; readonly shown: Span[]; hasMarks: boolean } | undefined;

  for (const { name, start, end } of operatorsOf(bytes)) {
    if (name === "BDC" || name === "BMC") {
      const mark = readMark(all.slice(start, end));
      if (typeof mark === "number") marks.push({ start, end, mcid: mark, speaks: false });
      open.push(typeof mark === "number" ? marks.length - 1 : mark);
      if (text !== undefined) text.hasMarks = true;
    } else if (name === "EMC") {
      if (open.pop() === undefined) throw new Error(`marked content ends without a beginning at ${start}`);
    } else if (name === "BT") {
      text = { start, shown: [], hasMarks: false };
    } else if (name === "ET") {
      const { start: begin, shown, hasMarks } = text ?? { start, shown: [], hasMarks: false };
      if (hasMarks) untagged.push(...shown);
      else if (shown.length > 0) untagged.push({ start: begin, end });
      text = undefined;
    } else if (pathBuilding.has(name)) {
      path ??= start;
    } else if (pathPainting.has(name)) {
      if (isUntagged()) untagged.push({ start: path ?? start, end });
      path = undefined;
    } else if (name === "n") {
      path = undefined;
    } else if (textShowing.has(name)) {
      speak();
      if (isUntagged()) (text?.shown ?? untagged).push({ start, end });
    } else if (name === "Do" || name === "EI" || name === "sh") {
      if (name !== "sh") speak();
      const form = name === "Do" ? /\/(\S+)/.exec(all.slice(start, end))?.[1] : undefined;
      if (isUntagged() && !(form !== undefined && isTaggedForm(form))) untagged.push({ start, end });
    }
  }
  if (open.length > 0) throw new Error("marked content has no end");
  return { marks, untagged };

  function isUntagged(): boolean {
    return open.every((one) => one === "other");
  }

  function speak(): void {
    const inner = open.findLast((one) => typeof one === "number");
    if (inner !== undefined) marks[inner]!.speaks = true;
  }
}

/**
 * The content with every piece under the tag that `tagOf` says, as an artifact where it says none, and with what was under
 * no tag as artifacts (ISO 32000-1, 14.8.2.2). Nothing is painted otherwise.
 */
export function retagContent(
  bytes: Uint8Array,
  { marks, untagged }: PageContent,
  tagOf: (mcid: number) => string | undefined,
): Uint8Array {
  const changes: (Span & { readonly text: string })[] = [];
  for (const { start, end, mcid } of marks) {
    const tag = tagOf(mcid);
    changes.push({ start, end, text: tag === undefined ? artifact : `/${tag} <</MCID ${mcid}>>BDC` });
  }
  for (const { start, end } of untagged) {
    changes.push({ start, end: start, text: `${artifact}\n` }, { start: end, end, text: "\nEMC" });
  }
  changes.sort((a, b) => a.start - b.start);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { start, end, text } of changes) {
    parts.push(bytes.subarray(from, start), Buffer.from(text, "latin1"));
    from = end;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

const artifact = "/Artifact BMC";

const pathBuilding = new Set(["m", "l", "c", "v", "y", "h", "re"]);
const pathPainting = new Set(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s"]);
const textShowing = new Set(["Tj", "TJ", "'", '"']);

/** The number of marked content, or what it is without one. */
function readMark(text: string): number | "artifact" | "other" {
  if (/^\s*\/Artifact\b/.test(text)) return "artifact";
  const mcid = /\/MCID\s+(\d+)/.exec(text)?.[1];
  return mcid === undefined ? "other" : Number(mcid);
}
