import { parseUnit } from "../facts/unit.ts";
import { Exact, powerOfTen } from "../figures/exact.ts";
import { parseMeasures } from "../figures/reference.ts";
import { readDecimalText } from "../locales/decimal-text.ts";
import type { Trace } from "./trace.ts";

/** What a figure of a trace is, for a reader: "Operating income, 2Q06" and "growth on 2Q05". */
export interface FigureName {
  /** Label, member, period, and scenario and basis where they are not those that go without saying. */
  readonly of: string;
  /** What its measures make of it; empty where it has none. */
  readonly is: string;
}

/** Names a figure of a trace in the words of its document, where it has words for it. */
export function nameFigure(id: string, trace: Trace): FigureName {
  const figure = trace.figures[id]!;
  const { account, member, period, scenario, basis, measures } = figure;
  const of = [
    accountLabel(account, trace) + (member === undefined ? "" : ` [${labelOf("members", member, trace)}]`),
    ...(scenario === "actual" ? [] : [labelOf("scenarios", scenario, trace)]),
    ...(basis === "consolidated" ? [] : [labelOf("bases", basis, trace)]),
    period,
  ];
  const base = figure.derived?.from[1];
  const is = parseMeasures(measures).map(({ name, against }, index, { length }) =>
    nameMeasure(name, against, index === length - 1 ? base : undefined, trace),
  );
  return { of: of.join(", "), is: is.join(", ") };
}

/** Both halves of a name in one: "Operating income, 2Q06: growth on 2Q05". */
export function fullName(id: string, trace: Trace): string {
  const { of, is } = nameFigure(id, trace);
  return is === "" ? of : `${of}: ${is}`;
}

/** The name of a figure that stands for another in another document; what differs is given of both: "Net income, 1Q06 → 2Q06: growth on 1Q05 → 2Q05". */
export function bothNames(before: readonly [string, Trace], after: readonly [string, Trace]): string {
  const [old, now] = [fullName(...before).split(" "), fullName(...after).split(" ")];
  if (old.length !== now.length) return now.join(" ");
  return now
    .map((word, index) => {
      const was = old[index]!;
      if (was === word) return word;
      const [, end = ""] = /([,:]?)$/.exec(was) ?? [];
      return `${was.slice(0, was.length - end.length)} → ${word}`;
    })
    .join(" ");
}

function nameMeasure(name: string, against: string, base: string | undefined, trace: Trace): string {
  const [, count, step] = /^-(\d+)([yq])$/.exec(against) ?? [];
  const distance = count === undefined ? undefined : distances[step!]![Number(count)];
  const period = base === undefined ? undefined : trace.figures[base]?.period;
  const isScenario = Object.values(trace.figures).some(({ scenario }) => scenario === against);
  const than =
    count !== undefined || against === "opening"
      ? (period ?? distance ?? (against === "opening" ? "the beginning of the year" : against))
      : isScenario
        ? labelOf("scenarios", against, trace)
        : against;
  switch (name) {
    case "growth":
    case "change":
      return `${name} ${isScenario ? "against" : "on"} ${than}`;
    case "points":
      return `change in points ${isScenario ? "against" : "on"} ${than}`;
    case "share":
      return `share of ${accountLabel(against, trace)}`;
    case "margin":
      return base === undefined
        ? "margin"
        : `share of ${accountLabel(trace.figures[base]!.account, trace)} (margin)`;
    default:
      return against === "" ? name : `${name} (${against})`;
  }
}

const distances: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  y: { 1: "the year before", 2: "two years before" },
  q: { 1: "the quarter before", 2: "two quarters before" },
};

function accountLabel(account: string, trace: Trace): string {
  const { label } = Object.values(trace.figures).find((figure) => figure.account === account) ?? {};
  const said = labelOf("accounts", account, trace);
  return said === account ? (label ?? account) : said;
}

/** What the document calls a thing, in the most words where it has short ones too; else its id. */
function labelOf(
  sort: "accounts" | "members" | "scenarios" | "bases",
  id: string,
  { sentences }: Trace,
): string {
  const said = sentences
    .filter(({ key }) => key === `labels.${sort}.${id}`)
    .map(({ parts }) => parts.map((part) => (typeof part === "string" ? part : part.text)).join(""));
  return said.reduce((long, text) => (text.length > long.length ? text : long), "") || id;
}

/** A value in base units as digits of a unit with its name: "JPY 811 million", "59.9%", "1.5 points". */
export function formatAmount(value: string, unit: string, decimals?: number): string {
  return dress(digitsOf(value, unit, decimals), unit);
}

/** A text of digits in a unit, as a cell gives it, with the unit's name. */
export function formatReport(text: string, unit: string): string {
  return dress(grouped(new Exact(text).toFixed(text.split(".")[1]?.length ?? 0)), unit);
}

/**
 * An interval in base units, its ends moved outward to the digits that are shown: "between 59.70% and 60.22%". As many
 * digits as its width needs.
 */
export function formatBounds([low, high]: readonly [string, string], unit: string): string {
  if (low === high) return `exactly ${formatAmount(low, unit)}`;
  const power = powerOf(unit);
  const [lo, hi] = [low, high].map((end) => new Exact(end).div(powerOfTen(power)));
  const needed = Math.max(lo!.decimalPlaces(), hi!.decimalPlaces());
  const decimals = Math.min(needed, decimalsFor(hi!.minus(lo!)));
  const ends = [lo!.toFixed(decimals, Exact.ROUND_FLOOR), hi!.toFixed(decimals, Exact.ROUND_CEIL)];
  return `between ${ends.map((end) => dress(grouped(end), unit)).join(" and ")}`;
}

/** Decimals that tell what a value is known to, with a digit more than its interval settles; all it has where that is few. */
export function sensibleDecimals(
  value: string,
  interval: readonly [string, string] | null,
  unit: string,
): number {
  const exact = new Exact(value).div(powerOfTen(powerOf(unit)));
  const all = exact.decimalPlaces();
  if (interval === null || interval[0] === interval[1]) return Math.min(all, 8);
  const width = new Exact(interval[1]).minus(interval[0]).div(powerOfTen(powerOf(unit)));
  return Math.min(all, decimalsFor(width));
}

/** Enough for two digits of a width. */
function decimalsFor(width: Exact): number {
  return Math.max(0, 1 - width.log(10).floor().toNumber());
}

function digitsOf(value: string, unit: string, decimals?: number): string {
  const exact = new Exact(value).div(powerOfTen(powerOf(unit)));
  return grouped(exact.toFixed(decimals ?? exact.decimalPlaces()));
}

function grouped(digits: string): string {
  const { sign, grouped } = readDecimalText(digits);
  return sign < 0 ? `-${grouped}` : grouped;
}

function powerOf(unit: string): number {
  const parsed = parseUnit(unit);
  return "what" in parsed ? 0 : parsed.power;
}

function dress(digits: string, unit: string): string {
  const parsed = parseUnit(unit);
  if ("what" in parsed) return `${digits} ${unit}`;
  if (parsed.family === "ratio") return `${digits}%`;
  if (parsed.family !== "money") return `${digits} ${parsed.name}`;
  const [currency = "", ...scale] = parsed.name.split(" ");
  return [currency, digits, ...scale].join(" ");
}
