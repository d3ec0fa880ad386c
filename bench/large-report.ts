import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How much a report is to hold. */
export interface ReportSize {
  readonly sections: number;
  /** Rows of the table of each section. */
  readonly rows: number;
  /** Paragraphs over it. */
  readonly paragraphs: number;
}

/** Writes a company of invented figures with one report of a size. Gives the folder of the document. */
export function makeLargeReport(to: string, { sections, rows, paragraphs }: ReportSize): string {
  const ids = Array.from({ length: rows }, (_, row) => `line-${row + 1}`);
  const write = (path: string, lines: readonly string[]): void => {
    mkdirSync(join(to, path, ".."), { recursive: true });
    writeFileSync(join(to, path), `${lines.join("\n")}\n`);
  };
  write("company.yaml", [
    "id: large",
    "name: { en: Large Corp. }",
    "fiscalYear: { endsIn: March, named: start }",
    "currency: JPY",
    "rounding: { amount: halfUp, percent: halfUp, footing: footnote }",
    "sources: { made: { title: Invented figures, date: 2006-11-09 } }",
  ]);
  write(
    "accounts.yaml",
    ids.map((id) => `${id}: { kind: flow, unit: JPY million, favourable: up }`),
  );
  write("facts/facts.csv", [
    "account,unit,source,2Q05,2Q06",
    ...ids.map((id, row) => `${id},JPY million,made row ${row + 1},${1000 + row},${1100 + 2 * row}`),
  ]);
  write("labels.en.yaml", [
    "accounts:",
    ...ids.map((id) => `  ${id}: Line item of the statement number ${wordOf(id)}`),
    "scenarios: { actual: Result }",
  ]);
  const names = Array.from({ length: sections }, (_, at) => `part-${at + 1}`);
  write("documents/report/outline.yaml", [
    "kind: report",
    "period: 2Q06",
    "date: 2006-11-09",
    "sections:",
    ...names.flatMap((id) => [
      `  - id: ${id}`,
      "    unit: JPY million",
      "    blocks:",
      "      - kind: paragraph",
      "      - kind: results-table",
      "        groups:",
      "          - { period: current, columns: [{}, { unit: JPY thousand }] }",
      "          - { period: current - 1y, columns: [{}] }",
      "          - { period: current, columns: [{ measure: growth(-1y) }] }",
      `        rows: [${ids.join(", ")}]`,
    ]),
  ]);
  const sentence = `Results {{moved "line-1"}} {{comparison "-1y"}} to {{amount "line-1"}} and went on as planned in all other lines of the statement below.`;
  write("documents/report/text.en.yaml", [
    "report: { title: A large report, subject: Benchmark, keywords: [benchmark], head: Large Corp., foot: Invented figures }",
    ...names.flatMap((id) => [
      `${id}:`,
      "  title: A part of the report",
      "  paragraph:",
      "    paragraphs:",
      ...Array.from({ length: paragraphs }, () => `      - '${sentence}'`),
    ]),
  ]);
  return join(to, "documents/report");
}

/** A number in letters, since a text holds no digits: 1 is "b", 10 is "ba". */
function wordOf(id: string): string {
  return [...id.slice("line-".length)].map((digit) => "abcdefghij"[Number(digit)]!).join("");
}
