import type { Block } from "../documents/blocks/index.ts";
import type { Document } from "../documents/document.ts";
import type { Run } from "../documents/runs.ts";
import { attributeOf, decodeEntities, tagsOf } from "../html/tags.ts";
import type { TracedNumber } from "./trace.ts";

/** A message as it is rendered, and what it was planned to say. */
export interface MessageCheck {
  readonly document: Document;
  /** One line. */
  readonly subject: string;
  /** Plain text and HTML. */
  readonly text: string;
  readonly html: string;
  /** What both bodies hold once, where a recipient is greeted. */
  readonly greeting: string;
  readonly literals: readonly { readonly text: string }[];
  /** Titles and file names of what travels with it. */
  readonly attached: readonly string[];
}

/** Something in a message that its plan does not account for, or a planned figure that it does not show. */
export interface MessageStray {
  readonly part: "subject" | "text body" | "HTML body" | "picture";
  /** unbound: a number that is nothing known; lost: a figure that is not there, or not in its order; greeting: as often as `text` says; foreign: what has no place in a mail. */
  readonly sort: "unbound" | "lost" | "greeting" | "foreign";
  readonly text: string;
  /** The line of an unbound number, or the reference of a figure. */
  readonly within: string;
}

/** Every number of the text body that is no figure, as a trace holds it; and what neither plan nor literals account for. */
export interface CheckedMessage {
  readonly numbers: readonly TracedNumber[];
  readonly strays: readonly MessageStray[];
}

/**
 * Reads a message back as its recipient would: every planned figure stands in the subject or in both bodies, in order, with
 * exactly its printed text, and no other number does but periods, dates, footnotes and what literals or attachments are called.
 * HTML is read without its tags, so that the last bytes are what is proved.
 */
export function checkMessage(check: MessageCheck): CheckedMessage {
  const { document, subject, text, html, greeting, literals, attached } = check;
  const { letter, slides, footnotes, draft } = document;
  if (letter === undefined) throw new TypeError("a message without its letter");
  const body = [
    letter.notice,
    slides.slice(1),
    footnotes.map((note) => note.text),
    letter.attached,
    letter.closing,
    letter.foot,
  ];
  const known = {
    terms: termsIn([body, letter.subject]),
    literals: [...literals.map((one) => one.text), ...attached, draft, document.companyName].filter(
      (one) => one !== "",
    ),
    notes: new Set(footnotes.map(({ id, number }) => ({ id, mark: `[${number}]` }))),
  };
  const seen = visibleText(html);
  const inText = readBack({ of: text, figures: figuresIn(body, drawn), ...known }, "text body");
  const inHtml = readBack(
    { of: seen.text, figures: figuresIn(body, [...drawn, "alt"]), ...known },
    "HTML body",
  );
  const plain = {
    of: spaced(subject),
    figures: figuresIn(letter.subject, []).map((one) => ({ ...one, text: spaced(one.text) })),
  };
  const inSubject = readBack(
    { ...plain, ...known, terms: known.terms.map((one) => ({ ...one, text: spaced(one.text) })) },
    "subject",
  );
  const alts = new Set(slides.flatMap(({ areas }) => Object.values(areas).flat()).flatMap(altOf));
  return {
    numbers: inText.numbers,
    strays: [
      ...inSubject.strays,
      ...greetingStrays(text, greeting, "text body"),
      ...inText.strays,
      ...greetingStrays(seen.text, greeting, "HTML body"),
      ...inHtml.strays,
      ...seen.attributes
        .filter((value) => !alts.has(value) && /\p{N}/u.test(value))
        .map((value): MessageStray => ({ part: "HTML body", sort: "unbound", text: value, within: value })),
      ...seen.foreign.map((tag): MessageStray => ({
        part: "HTML body",
        sort: "foreign",
        text: tag,
        within: tag,
      })),
    ],
  };
}

/** Parts of blocks that are shown in the picture only. */
const drawn = ["chart", "legend"];

interface Expected {
  readonly figure: string;
  readonly text: string;
  /** Whether its sentence puts it in brackets, which elsewhere would make it a loss. */
  readonly isBracketed: boolean;
}

interface Term {
  readonly term: string;
  readonly text: string;
}

function altOf(block: Block): readonly string[] {
  return "chart" in block ? [block.chart.alt.trim()] : [];
}

