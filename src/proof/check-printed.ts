import type { Problem } from "../problem.ts";
import { alignPages } from "./align-pages.ts";
import type { Glyph, Hidden, ReadPage } from "./read-pages.ts";
import type { Trace } from "./trace.ts";

/**
 * What the pages of a PDF, read back, show otherwise than its trace says: a figure or number that is not where it was
 * printed, a number that the trace does not know, a sign put before a figure, text that is hidden, doubled or off the page.
 */
export function checkPrinted(trace: PagesOfTrace, pages: readonly ReadPage[]): readonly PrintedFault[] {
  const printed = Map.groupBy(trace.printed, ({ page }) => page);
  const numbers = Map.groupBy(trace.numbers, ({ page }) => page);
  const planned = trace.pages.map((page) => ({
    ...page,
    entries: [
      ...(printed.get(page.page) ?? []).map((print): Entry => ({
        ...print,
        of: print.figure,
        isFigure: true,
      })),
      ...(numbers.get(page.page) ?? []).map((number): Entry => ({
        ...number,
        of: `the ${number.is} ${number.of}`,
        isFigure: false,
      })),
    ],
  }));
  const inOrder =
    pages.length === planned.length && planned.map(({ entries }, at) => checkPage(pages[at]!, entries));
  // A page of which hardly anything stands in its place is another one
  if (
    inOrder &&
    inOrder.every(
      (problems, at) => problems.length <= planned[at]!.entries.length * 0.7 || problems.length < 5,
    )
  ) {
    return inOrder.flatMap((problems, at) => {
      const { page, slide } = planned[at]!;
      return problems.map((problem) => ({ page, slide, ...problem }));
    });
  }
  const likeness = planned.map(
    ({ entries }) =>
      (read: ReadPage) =>
        likenessOf(read, entries),
  );
  const { pairs, strays } = alignPages(pages, likeness);
  if (pairs.length < planned.length / 2) {
    const what = `the file shows ${pairs.length} of the ${planned.length} pages that were printed, on ${pages.length}`;
    return [{ page: 1, slide: planned[0]?.slide ?? "", what }];
  }
  return [
    ...strays.map(({ own, found, what }) => {
      const { page, slide } = planned[own ?? Math.min(found!, planned.length - 1)] ?? { page: 1, slide: "" };
      return { page, slide, what: own === undefined ? what : `${what}: slide "${slide}"` };
    }),
    ...pairs.flatMap(([own, found]) => {
      const { page, slide, entries } = planned[own]!;
      return checkPage(pages[found]!, entries).map((problem) => ({ page, slide, ...problem }));
    }),
  ];
}

/** How much of what a page should show stands in its place, 0 to 1; undefined where it should show no number. */
function likenessOf({ glyphs }: ReadPage, entries: readonly Entry[]): number | undefined {
  if (entries.length === 0) return undefined;
  const lines = byLine(glyphs);
  const found = entries.filter(
    ({ box, text }) =>
      box !== null &&
      plain(
        within(lines, box)
          .map((glyph) => glyph.text)
          .join(""),
      ) === plain(text),
  );
  return found.length / entries.length;
}

/** What a trace says of paper. */
export type PagesOfTrace = Pick<Trace, "pages" | "printed" | "numbers">;

/** A fault of a printed page. */
export interface PrintedFault extends Problem {
  readonly page: number;
  readonly slide: string;
}

/** A figure or number of the trace on one page. */
interface Entry {
  readonly text: string;
  readonly box: readonly [number, number, number, number] | null;
  readonly of: string;
  readonly isFigure: boolean;
}

/** Points by which a glyph may stand outside the box that the browser measured. */
const slack = 0.6;

