import { latin1, readOperators, type Span } from "./content-operators.ts";

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
  const notes = openNotes(isTaggedForm);
  let path: number | undefined;
  let text: { readonly start: number; readonly shown: Span[]; hasMarks: boolean } | undefined;

  const broken = readOperators(bytes, (name, start, end) => {
    if (name === "BDC" || name === "BMC") {
      notes.begin(latin1(bytes, start, end), { start, end });
      if (text !== undefined) text.hasMarks = true;
    } else if (name === "EMC") {
      if (!notes.end()) throw new Error(`marked content ends without a beginning at ${start}`);
    } else if (name === "BT") {
      text = { start, shown: [], hasMarks: false };
    } else if (name === "ET") {
      if (text?.hasMarks) notes.untagged.push(...text.shown);
      else if (text !== undefined && text.shown.length > 0) notes.untagged.push({ start: text.start, end });
      text = undefined;
    } else if (pathBuilding.has(name)) {
      path ??= start;
    } else if (pathPainting.has(name)) {
      notes.paint({ start: path ?? start, end });
      path = undefined;
    } else if (name === "n") {
      path = undefined;
    } else if (textShowing.has(name)) {
      notes.speak();
      if (!notes.isTagged()) (text?.shown ?? notes.untagged).push({ start, end });
    } else if (name === "Do") {
      notes.paintObject(latin1(bytes, start, end), { start, end });
    } else if (name === "BI" || name === "sh") {
      if (name === "BI") notes.speak();
      notes.paint({ start, end });
    }
  });
  if (broken !== undefined) throw new Error(`what begins at ${broken} has no end`);
  if (notes.isOpen()) throw new Error("marked content has no end");
  return notes;
}

/** What is known of a content stream up to an operator. Its spans count whatever who notes them counts. */
export interface ContentNotes extends PageContent {
  readonly untagged: Span[];
  /** Takes the operator that begins marked content, with its operands. */
  begin(operator: string, span: Span): void;
  /** Ends the marked content that was begun last. Whether there was any. */
  end(): boolean;
  /** Whether marked content is open. */
  isOpen(): boolean;
  /** Whether what is painted is tagged, or an artifact. */
  isTagged(): boolean;
  paint(span: Span): void;
  /** A text or a picture is shown. */
  speak(): void;
  /** Takes the operator that paints an external object, with its operand. */
  paintObject(operator: string, span: Span): void;
}

/** Begins to note what a content stream paints; `isTaggedForm` as for `scanContent`. */
export function openNotes(isTaggedForm: (name: string) => boolean): ContentNotes {
  const marks: (Span & { readonly mcid: number; speaks: boolean })[] = [];
  const untagged: Span[] = [];
  const open: ((typeof marks)[number] | "artifact" | "other")[] = [];
  const isTagged = (): boolean => open.some((one) => one !== "other");
  const paint = (span: Span): void => {
    if (!isTagged()) untagged.push(span);
  };
  const speak = (): void => {
    const inner = open.findLast((one) => typeof one === "object");
    if (inner !== undefined) inner.speaks = true;
  };
  return {
    marks,
    untagged,
    begin: (operator, span) => {
      const kind = readMark(operator);
      if (typeof kind === "string") open.push(kind);
      else {
        const mark = { ...span, mcid: kind, speaks: false };
        marks.push(mark);
        open.push(mark);
      }
    },
    end: () => open.pop() !== undefined,
    isOpen: () => open.length > 0,
    isTagged,
    paint,
    speak,
    paintObject: (operator, span) => {
      speak();
      const form = /\/(\S+)/.exec(operator)?.[1];
      if (form === undefined || !isTaggedForm(form)) paint(span);
    },
  };
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