/** Figures of planned parts, in order, but for those under some keys. */
function figuresIn(part: unknown, without: readonly string[]): readonly Expected[] {
  return runsIn(part, without).flatMap(({ run, before, after }) =>
    typeof run === "object" && "figure" in run
      ? [{ figure: run.figure, text: run.text, isBracketed: /[(（]$/.test(before) && /^[)）]/.test(after) }]
      : [],
  );
}

/** What periods and dates are called, line by line: heads of columns have two. */
function termsIn(part: unknown): readonly Term[] {
  return runsIn(part, drawn).flatMap(({ run }): readonly Term[] => {
    if (typeof run !== "object" || !("term" in run)) return [];
    const { term, text } = run;
    return [text.replaceAll(/\s*\n\s*/g, " "), ...text.split("\n")].map((one) => ({
      term,
      text: one.trim(),
    }));
  });
}

interface Found {
  readonly run: Run;
  /** The text that it stands behind, and the text behind it. */
  readonly before: string;
  readonly after: string;
}

function runsIn(part: unknown, without: readonly string[], [before, after] = ["", ""]): readonly Found[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) {
    const textAt = (at: number): string => (typeof part[at] === "string" ? part[at] : "");
    return part.flatMap((one: unknown, at) => runsIn(one, without, [textAt(at - 1), textAt(at + 1)]));
  }
  if ("figure" in part || "term" in part) return [{ run: part as Run, before, after }];
  return Object.entries(part).flatMap(([key, one]) => (without.includes(key) ? [] : runsIn(one, without)));
}

interface Reading {
  readonly of: string;
  readonly figures: readonly Expected[];
  readonly terms: readonly Term[];
  readonly literals: readonly string[];
  readonly notes: ReadonlySet<{ readonly id: string; readonly mark: string }>;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly is: TracedNumber["is"];
  readonly of: string;
}

function readBack(
  { of, figures, terms, literals, notes }: Reading,
  part: MessageStray["part"],
): { readonly numbers: readonly TracedNumber[]; readonly strays: readonly MessageStray[] } {
  const strays: MessageStray[] = [];
  const spans: Span[] = [
    ...terms.flatMap(({ term, text }) =>
      find(text, { is: /^\d{4}-\d\d-\d\d$/.test(term) ? "date" : "period", of: term }),
    ),
    ...literals.flatMap((text) => find(text, { is: "literal", of: text })),
    ...[...notes].flatMap(({ id, mark }) => find(mark, { is: "note", of: id })),
    ...[...notes].flatMap(({ id, mark }) =>
      find(raised + mark.slice(1, -1) + raised, { is: "note", of: id }),
    ),
  ];
  const isTaken = (from: number, to: number): boolean =>
    spans.some((span) => span.from < to && from < span.to);
  const printed = inOrder(
    figures.flatMap((figure, index) =>
      placesOf(figure).map((from) => ({ index, from, to: from + figure.text.length })),
    ),
  );
  const shown = new Set(printed.map(({ index }) => index));
  figures.forEach(({ figure, text }, index) => {
    if (!shown.has(index)) strays.push({ part, sort: "lost", text, within: figure });
  });
  const numbers = [...of.matchAll(/\p{N}+(?:[.,]\p{N}+)*/gu)].flatMap(
    ({ 0: text, index }): readonly TracedNumber[] => {
      const isFigure = printed.some(({ from, to }) => from <= index && index + text.length <= to);
      if (isFigure) return [];
      const span = spans.find(({ from, to }) => from <= index && index + text.length <= to);
      if (span !== undefined)
        return [{ page: 1, slide: "message", box: null, text, is: span.is, of: span.of }];
      strays.push({ part, sort: "unbound", text, within: lineAt(of, index) });
      return [];
    },
  );
  return { numbers, strays };

  /** Everywhere that a known text stands, however it was broken into lines. */
  function find(text: string, known: Pick<Span, "is" | "of">): readonly Span[] {
    if (!/\p{N}/u.test(text)) return [];
    const parts = [...text.replaceAll(/\s+/g, " ")].map((one) => (one === " " ? "\\s+" : escaped(one)));
    const pattern = parts.reduce(
      (all, one, at) => all + (at > 0 && isJoint(parts[at - 1]!, one) ? "\\n?" : "") + one,
      "",
    );
    const found = of.matchAll(new RegExp(`(?<!\\p{N}|\\p{N}[.,])${pattern}(?![.,]?\\p{N})`, "gu"));
    return [...found].map(({ 0: text, index }) => ({ from: index, to: index + text.length, ...known }));
  }

  /** Everywhere that a figure could stand: not inside a larger number or a word, not with a sign that it does not have, and not in a period or a literal. */
  function placesOf({ text, isBracketed }: Expected): readonly number[] {
    const places: number[] = [];
    for (let at = of.indexOf(text); at !== -1; at = of.indexOf(text, at + 1)) {
      const [before, after] = [
        of.slice(Math.max(0, at - 2), at),
        of.slice(at + text.length, at + text.length + 2),
      ];
      const isPart =
        (/^\p{N}/u.test(text) && /\p{N}[.,]?$|[A-Za-z]$/u.test(before)) ||
        (/\p{N}$/u.test(text) && /^[.,]?\p{N}|^[A-Za-z%％]/u.test(after));
      const isSigned =
        /^\p{N}/u.test(text) &&
        (/[−△▲+＋]$|(?:^|\s)-$/u.test(before) ||
          (!isBracketed && /[(（]$/.test(before) && /^[)）]/.test(after)));
      if (!isPart && !isSigned && !(/\p{N}/u.test(text) && isTaken(at, at + text.length))) places.push(at);
    }
    return places;
  }
}

