import type { Runs } from "../documents/runs.ts";
import { wide, widthOf } from "./text-width.ts";

/** Columns of a line of plain text. */
export const lineWidth = 76;

/** How running text is set in lines. */
export interface LineStyle {
  readonly lang: string;
  /** Columns of a line; `lineWidth` if left out. */
  readonly width?: number;
  /** Begins the first line, and the others. */
  readonly first?: string;
  readonly rest?: string;
  /** Ends the last line. */
  readonly last?: string;
}

/** Runs as plain text on one line: figures and periods as they are printed, a footnote's mark in brackets. */
export function runsText(runs: Runs): string {
  return piecesOf(runs)
    .map(({ text }) => text)
    .join("")
    .replaceAll(/ *\n */g, " ");
}

/**
 * Runs in lines of plain text without spaces at their ends. A line is broken at a space or beside a character of a script
 * without spaces, never in a figure or a period, and never before a mark that may not begin a line (JIS X 4051).
 */
export function linesOf(
  runs: Runs,
  { lang, width = lineWidth, first = "", rest = "", last = "" }: LineStyle,
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  const end = (): void => {
    lines.push(line.trimEnd());
    [line, isEmpty] = [rest, true];
  };
  const words = wordsOf([...piecesOf(runs), { text: last, whole: true }]);
  for (const { text, spaced, breaks } of words) {
    if (breaks) {
      end();
      continue;
    }
    const added = (spaced && !isEmpty ? " " : "") + text;
    if (!isEmpty && widthOf(line + added, lang) > width) {
      end();
      line += text;
    } else line += added;
    isEmpty = false;
  }
  if (!isEmpty) end();
  return lines;
}

interface Piece {
  readonly text: string;
  /** Never broken. */
  readonly whole: boolean;
}

function piecesOf(runs: Runs): readonly Piece[] {
  return runs.flatMap((run): readonly Piece[] => {
    if (typeof run === "string") return [{ text: plain(run), whole: false }];
    if ("strong" in run) return piecesOf(run.strong);
    if ("aside" in run) return piecesOf(run.aside);
    if ("note" in run) return [{ text: `[${run.text}]`, whole: true }];
    return [{ text: plain(run.text).replaceAll(/\s*\n\s*/g, " "), whole: true }];
  });
}

/** Without the places where a line of a page may break. */
function plain(text: string): string {
  return text.replaceAll(/[\u00ad\u200b]/g, "");
}

interface Word {
  readonly text: string;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
  /** The end of a line that the text itself makes. */
  readonly breaks?: boolean;
}

/** The parts between which a line may be broken. */
function wordsOf(pieces: readonly Piece[]): readonly Word[] {
  const words: Word[] = [];
  let word = "";
  let spaced = false;
  const end = (): void => {
    if (word !== "") words.push({ text: word, spaced });
    [word, spaced] = ["", false];
  };
  for (const { text, whole } of pieces) {
    for (const [part] of whole ? [[text]] : text.matchAll(/[^\S\u00a0]+|[^\s]|\u00a0/gu)) {
      if (!whole && /^[^\S\u00a0]/.test(part)) {
        end();
        spaced = true;
        continue;
      }
      if (word !== "" && mayBreak(word, part)) end();
      word += part;
    }
  }
  end();
  return words;
}

function mayBreak(before: string, after: string): boolean {
  const [last, next] = [[...before].at(-1)!, [...after][0] ?? ""];
  if (next === "" || !(wide.test(last) || wide.test(next))) return false;
  return !notFirst.test(next) && !notLast.test(last);
}

const notFirst =
  /[、。，．・：；？！ー―」』）〕］｝〉》】’”々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)\]}%％…～~]/u;
const notLast = /[「『（〔［｛〈《【‘“(\[{]/u;
