import type { FiscalCalendar } from "../../facts/calendar.ts";
import type { Period } from "../../facts/period.ts";
import type { Place } from "../../problem.ts";
import { placeOf, type TracedFigure, type TracedPart, type TracedSentence } from "../trace.ts";

/** What stands in typed words for a figure, a period or date, and a literal: one character each. */
export const marks = { figure: "\ue000", term: "\ue001", literal: "\ue002" } as const;

/** A sentence of a trace as the rules read it. */
export interface Said {
  readonly slide: string;
  readonly key: string;
  readonly cell: Place;
  /** All of it, as printed. */
  readonly text: string;
  /** What was typed: every figure, term and literal is one mark, every space a plain one. */
  readonly typed: string;
  /** In the order of their marks. */
  readonly figures: readonly SaidFigure[];
  readonly terms: readonly SaidTerm[];
  /** Literals of the company that it uses. */
  readonly literals: readonly string[];
}

export interface SaidFigure {
  readonly id: string;
  readonly text: string;
  /** Undefined where the trace does not hold it. */
  readonly traced: TracedFigure | undefined;
  readonly period: Period | undefined;
  /** The last measure where it compares with a base: growth, change or points. */
  readonly move: Move | undefined;
}

/** A comparison as a reference asks for it. */
export interface Move {
  readonly sort: "growth" | "change" | "points";
  /** "-1y", "opening", "target.initial". */
  readonly against: string;
  /** What it is compared with; undefined where that is a scenario. */
  readonly base: Period | undefined;
}

export interface SaidTerm {
  readonly id: string;
  readonly text: string;
  readonly sort: "period" | "date" | "base";
  readonly period: Period | undefined;
}

/** Reads a sentence: its parts as one text of typed words with marks. */
export function readSaid(
  { slide, key, cell, parts }: TracedSentence,
  of: {
    readonly calendar: FiscalCalendar;
    readonly figures: Readonly<Record<string, TracedFigure>>;
    readonly literals: readonly string[];
  },
): Said {
  const figures: SaidFigure[] = [];
  const terms: SaidTerm[] = [];
  const joined = parts
    .map((part) => {
      if (typeof part === "string") return part;
      if ("figure" in part) {
        figures.push(readFigure(part.figure, plainSpaces(part.text), of));
        return marks.figure;
      }
      const { term, sort } = part;
      terms.push({ id: term, text: plainSpaces(part.text), sort, period: of.calendar.parse(term) });
      return marks.term;
    })
    .join("")
    .replaceAll(/\s+/g, " ");
  const literals = of.literals.filter((literal) => joined.includes(literal));
  return {
    slide,
    key,
    cell: placeOf(cell),
    text: plainSpaces(parts.map(textOf).join("")).trim(),
    typed: literals.reduce((typed, literal) => typed.replaceAll(literal, marks.literal), joined),
    figures,
    terms,
    literals,
  };
}

/** A figure of a trace with its period and what it is compared with. */
export function readFigure(
  id: string,
  text: string,
  {
    calendar,
    figures,
  }: { readonly calendar: FiscalCalendar; readonly figures: Readonly<Record<string, TracedFigure>> },
): SaidFigure {
  const traced = figures[id];
  const period = traced && calendar.parse(traced.period);
  const [, sort, against = ""] =
    /(?:^|\|)(growth|change|points)\(([^()]*)\)$/.exec(traced?.measures ?? "") ?? [];
  if (sort === undefined || period === undefined) return { id, text, traced, period, move: undefined };
  const base = baseOf(calendar, period, against);
  return { id, text, traced, period, move: { sort: sort as Move["sort"], against, base } };
}

/** The index of the figure or term whose mark stands at a place of typed words. */
export function markIndex(typed: string, at: number): number {
  const mark = typed[at]!;
  let index = 0;
  for (let before = typed.indexOf(mark); before < at; before = typed.indexOf(mark, before + 1)) index++;
  return index;
}

/** A text for messages: quoted, and where it is long only the part around what was found. */
export function quoteText(text: string, found = ""): string {
  if (text.length <= 60) return `"${text}"`;
  const at = Math.max(0, text.indexOf(found));
  const from = Math.max(0, Math.min(at + Math.floor(found.length / 2) - 30, text.length - 60));
  const [before, after] = [from > 0 ? "…" : "", from + 60 < text.length ? "…" : ""];
  return `"${before}${text.slice(from, from + 60).trim()}${after}"`;
}

function baseOf(calendar: FiscalCalendar, period: Period, against: string): Period | undefined {
  const [, count, step] = /^-(\d+)([yq])$/.exec(against) ?? [];
  if (count !== undefined) return calendar.shift(period, -Number(count), step as "y" | "q");
  return against === "opening" ? calendar.resolve("opening", period) : calendar.parse(against);
}

/** No-break spaces and breaks of lines as one plain space. */
export function plainSpaces(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function textOf(part: TracedPart): string {
  return typeof part === "string" ? part : part.text;
}
