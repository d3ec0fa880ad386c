import type { Place } from "../problem.ts";
import {
  formatAddress,
  isWithin,
  parseAddress,
  parseRange,
  type CellPosition,
  type CellRange,
} from "./cell-address.ts";
import { readNumberFormat, type NumberFormat } from "./number-format.ts";
import type { PackageParts } from "./package-parts.ts";
import { stringReader } from "./string-items.ts";

/** A cell that holds something. */
export interface SheetCell extends CellPosition {
  /** What it holds; `nothing` for a formula without a result that was kept. */
  readonly sort: "number" | "text" | "boolean" | "error" | "nothing";
  /** The number as the file writes it, every digit; the text without phonetic readings; `#REF!`. */
  readonly text: string;
  /** Without the equals sign. A cell with a formula holds the result that was kept when the workbook was saved. */
  readonly formula?: string;
  readonly format: NumberFormat;
}

/** A sheet with cells. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows that hold a cell, from the top. */
  readonly rows: readonly number[];
  /** The cells of a row, from the left. */
  row(row: number): readonly SheetCell[];
  at(position: CellPosition): SheetCell | undefined;
  /** Merged cells that a row has a part of. */
  mergesIn(row: number): readonly CellRange[];
  isRowHidden(row: number): boolean;
  isColumnHidden(column: number): boolean;
  placeOf(position: CellPosition): Place;
}

const GENERAL = readNumberFormat("General");

/** Reads a sheet of a workbook. Throws a KessanError if its part is damaged. */
export function readSheet(of: {
  readonly parts: PackageParts;
  readonly part: string;
  readonly name: string;
  readonly isHidden: boolean;
  readonly file: string;
  readonly shared: readonly string[];
  readonly formats: readonly NumberFormat[];
}): Sheet {
  const { name, isHidden, file } = of;
  const cells = new Map<number, Map<number, SheetCell>>();
  const hiddenRows = new Set<number>();
  const hiddenColumns: { readonly min: number; readonly max: number }[] = [];
  const merges: CellRange[] = [];
  const mergesOfRows = new Map<number, readonly CellRange[]>();
  const sharedFormulas = new Map<string, string>();
  const inline = stringReader();
  let [row, column] = [0, 0];
  let cell: { type: string; style: number; value?: string; formula?: string; group?: string } | undefined;
  let field: "v" | "f" | undefined;

  of.parts.walk(of.part, {
    open(tag, attributes) {
      inline.open(tag);
      if (tag === "row") {
        row = attributes["r"] === undefined ? row + 1 : Number(attributes["r"]);
        column = 0;
        if (isTrue(attributes["hidden"]) || Number(attributes["ht"] ?? 1) === 0) hiddenRows.add(row);
      } else if (tag === "c") {
        const position = parseAddress(attributes["r"] ?? "");
        [row, column] = position === undefined ? [row, column + 1] : [position.row, position.column];
        cell = { type: attributes["t"] ?? "n", style: Number(attributes["s"] ?? 0) };
      } else if (tag === "v" && cell !== undefined) {
        field = "v";
        cell.value = "";
      } else if (tag === "f" && cell !== undefined) {
        field = "f";
        cell.formula = "";
        if (attributes["t"] === "shared") cell.group = attributes["si"] ?? "";
      } else if (tag === "col" && (isTrue(attributes["hidden"]) || Number(attributes["width"] ?? 1) === 0)) {
        hiddenColumns.push({ min: Number(attributes["min"]), max: Number(attributes["max"]) });
      } else if (tag === "mergeCell") {
        const range = parseRange(attributes["ref"] ?? "");
        if (range !== undefined) merges.push(range);
      }
    },
    text(text) {
      inline.text(text);
      if (cell === undefined || field === undefined) return;
      if (field === "v") cell.value += text;
      else cell.formula += text;
    },
    close(tag) {
      inline.close(tag);
      if (tag === "v" || tag === "f") field = undefined;
      if (tag !== "c" || cell === undefined) return;
      const text = inline.take();
      const found = readCell({ ...cell, inline: text, shared: of.shared });
      if (found !== undefined) {
        const formula = formulaOf(cell, sharedFormulas);
        const whole: SheetCell = {
          row,
          column,
          ...found,
          ...(formula !== undefined && { formula }),
          format: of.formats[cell.style] ?? GENERAL,
        };
        if (!cells.has(row)) cells.set(row, new Map());
        cells.get(row)!.set(column, whole);
      }
      cell = undefined;
    },
  });

  const rows = [...cells.keys()].sort((a, b) => a - b);
  return {
    name,
    isHidden,
    rows,
    row: (number) => [...(cells.get(number)?.values() ?? [])].sort((a, b) => a.column - b.column),
    at: (position) => cells.get(position.row)?.get(position.column),
    mergesIn: (number) => {
      if (!mergesOfRows.has(number)) {
        const own = merges.filter(({ from, to }) => number >= from.row && number <= to.row);
        mergesOfRows.set(number, own);
      }
      return mergesOfRows.get(number)!;
    },
    isRowHidden: (number) => hiddenRows.has(number),
    isColumnHidden: (number) => hiddenColumns.some(({ min, max }) => number >= min && number <= max),
    placeOf: (position) => ({ file, sheet: name, cell: formatAddress(position) }),
  };
}

/** What a cell holds (ECMA-376 18.18.11); undefined for a cell that is only formatted. */
function readCell(of: {
  readonly type: string;
  readonly value?: string;
  readonly formula?: string;
  readonly inline: string;
  readonly shared: readonly string[];
}): Pick<SheetCell, "sort" | "text"> | undefined {
  const { type, value } = of;
  if (type === "inlineStr") return of.inline === "" ? undefined : { sort: "text", text: of.inline };
  if (value === undefined || value === "") {
    if (of.formula === undefined) return undefined;
    // A formula may come to an empty text, which is a result
    return type === "str" && value === "" ? { sort: "text", text: "" } : { sort: "nothing", text: "" };
  }
  switch (type) {
    case "s":
      return { sort: "text", text: of.shared[Number(value)] ?? "" };
    case "str":
    case "d":
      return { sort: "text", text: value };
    case "b":
      return { sort: "boolean", text: value === "1" ? "TRUE" : "FALSE" };
    case "e":
      return { sort: "error", text: value };
    default:
      return { sort: "number", text: value.trim() };
  }
}

/** The formula of a cell; one that shares another's has that text, which is enough to know what it reaches. */
function formulaOf(
  { formula, group }: { readonly formula?: string; readonly group?: string },
  shared: Map<string, string>,
): string | undefined {
  if (formula === undefined || group === undefined) return formula;
  if (formula !== "") shared.set(group, formula);
  return shared.get(group) ?? formula;
}

/** The range that a merged cell spans; undefined where the cell stands alone. */
export function mergeAt(sheet: Sheet, position: CellPosition): CellRange | undefined {
  return sheet.mergesIn(position.row).find((range) => isWithin(position, range));
}

/** Whether an attribute is set, in either way of writing it. */
export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
