/** A cell of a sheet; both count from 1. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, both ends included. */
export interface CellRange {
  readonly from: CellPosition;
  readonly to: CellPosition;
}

/** `C12`. */
export function formatAddress({ row, column }: CellPosition): string {
  return `${formatColumn(column)}${row}`;
}

/** `C`, `AA`. */
export function formatColumn(column: number): string {
  let [letters, rest] = ["", column];
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** `C12:D12`, or `C12` where it is one cell. */
export function formatRange({ from, to }: CellRange): string {
  const [first, last] = [formatAddress(from), formatAddress(to)];
  return first === last ? first : `${first}:${last}`;
}

/** The position that an address names; undefined if the text is none. */
export function parseAddress(text: string): CellPosition | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (match === null) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(match[2]), column };
}

/** The range that `C12:D14` or `C12` names; undefined if the text is none. */
export function parseRange(text: string): CellRange | undefined {
  const [first = "", last = first] = text.split(":");
  const [from, to] = [parseAddress(first), parseAddress(last)];
  return from && to && { from, to };
}

/** Whether a cell lies in a range. */
export function isWithin({ row, column }: CellPosition, { from, to }: CellRange): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}
