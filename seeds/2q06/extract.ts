import { readFileSync } from "node:fs";
import { readBullet, withoutDates } from "../bullet.ts";
import { endOf } from "../periods.ts";
import { toCsv, type PrintedFigure } from "../printed-figure.ts";
import { readTable } from "../table.ts";
import { definitions, slides, type SlideRule, type TableRule } from "./slides.ts";

type Found = Omit<PrintedFigure, "kind">;

/** Every figure that the text of the 2Q06 deck prints, in its order. Throws on a number, label or column that no rule claims. */
export function extract(text: string, rules: readonly SlideRule[] = slides): readonly PrintedFigure[] {
  const found = splitSlides(
    text,
    rules.map((rule) => rule.title),
  ).flatMap((lines, at) => readSlide(lines, rules[at]!));
  const printed = new Set(
    found.filter(({ printed }) => /\d/.test(printed)).map(({ reference }) => reference),
  );
  return found.map((figure) => ({ ...figure, kind: kindOf(figure.reference, printed) }));
}

/** The lines of each slide, its title first. The titles stand alone in their line, in their order; an empty one is the text's start. */
export function splitSlides(text: string, titles: readonly string[]): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/);
  const starts: number[] = [];
  for (const title of titles) {
    const after = (starts.at(-1) ?? -1) + 1;
    const start = title === "" ? 0 : lines.findIndex((line, at) => at >= after && line.trim() === title);
    if (start < 0) throw new Error(`no slide "${title}" after line ${after}`);
    starts.push(start);
  }
  return starts.map((start, at) => lines.slice(start, starts[at + 1]));
}

function readSlide(lines: readonly string[], rule: SlideRule): readonly Found[] {
  try {
    const isTable = (line: string) => line.includes("\t");
    const tables = readTables(lines.filter(isTable), rule);
    return [...tables, ...readSections(bulletsOf(lines.filter((line) => !isTable(line))), rule)];
  } catch (error) {
    throw new Error(`slide ${rule.slide}: ${(error as Error).message}`, { cause: error });
  }
}

function readTables(lines: readonly string[], { slide, tables = [] }: SlideRule): readonly Found[] {
  if (tables.length === 0) {
    refuseNumbers(lines);
    return [];
  }
  const starts = tables.map(({ corner }) =>
    lines.findIndex((line) => line.split("\t")[0]?.trim() === corner),
  );
  const missing = tables.find((_, at) => starts[at] === -1);
  if (missing) throw new Error(`no table "${missing.corner}"`);
  refuseNumbers(lines.slice(0, starts[0]));
  let upper: readonly string[] = [];
  return tables.flatMap((rule, at) => {
    const { heads, continued } = rule;
    const table = readTable(
      lines.slice(starts[at], starts[at + 1]),
      continued ? { heads, under: upper } : { heads },
    );
    upper = table.upper;
    return table.rows.flatMap(({ label, cells }) =>
      cells.flatMap((cell, column): readonly Found[] => {
        const name = table.columns[column] ?? "";
        if (name === "" || cell === "") {
          refuseNumbers([cell]);
          return [];
        }
        const full = continued ? `${table.corner} ${name}` : name;
        return [
          { slide, label, column: full, printed: cell, reference: referenceOf(rule, label, full, cell) },
        ];
      }),
    );
  });
}

function referenceOf({ rows, columns }: TableRule, label: string, column: string, cell: string): string {
  const account = rows[label];
  const suffix = columns[column];
  if (account === undefined) throw new Error(`no account for the row "${label}"`);
  if (suffix === undefined) throw new Error(`no rule for the column "${column}"`);
  if (!/^(?:[-—]|[+-]?[\d,.]+%?|\([\d,.]+%?\))$/.test(cell))
    throw new Error(`no figure: "${cell}" in "${label}"`);
  if (!account.endsWith("@end")) return account + suffix;
  return account.slice(0, -"@end".length) + suffix.replace(/\d[QH]\d\d/, endOf);
}

function readSections(bullets: readonly string[], { slide, sections = [] }: SlideRule): readonly Found[] {
  const starts = sections.map(({ after }) => bullets.findIndex((bullet) => bullet.startsWith(after)));
  const missing = sections.find((_, at) => starts[at] === -1);
  if (missing) throw new Error(`no section "${missing.after}"`);
  refuseNumbers(bullets.slice(0, starts[0]));
  return sections.flatMap((section, at) => {
    const own = bullets.slice(starts[at], starts[at + 1]);
    const heading = section.named ? `${own[0]?.replace(/[<>]/g, "").split(" - ")[0]}: ` : "";
    return own
      .flatMap((bullet) => readBullet(bullet, section))
      .map((figure) => ({ slide, ...figure, label: heading + figure.label }));
  });
}

/** Lines without their marks and emphasis; a line in round brackets continues the line before. */
function bulletsOf(lines: readonly string[]): readonly string[] {
  const bullets: string[] = [];
  for (const line of lines) {
    const text = line.replaceAll("**", "").replace(/^- /, "").trim();
    if (text.startsWith("(")) bullets.push(`${bullets.pop() ?? ""} ${text}`);
    else if (text !== "") bullets.push(text);
  }
  return bullets;
}

function refuseNumbers(lines: readonly string[]): void {
  const line = lines.find((text) => /\d/.test(withoutDates(text)));
  if (line !== undefined) throw new Error(`no rule for the numbers of "${line.trim()}"`);
}

function kindOf(reference: string, printed: ReadonlySet<string>): "base" | "derived" {
  if (reference.includes("|")) return "derived";
  const [account = "", at = ""] = reference.split("@");
  return definitions[account]?.every((part) => printed.has(`${part}@${at}`)) ? "derived" : "base";
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) {
    process.stderr.write("usage: node seeds/2q06/extract.ts <path of the text>\n");
    process.exitCode = 1;
  } else process.stdout.write(toCsv(extract(readFileSync(path, "utf8"))));
}
