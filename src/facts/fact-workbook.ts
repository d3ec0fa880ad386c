import { suggest, withoutDoubles, type Problem } from "../problem.ts";
import type { Company } from "./company.ts";
import type { FactRows } from "./fact-rows.ts";
import type { Unmapped } from "./facts.ts";
import type { Sheet } from "./sheet.ts";
import {
  cellsWith,
  comparable,
  findTable,
  headProblems,
  noText,
  textGrid,
  type FoundTable,
  type TextGrid,
} from "./sheet-table.ts";
import { matchRows, rowsOf, type TableRow } from "./table-rows.ts";
import { HIDDEN, valueReader, type ValueRequest } from "./table-values.ts";
import { quote, type NamedBytes } from "./text.ts";
import { openWorkbook } from "./workbook.ts";
import { readWorkbookMap, type MapLine, type MapTable } from "./workbook-map.ts";

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
  return { problems: withoutDoubles(problems), unmapped };

  function gridOf({ sheet: { text, place }, accepts }: MapTable): TextGrid | undefined {
    const known = grids.get(text);
    const sheet = workbook.sheet(text);
    if (sheet === undefined) {
      const hint = suggest(text, workbook.names) ?? `its sheets are ${workbook.names.map(quote).join(", ")}`;
      problems.push({ place, what: `${workbook.file} has no sheet ${quote(text)}`, hint });
      return undefined;
    }
    if (sheet.isHidden && !accepts.hidden)
      problems.push({
        place: { file: workbook.file, sheet: text },
        what: "the sheet is hidden",
        hint: HIDDEN,
      });
    const grid = known ?? textGrid(sheet, workbook);
    grids.set(text, grid);
    return grid;
  }
}

interface TableRequest extends ValueRequest {
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
  const reader = valueReader(table, request);
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
  return cellsWith(grid, map.unitText.text, rows).length > 0 ? [] : [noText(map.unitText, grid, rows)];
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
