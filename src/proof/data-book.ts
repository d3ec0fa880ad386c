import type { Document } from "../documents/document.ts";
import { figuresIn, type FigureRun, type Runs } from "../documents/runs.ts";
import { plainText } from "../documents/sentence.ts";
import type { FigureTable } from "../documents/table.ts";
import { parseUnit } from "../facts/unit.ts";
import { Exact, powerOfTen } from "../figures/exact.ts";
import { printedNumber } from "./figures-csv.ts";
import type { Trace } from "./trace.ts";
import { addressOf, writeWorkbook, type Sheet, type WorkbookCell } from "./write-workbook.ts";

/**
 * The statements of a document as an Excel workbook: a sheet a table, and one of the figures that they rest on, in base units
 * (yen, ratios as fractions). What follows from other figures is a formula wherever it gives what was printed; the others
 * are the numbers themselves. Undefined for a document without tables of figures.
 */
export function writeDataBook(document: Document, trace: Trace): Uint8Array | undefined {
  const tables = document.slides.flatMap(({ number, id, areas }) =>
    Object.values(areas)
      .flat()
      .filter((block) => block.kind === "statement-extract" || block.kind === "results-table")
      .map((table) => ({ name: `${number} ${id}`, table: table as FigureTable })),
  );
  if (tables.length === 0) return undefined;
  const asked = tables.flatMap(({ table }) => table.rows.flatMap(({ cells }) => cells.flatMap(figuresIn)));
  const listed = withInputs(
    asked.map(({ figure }) => figure),
    trace,
  );
  const places = new Map(listed.map((id, index) => [id, addressOf(valueColumn, index + 1)]));
  const names = uniqueNames(tables.map(({ name }) => name));
  return writeWorkbook([
    ...tables.map(({ table }, index) => tableSheet(table, { name: names[index]!, trace, places })),
    figureSheet(listed, { trace, places }),
  ]);
}

const sheetName = "Figures";
const valueColumn = 4;
type Places = ReadonlyMap<string, string>;

/** The figures and all that they follow from, each once. */
function withInputs(ids: readonly string[], { figures }: Trace): readonly string[] {
  const found = new Set<string>();
  const waiting = ids.toReversed();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const figure = figures[id];
    if (found.has(id) || figure?.value == null) continue;
    found.add(id);
    waiting.push(...(figure.derived?.from ?? []).toReversed());
  }
  return [...found];
}

function figureSheet(
  ids: readonly string[],
  { trace, places }: { readonly trace: Trace; readonly places: Places },
): Sheet {
  const head = ["reference", "name", "period", "unit", "value"].map((text) => ({ text }));
  const rows = ids.map((id) => {
    const { label = "", period, unit, value, derived } = trace.figures[id]!;
    const formula = derived && formulaOf(derived, places);
    // A report that differs from what its parts give stands as it was reported
    const isLive = formula !== undefined && (derived?.value === undefined || derived.value === value);
    const cell: WorkbookCell = { number: value!, ...(isLive && { formula }) };
    return [...[id, label, period, baseOf(unit)].map((text) => ({ text })), cell];
  });
  return { name: sheetName, rows: [head, ...rows] };
}

/** What values in base units are counted in. */
function baseOf(name: string): string {
  const unit = parseUnit(name);
  if ("what" in unit || unit.family === "plain") return name;
  return unit.currency ?? "fraction";
}

/** A formula over cells; undefined where it needs a figure that is on no sheet. */
function formulaOf(
  { formula, from }: { readonly formula: string; readonly from: readonly string[] },
  places: Places,
): string | undefined {
  const known = from.toSorted((a, b) => b.length - a.length);
  let [rest, written] = [formula, ""];
  while (rest !== "") {
    const id = known.find((one) => rest.startsWith(one));
    const cell = id === undefined ? undefined : places.get(id);
    if (id !== undefined && cell === undefined) return undefined;
    const step = id ?? rest[0]!;
    if (id === undefined && !/[-+×/()\d. ]/.test(step)) return undefined;
    written += cell ?? (step === "×" ? "*" : step);
    rest = rest.slice(step.length);
  }
  return written.replaceAll(" ", "");
}

function tableSheet(
  { groups, columns, rows }: FigureTable,
  { name, trace, places }: { readonly name: string; readonly trace: Trace; readonly places: Places },
): Sheet {
  const over = groups.flatMap(({ label, span }) => [textOf(label), ...Array<undefined>(span - 1)]);
  const heads = [
    ...(groups.some(({ label }) => label.length > 0) ? [[undefined, ...over]] : []),
    [undefined, ...columns.map(({ label }) => textOf(label))],
  ];
  const body = rows.map(({ label, cells }) => [
    textOf(label),
    ...cells.map((cell) => tableCell(cell, trace, places)),
  ]);
  return { name, rows: [...heads, ...body] };
}

function tableCell(cell: Runs, trace: Trace, places: Places): WorkbookCell | undefined {
  const [run] = figuresIn(cell);
  if (run === undefined) return cell.length === 0 ? undefined : textOf(cell);
  const printed = numberOf(run, trace);
  if (printed === "") return textOf(cell);
  const unit = parseUnit(run.shown.unit);
  const power = "what" in unit ? 0 : unit.power;
  const isPercent = !("what" in unit) && unit.family === "ratio";
  const { decimals } = run.shown;
  const digits = `${isPercent ? "" : "#,##"}0${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}${isPercent ? "%" : ""}`;
  const format = isPercent ? digits : `${digits};-${digits}`;
  const value = trace.figures[run.figure]?.value;
  const place = places.get(run.figure);
  const shown = value == null ? undefined : new Exact(value).div(powerOfTen(power));
  // What was moved so that a column adds up, or was reported with other digits, stands as it was printed
  if (
    place === undefined ||
    shown?.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP).toFixed(decimals) !== printed
  ) {
    const number = isPercent ? new Exact(printed).div(100).toFixed() : printed;
    return { number, format };
  }
  const scale =
    isPercent || power === 0 ? "" : power > 0 ? `/1${"0".repeat(power)}` : `*1${"0".repeat(-power)}`;
  const number = (isPercent ? new Exact(value!) : shown).toFixed();
  return { number, formula: `${sheetName}!${place}${scale}`, format };
}

function numberOf({ figure, text, value, shown }: FigureRun, { document }: Trace): string {
  return printedNumber(
    { text, unit: shown.unit, decimals: shown.decimals, figure },
    { exact: value, lang: document.lang },
  );
}

function textOf(runs: Runs): WorkbookCell {
  return { text: plainText(runs) };
}

/** Names that a sheet may have, each once: with its number where its beginning is another's too. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const used = new Set([sheetName.toLowerCase()]);
  return names.map((name) => {
    const plain = name
      .replaceAll(/[[\]:*?/\\]/g, " ")
      .replaceAll(/^'+|'+$/g, "")
      .trim();
    let [own, count] = [plain.slice(0, 31).trim(), 1];
    while (used.has(own.toLowerCase())) own = `${plain.slice(0, 27).trim()} ${++count}`;
    used.add(own.toLowerCase());
    return own;
  });
}