interface Candidate {
  /** Which of the planned figures. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** As many places as can be taken by planned figures one after the other, none twice: one figure out of its order is one fault. */
function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...candidates].sort((a, b) => a.from - b.from || a.index - b.index);
  const chains: { readonly length: number; readonly before: number }[] = [];
  sorted.forEach(({ index, from }, at) => {
    let [length, before] = [1, -1];
    for (let other = 0; other < at; other++) {
      const one = sorted[other]!;
      if (one.index < index && one.to <= from && chains[other]!.length + 1 > length)
        [length, before] = [chains[other]!.length + 1, other];
    }
    chains.push({ length, before });
  });
  const longest = Math.max(0, ...chains.map(({ length }) => length));
  const taken: Candidate[] = [];
  for (let at = chains.findIndex(({ length }) => length === longest); at !== -1; at = chains[at]!.before)
    taken.unshift(sorted[at]!);
  return taken;
}

/** Whether a line may end between two characters, as patterns. */
function isJoint(before: string, after: string): boolean {
  return before !== "\\s+" && after !== "\\s+" && !(/\p{N}$/u.test(before) && /^\p{N}/u.test(after));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/u, (found) => `\\${found}`);
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function greetingStrays(text: string, greeting: string, part: MessageStray["part"]): readonly MessageStray[] {
  const count = text.split(greeting).length - 1;
  return count === 1 ? [] : [{ part, sort: "greeting", text: String(count), within: greeting }];
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf("\n", index) + 1;
  const end = text.indexOf("\n", index);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

interface Visible {
  readonly text: string;
  /** Attributes that are read aloud or shown. */
  readonly attributes: readonly string[];
  /** Tags that mail programs must not be sent. */
  readonly foreign: readonly string[];
}

/** Stands before and after what is raised: the number of a footnote is no digit of the figure before it. */
const raised = "\u2063";
const inline = /^(?:a|abbr|b|em|i|small|span|strong|sub|u|wbr|data)$/;
const forbidden =
  /^(?:script|style|form|input|button|svg|link|base|iframe|object|embed|video|audio|canvas|template)$/;

/** HTML as it is read: without tags, head and comments, a line for each box. */
function visibleText(html: string): Visible {
  let text = "";
  let isHead = false;
  const attributes: string[] = [];
  const foreign: string[] = [];
  for (const tag of tagsOf(html)) {
    if (!isHead) text += decodeEntities(tag.text).replaceAll(/\s*\n\s*/g, " ");
    if (tag.name === "head") isHead = !tag.closing;
    if (tag.name === "sup") text += raised;
    else if (!inline.test(tag.name)) text += "\n";
    if (tag.closing) continue;
    if (forbidden.test(tag.name) || isRemote(tag.attributes)) foreign.push(`<${tag.name}${tag.attributes}>`);
    for (const name of ["alt", "title", "aria-label", "summary"]) {
      const value = attributeOf(tag, name);
      if (value !== undefined) attributes.push(decodeEntities(value));
    }
  }
  return { text, attributes, foreign };
}

/** Whether a tag loads anything but a part of its own mail, or holds data. */
function isRemote(attributes: string): boolean {
  return (
    /\s(?:src|srcset|background|poster|href|action|data)\s*=(?!\s*["']?cid:)/i.test(attributes) ||
    /url\(|\son\w+\s*=/i.test(attributes)
  );
}
