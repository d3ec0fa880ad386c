import { z } from "zod";
import { findGaps, plug } from "../figures/footing.ts";
import type { Figure } from "../figures/figure.ts";
import { parseMeasures } from "../figures/reference.ts";
import { roundFigure } from "../figures/rounding.ts";
import { attempt, type BlockRequest } from "./blocks/block.ts";
import { comparisonRun, compareWith } from "./comparison.ts";
import { askFigure, askPeriod, checkHeadUnit, printFigure, type Context } from "./context.ts";
import type { Runs } from "./runs.ts";
import { sayLabel } from "./say.ts";
import type { FigureColumn, FigureRow } from "./table.ts";

/** A row of a table of figures: an account, or an account with how its row looks. */
export const rowSchema = z.union([
  z.string().min(1),
  z.strictObject({
    account: z.string().min(1),
    level: z.enum(["plain", "total", "part"]).default("plain"),
    rule: z.boolean().default(false),
    short: z.boolean().default(false),
    /** Key of words that stand for the account's own label in this row: under `rows` of the block. */
    label: z.string().min(1).optional(),
  }),
]);

/** A column: what turns a row's account into the figure of its cell. */
export const columnSchema = z.strictObject({
  period: z.string().min(1).optional(),
  scenario: z.string().min(1).optional(),
  basis: z.string().min(1).optional(),
  measure: z.string().min(1).optional(),
  highlight: z.boolean().default(false),
});

export type RowRequest = z.output<typeof rowSchema>;
export type ColumnRequest = z.output<typeof columnSchema> & { readonly period: string };

/** A row request in full. */
export function rowOf(row: RowRequest): Exclude<RowRequest, string> {
  return typeof row === "string" ? { account: row, level: "plain", rule: false, short: false } : row;
}

/** The reference of a cell as a document writes it. */
export function cellReference(account: string, { period, scenario, basis, measure }: ColumnRequest): string {
  return (
    `${account}@${period}` +
    (scenario === undefined ? "" : `/${scenario}`) +
    (basis === undefined ? "" : `/${basis}`) +
    (measure === undefined ? "" : `|${measure}`)
  );
}

/** The rows of a table of figures with every cell printed, and the columns' visible sums footed by the company's policy. */
export function planRows(
  block: BlockRequest<unknown>,
  { rows, columns }: { readonly rows: readonly RowRequest[]; readonly columns: readonly ColumnRequest[] },
): readonly FigureRow[] {
  const { context } = block;
  const asked = rows.map(rowOf);
  const figures = asked.map(({ account }, row) =>
    columns.map((column) =>
      attempt(block, ["rows", row], () => {
        const figure = askFigure(context, cellReference(account, column));
        // A block that says its own unit stands under another head
        if (figure !== undefined && !block.words.has("unit")) checkHeadUnit(context, figure);
        return figure;
      }),
    ),
  );
  const plugged = columns.map((_, index) =>
    foot(
      block,
      figures.map((cells) => cells[index]),
    ),
  );
  return asked.map(({ account, level, rule, short, label }, row) => ({
    label: label === undefined ? rowLabel(context, account, short) : block.words.child("rows").runs(label),
    level,
    rule,
    cells: columns.map((_, index): Runs => {
      const figure = figures[row]![index];
      if (figure === undefined) return [];
      const moved = plugged[index]!.get(figure.id);
      if (moved === undefined) return [printFigure(context, figure)];
      const run = printFigure(context, figure, { text: () => context.locale.number(moved, "level") });
      return [{ ...run, shown: { ...run.shown, by: "plug" } }];
    }),
  }));
}

/** A row of one member is called after the member: its account is what the rows have in common. */
function rowLabel(context: Context, account: string, short: boolean): Runs {
  const [, id = account, member] = /^([^[]+)\[(.+)\]$/.exec(account) ?? [];
  return member === undefined
    ? sayLabel(context, { sort: "accounts", id, short })
    : sayLabel(context, { sort: "members", id: member, short });
}

/** The words and the look of a column. */
export function planColumn(block: BlockRequest<unknown>, column: ColumnRequest): FigureColumn | undefined {
  const { context } = block;
  return attempt(block, [], (): FigureColumn => {
    const period = askPeriod(context, column.period);
    const { highlight, measure } = column;
    if (measure === undefined) {
      return {
        label: sayLabel(context, { sort: "scenarios", id: column.scenario ?? "actual" }),
        highlight,
        sort: "level",
      };
    }
    const { name, against } = parseMeasures(measure).at(-1)!;
    if (isShare(measure)) {
      const id = name === "share" ? against : name;
      return { label: sayLabel(context, { sort: "shares", id }), highlight, sort: "ratio" };
    }
    if (name === "change") return { label: [context.locale.terms.change], highlight, sort: "change" };
    const label = [comparisonRun(compareWith(context, { against, period, style: "head" }))];
    return { label, highlight, sort: "change" };
  });
}

/** Whether a measure of a column gives a part of a whole, and compares with nothing. */
export function isShare(measure: string): boolean {
  return ["share", "margin"].includes(parseMeasures(measure).at(-1)!.name);
}

/** A period over its columns, on two lines: its short name and its range; a date on one. Throws a SentenceFault. */
export function planPeriodHead({ context }: BlockRequest<unknown>, text: string): Runs {
  const period = askPeriod(context, text);
  const { locale } = context;
  const words =
    period.kind === "instant"
      ? locale.period(period, "name")
      : `${locale.period(period, "short")}\n${locale.period(period, "range")}`;
  return [{ term: period.id, text: words, sort: period.kind === "instant" ? "date" : "period" }];
}

/**
 * Displayed amounts that the plug policy moved, by the figure; what still does not add up is noted, and all of it under the
 * footnote policy. Amounts add up within one member and one unit.
 */
function foot(
  { context }: BlockRequest<unknown>,
  figures: readonly (Figure | undefined)[],
): ReadonlyMap<string, string> {
  const { company, ledger, found } = context;
  const { accounts } = ledger.facts;
  const levels = figures.filter((figure) => figure?.form === "level" && figure.value !== null) as Figure[];
  const groups = Map.groupBy(levels, ({ reference, unit }) => `${reference.member ?? ""} ${unit.name}`);
  const moved = new Map<string, string>();
  for (const group of groups.values()) {
    const shown = new Map(group.map((figure) => [figure.account.id, roundFigure(figure, company).text!]));
    if (findGaps(shown, accounts).length === 0) continue;
    const { column, adjustments } =
      company.rounding.footing === "plug" ? plug(shown, accounts) : { column: shown, adjustments: [] };
    if (findGaps(column, accounts).length > 0) found.footing = true;
    for (const { account, from, to } of adjustments) {
      const { id } = group.find((figure) => figure.account.id === account)!;
      found.adjusted.push({ figure: id, from, to });
      moved.set(id, to);
    }
  }
  return moved;
}
