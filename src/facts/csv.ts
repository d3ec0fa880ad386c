import { failOn, formatPlace, type Place, type Problem } from "../problem.ts";
import { decodeText, quote, type NamedBytes } from "./text.ts";

/** A cell as text, never as a number or a date: `1-2` and `007` stay what they are. `place` is where it starts in the file. */
export interface Cell {
  readonly text: string;
  readonly place: Place;
}

export interface CsvRecord {
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly Cell[];
}

export interface Csv {
  /** Names of the columns, without spaces around them; all different. */
  readonly header: readonly Cell[];
  /** Rows that are not blank. */
  readonly records: readonly CsvRecord[];
}

/** Comma-separated values (RFC 4180) in UTF-8, up to 50 MB and 1,500,000 cells, with the place of every cell. Throws a KessanError with all faults. */
export function readCsv({ bytes, file }: NamedBytes): Csv {
  const { header, records, problems } = parseCsv({ text: decodeText({ bytes, file, megabytes: 50 }), file });
  failOn(problems);
  return { header, records };
}

/** As `readCsv`, of a decoded text: gives what could be read together with the problems. */
export function parseCsv({
  text,
  file,
}: {
  readonly text: string;
  readonly file: string;
}): Csv & { readonly problems: readonly Problem[] } {
  const cells = countCells(text);
  if (cells > mostCells) {
    const what = `has ${cells.toLocaleString("en")} cells, more than the limit of ${mostCells.toLocaleString("en")}`;
    return {
      header: [],
      records: [],
      problems: [{ place: { file }, what, hint: "leave out what no document needs" }],
    };
  }
  const { rows, problems } = splitCells({ text, file });
  const [head = [], ...rest] = rows.filter((row) => row.some((cell) => cell.text.trim() !== ""));
  if (head.length === 0 && problems.length === 0)
    problems.push({ place: { file }, what: "has no cells with text" });
  const header = head.map((cell) => ({ ...cell, text: cell.text.trim() }));

  const delimiter = otherDelimiter(header);
  if (delimiter !== undefined) {
    const what = `cells are separated by ${delimiter}, expected a comma`;
    return { header: [], records: [], problems: [{ place: { file, line: header[0]!.place.line! }, what }] };
  }
  problems.push(...checkHeader(header));

  const records: CsvRecord[] = [];
  for (const cells of rest) {
    const line = cells[0]!.place.line!;
    if (cells.length !== header.length) {
      problems.push({ place: { file, line }, what: `expected ${header.length} cells, got ${cells.length}` });
      continue;
    }
    for (const cell of cells) {
      if (!/^\s*=/.test(cell.text)) continue;
      problems.push({
        place: cell.place,
        what: `formula in CSV: ${quote(cell.text)}`,
        hint: "write its value",
      });
    }
    records.push({ line, cells });
  }
  return { header, records, problems };
}

/** Each is kept with its place, of which so many take 1 GB. */
const mostCells = 1_500_000;

function countCells(text: string): number {
  let [cells, isQuoted] = [1, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) isQuoted = !isQuoted;
    else if (!isQuoted && (code === 0x2c || code === 0x0a)) cells += 1;
  }
  return cells - (text.endsWith("\n") ? 1 : 0);
}

function otherDelimiter(header: readonly Cell[]): string | undefined {
  if (header.length !== 1) return undefined;
  if (header[0]!.text.includes(";")) return '";"';
  return header[0]!.text.includes("\t") ? "a tab" : undefined;
}

function checkHeader(header: readonly Cell[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, Cell>();
  header.forEach((cell, index) => {
    if (cell.text === "") {
      problems.push({ place: cell.place, what: `column ${index + 1} has no name` });
      return;
    }
    const first = seen.get(cell.text);
    if (first === undefined) seen.set(cell.text, cell);
    else
      problems.push({
        place: cell.place,
        what: `column ${quote(cell.text)} is also at ${formatPlace(first.place)}`,
      });
  });
  return problems;
}

/** All rows, blank ones too. Stops at a quote that does not fit, because what follows cannot be told apart. */
function splitCells({ text, file }: { readonly text: string; readonly file: string }): {
  readonly rows: readonly (readonly Cell[])[];
  readonly problems: Problem[];
} {
  const rows: Cell[][] = [];
  const problems: Problem[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  let row: Cell[] = [];
  const here = (): Place => ({ file, line, column: at - lineStart + 1 });

  while (at < text.length) {
    const place = here();
    if (text[at] === '"') {
      const { value, next } = quotedCell(text, at);
      if (next === undefined) {
        problems.push({ place, what: "the quote that opens here is never closed" });
        return { rows, problems };
      }
      for (
        let feed = text.indexOf("\n", at);
        feed !== -1 && feed < next;
        feed = text.indexOf("\n", feed + 1)
      ) {
        [line, lineStart] = [line + 1, feed + 1];
      }
      at = next;
      if (at < text.length && text[at] !== "," && text[at] !== "\n") {
        problems.push({
          place: here(),
          what: `expected a comma after the closing quote, got ${quote(text[at]!)}`,
          hint: `the quote opens at ${formatPlace(place)}; write a quote inside a cell twice`,
        });
        return { rows, problems };
      }
      row.push({ text: value, place });
    } else {
      const end = endOfBareCell(text, at);
      const value = text.slice(at, end);
      if (value.includes('"')) {
        problems.push({
          place,
          what: `quote inside a cell that does not start with one: ${quote(value)}`,
          hint: "put the whole cell in quotes and write the quote inside twice",
        });
      }
      row.push({ text: value, place });
      at = end;
    }
    if (at < text.length && text[at] === ",") {
      at += 1;
      // A comma at the end of a line opens one more, empty, cell.
      if (at === text.length || text[at] === "\n") row.push({ text: "", place: here() });
      else continue;
    }
    rows.push(row);
    row = [];
    at += 1;
    [line, lineStart] = [line + 1, at];
  }
  return { rows, problems };
}

function endOfBareCell(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
  return end;
}

/** The text between quotes and the offset after the closing one; `next` is undefined if there is none. */
function quotedCell(
  text: string,
  from: number,
): { readonly value: string; readonly next: number | undefined } {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) return { value: "", next: undefined };
  return { value: text.slice(from + 1, end).replaceAll('""', '"'), next: end + 1 };
}
