import type { Place } from "../problem.ts";
import { fullName, nameFigure } from "./figure-words.ts";
import { findPrinted, type FoundPrinted, type Question } from "./find-printed.ts";
import type { Trace, TracedFigure, TracedPrint } from "./trace.ts";

/** Where a printed text comes from: of one figure everything, of several what there is to choose from. */
export interface Explanation {
  readonly document: Trace["document"];
  readonly query: string;
  readonly page?: number;
  /** reference: it names the figure; text: it is printed so; digits: no text is, but `texts` have its digits. */
  readonly by: FoundPrinted["by"];
  readonly texts: readonly string[];
  /** The figure, where it is one. */
  readonly figure?: ExplainedFigure;
  /** The figures, where they are several. */
  readonly choices: readonly FigureChoice[];
  /** Numbers of that text that are no figures: parts of periods, dates and names. */
  readonly numbers: readonly FoundNumber[];
  /** Documents that a cell of the figure, or one that it follows from, was taken from. */
  readonly sources: readonly TracedSource[];
}

/** One of several figures that a text is printed for. */
export interface FigureChoice {
  readonly figure: string;
  readonly name: string;
  /** The texts that were meant, each once. */
  readonly texts: readonly string[];
  /** A page as often as it prints one of them. */
  readonly pages: readonly number[];
}

/** A number that is no figure, with the pages that print it. */
export interface FoundNumber {
  readonly text: string;
  readonly is: Trace["numbers"][number]["is"];
  readonly of: string;
  readonly pages: readonly number[];
}

/** A document that figures were taken from. */
export interface TracedSource {
  readonly id: string;
  readonly title: string;
  /** ISO date. */
  readonly date: string;
}

/** A figure with all that is known of it. Values are plain decimals in base units, as in the trace. */
export interface ExplainedFigure extends Origin {
  readonly kind: string;
  /** "growth on 2Q05"; empty for an account's own figure. */
  readonly is: string;
  readonly outcome?: string;
  /** Where it is printed, in the order of the pages; those of one page where one was asked for. */
  readonly places: readonly FoundPlace[];
  /** Other pages that print it, where one was asked for. */
  readonly otherPages: readonly number[];
  /** What follows from it directly. */
  readonly usedFor: readonly { readonly figure: string; readonly name: string }[];
}

/** A figure, and what it comes from down to cells. */
export interface Origin {
  /** Canonical reference. */
  readonly figure: string;
  /** "Operating income, 2Q06". */
  readonly name: string;
  readonly unit: string;
  readonly value: string | null;
  readonly interval: readonly [string, string] | null;
  readonly reported?: NonNullable<TracedFigure["reported"]> & { readonly cell: Place };
  /** What it follows from: of an input that is reported itself, nothing, since its report is what was used. */
  readonly derived?: {
    readonly formula: string;
    readonly value: string | null;
    readonly interval: readonly [string, string] | null;
    readonly inputs: readonly Origin[];
  };
  /** What was compared, where the comparison gives no value. */
  readonly sides?: readonly Origin[];
}

/** One place where a figure is printed. */
export interface FoundPlace {
  readonly page: number;
  readonly slide: string;
  readonly title: string;
  readonly box: TracedPrint["box"];
  readonly text: string;
  readonly unit: string;
  readonly decimals: number;
  readonly by: TracedPrint["by"];
  /** Why a person had the digit moved. */
  readonly reason?: string;
  /** What was rounded, in base units; null where there is no value. */
  readonly rounded: string | null;
}

/** Explains a printed text or a figure of a trace. Throws a KessanError where it is nowhere, or the page is not there. */
export function explain(trace: Trace, question: Question): Explanation {
  const found = findPrinted(question, trace);
  const [id] = found.figures;
  const isOne = id !== undefined && found.figures.length === 1;
  const figure = isOne ? explainFigure(id, trace, question.page) : undefined;
  return {
    document: trace.document,
    query: question.query,
    ...(question.page !== undefined && { page: question.page }),
    by: found.by,
    texts: found.texts,
    ...(figure && { figure }),
    choices: isOne ? [] : found.figures.map((each) => choiceOf(each, found, { trace, page: question.page })),
    numbers: numbersOf(found.numbers),
    sources: figure === undefined ? [] : sourcesOf(figure, trace),
  };
}

