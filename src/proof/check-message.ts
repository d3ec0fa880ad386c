import type { Block } from "../documents/blocks/index.ts";
import type { Document } from "../documents/document.ts";
import type { Run } from "../documents/runs.ts";
import { readBody, type BodyStray, type Expected, type Term } from "./read-body.ts";
import type { TracedNumber } from "./trace.ts";
import { visibleText } from "./visible-text.ts";

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
    notes: footnotes.map(({ id, number }) => ({ id, mark: `[${number}]` })),
  };
  const seen = visibleText(html);
  const inText = readBody({ of: text, figures: figuresIn(body, drawn), ...known });
  const inHtml = readBody({ of: seen.text, figures: figuresIn(body, [...drawn, "alt"]), ...known });
  const plain = {
    of: spaced(subject),
    figures: figuresIn(letter.subject, []).map((one) => ({ ...one, text: spaced(one.text) })),
  };
  const inSubject = readBody({
    ...plain,
    ...known,
    terms: known.terms.map((one) => ({ ...one, text: spaced(one.text) })),
  });
  const alts = new Set(slides.flatMap(({ areas }) => Object.values(areas).flat()).flatMap(altOf));
  return {
    numbers: inText.numbers,
    strays: [
      ...inSubject.strays.map(strayIn("subject")),
      ...greetingStrays(text, greeting, "text body"),
      ...inText.strays.map(strayIn("text body")),
      ...greetingStrays(seen.text, greeting, "HTML body"),
      ...inHtml.strays.map(strayIn("HTML body")),
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

function strayIn(part: MessageStray["part"]): (stray: BodyStray) => MessageStray {
  return (stray) => ({ part, ...stray });
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function greetingStrays(text: string, greeting: string, part: MessageStray["part"]): readonly MessageStray[] {
  const count = text.split(greeting).length - 1;
  return count === 1 ? [] : [{ part, sort: "greeting", text: String(count), within: greeting }];
}
