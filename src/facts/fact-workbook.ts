import { formatPlace, suggest, type Place, type Problem } from "../problem.ts";
import { formatColumn, formatRange } from "./cell-address.ts";
import { readCellNumber } from "./cell-number.ts";
import type { Company, Rounding } from "./company.ts";
import type { Cell } from "./csv.ts";
import type { FactRows } from "./fact-rows.ts";
import type { Unmapped } from "./facts.ts";
import { mergeAt, type Sheet, type SheetCell } from "./sheet.ts";
import {
  ambiguous,
  cellsWith,
  comparable,
  findTable,
  headProblems,
  noText,
  textGrid,
  type FoundTable,
  type TextGrid,
} from "./sheet-table.ts";
import { isBlank, matchRows, rowsOf, type TableRow } from "./table-rows.ts";
import { quote, type NamedBytes } from "./text.ts";
import { parseUnit } from "./unit.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";
import { readWorkbookMap, type MapLine, type MapTable, type SaidOfFact } from "./workbook-map.ts";

export interface WorkbookInput {
  readonly workbook: NamedBytes;
  readonly map: NamedBytes;
  readonly company: Pick<Company, "rounding">;
  readonly rows: FactRows;
}

/**
 * Gives the facts of a workbook to `rows`, as its mapping says; returns what is wrong with the sheets and the mapping, and the
 * lines of its tables of which the mapping says nothing. Throws a KessanError where one of the two cannot be read.
 */
export function addWorkbookFacts({ workbook: bytes, map, company, rows }: WorkbookInput): {
  readonly problems: readonly Problem[];
  readonly unmapped: readonly Unmapped[];
} {
  const tables = readWorkbookMap(map);
  const workbook = openWorkbook(bytes);
  const problems: Problem[] = [];
  const unmapped: Unmapped[] = [];
  const grids = new Map<string, TextGrid>();
  const found: FoundTable[] = [];
  for (const table of tables) {
    const grid = gridOf(table);
    if (grid === undefined) continue;
    const result = findTable(table, grid);
    problems.push(...result.problems);
    if (result.table !== undefined) found.push(result.table);
  }
  for (const table of found) {
    const below = found.filter(({ grid, start }) => grid === table.grid && start > table.top);
    const last = Math.min(table.grid.lastRow, ...below.map(({ start }) => start - 1));
    const above = found.filter(({ grid, top }) => grid === table.grid && top < table.start);
    const read = readTable(table, {
      workbook,
      company,
      rows,
      last,
      first: Math.max(1, ...above.map(({ top, map: { headRows } }) => top + headRows)),
    });
    problems.push(...read.problems);
    unmapped.push(...read.unmapped);
  }
  return { problems, unmapped };

  function gridOf({ sheet: { text, place }, accepts }: MapTable): TextGrid | undefined {
    const known = grids.get(text);
    const sheet = workbook.sheet(text);
    if (sheet === undefined) {
      const hint = suggest(text, workbook.names) ?? `its sheets are ${workbook.names.map(quote).join(", ")}`;
      problems.push({ place, what: `${workbook.file} has no sheet ${quote(text)}`, hint });
      return undefined;
    }
    if (known === undefined && sheet.isHidden && !accepts.hidden) {
      problems.push({
        place: { file: workbook.file, sheet: text },
        what: "the sheet is hidden",
        hint: HIDDEN,
      });
    }
    const grid = known ?? textGrid(sheet, workbook);
    grids.set(text, grid);
    return grid;
  }
}

const HIDDEN = "show it, or say why not in the mapping of its table: accept: { hidden: <reason> }";
const CALCULATED =
  "open it in Excel and save it, or say in the mapping of the table why they can be taken: accept: { calculated: <reason> }";

interface TableRequest {
  readonly workbook: Workbook;
  readonly company: Pick<Company, "rounding">;
  readonly rows: FactRows;
  /** Rows of the sheet that are the table's. */
  readonly first: number;
  readonly last: number;
}

/** A column of a table with what the mapping says of it. */
interface MappedColumn {
  readonly column: number;
  readonly line: MapLine;
}

