import { readFileSync } from "node:fs";
import { splitSlides } from "../2q06/extract.ts";
import { csvOf, type PrintedFigure } from "../printed-figure.ts";
import { readTable } from "../table.ts";
import * as release from "./tables.ts";
import type { ColumnRule, RowRule, SectionRule, TableRule } from "./tables.ts";

/** A figure that a table of the press release prints. */
export interface ReleaseFigure extends Omit<PrintedFigure, "slide" | "direction"> {
  readonly section: number;
  /** The unit that the cell, the label or the column states. */
  readonly unit: string;
}

type Found = Omit<ReleaseFigure, "section" | "kind">;
type Read = Pick<Found, "printed" | "unit" | "reference">;

/** Every figure that the tables of the 1H10 press release print, in their order. Throws on what no rule claims. */
export function extract(
  text: string,
  { sections, definitions, dates }: Rules = release,
): readonly ReleaseFigure[] {
  const parts = splitSlides(
    text,
    sections.map(({ title }) => title),
  );
  const found = parts.flatMap((lines, at) => readSection(lines, sections[at]!, dates));
  const printed = new Set(found.map(({ reference }) => reference));
  return found.map((figure) => ({ ...figure, kind: kindOf(figure.reference, printed, definitions) }));
}

type Rules = Pick<typeof release, "sections" | "definitions" | "dates">;
type Dates = Rules["dates"];

function readSection(lines: readonly string[], { section, tables }: SectionRule, dates: Dates) {
  try {
    const blocks = tablesOf(lines);
    if (blocks.length !== tables.length) throw new Error(`${blocks.length} tables, not ${tables.length}`);
    return blocks.flatMap((block, at) =>
      readFigures(block, tables[at]!, dates).map((figure) => ({ section, ...figure })),
    );
  } catch (error) {
    throw new Error(`section ${section}: ${(error as Error).message}`, { cause: error });
  }
}

/** The lines of each table: neighbouring lines with tabs, without tags and the marks of footnotes. */
function tablesOf(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  lines.forEach((line, at) => {
    if (!line.includes("\t")) return;
    if (at === 0 || !lines[at - 1]!.includes("\t")) blocks.push([]);
    blocks.at(-1)!.push(line.replace(/<\/?u>/g, "").replace(/ ?[¹²³⁴-⁹]+(?=\t)/gu, ""));
  });
  return blocks;
}

function readFigures(lines: readonly string[], rule: TableRule, dates: Dates): readonly Found[] {
  const table = readTable(lines, rule);
  table.columns.forEach((name, at) => {
    if (name !== rule.columns[at]?.[0]) throw new Error(`no rule for the column "${name}"`);
  });
  const lost = rule.columns[table.columns.length];
  if (lost) throw new Error(`no column "${lost[0]}"`);
  const rows = table.rows.filter(({ label, cells }) => cells.some((cell) => cell !== "") || /\d/.test(label));
  const missing = rule.rows[rows.length];
  if (missing) throw new Error(`no row "${missing[0]}"`);
  return rows.flatMap(({ label, cells }, at) => {
    const row = rule.rows[at] ?? ["", ""];
    const inLabel = readLabel(label, row).map((read) => ({ label, column: "in the label", ...read }));
    const inCells = cells.flatMap((cell, column): readonly Found[] => {
      if (cell === "") return [];
      const own = rule.columns[column];
      if (own === undefined) throw new Error(`no column for "${cell}" in "${label}"`);
      return readCell(cell, label, row[1], own, dates).map((read) => ({ label, column: own[0], ...read }));
    });
    return [...inLabel, ...inCells];
  });
}

/** The figures that stand in a row's label. */
function readLabel(label: string, [template]: RowRule): readonly Read[] {
  const [words, numbers] = [template.split(/\{[^}]*\}/), [...template.matchAll(/\{([^}]*)\}/g)]];
  const match = new RegExp(`^${words.map((part) => RegExp.escape(part)).join("([\\d,]+)")}$`).exec(label);
  if (match === null) throw new Error(`no rule for the row "${label}"`);
  return numbers.flatMap(([, references = ""], at) =>
    references.split(" ").map((reference) => ({
      printed: match[at + 1]!,
      unit: /^ shares/.test(words[at + 1]!) ? "shares" : "JPY thousand",
      reference,
    })),
  );
}

function readCell(
  cell: string,
  label: string,
  account: string,
  [, suffix, unit]: ColumnRule,
  dates: Dates,
): readonly Read[] {
  const reference = referenceOf(account, suffix, dates);
  const [, yen, dollars] = /^JPY([\d,]+) million(?: \(\\?\$([\d.]+) million\))?$/.exec(cell) ?? [];
  if (yen !== undefined) {
    const translated = { printed: dollars ?? "", unit: "USD million", reference: `${reference}|in(USD)` };
    return [{ printed: yen, unit, reference }, ...(dollars === undefined ? [] : [translated])];
  }
  const [, printed, own] = /^(-|[\d,.]+%?|\([\d,.]+%?\))(?: (Gbps))?$/.exec(cell) ?? [];
  if (printed === undefined) throw new Error(`no figure: "${cell}" in "${label}"`);
  // "(shares)" at the end of a label is the unit of its row
  return [{ printed, unit: own ?? /\((shares|ADSs)\)$/.exec(label)?.[1] ?? unit, reference }];
}

function referenceOf(account: string, suffix: string, dates: Dates): string {
  const [, name, date] = /^(.*)@(opening|end)$/.exec(account) ?? [];
  if (name === undefined) return account + suffix;
  const period = /^@(\w+)/.exec(suffix)![1]!;
  const day = dates[period]!;
  // One statement has one rate of exchange: that of its end
  const rest = suffix
    .slice(period.length + 1)
    .replace("|in(USD)", `|in(USD${date === "opening" ? `@${day.end}` : ""})`);
  return `${name}@${day[date as "opening" | "end"]}${rest}`;
}

function kindOf(reference: string, printed: ReadonlySet<string>, definitions: Rules["definitions"]) {
  if (reference.includes("|")) return "derived";
  const [name, at] = reference.split("@");
  const isSum = definitions.some(
    ([account, ...operands]) =>
      account === name && operands.every((operand) => printed.has(`${operand}@${at}`)),
  );
  return isSum ? "derived" : "base";
}

/** The figures as CSV text with a head; no table says a direction in words. */
export function toCsv(figures: readonly ReleaseFigure[]): string {
  return csvOf([
    ["section", "label", "column", "printed", "unit", "reference", "kind", "direction"],
    ...figures.map((f) => [String(f.section), f.label, f.column, f.printed, f.unit, f.reference, f.kind, ""]),
  ]);
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) {
    process.stderr.write("usage: node seeds/1h10/extract.ts <path of the text>\n");
    process.exitCode = 1;
  } else process.stdout.write(toCsv(extract(readFileSync(path, "utf8"))));
}
