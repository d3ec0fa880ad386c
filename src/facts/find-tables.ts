import { mergeAt, type SheetCell } from "./sheet.ts";
import { comparable, headsAt, type TextGrid } from "./sheet-table.ts";
import { parseUnit, type Unit } from "./unit.ts";
import type { PeriodFinder } from "./said-period.ts";

/** A table as it looks, without a mapping. */
export interface LikelyTable {
  readonly top: number;
  readonly headRows: number;
  /** Heads of its columns of numbers, from the left. */
  readonly columns: ReadonlyMap<number, string>;
  /** The cell that says its unit. */
  readonly unit?: { readonly text: string; readonly unit: Unit };
  /** The text above it. */
  readonly title?: string;
  readonly rows: readonly LikelyRow[];
}

/** A row with numbers. */
export interface LikelyRow {
  readonly row: number;
  /** The label of the rows below which it stands, or that is merged over it. */
  readonly section?: string;
  readonly labels: readonly SheetCell[];
  readonly values: readonly SheetCell[];
}

const MOST_HEAD_ROWS = 10;

/** The tables of a sheet: rows of numbers beside labels, with heads above their columns. */
export function findTables(
  grid: TextGrid,
  { findPeriod, currency }: { readonly findPeriod: PeriodFinder; readonly currency: string },
): readonly LikelyTable[] {
  const { sheet } = grid;
  const tables: LikelyTable[] = [];
  let done = 0;
  for (;;) {
    const first = sheet.rows.find(
      (row) => row > done && isDataRow(grid, row) && !isYears(grid, { row, done, findPeriod }),
    );
    if (first === undefined) return tables;
    const end = endOf(grid, first, findPeriod);
    const data = sheet.rows.filter((row) => row >= first && row < end && isDataRow(grid, row));
    const numbers = data.flatMap((row) => sheet.row(row).filter(isNumber));
    const left = Math.min(...numbers.map(({ column }) => column));
    const head = headOf(grid, { first, done, left });
    if (head !== undefined) {
      const heads = headsAt(grid, head);
      const valued = new Set(numbers.map(({ column }) => column));
      const above = { from: done + 1, to: head.top - 1 };
      const unit = unitIn(grid, { from: above.from, to: first - 1, currency });
      const title = titleIn(grid, above, unit?.text);
      tables.push({
        ...head,
        columns: new Map([...heads].filter(([column]) => valued.has(column)).sort(([a], [b]) => a - b)),
        ...(unit && { unit }),
        ...(title !== undefined && { title }),
        rows: rowsIn(grid, { from: head.top + head.headRows, to: data.at(-1)!, left }),
      });
    }
    done = data.at(-1)!;
  }
}

/** Whether a cell is or calculates a number. */
function isNumber({ sort, format, formula }: SheetCell): boolean {
  if (sort === "number") return format.sort !== "date";
  return (sort === "nothing" || sort === "error") && formula !== undefined;
}

/** A label, and right of it numbers. */
function isDataRow({ sheet }: TextGrid, row: number): boolean {
  const cells = sheet.row(row);
  const first = cells.find(isNumber);
  if (first === undefined) return false;
  const isLabelled = cells.some(({ sort, text, column }) => {
    return sort === "text" && column < first.column && text.trim() !== "";
  });
  return isLabelled || sheet.mergesIn(row).some(({ from, to }) => row > from.row && to.column < first.column);
}

/** Whether a row of nothing but years is heads: unless what stands above it names periods. */
function isYears(
  grid: TextGrid,
  of: { readonly row: number; readonly done: number; readonly findPeriod: PeriodFinder },
): boolean {
  const numbers = grid.sheet.row(of.row).filter(isNumber);
  if (!numbers.every(({ text, format }) => /^(19|20)\d\d$/.test(text) && !format.code.includes(",")))
    return false;
  const head = headOf(grid, { first: of.row, done: of.done, left: numbers[0]!.column });
  if (head === undefined) return true;
  return [...headsAt(grid, head).values()].every((text) => of.findPeriod(text) === undefined);
}

/** The row where the heads of another table begin, or one after the last. */
function endOf(grid: TextGrid, first: number, findPeriod: PeriodFinder): number {
  const { sheet, lastRow } = grid;
  const other = sheet.rows.find((row) => {
    if (row <= first || isDataRow(grid, row)) return false;
    return sheet
      .row(row)
      .slice(1)
      .some(({ column }) => findPeriod(grid.textAt({ row, column })) !== undefined);
  });
  return other ?? lastRow + 1;
}

/** The rows of heads above the first row of numbers; a title that is merged over the table is none. */
function headOf(
  grid: TextGrid,
  of: { readonly first: number; readonly done: number; readonly left: number },
): { readonly top: number; readonly headRows: number } | undefined {
  const { sheet, lastColumn } = grid;
  const isHead = (row: number): boolean => {
    for (let column = of.left; column <= lastColumn; column++) {
      const position = { row, column };
      const from = mergeAt(sheet, position)?.from ?? position;
      const text = grid.textAt(position);
      if (from.column >= of.left && text !== "" && unitText(text) === undefined) return true;
    }
    return false;
  };
  let bottom = of.first - 1;
  while (bottom > of.done && !isHead(bottom)) bottom -= 1;
  if (bottom === of.done) return undefined;
  let top = bottom;
  while (top - 1 > of.done && bottom - top + 1 < MOST_HEAD_ROWS && isHead(top - 1)) top -= 1;
  return { top, headRows: bottom - top + 1 };
}

