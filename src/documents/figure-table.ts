import { z } from "zod";
import { parseUnit, type Unit } from "../facts/unit.ts";
import { findGaps, plug } from "../figures/footing.ts";
import type { Figure } from "../figures/figure.ts";
import { parseMeasures } from "../figures/reference.ts";
import { roundFigure, type Display } from "../figures/rounding.ts";
import { attempt, type BlockRequest } from "./blocks/block.ts";
import { comparisonRun, compareWith } from "./comparison.ts";
import { askFigure, askPeriod, headDisplay, printFigure, type Context } from "./context.ts";
import { checkOverride, findOverride } from "./overrides.ts";
import type { Runs } from "./runs.ts";
import { sayLabel, sayLine } from "./say.ts";
import { plainText, SentenceFault } from "./sentence.ts";
import type { FigureColumn, FigureRow } from "./table.ts";

const indent = z.int().min(0).max(4).default(0);

/** A row of a table of figures: an account, or an account with how its row looks. */
export const rowSchema = z.union([
  z.string().min(1),
  z.strictObject({
    account: z.string().min(1),
    level: z.enum(["plain", "total", "part"]).default("plain"),
    /** Steps to the right. */
    indent,
    rule: z.boolean().default(false),
    short: z.boolean().default(false),
    /** Key of words that stand for the account's own label in this row: under `rows` of the block. */
    label: z.string().min(1).optional(),
    /** Has a cell in the columns of marked rows too. */
    marked: z.boolean().default(false),
    /** Of a balance: as it was when the column's period began. */
    at: z.literal("beginning").optional(),
  }),
]);

/** A row of a statement: one of figures, or a heading over the rows below it, a key of words under `rows` of the block. */
export const statementRowSchema = z.union([
  rowSchema,
  z.strictObject({ heading: z.string().min(1), indent }),
]);

/** A column: what turns a row's account into the figure of its cell. */
export const columnSchema = z.strictObject({
  period: z.string().min(1).optional(),
  scenario: z.string().min(1).optional(),
  basis: z.string().min(1).optional(),
  measure: z.string().min(1).optional(),
  /** What its amounts are shown in, and with how many decimals; stands in its head. */
  unit: z.string().min(1).optional(),
  decimals: z.int().min(0).max(6).optional(),
  highlight: z.boolean().default(false),
  /** Has cells in marked rows only. */
  marked: z.boolean().default(false),
  /** Named by its period alone, without the months: for tables of many. */
  brief: z.boolean().default(false),
  /** A second figure in the cell, smaller beside the first: the same with a measure, such as a share of revenues. */
  aside: z
    .strictObject({
      measure: z.string().min(1),
      unit: z.string().min(1).optional(),
      decimals: z.int().min(0).max(6).optional(),
    })
    .optional(),
});

/** How the visible sums of a table are made to add up, where not by the company's own policy. */
export const footingSchema = z.enum(["footnote", "plug"]).optional();

export type RowRequest = z.output<typeof rowSchema>;
type HeadingRequest = Exclude<z.output<typeof statementRowSchema>, RowRequest>;
export type ColumnRequest = Omit<z.output<typeof columnSchema>, "marked" | "brief"> & {
  readonly period: string;
  readonly marked?: boolean;
  readonly brief?: boolean;
};

