/** Columns that a terminal should have for what is written to it. */
export const terminalWidth = 100;

/** How many columns of a terminal a text takes: an East Asian character takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** A text with spaces after it up to a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Rows as lines whose columns begin below each other, two spaces between them; a row may be shorter than others. */
export function alignRows(rows: readonly (readonly string[])[], indent = ""): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (column < row.length - 1 ? widthOf(row[column]!) : 0))),
  );
  return rows.map((row) =>
    `${indent}${row.map((cell, column) => (column < row.length - 1 ? pad(cell, widths[column]!) : cell)).join("  ")}`.trimEnd(),
  );
}

/**
 * A text broken at spaces into lines of the terminal's width; `indent` stands before each, `first` before the first. No-break
 * spaces hold a line together.
 */
export function wrap(
  text: string,
  { indent = "", first = indent }: { readonly indent?: string; readonly first?: string } = {},
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > terminalWidth) {
      lines.push(line);
      [line, isEmpty] = [indent, true];
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A text that `wrap` does not break. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

/** A text cut to a width, an ellipsis at its end. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let short = "";
  for (const character of text) {
    if (widthOf(short + character) > width - 1) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}

/** "1 place", "2 places". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
