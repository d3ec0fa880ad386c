import { styleText } from "node:util";
import { widthOf } from "../html/text-width.ts";
import type { Problem } from "../problem.ts";

/** What a command with --json prints: always both lists. */
export function asJson({
  results = [],
  problems = [],
}: {
  readonly results?: readonly unknown[];
  readonly problems?: readonly Problem[];
}): string {
  return JSON.stringify({ results, problems }, null, 2);
}

/** "1 page", "2 pages". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A command as it can be typed: what a shell would take apart stands in quotes. */
export function commandLine(...words: readonly string[]): string {
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ["kessan", ...quoted].join(" ");
}

/** Rows under each other, in columns; numbers stand to the right. */
export function asTable(rows: readonly (readonly string[])[]): readonly string[] {
  return inColumns(rows, (cell) => /^\d+( kB)?$/.test(cell)).map((line) => `  ${line}`.trimEnd());
}

/** Rows under each other, in columns; a cell stands to the right where `isRight` says so. */
export function inColumns(
  rows: readonly (readonly string[])[],
  isRight: (cell: string, column: number) => boolean,
): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!, "en"))));
  const pad = (cell: string, column: number): string => {
    const space = " ".repeat(widths[column]! - widthOf(cell, "en"));
    return isRight(cell, column) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

let shown = false;

/** Shows a line on a terminal that the next one replaces. */
export function showProgress({ stage, detail }: { readonly stage: string; readonly detail?: string }): void {
  shown = true;
  process.stderr.write(`\r\u001b[K${styleText("dim", detail === undefined ? stage : `${stage} ${detail}`)}`);
}

/** Takes the line away. */
export function clearProgress(): void {
  if (shown) process.stderr.write("\r\u001b[K");
  shown = false;
}

/** What was asked for: on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What is to be known beside it: on standard error. */
export function tell(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
}