function checkPage({ glyphs }: ReadPage, entries: readonly Entry[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = glyphs.filter(({ hidden }) => hidden === undefined);
  const lines = byLine(seen);
  const taken = new Set<Glyph>();
  for (const entry of entries) {
    const inside = entry.box === null ? [] : within(lines, entry.box);
    inside.forEach((glyph) => taken.add(glyph));
    const found = plain(inside.map(({ text }) => text).join(""));
    if (found !== plain(entry.text)) {
      const instead = found === "" ? "nothing is there" : `found "${found}"`;
      problems.push({ what: `"${entry.text}" of ${entry.of} is not where it was printed: ${instead}` });
    } else if (entry.isFigure) {
      const sign = signBefore(lines, inside[0]!);
      if (sign !== undefined && !taken.has(sign))
        problems.push({
          what: `"${sign.text}" stands before "${entry.text}" of ${entry.of} and does not belong to it`,
        });
    }
  }
  for (const text of wordsOf(seen.filter((glyph) => !taken.has(glyph) && /\p{N}/u.test(glyph.text)))) {
    problems.push({ what: `the number "${text}" is on the page, but not in the trace` });
  }
  for (const [reason, hidden] of Map.groupBy(glyphs, (glyph) => glyph.hidden)) {
    if (reason !== undefined)
      problems.push(...wordsOf(hidden).map((text) => ({ what: `the text "${text}" is ${told[reason]}` })));
  }
  for (const text of wordsOf(doubles(lines)))
    problems.push({ what: `the text "${text}" is printed twice at the same place` });
  return problems;
}

const told: Readonly<Record<Hidden, string>> = {
  invisible: "in the file, but never painted",
  transparent: "transparent",
  "too small to read": "too small to read",
  "outside of the page": "outside of the page",
  "cut off": "cut off by a box around it",
  "in the colour of its ground": "in the colour of its ground",
  "painted over": "painted over",
};

/** Glyphs by the whole point of their baseline, so that a box looks at few of them. */
type Lines = ReadonlyMap<number, readonly Glyph[]>;

function byLine(glyphs: readonly Glyph[]): Lines {
  return Map.groupBy(glyphs, ({ y }) => Math.floor(y));
}

/** The glyphs whose middle and baseline lie in a box, in the order of painting. */
function within(
  lines: Lines,
  [x, y, width, height]: readonly [number, number, number, number],
): readonly Glyph[] {
  const found: Glyph[] = [];
  for (let line = Math.floor(y - slack); line <= Math.floor(y + height); line++) {
    for (const glyph of lines.get(line) ?? []) {
      const middle = glyph.x + glyph.width / 2;
      if (glyph.y >= y - slack && glyph.y <= y + height && middle >= x - slack && middle <= x + width + slack)
        found.push(glyph);
    }
  }
  return found;
}

/** A minus or triangle that touches the first glyph of a figure. */
function signBefore(lines: Lines, first: Glyph): Glyph | undefined {
  return [-1, 0, 1]
    .flatMap((step) => lines.get(Math.floor(first.y) + step) ?? [])
    .find(
      ({ text, x, y, width, size }) =>
        /[-−‐–△▲▼]/.test(text) &&
        Math.abs(y - first.y) < size * 0.2 &&
        x < first.x &&
        first.x - (x + width) < size * 0.15,
    );
}

/** Glyphs that follow each other on a line, as text. */
function wordsOf(glyphs: readonly Glyph[]): readonly string[] {
  const words: { text: string; last: Glyph }[] = [];
  for (const glyph of glyphs) {
    const word = words.at(-1);
    const gap = word === undefined ? 0 : glyph.x - (word.last.x + word.last.width);
    if (word !== undefined && Math.abs(glyph.y - word.last.y) < 0.5 && gap > -1 && gap < glyph.size) {
      word.text += gap > glyph.size * 0.2 ? ` ${glyph.text}` : glyph.text;
      word.last = glyph;
    } else words.push({ text: glyph.text, last: glyph });
  }
  return words.map(({ text }) => text);
}

/** Glyphs that lie on an equal one. */
function doubles(lines: Lines): readonly Glyph[] {
  const found: Glyph[] = [];
  for (const [line, own] of lines) {
    // A pair may lie on both sides of a whole point
    const near = [...own, ...(lines.get(line - 1) ?? [])].sort((a, b) => a.x - b.x);
    for (const [index, glyph] of near.entries()) {
      const room = Math.min(glyph.width, glyph.size) * 0.4;
      for (let next = index + 1; next < near.length && near[next]!.x - glyph.x < room; next++) {
        const other = near[next]!;
        const isPair = glyph.text === other.text && Math.abs(glyph.y - other.y) < room;
        // Those of the line above alone were looked at there
        if (isPair && (Math.floor(glyph.y) === line || Math.floor(other.y) === line)) found.push(other);
      }
    }
  }
  return found;
}

/** Text as two readers agree on it: without spaces, with radicals and full-width forms as their characters. */
function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "");
}
