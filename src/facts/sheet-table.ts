import { suggest, type Problem } from "../problem.ts";
import { formatColumn, type CellPosition } from "./cell-address.ts";
import { mergeAt, type Sheet, type SheetCell } from "./sheet.ts";
import { quote } from "./text.ts";
import type { Workbook } from "./workbook.ts";
import type { MapTable, Said } from "./workbook-map.ts";

/** Between the heads of a column from the top: "FY2006 / 2Q / Actual". */
const STEP = " / ";

/** A text of a sheet as it is compared: full-width letters are plain ones, white space is one space, marks that nobody sees are gone. */
export function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u200b\u00ad]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A sheet as a grid of texts, where a merged cell has its text in all of its rows and columns. */
export interface TextGrid {
  readonly sheet: Sheet;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** As it is compared; empty where there is none. Dates are ISO. */
  textAt(position: CellPosition): string;
}

/** What a sheet says, cell by cell. */
export function textGrid(sheet: Sheet, workbook: Workbook): TextGrid {
  const columns = sheet.rows.map((row) => sheet.row(row).at(-1)!.column);
  return {
    sheet,
    lastRow: sheet.rows.at(-1) ?? 0,
    lastColumn: columns.reduce((most, column) => Math.max(most, column), 0),
    textAt(position) {
      const cell = sheet.at(mergeAt(sheet, position)?.from ?? position);
      return cell === undefined ? "" : comparable(shownText(cell, workbook));
    },
  };
}

function shownText(cell: SheetCell, { dateOf }: Workbook): string {
  const isDate = cell.sort === "number" && cell.format.sort === "date";
  return (isDate ? dateOf(cell.text) : undefined) ?? cell.text;
}

/**
 * What stands over each column in `headRows` rows from `top`, joined from the top; a head that stands in several rows of a
 * merged cell is said once. An upper head that is written once reaches over the empty cells beside it.
 */
export function headsAt(
  grid: TextGrid,
  { top, headRows }: { readonly top: number; readonly headRows: number },
): ReadonlyMap<number, string> {
  const parts = new Map<number, string[]>();
  for (let row = top; row < top + headRows; row++) {
    let left = "";
    for (let column = 1; column <= grid.lastColumn; column++) {
      const own = grid.textAt({ row, column });
      const isLast = row === top + headRows - 1;
      const text = own === "" && !isLast ? left : own;
      left = text;
      const above = parts.get(column) ?? [];
      if (text !== "" && above.at(-1) !== text) parts.set(column, [...above, text]);
    }
  }
  return new Map([...parts].map(([column, texts]) => [column, texts.join(STEP)]));
}

/** A table that was found on its sheet. */
export interface FoundTable {
  readonly map: MapTable;
  readonly grid: TextGrid;
  /** The row of its title, or its first head. */
  readonly start: number;
  /** The first row of its heads. */
  readonly top: number;
  readonly heads: ReadonlyMap<number, string>;
}

/** Finds a table by its title and heads; what is missing is a problem. */
export function findTable(
  map: MapTable,
  grid: TextGrid,
): { readonly table?: FoundTable; readonly problems: readonly Problem[] } {
  const { sheet } = grid;
  const titles = map.title === undefined ? [] : cellsWith(grid, map.title.text);
  if (map.title !== undefined && titles.length !== 1) {
    return { problems: [titles.length === 0 ? noText(map.title, grid) : ambiguous(map.title, titles, grid)] };
  }
  const wanted = new Set(map.columns.map(({ key }) => comparable(key.text)));
  let best: { readonly top: number; readonly heads: ReadonlyMap<number, string>; readonly found: number } = {
    top: 0,
    heads: new Map(),
    found: 0,
  };
  const candidates = new Set<string>();
  for (const top of topsAfter(titles[0]?.row ?? 0, { sheet, headRows: map.headRows })) {
    const heads = headsAt(grid, { top, headRows: map.headRows });
    const found = [...heads.values()].filter((head) => wanted.has(head)).length;
    if (found > best.found) best = { top, heads, found };
    if (candidates.size < MOST_CANDIDATES) for (const head of heads.values()) candidates.add(head);
    if (found === wanted.size) break;
  }
  if (best.found === 0) {
    const [first] = map.columns;
    const what = `no table with these heads in ${map.headRows === 1 ? "a row" : `${map.headRows} rows`} of the sheet ${quote(sheet.name)}`;
    const near = first && suggest(comparable(first.key.text), candidates);
    return { problems: [{ place: first?.key.place ?? map.place, what, ...(near && { hint: near }) }] };
  }
  const { top, heads } = best;
  return {
    table: { map, grid, start: titles[0]?.row ?? top, top, heads },
    problems: map.columns.flatMap(({ key }) => headProblems(key, { heads, sheet })),
  };
}