function readTable(
  table: FoundTable,
  request: TableRequest,
): { readonly problems: readonly Problem[]; readonly unmapped: readonly Unmapped[] } {
  const { map, grid, heads } = table;
  const { sheet } = grid;
  const problems: Problem[] = [];
  const columns = map.columns.flatMap((line): readonly MappedColumn[] => {
    const [found] = [...heads].filter(([, head]) => head === comparable(line.key.text));
    return found === undefined ? [] : [{ column: found[0], line }];
  });
  const labelColumns = new Set<number>();
  for (const label of map.labelColumns ?? []) {
    const found = headProblems(label, { heads, sheet });
    problems.push(...found);
    for (const [column, head] of heads) if (head === comparable(label.text)) labelColumns.add(column);
  }
  const firstColumn = Math.min(...columns.map(({ column }) => column));
  if (map.labelColumns === undefined)
    for (let column = 1; column < firstColumn; column++) labelColumns.add(column);

  const ends =
    map.end === undefined
      ? []
      : cellsWith(grid, map.end.text, { from: table.top, to: request.last, isStart: true });
  if (map.end !== undefined && ends.length === 0)
    problems.push(noText(map.end, grid, { from: table.top, to: request.last }));
  const last = ends.length === 0 ? request.last : ends[0]!.row - 1;
  problems.push(...unitProblems(table, request.first));

  const valued = columns.filter(({ line }) => line.fact !== undefined);
  const rows = rowsOf(table, { last, labelColumns, columns: new Set(valued.map(({ column }) => column)) });
  const { matched, unmapped, problems: unmatched } = matchRows(table, rows);
  problems.push(...unmatched);
  const facts = matched.filter(({ line }) => line.fact !== undefined);
  const reader = cellReader(table, request);
  request.rows.startFile();
  for (const { row, line } of facts) {
    for (const { column, line: head } of valued) reader.read({ row, column, line, head });
  }
  return {
    problems: [...problems, ...reader.problems()],
    unmapped: [
      ...unmapped.map(({ row, section }) => unmappedRow(row, section, sheet)),
      ...unmappedColumns(table, { rows: facts.map(({ row }) => row), columns, labelColumns, firstColumn }),
    ],
  };
}

/** The text that has to say the unit is to be found between the table above and the first row of values. */
function unitProblems({ map, grid, top }: FoundTable, first: number): readonly Problem[] {
  if (map.unitText === undefined) return [];
  const rows = { from: first, to: top + map.headRows - 1 };
  const found = cellsWith(grid, map.unitText.text, rows);
  if (found.length === 0) return [noText(map.unitText, grid, rows)];
  const texts = new Set(found.map(({ text }) => comparable(text)));
  return texts.size > 1 ? [ambiguous(map.unitText, found, grid)] : [];
}

interface ValueCell {
  readonly row: TableRow;
  readonly column: number;
  readonly line: MapLine;
  readonly head: MapLine;
}

/** Reads the cells of a table; what is wrong with a whole row, column or table is told once. */
function cellReader({ map, grid: { sheet } }: FoundTable, { workbook, company, rows }: TableRequest) {
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
    const said = { ...map.fact, ...head.fact, ...line.fact };
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

function unmappedRow({ row, labels }: TableRow, section: string | undefined, sheet: Sheet): Unmapped {
  const first = labels[0];
  const name = labels.map(({ text }) => comparable(text)).join(" | ");
  const file = fileName(sheet);
  const within = section === undefined ? "" : ` in the section ${quote(section)}`;
  return {
    id: ["row", file, sheet.name, ...(section === undefined ? [] : [section]), name || String(row)].join(" "),
    place: sheet.placeOf(first ?? { row, column: 1 }),
    what:
      name === "" ? "a row without a label is not mapped" : `the row ${quote(name)}${within} is not mapped`,
    hint: `say in ${mapName(file)} what it is, or why it is left out: { leave: <reason> }`,
  };
}

/** Columns with a head and with numbers in mapped rows, of which the mapping says nothing. */
function unmappedColumns(
  { grid: { sheet }, heads, top, map }: FoundTable,
  of: {
    readonly rows: readonly TableRow[];
    readonly columns: readonly MappedColumn[];
    readonly labelColumns: ReadonlySet<number>;
    readonly firstColumn: number;
  },
): readonly Unmapped[] {
  const known = new Set(of.columns.map(({ column }) => column));
  const holds = (column: number): boolean =>
    of.rows.some(({ row }) => {
      const cell = sheet.at({ row, column });
      return cell !== undefined && cell.sort !== "text";
    });
  return [...heads]
    .filter(([column]) => !known.has(column) && !of.labelColumns.has(column) && holds(column))
    .map(([column, head]) => {
      const file = fileName(sheet);
      return {
        id: ["column", file, sheet.name, head].join(" "),
        place: sheet.placeOf({ row: top + map.headRows - 1, column }),
        what: `the column ${quote(head)} is not mapped`,
        hint: `say in ${mapName(file)} what it is, or why it is left out: { leave: <reason> }`,
      };
    });
}

function fileName(sheet: Sheet): string {
  const { file } = sheet.placeOf({ row: 1, column: 1 });
  return file.slice(file.lastIndexOf("/") + 1);
}

function mapName(file: string): string {
  return file.replace(/\.xlsx$/i, ".map.yaml");
}
