import { readFileSync } from "node:fs";
import { splitSlides } from "../2q06/extract.ts";
import { withoutDates } from "../bullet.ts";
import { csvOf, type PrintedFigure } from "../printed-figure.ts";
import { readTable } from "../table.ts";
import * as deck from "./slides.ts";
import type { Claim, ColumnRule, SlideRule, TableRule, TextRule } from "./slides.ts";

/** A figure that the deck prints, with the unit that stands by it or over its column. */
export interface DeckFigure extends PrintedFigure {
  readonly unit: string;
}

type Found = Omit<DeckFigure, "slide" | "kind">;

/** Every figure that the text of the 1H07 deck prints, by slides: tables, then texts. Throws on what no rule claims. */
export function extract(text: string, { slides, definitions }: Rules = deck): readonly DeckFigure[] {
  const parts = splitSlides(
    text,
    slides.map(({ title }) => title),
  );
  const found = parts.flatMap((lines, at) => readSlide(lines, slides[at]!));
  const printed = new Set(found.map(({ reference }) => reference));
  return found.map((figure) => ({ ...figure, kind: kindOf(figure.reference, printed, definitions) }));
}

type Rules = Pick<typeof deck, "slides" | "definitions">;

function readSlide(
  lines: readonly string[],
  rule: SlideRule,
): readonly (Found & { readonly slide: number })[] {
  const { slide, table, texts = [], dates = [] } = rule;
  try {
    const isOfTable = (line: string) => table !== undefined && line.includes("\t");
    const read = table && readFigures(lines.filter(isOfTable), table);
    const rest = [...lines.filter((line) => !isOfTable(line)), ...(read?.remarks ?? [])];
    const lost = dates.find((date) => !rest.some((line) => line.includes(date)));
    if (lost !== undefined) throw new Error(`no date "${lost}"`);
    const found = [...(read?.figures ?? []), ...readTexts(rest, texts, dates)];
    return found.map((figure) => ({ slide, ...figure }));
  } catch (error) {
    throw new Error(`slide ${slide}: ${(error as Error).message}`, { cause: error });
  }
}

/** The figures of a table, and its other cells. */
function readFigures(
  lines: readonly string[],
  rule: TableRule,
): { readonly figures: readonly Found[]; readonly remarks: readonly string[] } {
  const table = readTable(
    lines.map((line) => line.replace(/<\/?i>/g, "")),
    { heads: 1 },
  );
  const heads = table.columns.join(" | ");
  const expected = rule.columns.map(([head]) => head).join(" | ");
  if (heads !== expected) throw new Error(`the columns are "${heads}", not "${expected}"`);
  const missing = rule.rows[table.rows.length];
  if (missing) throw new Error(`no row "${missing[0]}"`);
  const remarks: string[] = [];
  const figures = table.rows.flatMap(({ label, cells }, at) => {
    const [name, account = ""] = rule.rows[at] ?? [];
    if (label !== name) throw new Error(`no rule for the row "${label}"`);
    return cells.flatMap((cell, column) => {
      const own = rule.columns[column];
      if (own === undefined) throw new Error(`no column for "${cell}" in "${label}"`);
      if (own.length > 1) return readCell(cell, own, label, account);
      remarks.push(cell);
      return [];
    });
  });
  return { figures, remarks };
}

/** The numbers of a cell, each of another part of its column; none but a share of itself may be left out. */
function readCell(cell: string, [, ...parts]: ColumnRule, label: string, account: string): readonly Found[] {
  const numbers = cell.split(" ").map((printed) => {
    const own = parts.filter(([, , unit]) => (unit === "%") === /%\)?$/.test(printed));
    if (own.length !== 1 || !/^(?:[+-]?[\d,.]+%?|\([\d,.]+%?\))$/.test(printed))
      throw new Error(`no figure: "${printed}" in "${label}"`);
    const [column, suffix, unit] = own[0]!;
    return { label, column, printed, unit, reference: account + suffix };
  });
  for (const [column, suffix] of parts) {
    const count = numbers.filter((number) => number.column === column).length;
    if (count !== 1 && !(count === 0 && suffix.endsWith(`|share(${account})`)))
      throw new Error(`${count} numbers of "${column}" in "${label}"`);
  }
  return numbers;
}