function explainFigure(id: string, trace: Trace, page: number | undefined): ExplainedFigure {
  const { kind, outcome, places } = trace.figures[id]!;
  const all = places.map((place) => placeOf(trace.printed[place]!, trace));
  const others = page === undefined ? [] : all.filter((place) => place.page !== page);
  return {
    ...originOf(id, trace, { isInput: false }),
    kind,
    is: nameFigure(id, trace).is,
    ...(outcome !== undefined && { outcome }),
    places: page === undefined ? all : all.filter((place) => place.page === page),
    otherPages: [...new Set(others.map((place) => place.page))],
    usedFor: Object.entries(trace.figures)
      .filter(([, { derived }]) => derived?.from.includes(id))
      .map(([figure]) => ({ figure, name: fullName(figure, trace) })),
  };
}

function originOf(id: string, trace: Trace, { isInput }: { readonly isInput: boolean }): Origin {
  const { unit, value, interval, reported, derived, sides } = trace.figures[id]!;
  const inputs = (ids: readonly string[]): readonly Origin[] =>
    ids.map((from) => originOf(from, trace, { isInput: true }));
  return {
    figure: id,
    name: isInput ? fullName(id, trace) : nameFigure(id, trace).of,
    unit,
    value,
    interval,
    ...(reported && { reported: reported as NonNullable<Origin["reported"]> }),
    ...(sides && !isInput && { sides: inputs(sides) }),
    ...(derived &&
      !(isInput && reported) && {
        derived: {
          formula: derived.formula,
          value: derived.value ?? value,
          interval: derived.interval === undefined ? interval : derived.interval,
          inputs: inputs(derived.from),
        },
      }),
  };
}

function placeOf(
  { page, slide, box, text, figure, value, unit, decimals, by, reason }: TracedPrint,
  trace: Trace,
): FoundPlace {
  return {
    page,
    slide,
    title: trace.pages.find((each) => each.page === page)?.title ?? "",
    box,
    text,
    unit,
    decimals,
    by,
    ...(reason !== undefined && { reason }),
    rounded: value ?? trace.figures[figure]!.value,
  };
}

function choiceOf(
  figure: string,
  { texts }: FoundPrinted,
  { trace, page }: { readonly trace: Trace; readonly page: number | undefined },
): FigureChoice {
  const prints = trace.figures[figure]!.places.map((place) => trace.printed[place]!).filter(
    (print) => texts.includes(print.text) && (page === undefined || print.page === page),
  );
  return {
    figure,
    name: fullName(figure, trace),
    texts: [...new Set(prints.map(({ text }) => text))],
    pages: prints.map((print) => print.page),
  };
}

function numbersOf(numbers: FoundPrinted["numbers"]): readonly FoundNumber[] {
  const alike = Map.groupBy(numbers, ({ is, of }) => `${is} ${of}`);
  return [...alike.values()].map((group) => {
    const { text, is, of } = group[0]!;
    return { text, is, of, pages: group.map(({ page }) => page) };
  });
}

function sourcesOf(figure: Origin, { sources }: Trace): readonly TracedSource[] {
  const ids = new Set(
    cellsOf(figure).flatMap(({ source }) => (source === undefined ? [] : [source.split(" ")[0]!])),
  );
  return [...ids].flatMap((id) => {
    const source = Object.hasOwn(sources, id) ? sources[id] : undefined;
    return source === undefined ? [] : [{ id, ...source }];
  });
}

function cellsOf({ reported, derived, sides }: Origin): readonly NonNullable<Origin["reported"]>[] {
  return [...(reported ? [reported] : []), ...(derived?.inputs ?? sides ?? []).flatMap(cellsOf)];
}
