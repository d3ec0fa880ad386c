import { formatPlace, type Place, type Problem } from "../problem.ts";
import { formatColumn, formatRange } from "./cell-address.ts";
import { readCellNumber } from "./cell-number.ts";
import type { Company, Rounding } from "./company.ts";
import type { Cell } from "./csv.ts";
import type { FactRows } from "./fact-rows.ts";
import { mergeAt, type SheetCell } from "./sheet.ts";
import type { FoundTable } from "./sheet-table.ts";
import { isBlank, type TableRow } from "./table-rows.ts";
import { quote } from "./text.ts";
import { parseUnit } from "./unit.ts";
import type { Workbook } from "./workbook.ts";
import type { MapLine, SaidOfFact } from "./workbook-map.ts";

/** What the values of a table are read with, and go to. */
export interface ValueRequest {
  readonly workbook: Workbook;
  readonly company: Pick<Company, "rounding">;
  readonly rows: FactRows;
}

/** Reads the cells of a table. */
export interface ValueReader {
  read(value: ValueCell): void;
  /** What is wrong with the cells so far; with a whole row, column or table it is told once. */
  problems(): readonly Problem[];
}

/** What mends a hidden row, column or sheet. */
export const HIDDEN = "show it, or say why not in the mapping of its table: accept: { hidden: <reason> }";
const CALCULATED =
  "open it in Excel and save it, or say in the mapping of the table why they can be taken: accept: { calculated: <reason> }";

/** A cell with what the mapping says of its row and its column. */
export interface ValueCell {
  readonly row: TableRow;
  readonly column: number;
  readonly line: MapLine;
  readonly head: MapLine;
}

/** A reader of the cells of a table, which gives their facts to `rows`. */
export function valueReader(
  { map, grid: { sheet } }: FoundTable,
  { workbook, company, rows }: ValueRequest,
): ValueReader {
  const problems = new Map<string, Problem>();
  const calculated: string[] = [];
  const tell = (place: Place, what: string, hint: string): void => {
    const key = `${formatPlace(place)} ${what}`;
    if (!problems.has(key)) problems.set(key, { place, what, hint });
  };

  function read({ row, column, line, head }: ValueCell): void {
    const position = { row: row.row, column };
    const place = sheet.placeOf(position);
    const merge = mergeAt(sheet, position);
    const cell = sheet.at(position);
    if (merge !== undefined && sheet.at(merge.from) !== undefined) {
      tell(
        { ...place, cell: formatRange(merge) },
        "the cells are merged, so that their value belongs to no one column and row",
        "unmerge them, and write each value into its own cell",
      );
      return;
    }
    if (cell === undefined || isBlank(cell)) return;
    if (!map.accepts.hidden) {
      if (sheet.isRowHidden(row.row)) tell({ ...place, cell: String(row.row) }, "the row is hidden", HIDDEN);
      if (sheet.isColumnHidden(column))
        tell({ ...place, cell: formatColumn(column) }, "the column is hidden", HIDDEN);
    }
    const said = saidOf(map.fact, head.fact ?? {}, line.fact ?? {});
    const name = `${said.account?.text ?? "?"}@${said.period?.text ?? "?"}`;
    const value = valueOf(cell, { said, rounding: roundingOf(said, company), name });
    if ("what" in value) {
      tell(place, value.what, value.hint);
      return;
    }
    if (cell.formula !== undefined) {
      if (workbook.isLinked(cell.formula)) {
        const what = `${name}: is taken from another workbook: ${quote(`=${cell.formula}`)}`;
        tell(place, what, "break the link in Excel, so that the cell keeps its value");
        return;
      }
      calculated.push(place.cell!);
    }
    add({ said, column: head.key.place, row: line.key.place, value: { text: value.text, place } });
  }

  function add(of: {
    readonly said: SaidOfFact;
    readonly column: Place;
    readonly row: Place;
    readonly value: Cell;
  }): void {
    const { account, period, unit, source, ...others } = of.said;
    const { member, scenario, basis, measure, asOf } = others;
    rows.add(
      {
        account: account ?? { text: "", place: of.row },
        unit: unit ?? { text: "", place: of.row },
        source: source ?? { text: "", place: map.place },
        member,
        scenario,
        basis,
        measure,
        asOf,
      },
      [{ period: period ?? { text: "", place: of.column }, value: of.value }],
    );
  }

  return {
    read,
    problems: (): readonly Problem[] => {
      if (workbook.stale === undefined || map.accepts.calculated || calculated.length === 0)
        return [...problems.values()];
      const [first = "", ...rest] = calculated;
      const names = rest.length === 0 ? first : `${first} and ${rest.length} more`;
      const what = `results of formulas may be out of date (${names}): ${workbook.stale}`;
      const place = { ...sheet.placeOf({ row: 1, column: 1 }), cell: first };
      return [...problems.values(), { place, what, hint: CALCULATED }];
    },
  };
}

/** The row speaks before the column and both before the table; the unit of a measure is its column's. */
function saidOf(table: SaidOfFact, column: SaidOfFact, row: SaidOfFact): SaidOfFact {
  return column.measure === undefined ? { ...table, ...column, ...row } : { ...table, ...row, ...column };
}

/** The text of a value for `FactRows`, or why the cell has none. */
function valueOf(
  cell: SheetCell,
  of: { readonly said: SaidOfFact; readonly rounding: Rounding; readonly name: string },
): { readonly text: string } | { readonly what: string; readonly hint: string } {
  const { said, rounding, name } = of;
  switch (cell.sort) {
    case "error":
      return { what: `${name}: holds ${cell.text}`, hint: "mend the formula and save the workbook" };
    case "nothing":
      return {
        what: `${name}: the formula has no result in the file`,
        hint: "open it in Excel and save it: what is calculated is kept then",
      };
    case "boolean":
      return { what: `${name}: expected a number, got ${cell.text}`, hint: "type the number" };
    case "text":
      if (/^[-－–—]$/.test(cell.text.trim())) return { text: "-" };
      return {
        what: `${name}: expected a number, the cell holds the text ${quote(cell.text)}`,
        hint: "convert it to a number in Excel; - says that there is no such value",
      };
    case "number": {
      const number = readCellNumber(cell, { decimals: said.decimals, rounding });
      if ("what" in number) return { ...number, what: `${name}: ${number.what}` };
      const unit = said.unit && parseUnit(said.unit.text);
      const isPoints = unit !== undefined && "family" in unit && unit.family === "points";
      return { text: number.isPercent && !isPoints ? `${number.text}%` : number.text };
    }
  }
}

/** How the company rounds what it reports in this unit. */
function roundingOf({ unit }: SaidOfFact, { rounding }: Pick<Company, "rounding">): Rounding {
  const parsed = unit && parseUnit(unit.text);
  if (parsed === undefined || "what" in parsed || parsed.family === "plain") return rounding.amount;
  return { money: rounding.amount, ratio: rounding.percent, points: rounding.points }[parsed.family];
}
