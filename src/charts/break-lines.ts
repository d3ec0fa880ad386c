import type { LabelPart } from "./request.ts";

/** A line of a label. */
export type Line = readonly LabelPart[];

interface Breaking {
  readonly room: number;
  readonly width: (text: string) => number;
}

/** Lines of about one length, broken where words end, and within Japanese words only where these are too long. */
export function evenLines(line: Line, breaking: Breaking): readonly Line[] {
  const { room, width } = breaking;
  const byWords = even(piecesOf(line, japaneseWords), breaking);
  const fits = byWords.every((one) => width(textOf(one)) <= room);
  return fits ? byWords : even(piecesOf(line, japaneseCharacters), breaking);
}

/** The pieces of a line that no break parts; a period or a date ends a line only where it has a space. */
function piecesOf(line: Line, pattern: RegExp): Line {
  const isMarked = line.some(({ text }) => text.includes("\u200b"));
  const spaced = /[^\s\u200b]+[\s\u200b]*/gu;
  const own = isMarked && pattern === japaneseWords ? spaced : pattern;
  return line.flatMap((part, i): Line => {
    // A space at the beginning of the next part stands where this line may end
    const text = part.text + (/^\s/.test(line[i + 1]?.text ?? "") ? " " : "");
    return [...text.matchAll(part.term === undefined ? own : spaced)].map(([text]) => ({ ...part, text }));
  });
}

function even(pieces: Line, { room, width }: Breaking): readonly Line[] {
  let lines = breakPieces(pieces, { room, width });
  for (;;) {
    const widest = Math.max(...lines.map((line) => width(textOf(line))));
    const narrower = breakPieces(pieces, { room: widest - 0.01, width });
    const isNarrower = Math.max(...narrower.map((line) => width(textOf(line)))) < widest;
    if (narrower.length > lines.length || !isNarrower) return lines.map(joined);
    lines = narrower;
  }
}

function breakPieces(pieces: Line, { room, width }: Breaking): readonly Line[] {
  const lines: LabelPart[][] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line === undefined || width(textOf([...line, piece])) > room) lines.push([piece]);
    else line.push(piece);
  }
  return lines;
}

/** What a line prints. */
export function textOf(line: Line): string {
  return line
    .map(({ text }) => text)
    .join("")
    .replaceAll("\u200b", "")
    .trimEnd();
}

/** Pieces of one term, or of none, as one part, and nothing that is not printed. */
function joined(line: Line): Line {
  const parts: LabelPart[] = [];
  for (const piece of line) {
    const last = parts.at(-1);
    if (last !== undefined && last.term === piece.term)
      parts.splice(-1, 1, { ...last, text: last.text + piece.text });
    else parts.push(piece);
  }
  return parts.map((part, i) => ({
    ...part,
    text: i === parts.length - 1 ? textOf([part]) : part.text.replaceAll("\u200b", ""),
  }));
}

const japanese = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー";
const opening = "（「『【〔";
const closing = "、。，．・）」』】〕";
const small = "ーァィゥェォッャュョぁぃぅぇぉっゃゅょ";
const piecesLike = (unit: string): RegExp =>
  new RegExp(
    `[${opening}]*(?:[^\\s\\u200b${japanese}${opening}]+|${unit})[${closing}]*[\\s\\u200b]*|[${opening}]+[\\s\\u200b]*`,
    "gu",
  );
/** A word ends where the script changes, but for the endings that follow it in hiragana. */
const japaneseWords = piecesLike("(?:[\\p{sc=Kana}ー]+|\\p{sc=Han}+)\\p{sc=Hira}*|\\p{sc=Hira}+");
const japaneseCharacters = piecesLike(`[${japanese}][${small}]*`);

/** Lines broken at spaces and between Japanese characters, none of which begins with a mark that may not. */
export function breakLines(text: string, breaking: Breaking): readonly string[] {
  return breakPieces(piecesOf([{ text }], japaneseCharacters), breaking).map(textOf);
}
