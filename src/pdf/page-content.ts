/** Where bytes stand in a content stream; `end` is the first one behind them. */
interface Span {
  readonly start: number;
  readonly end: number;
}

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
  const marks: (Span & { mcid: number; speaks: boolean })[] = [];
  const untagged: Span[] = [];
  const open: (number | "artifact" | "other")[] = [];
  let path: number | undefined;
  let text: { readonly start: number; readonly shown: Span[]; hasMarks: boolean } | undefined;

  for (const { name, start, end } of operatorsOf(bytes)) {
    if (name === "BDC" || name === "BMC") {
      const mark = readMark(latin1(bytes, start, end));
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
      const form = name === "Do" ? /\/(\S+)/.exec(latin1(bytes, start, end))?.[1] : undefined;
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

interface Operator extends Span {
  readonly name: string;
}

/** The operators of a content stream, each from its first operand on (ISO 32000-1, 7.2 and 7.8.2). */
function* operatorsOf(bytes: Uint8Array): Generator<Operator> {
  let start: number | undefined;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (isSpace(byte)) {
      at++;
      continue;
    }
    if (byte === percent) {
      at = lineEnd(bytes, at);
      continue;
    }
    const from = at;
    at = tokenEnd(bytes, at);
    if (!isKeyword(byte)) {
      start ??= from;
      continue;
    }
    const name = latin1(bytes, from, at);
    if (name === "true" || name === "false" || name === "null") {
      start ??= from;
      continue;
    }
    if (name === "ID") {
      at = pictureEnd(bytes, at);
      yield { name: "EI", start: start ?? from, end: at };
    } else if (name === "BI") {
      // Its entries and its data belong to one operator, which ends with EI
      start ??= from;
      continue;
    } else yield { name, start: start ?? from, end: at };
    start = undefined;
  }
}

const [percent, openBracket, closeBracket, backslash, less, greater, slash] = [..."%()\\<>/"].map(
  (character) => character.charCodeAt(0),
) as [number, number, number, number, number, number, number];

/** What a byte is: 1 for white space, 2 for what ends a token and begins another. */
const kinds = new Uint8Array(256);
for (const byte of [32, 10, 13, 9, 12, 0]) kinds[byte] = 1;
for (const character of "()<>[]{}/%") kinds[character.charCodeAt(0)] = 2;

function isSpace(byte: number): boolean {
  return kinds[byte] === 1;
}

/** Operators begin with a letter or one of two quotes. */
function isKeyword(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 39 || byte === 34;
}

/** Where the token ends that begins at `at`; brackets of lists and dictionaries are tokens of their own. */
function tokenEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  if (byte === openBracket) return stringEnd(bytes, at);
  if (byte === less && bytes[at + 1] !== less) return hexEnd(bytes, at);
  if (byte === less || byte === greater) return at + 2;
  let end = at + 1;
  if (kinds[byte] === 2 && byte !== slash) return end;
  while (end < bytes.length && kinds[bytes[end]!] === 0) end++;
  return end;
}

function stringEnd(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end]!;
    if (byte === backslash) end++;
    else if (byte === openBracket) depth++;
    else if (byte === closeBracket && --depth === 0) return end + 1;
  }
  throw new Error(`a string has no end at ${at}`);
}

function hexEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(greater, at);
  if (end === -1) throw new Error(`a string has no end at ${at}`);
  return end + 1;
}

function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  return end;
}

/** The end of a picture within the content: EI between white space, as its data has no length. */
function pictureEnd(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end + 2 < bytes.length + 1; end++) {
    const isEnd = bytes[end] === 69 && bytes[end + 1] === 73 && isSpace(bytes[end - 1]!);
    if (isEnd && (end + 2 === bytes.length || isSpace(bytes[end + 2]!))) return end + 2;
  }
  throw new Error(`a picture has no end at ${at}`);
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  // Operators are short and many
  if (end - start === 1) return String.fromCharCode(bytes[start]!);
  if (end - start === 2) return String.fromCharCode(bytes[start]!, bytes[start + 1]!);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