/** A row request in full. */
export function rowOf(row: RowRequest): Exclude<RowRequest, string> {
  return typeof row === "string"
    ? { account: row, level: "plain", indent: 0, rule: false, short: false, marked: false }
    : row;
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
  {
    rows,
    columns,
    footing = block.context.company.rounding.footing,
  }: {
    readonly rows: readonly (RowRequest | HeadingRequest)[];
    readonly columns: readonly ColumnRequest[];
    readonly footing?: z.output<typeof footingSchema>;
  },
): readonly FigureRow[] {
  const { context, words } = block;
  const displays = columns.map((column) => displayIn(block, column));
  const asked = rows.map((row) => (isHeading(row) ? row : rowOf(row)));
  const figures = asked.map((request, row) =>
    columns.map((column) =>
      isHeading(request) || (column.marked && !request.marked)
        ? undefined
        : attempt(block, ["rows", row], () => {
            const figure = askFigure(
              context,
              cellReference(request.account, columnAt(context, column, request)),
            );
            // What says its own unit stands under another head
            if (figure !== undefined && column.unit === undefined && !words.has("unit")) {
              headDisplay(context, figure);
            }
            return figure;
          }),
    ),
  );
  const plugged = columns.map((_, index) =>
    foot(
      block,
      figures.map((cells) => cells[index]),
      { display: displays[index]!, footing },
    ),
  );
  const planned = asked.map((request, row): FigureRow => {
    const indent = request.indent > 0 && { indent: request.indent };
    if (isHeading(request)) {
      const label = words.child("rows").runs(request.heading);
      return { label, level: "heading", ...indent, rule: false, cells: columns.map(() => []) };
    }
    const { account, level, rule, short, label } = request;
    return {
      label:
        label === undefined ? sayLine(context, { line: account, short }) : words.child("rows").runs(label),
      level,
      ...indent,
      rule,
      cells: columns.map((_, index): Runs => {
        const figure = figures[row]![index];
        if (figure === undefined) return [];
        const display = displays[index]!(figure);
        const moved = plugged[index]!.get(figure.id);
        const aside = attempt(block, ["rows", row], () => asideOf(block, { ...columns[index]!, account }));
        if (moved === undefined) return [printFigure(context, figure, display), ...(aside ?? [])];
        const text = (): string => context.locale.number(moved.to, figure.form);
        const run = printFigure(context, figure, { ...display, text });
        const { reason } = moved;
        const shown = { ...run.shown, by: "plug" as const, ...(reason !== undefined && { reason }) };
        return [{ ...run, shown }, ...(aside ?? [])];
      }),
    };
  });
  checkNames(block, planned);
  return planned;
}

/** Rows that a reader could not tell apart: of one name under the same row above. */
function checkNames({ context, placeOf }: BlockRequest<unknown>, rows: readonly FigureRow[]): void {
  const above: string[] = [];
  const first = new Map<string, number>();
  rows.forEach(({ label, level, indent = 0 }, row) => {
    const name = plainText(label);
    above.length = indent;
    const under = above.findLast((part) => part !== undefined && part !== "") ?? "";
    const key = JSON.stringify([...above, name]);
    // A heading and its total may have one name
    if (level !== "heading" && name !== "") {
      const before = first.get(key);
      if (before === undefined) first.set(key, row);
      else
        context.found.problems.push({
          place: placeOf(["rows", row]),
          what: `"${name}" stands twice${under === "" ? " in the table" : ` under "${under}"`}, in the rows ${before + 1} and ${row + 1}`,
          hint: "give one of them a name of its own: { account: …, label: … }, or take it out",
        });
    }
    above[indent] = name;
  });
}

function isHeading(row: RowRequest | HeadingRequest): row is HeadingRequest {
  return typeof row === "object" && "heading" in row;
}

/** The column as a row asks it: of the day before its period began, where the row says so. */
function columnAt(
  context: Context,
  column: ColumnRequest,
  { at }: Exclude<RowRequest, string>,
): ColumnRequest {
  if (at === undefined) return column;
  const { calendar } = context;
  const period = askPeriod(context, column.period);
  const quarters = { quarter: 1, half: 2, "nine-months": 3, year: 4, instant: 0 }[period.kind];
  const end = calendar.end(period);
  const before = quarters === 0 ? undefined : calendar.shift(end, -quarters, "q");
  // One statement has one rate: that of its end
  const measure = column.measure?.replace(/^in\(([A-Z]{3})\)$/, `in($1@${end.id})`);
  if (before !== undefined)
    return { ...column, period: before.id, ...(measure !== undefined && { measure }) };
  throw new SentenceFault(
    `a balance at the beginning of ${period.id}, which is a date`,
    "ask for it in a column of a period",
  );
}

/** The smaller figure beside that of a cell; nothing where the column has none. */
function asideOf(
  block: BlockRequest<unknown>,
  { account, aside, ...column }: ColumnRequest & { readonly account: string },
): Runs {
  if (aside === undefined) return [];
  const measured = {
    ...column,
    ...aside,
    measure: [column.measure, aside.measure].filter(Boolean).join("|"),
  };
  const figure = askFigure(block.context, cellReference(account, measured));
  if (figure === undefined) return [];
  const { unit, decimals } = aside;
  const own = decimals === undefined ? {} : { decimals };
  const run = printFigure(
    block.context,
    figure,
    unit === undefined ? own : displayIn(block, { unit, ...own })(figure),
  );
  return [" ", { aside: ["(", run, ")"] }];
}

/**
 * How the figures of a column are shown: amounts of its currency in its unit, those of a column without one as the head
 * says, all others in their own. Throws a SentenceFault for an amount that the head does not fit.
 */