/** The first cell that names a unit of money. */
function unitIn(
  grid: TextGrid,
  of: { readonly from: number; readonly to: number; readonly currency: string },
): LikelyTable["unit"] {
  for (const row of grid.sheet.rows) {
    if (row < of.from || row > of.to) continue;
    for (const cell of grid.sheet.row(row)) {
      const unit = cell.sort === "text" ? moneyIn(cell.text, of.currency) : undefined;
      if (unit !== undefined) return { text: cell.text.trim().replace(/\s+/g, " "), unit };
    }
  }
  return undefined;
}

/** What a cell says of a unit: (単位：百万円), "Unit: JPY million", "(in millions of yen)", "in Mio. EUR"; undefined where it says something else. */
function unitText(text: string): string | undefined {
  const bare = comparable(text)
    .replace(/^[([【]\s*|\s*[)\]】]$/g, "")
    .trim();
  const named =
    /^(?:単位\s*:?\s*|units?\s*:\s*|(?:alle )?(?:angaben|beträge) in |einheit\s*:\s*|in )(.+)$/i.exec(
      bare,
    )?.[1];
  if (named !== undefined) return named;
  return /^(円|千円|万円|百万円|億円|十億円|兆円)$|^[A-Z]{3} (thousands?|millions?|billions?)$/i.test(bare) ||
    ENGLISH.test(bare) ||
    GERMAN.test(bare)
    ? bare
    : undefined;
}

const ENGLISH = /^(thousand|million|billion)s? of (?:japanese |us |u\.s\. )?(yen|dollar|euro|pound)s?$/i;
/** "Mio. EUR", "TEUR", "Tsd. €", "Millionen Euro". */
const GERMAN = /^(T(?=EUR|€)|Tsd\.?|Tausend|Mio\.?|Millionen|Mrd\.?|Milliarden) ?([A-Z]{3}|€|Euro)$/i;
const GERMAN_SCALES: Readonly<Record<string, string>> = {
  t: "thousand",
  tsd: "thousand",
  tausend: "thousand",
  mio: "million",
  millionen: "million",
  mrd: "billion",
  milliarden: "billion",
};
const CURRENCIES: Readonly<Record<string, string>> = { yen: "JPY", dollar: "USD", euro: "EUR", pound: "GBP" };

function moneyIn(text: string, currency: string): Unit | undefined {
  const said = unitText(text);
  if (said === undefined) return undefined;
  const name = englishUnit(said, currency);
  const [first = "", ...scale] = name.split(" ");
  const unit = parseUnit(
    [first.length === 3 ? first.toUpperCase() : first, ...scale.map((word) => word.toLowerCase())].join(" "),
  );
  return "what" in unit || unit.family !== "money" ? undefined : unit;
}

/** A unit as `parseUnit` reads it, but for capitals. */
function englishUnit(said: string, currency: string): string {
  const english = ENGLISH.exec(said);
  if (english !== null) return `${CURRENCIES[english[2]!.toLowerCase()]} ${english[1]}`;
  const german = GERMAN.exec(said);
  if (german !== null) {
    const [, scale = "", of = ""] = german;
    const code = /^(?:€|euro)$/i.test(of) ? "EUR" : of;
    return `${code} ${GERMAN_SCALES[scale.toLowerCase().replace(".", "")]}`;
  }
  return said.replace(/^[¥$€£] ?/, `${currency} `).replace(/(thousand|million|billion)s$/i, "$1");
}

/** The last text above a table that is no unit. */
function titleIn(
  { sheet }: TextGrid,
  { from, to }: { readonly from: number; readonly to: number },
  unit: string | undefined,
): string | undefined {
  const texts = sheet.rows
    .filter((row) => row >= from && row <= to)
    .flatMap((row) => sheet.row(row).filter(({ sort, text }) => sort === "text" && text.trim() !== ""))
    .map(({ text }) => text.trim().replace(/\s+/g, " "))
    .filter((text) => text !== unit && unitText(text) === undefined);
  return texts.at(-1);
}

/** The rows with numbers, each under the last label without any. */
function rowsIn(
  { sheet }: TextGrid,
  of: { readonly from: number; readonly to: number; readonly left: number },
): readonly LikelyRow[] {
  const rows: LikelyRow[] = [];
  let section: string | undefined;
  for (const row of sheet.rows) {
    if (row < of.from || row > of.to) continue;
    const cells = sheet.row(row);
    const values = cells.filter((cell) => cell.column >= of.left && isNumber(cell));
    const texts = cells.filter(
      ({ sort, column, text }) => sort === "text" && column < of.left && text.trim() !== "",
    );
    const over = texts.find((cell) => {
      const merge = mergeAt(sheet, cell);
      return merge !== undefined && merge.to.row > merge.from.row;
    });
    if (over !== undefined) section = over.text.trim();
    if (values.length === 0) {
      if (over === undefined && texts[0] !== undefined) section = texts[0].text.trim();
      continue;
    }
    const labels = texts.filter((cell) => cell !== over);
    rows.push({ row, ...(section !== undefined && { section }), labels, values });
  }
  return rows;
}