const MOST_CANDIDATES = 1_000;

/** The rows after one where heads could begin: such that some row of the heads holds a cell. */
function topsAfter(
  row: number,
  { sheet, headRows }: { readonly sheet: Sheet; readonly headRows: number },
): readonly number[] {
  const tops = new Set<number>();
  for (const last of sheet.rows) {
    for (let top = Math.max(row + 1, last - headRows + 1); top <= last; top++) tops.add(top);
  }
  return [...tops];
}

/** What is wrong with a head of the mapping: no column has it, or several have. */
export function headProblems(
  key: Said,
  of: { readonly heads: ReadonlyMap<number, string>; readonly sheet: Sheet },
): readonly Problem[] {
  const text = comparable(key.text);
  const columns = [...of.heads].filter(([, head]) => head === text).map(([column]) => column);
  if (columns.length === 1) return [];
  if (columns.length > 1) {
    const names = columns.map(formatColumn).join(" and ");
    const what = `the head ${quote(key.text)} stands over the columns ${names} of ${quote(of.sheet.name)}`;
    return [{ place: key.place, what, hint: "tell them apart in the workbook" }];
  }
  const near = suggest(text, of.heads.values());
  const what = `no column of ${quote(of.sheet.name)} has the head ${quote(key.text)}`;
  return [{ place: key.place, what, ...(near && { hint: near }) }];
}

/** Every cell that says just this, or begins so, row by row. */
export function cellsWith(
  grid: TextGrid,
  text: string,
  rows: { readonly from: number; readonly to: number; readonly isStart?: boolean } = {
    from: 1,
    to: grid.lastRow,
  },
): readonly SheetCell[] {
  const wanted = comparable(text);
  const fits = (found: string): boolean =>
    rows.isStart === true ? found.startsWith(wanted) : found === wanted;
  return grid.sheet.rows
    .filter((row) => row >= rows.from && row <= rows.to)
    .flatMap((row) => grid.sheet.row(row))
    .filter((cell) => cell.sort === "text" && fits(comparable(cell.text)));
}

/** A text that should stand on the sheet and does not. */
export function noText(
  said: Said,
  grid: TextGrid,
  rows: { readonly from: number; readonly to: number } = { from: 1, to: grid.lastRow },
): Problem {
  const texts = grid.sheet.rows
    .filter((row) => row >= rows.from && row <= rows.to)
    .flatMap((row) => grid.sheet.row(row))
    .filter(({ sort }) => sort === "text")
    .map((cell) => comparable(cell.text));
  const near = suggest(comparable(said.text), texts);
  const what = `no cell of ${quote(grid.sheet.name)} says ${quote(said.text)}`;
  return { place: said.place, what, ...(near && { hint: near }) };
}

/** A text that several cells say. */
export function ambiguous(said: Said, cells: readonly SheetCell[], { sheet }: TextGrid): Problem {
  const names = cells.map((cell) => sheet.placeOf(cell).cell).join(" and ");
  return {
    place: said.place,
    what: `${quote(said.text)} stands in ${names} of ${quote(sheet.name)}`,
    hint: "tell them apart in the workbook",
  };
}
