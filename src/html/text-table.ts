import type { Runs } from "../documents/runs.ts";
import type { FigureTable } from "../documents/table.ts";
import { linesOf, lineWidth, runsText } from "./text-lines.ts";
import { padded, widthOf } from "./text-width.ts";

/** Columns of the widest label; a longer one is broken. */
const labelMost = 36;
const gap = "  ";

/**
 * A table of figures in plain text: labels at the left, heads and figures at the right of their columns, so that the last
 * digits stand under each other. Heads of groups stand over their columns, a rule under the heads and where a row asks for one.
 */
export function figureTableText({ groups, columns, rows, comment }: FigureTable, lang: string): string {
  const width = (text: string): number => widthOf(text, lang);
  const cells = rows.map((row) => row.cells.map(runsText));
  const heads = columns.map(({ label }) => linesIn(label));
  const widths = columns.map((_, at) =>
    Math.max(...heads[at]!.map(width), ...hung(cells.map((row) => row[at]!)).map(width), 1),
  );
  const spans = spansOf(groups, columns.length);
  for (const { lines, from, to } of spans) {
    const own = widths.slice(from, to).reduce((sum, one) => sum + one, gap.length * (to - from - 1));
    widths[from]! += Math.max(0, Math.max(...lines.map(width), 0) - own);
  }
  const labels = rows.map(({ label, indent = 0, level }) => {
    const inset = " ".repeat(2 * (indent + (level === "part" ? 1 : 0)));
    return linesOf(label, { lang, width: labelMost, first: inset, rest: `${inset}  ` });
  });
  const labelWidth = Math.max(...labels.flat().map(width), 0);
  const rule = "-".repeat(labelWidth + widths.reduce((sum, one) => sum + gap.length + one, 0));
  const right = (text: string, to: number): string => padded(text, { to, at: "start", lang });
  const line = (label: string, texts: readonly string[]): string =>
    (
      padded(label, { to: labelWidth, at: "end", lang }) +
      texts.map((text, at) => gap + right(text, widths[at]!)).join("")
    ).trimEnd();

  const lines: string[] = [];
  const storeys = Math.max(0, ...spans.map((span) => span.lines.length));
  for (let storey = 0; storey < storeys; storey++) {
    const parts = spans.map(({ lines: own, from, to }) => {
      const room = widths.slice(from, to).reduce((sum, one) => sum + one, gap.length * (to - from - 1));
      return gap + right(own[own.length - storeys + storey] ?? "", room);
    });
    lines.push((" ".repeat(labelWidth) + parts.join("")).trimEnd());
  }
  const depth = Math.max(...heads.map(({ length }) => length));
  for (let at = 0; at < depth; at++)
    lines.push(
      line(
        "",
        heads.map((head) => head[head.length - depth + at] ?? ""),
      ),
    );
  lines.push(rule);
  rows.forEach((row, index) => {
    if (row.rule && lines.at(-1) !== rule) lines.push(rule);
    const label = labels[index]!;
    lines.push(...label.slice(0, -1));
    lines.push(line(label.at(-1) ?? "", cellsOf(index)));
    if (comment !== undefined && row.comment !== undefined && row.comment.length > 0)
      lines.push(...linesOf(row.comment, { lang, first: "    ", rest: "    ", width: lineWidth }));
  });
  return lines.filter((one, index) => one !== "" || index >= storeys + depth).join("\n");

  function cellsOf(row: number): readonly string[] {
    return columns.map((_, at) => hung(cells.map((own) => own[at]!))[row]!);
  }
}

/** Groups with the columns that they stand over; one without a label stands over nothing. */
function spansOf(
  groups: FigureTable["groups"],
  columns: number,
): readonly { readonly lines: readonly string[]; readonly from: number; readonly to: number }[] {
  let from = 0;
  const spans = groups.map(({ label, span }) => ({ lines: linesIn(label), from, to: (from += span) }));
  return spans.some(({ lines }) => lines.length > 0) && from === columns ? spans : [];
}

/** The lines that a head makes by itself. */
function linesIn(runs: Runs): readonly string[] {
  const texts = runs.map((run) => (typeof run === "object" && "term" in run ? run.text : runsText([run])));
  return texts
    .join("")
    .replaceAll(/[\u00ad\u200b]/g, "")
    .split("\n")
    .filter((line) => line !== "");
}

/** Cells of a column with room at the right where others end in a bracket, so that their digits line up. */
function hung(cells: readonly string[]): readonly string[] {
  const hangs = cells.some((cell) => /^\([^()]*\)$/.test(cell));
  return hangs ? cells.map((cell) => (cell.endsWith(")") ? cell : `${cell} `)) : cells;
}
