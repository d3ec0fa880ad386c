import type { TracedNumber } from "./trace.ts";
import { raised } from "./visible-text.ts";

/** A text that was rendered, and what was planned to stand in it. */
export interface Reading {
  readonly of: string;
  /** In the order in which they are planned. */
  readonly figures: readonly Expected[];
  readonly terms: readonly Term[];
  readonly literals: readonly string[];
  /** Footnotes, with the marks that stand for them: "[1]". */
  readonly notes: readonly { readonly id: string; readonly mark: string }[];
}

/** A figure with its printed text. */
export interface Expected {
  readonly figure: string;
  readonly text: string;
  /** Whether its sentence puts it in brackets, which elsewhere would make it a loss. */
  readonly isBracketed: boolean;
}

/** A period or a date with what it is called. */
export interface Term {
  readonly term: string;
  readonly text: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly is: TracedNumber["is"];
  readonly of: string;
}

/** What of a text is accounted for, and what is not. */
export interface ReadBody {
  /** Every number that is no figure, as a trace holds it. */
  readonly numbers: readonly TracedNumber[];
  readonly strays: readonly BodyStray[];
}

/** A number that nothing accounts for, or a figure that does not stand in its order. */
export interface BodyStray {
  readonly sort: "unbound" | "lost";
  readonly text: string;
  /** The line of an unbound number, or the reference of a figure. */
  readonly within: string;
}

/** Reads a text back: finds its figures in their order, and says what every other number is. */
export function readBody({ of, figures, terms, literals, notes }: Reading): ReadBody {
  const strays: BodyStray[] = [];
  const spans: Span[] = [
    ...terms.flatMap(({ term, text }) =>
      find(text, { is: /^\d{4}-\d\d-\d\d$/.test(term) ? "date" : "period", of: term }),
    ),
    ...literals.flatMap((text) => find(text, { is: "literal", of: text })),
    ...notes.flatMap(({ id, mark }) => find(mark, { is: "note", of: id })),
    ...notes.flatMap(({ id, mark }) => find(raised + mark.slice(1, -1) + raised, { is: "note", of: id })),
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
    if (!shown.has(index)) strays.push({ sort: "lost", text, within: figure });
  });
  const numbers = [...of.matchAll(/\p{N}+(?:[.,]\p{N}+)*/gu)].flatMap(
    ({ 0: text, index }): readonly TracedNumber[] => {
      const isFigure = printed.some(({ from, to }) => from <= index && index + text.length <= to);
      if (isFigure) return [];
      const span = spans.find(({ from, to }) => from <= index && index + text.length <= to);
      if (span !== undefined)
        return [{ page: 1, slide: "message", box: null, text, is: span.is, of: span.of }];
      strays.push({ sort: "unbound", text, within: lineAt(of, index) });
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

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf("\n", index) + 1;
  const end = text.indexOf("\n", index);
  return text.slice(start, end === -1 ? undefined : end).trim();
}