function readTexts(
  lines: readonly string[],
  texts: readonly TextRule[],
  dates: readonly string[],
): readonly Found[] {
  const starts = texts.map(({ after = "" }) => lines.findIndex((line) => line.trim().startsWith(after)));
  const missing = texts.find((_, at) => starts[at] === -1);
  if (missing) throw new Error(`no text from "${missing.after}" on`);
  const before = readClaims(lines.slice(0, starts[0]), [], dates);
  return [
    ...before,
    ...texts.flatMap(({ claims }, at) => readClaims(lines.slice(starts[at], starts[at + 1]), claims, dates)),
  ];
}

/** The figures of lines in their order. Throws on a digit that no claim covers. */
function readClaims(
  lines: readonly string[],
  claims: readonly Claim[],
  dates: readonly string[],
): readonly Found[] {
  const text = lines.join(" ").replace(/\s+/g, " ").trim();
  const digits = dates.reduce(
    (rest, date) => rest.replaceAll(date, "·".repeat(date.length)),
    withoutDates(text),
  );
  const found = claims.map((claim) => readClaim(text, claim)).sort((a, b) => a.at - b.at);
  const open = found.reduce((rest, { at, end }) => blank(rest, at, end), digits);
  const stray = /\d/.exec(open);
  if (stray) {
    const around = text.slice(Math.max(0, stray.index - 20), stray.index + 20);
    throw new Error(`no rule for the number in "${around.trim()}"`);
  }
  return found.map(({ figure }) => figure);
}

function readClaim(text: string, [words, label, column, reference, more = {}]: Claim) {
  const { direction } = more;
  if (!text.includes(label)) throw new Error(`no words "${label}"`);
  const [before = "", after = ""] = words.split("#");
  const pattern = `${RegExp.escape(before)}${NUMBER}${RegExp.escape(after)}`;
  const [match, ...others] = [...text.matchAll(new RegExp(pattern, "dg"))];
  if (!match || others.length > 0)
    throw new Error(`the words "${words}" stand ${others.length + (match ? 1 : 0)} times`);
  const [at, end] = match.indices![1]!;
  const [, , sign = "", number = ""] = match;
  if (sign !== "" && direction !== undefined) throw new Error(`a sign and a word: "${match[0]}"`);
  const unit = unitOf(match[1]!, text.slice(end)) ?? more.unit;
  if (unit === undefined) throw new Error(`no unit: "${match[0]}"`);
  const printed = sign + number;
  const figure = { label, column, printed, unit, reference, ...(direction && { direction }) };
  return { at, end, figure };
}

/** A number with its sign and "JPY" before it and "%" after it. */
const NUMBER = String.raw`((?<![\w.,])([+-]?)(?:JPY )?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?: ?%)?)(?![\w%]|[.,]\d))`;

/** The unit that touches a number. */
function unitOf(number: string, after: string): string | undefined {
  if (number.endsWith("%")) return "%";
  const word = /^ (million|billion|points|employees|contracts)\b/.exec(after)?.[1];
  if (!word?.endsWith("illion")) return word;
  return number.includes("JPY") ? `JPY ${word}` : undefined;
}

function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + "·".repeat(to - from) + text.slice(to);
}

function kindOf(reference: string, printed: ReadonlySet<string>, definitions: Rules["definitions"]) {
  if (reference.includes("|")) return "derived";
  const [account = "", at = ""] = reference.split("@");
  return definitions[account]?.every((part) => printed.has(`${part}@${at}`)) ? "derived" : "base";
}

/** The figures as CSV text with a head, one row a figure. */
export function toCsv(figures: readonly DeckFigure[]): string {
  return csvOf([
    ["slide", "label", "column", "printed", "unit", "reference", "kind", "direction"],
    ...figures.map(({ slide, label, column, printed, unit, reference, kind, direction = "" }) => [
      String(slide),
      label,
      column,
      printed,
      unit,
      reference,
      kind,
      direction,
    ]),
  ]);
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) {
    process.stderr.write("usage: node seeds/1h07/extract.ts <path of the text>\n");
    process.exitCode = 1;
  } else process.stdout.write(toCsv(extract(readFileSync(path, "utf8"))));
}
