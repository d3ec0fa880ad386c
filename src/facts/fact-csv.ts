import { suggest, type Problem } from "../problem.ts";
import type { FiscalCalendar } from "./calendar.ts";
import type { Cell, Csv } from "./csv.ts";
import { notAPeriod, type FactKeys, type FactRows } from "./fact-rows.ts";
import type { Period } from "./period.ts";
import { quote } from "./text.ts";

/** The key columns of a facts CSV; a wide one has periods beside them, a long one `period` and `value`. */
export const KEY_COLUMNS = [
  "account",
  "member",
  "unit",
  "scenario",
  "basis",
  "measure",
  "as_of",
  "source",
] as const;

/** Gives the rows of a CSV file to `rows`; returns the problems of its columns. */
export function addCsvFacts({
  csv,
  calendar,
  rows,
}: {
  readonly csv: Csv;
  readonly calendar: FiscalCalendar;
  readonly rows: FactRows;
}): readonly Problem[] {
  const { header, records } = csv;
  if (header.length === 0) return [];
  const column = new Map<string, number>(header.map(({ text }, index) => [text, index]));
  const long = column.has("period");
  const periods = long ? [] : header.flatMap((cell, index) => (isKey(cell.text) ? [] : [{ cell, index }]));
  const problems = [
    ...missingColumns({ header, long, wide: periods.length > 0 }),
    ...(long ? unknownColumns(header) : wrongPeriods({ cells: periods.map(({ cell }) => cell), calendar })),
  ];
  const wrong = new Set(problems.map(({ place }) => place));
  const inOrder = periods.filter(({ cell }) => !wrong.has(cell.place));

  rows.startFile();
  if (!column.has("account") || !column.has("unit") || !column.has("source")) return problems;
  for (const record of records) {
    const at = (name: string): Cell | undefined => record.cells[column.get(name) ?? -1];
    const [period, value] = [at("period"), at("value")];
    const values = long
      ? period && value
        ? [{ period, value }]
        : []
      : inOrder.map(({ cell, index }) => ({ period: cell, value: record.cells[index]! }));
    const keys: FactKeys = {
      account: at("account")!,
      member: at("member"),
      unit: at("unit")!,
      scenario: at("scenario"),
      basis: at("basis"),
      measure: at("measure"),
      asOf: at("as_of"),
      source: at("source")!,
    };
    rows.add(keys, values);
  }
  return problems;
}

function isKey(text: string): boolean {
  return (KEY_COLUMNS as readonly string[]).includes(text);
}

function missingColumns(of: {
  readonly header: readonly Cell[];
  readonly long: boolean;
  readonly wide: boolean;
}): readonly Problem[] {
  const { file, line } = of.header[0]!.place;
  const place = { file, ...(line !== undefined && { line }) };
  const needed = ["account", "unit", "source", ...(of.long ? ["value"] : [])];
  const missing = needed.filter((name) => !of.header.some(({ text }) => text === name));
  const problems: Problem[] = missing.map((name) => ({ place, what: `no column ${quote(name)}` }));
  if (!of.long && !of.wide) {
    problems.push({
      place,
      what: "no period",
      hint: 'add a column a period, such as 2Q06, or the columns "period" and "value"',
    });
  }
  return problems;
}

function unknownColumns(header: readonly Cell[]): readonly Problem[] {
  const known = [...KEY_COLUMNS, "period", "value"];
  return header
    .filter(({ text }) => text !== "" && !known.includes(text))
    .map(({ text, place }) => {
      const hint = suggest(text, known) ?? `a table with a column "period" has only ${known.join(", ")}`;
      return { place, what: `unknown column ${quote(text)}`, hint };
    });
}

/** Heads that are no periods, and periods of one kind that do not run in one direction. */
function wrongPeriods(of: {
  readonly cells: readonly Cell[];
  readonly calendar: FiscalCalendar;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const byKind = new Map<string, { readonly cell: Cell; readonly period: Period }[]>();
  for (const cell of of.cells) {
    const period = of.calendar.parse(cell.text);
    if (period !== undefined) {
      byKind.set(period.kind, [...(byKind.get(period.kind) ?? []), { cell, period }]);
    } else if (cell.text !== "") {
      const { what, hint } = notAPeriod(cell.text, of.calendar);
      const name = suggest(cell.text, KEY_COLUMNS);
      problems.push(
        name === undefined || /\d/.test(cell.text)
          ? { place: cell.place, what, hint }
          : { place: cell.place, what: `unknown column ${quote(cell.text)}`, hint: name },
      );
    }
  }
  for (const columns of byKind.values()) {
    const steps = columns.slice(1).map((column, index) => ({ before: columns[index]!, column }));
    const up = steps.filter(({ before, column }) => before.period.end < column.period.end);
    const down = steps.filter(({ before, column }) => before.period.end > column.period.end);
    const against = up.length >= down.length ? down : up;
    for (const { before, column } of against) {
      problems.push({
        place: column.cell.place,
        what: `periods out of order: ${column.cell.text} after ${before.cell.text}`,
      });
    }
  }
  return problems;
}
