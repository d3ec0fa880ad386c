import { suggest, type Problem } from "../problem.ts";
import type { CellPosition } from "./cell-address.ts";
import { mergeAt, type SheetCell } from "./sheet.ts";
import { comparable, type FoundTable } from "./sheet-table.ts";
import { quote } from "./text.ts";
import type { MapLine, MapSection } from "./workbook-map.ts";

/** A row of a table that says something. */
export interface TableRow {
  readonly row: number;
  readonly labels: readonly SheetCell[];
  /** Whether a mapped column holds something. */
  readonly hasValues: boolean;
}

/** Rows of a table with what the mapping says of them. */
export interface MatchedRows {
  readonly matched: readonly { readonly row: TableRow; readonly line: MapLine }[];
  /** Rows with values of which the mapping says nothing. */
  readonly unmapped: readonly { readonly row: TableRow; readonly section: string | undefined }[];
  readonly problems: readonly Problem[];
}

/** The rows of a table below its heads, down to a row. */
export function rowsOf(
  { grid: { sheet }, top, map }: FoundTable,
  of: {
    readonly last: number;
    readonly labelColumns: ReadonlySet<number>;
    readonly columns: ReadonlySet<number>;
  },
): readonly TableRow[] {
  return sheet.rows
    .filter((row) => row >= top + map.headRows && row <= of.last)
    .map((row) => {
      const cells = sheet.row(row);
      return {
        row,
        labels: cells.filter(
          ({ sort, text, column }) => sort === "text" && text.trim() !== "" && of.labelColumns.has(column),
        ),
        hasValues: cells.some((cell) => of.columns.has(cell.column) && !isBlank(cell)),
      };
    });
}

/** Whether a cell shows nothing. */
export function isBlank({ sort, text }: SheetCell): boolean {
  return sort === "text" && text.trim() === "";
}

/** Finds the row of every label of the mapping, each in its section. */
export function matchRows(table: FoundTable, rows: readonly TableRow[]): MatchedRows {
  const { map } = table;
  const { sections, problems } = findSections(table, rows);
  const matched = new Map<TableRow, MapLine>();
  // Without its name a section's rows count as those of another, where their labels may stand too
  const isSure = problems.length === 0;
  for (const { section, own } of sections) {
    for (const line of section.lines) {
      const found = own.filter((row) => row.hasValues && isLabelled(row, line.key.text));
      if (line.fact !== undefined && found.length > 1) {
        if (isSure) problems.push(twice(table, section, line, found));
        // Which of them is meant is not known, and none of them is another line's
        for (const row of found) if (!matched.has(row)) matched.set(row, { key: line.key });
        continue;
      }
      if (found.length === 0 && !own.some((row) => isLabelled(row, line.key.text)))
        problems.push(missing(table, section, line, own));
      for (const row of found) {
        const other = matched.get(row);
        if (other === undefined) matched.set(row, line);
        else {
          const what = `${quote(line.key.text)} and ${quote(other.key.text)} are both row ${row.row} of ${quote(map.sheet.text)}`;
          problems.push({ place: line.key.place, what, hint: "delete one" });
        }
      }
    }
  }
  const all = sections.flatMap(({ section, own }) =>
    own.map((row) => ({ row, section: section.name?.text })),
  );
  const covered = new Set(all.map(({ row }) => row));
  const outside = rows.filter((row) => !covered.has(row)).map((row) => ({ row, section: undefined }));
  return {
    matched: [...matched].map(([row, line]) => ({ row, line })).sort((a, b) => a.row.row - b.row.row),
    unmapped: [...all, ...outside]
      .filter(({ row }) => row.hasValues && !matched.has(row))
      .sort((a, b) => a.row.row - b.row.row),
    problems,
  };
}

interface SectionRows {
  readonly section: MapSection;
  readonly own: readonly TableRow[];
}

/** A section reaches from its label to the next label that the mapping names as one. */
function findSections(
  table: FoundTable,
  rows: readonly TableRow[],
): { readonly sections: readonly SectionRows[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const starts = new Map<MapSection, number>();
  for (const section of table.map.sections) {
    const { name } = section;
    if (name === undefined) continue;
    const heads = rows.filter((row) => isLabelled(row, name.text));
    const bare = heads.filter(({ hasValues }) => !hasValues);
    const found = heads.length > 1 && bare.length > 0 ? bare : heads;
    if (found.length === 1) starts.set(section, startOf(table, found[0]!, name.text));
    else if (found.length === 0) {
      const near = suggest(comparable(name.text), rows.flatMap(labelTexts));
      const what = `no row of ${quote(table.map.sheet.text)} has the label ${quote(name.text)} of a section`;
      problems.push({ place: name.place, what, ...(near && { hint: near }) });
    } else {
      const what = `the section ${quote(name.text)} begins twice: ${namesOf(table, found, name.text)}`;
      problems.push({ place: name.place, what, hint: "tell them apart in the workbook" });
    }
  }
  const order = [...starts.values()].sort((a, b) => a - b);
  const sectionAt = (row: number): number | undefined => order.findLast((start) => start <= row);
  return {
    problems,
    sections: table.map.sections.flatMap((section) => {
      const start = starts.get(section);
      if (section.name !== undefined && start === undefined) return [];
      return [{ section, own: rows.filter(({ row }) => sectionAt(row) === start) }];
    }),
  };
}

/** The first row of a section: the one below its label, or that of the label where it is merged over the rows of its section. */
function startOf({ grid: { sheet } }: FoundTable, row: TableRow, text: string): number {
  const cell = row.labels.find((label) => comparable(label.text) === comparable(text))!;
  const merge = mergeAt(sheet, cell);
  return merge !== undefined && merge.to.row > merge.from.row ? row.row : row.row + 1;
}

function isLabelled(row: TableRow, text: string): boolean {
  return labelTexts(row).includes(comparable(text));
}

function labelTexts({ labels }: TableRow): readonly string[] {
  return labels.map(({ text }) => comparable(text));
}

function twice(
  table: FoundTable,
  section: MapSection,
  { key }: MapLine,
  found: readonly TableRow[],
): Problem {
  const where = section.name === undefined ? "" : ` in the section ${quote(section.name.text)}`;
  return {
    place: key.place,
    what: `the label ${quote(key.text)} stands twice${where}: ${namesOf(table, found, key.text)}`,
    hint: "name the section of each, or tell them apart in the workbook",
  };
}

function missing(
  table: FoundTable,
  section: MapSection,
  { key }: MapLine,
  own: readonly TableRow[],
): Problem {
  const where = section.name === undefined ? "" : ` in the section ${quote(section.name.text)}`;
  const near = suggest(comparable(key.text), own.flatMap(labelTexts));
  return {
    place: key.place,
    what: `no row of ${quote(table.map.sheet.text)} has the label ${quote(key.text)}${where}`,
    ...(near && { hint: near }),
  };
}

/** The cells that have a label: `A12 and A15`. */
function namesOf({ grid: { sheet } }: FoundTable, rows: readonly TableRow[], text: string): string {
  const cellOf = ({ labels }: TableRow): CellPosition =>
    labels.find((label) => comparable(label.text) === comparable(text))!;
  return rows.map((row) => sheet.placeOf(cellOf(row)).cell).join(" and ");
}