function displayIn(
  block: BlockRequest<unknown>,
  { unit: name, decimals }: Pick<ColumnRequest, "unit" | "decimals">,
): (figure: Figure) => Display {
  const unit = attempt(block, [], () => (name === undefined ? undefined : needUnit(name)));
  return (figure) => {
    const { unit: own, kind } = figure;
    if (unit === undefined) {
      const scaled = block.words.has("unit") ? {} : headDisplay(block.context, figure);
      return decimals === undefined ? scaled : { ...scaled, decimals };
    }
    const isShown = own.family === unit.family && own.currency === unit.currency && kind !== "per-share";
    return isShown ? { unit, decimals: decimals ?? 0 } : {};
  };
}

/** Throws a SentenceFault for what is no unit of money. */
function needUnit(name: string): Unit {
  const unit = parseUnit(name);
  if ("what" in unit) throw new SentenceFault(unit.what, unit.hint);
  if (unit.family === "money") return unit;
  throw new SentenceFault(`expected a unit of money such as JPY thousand, got "${name}"`);
}

/** The words and the look of a column. */
export function planColumn(block: BlockRequest<unknown>, column: ColumnRequest): FigureColumn | undefined {
  const { context } = block;
  return attempt(block, [], (): FigureColumn => {
    const period = askPeriod(context, column.period);
    const { highlight, measure, unit } = column;
    if (unit !== undefined) {
      return { label: [context.locale.unitName(needUnit(unit))], highlight, sort: "level" };
    }
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
    if (name === "in")
      return { label: [context.locale.unitName(needUnit(against.slice(0, 3)))], highlight, sort: "level" };
    if (name === "change") return { label: [context.locale.terms.change], highlight, sort: "change" };
    const label = [comparisonRun(compareWith(context, { against, period, style: "head" }))];
    return { label, highlight, sort: "change" };
  });
}

/** Whether a measure of a column gives a part of a whole, and compares with nothing. */
export function isShare(measure: string): boolean {
  return ["share", "margin"].includes(parseMeasures(measure).at(-1)!.name);
}

/** A period over its columns, on two lines: its short name and, unless brief, its range; a date on one. Throws a SentenceFault. */
export function planPeriodHead(
  { context }: BlockRequest<unknown>,
  text: string,
  { brief = false }: { readonly brief?: boolean | undefined } = {},
): Runs {
  const period = askPeriod(context, text);
  const { locale } = context;
  const words =
    period.kind === "instant"
      ? locale.period(period, "name")
      : brief
        ? locale.period(period, "short")
        : `${locale.period(period, "short")}\n${locale.period(period, "range")}`;
  return [{ term: period.id, text: words, sort: period.kind === "instant" ? "date" : "period" }];
}

/** What a displayed amount was moved to, and why where a person had it moved. */
interface Moved {
  readonly to: string;
  readonly reason?: string;
}

/**
 * Displayed amounts that an override or the plug policy moved, by the figure; what still does not add up is noted, and all
 * of it under the footnote policy. Amounts add up within one member and one unit.
 */
function foot(
  { context }: BlockRequest<unknown>,
  figures: readonly (Figure | undefined)[],
  {
    display,
    footing,
  }: { readonly display: (figure: Figure) => Display; readonly footing: "footnote" | "plug" },
): ReadonlyMap<string, Moved> {
  const { company, ledger, found, overrides } = context;
  const { accounts } = ledger.facts;
  const levels = figures.filter((figure) => figure?.form === "level" && figure.value !== null) as Figure[];
  const groups = Map.groupBy(levels, ({ reference, unit }) => `${reference.member ?? ""} ${unit.name}`);
  const moved = new Map<string, Moved>();
  for (const group of groups.values()) {
    const fixed = new Set<string>();
    const shown = new Map(
      group.map((figure) => {
        const { text, unit } = roundFigure(figure, company, display(figure));
        const override = findOverride(overrides, { figure, unit: unit.name });
        if (override === undefined) return [figure.account.id, text!];
        const { printed, reason } = override;
        found.overridden.add(override);
        found.problems.push(...checkOverride(override, text!));
        found.adjusted.push({ figure: figure.id, from: text!, to: printed, reason });
        moved.set(figure.id, { to: printed, reason });
        fixed.add(figure.account.id);
        return [figure.account.id, printed];
      }),
    );
    if (findGaps(shown, accounts).length === 0) continue;
    const { column, adjustments } =
      footing === "plug" ? plug(shown, accounts, fixed) : { column: shown, adjustments: [] };
    if (findGaps(column, accounts).length > 0) found.footing = true;
    for (const { account, from, to } of adjustments) {
      const { id } = group.find((figure) => figure.account.id === account)!;
      found.adjusted.push({ figure: id, from, to });
      moved.set(id, { to });
    }
  }
  return moved;
}
