import type { Measured, MeasuredNumber, PageBox } from "../pdf/measure.ts";
import type { Trace, TracedFigure, TracedNumber, TracedPrint } from "./trace.ts";

/** Where everything stands on paper, and which strings with digits texts may hold. */
export interface PlaceRequest {
  readonly measured: Pick<Measured, "figures" | "numbers" | "slides">;
  readonly literals: readonly { readonly text: string }[];
}

/** A number or figure on a page that the plan does not account for, or a planned figure that no page has. */
export interface Stray {
  readonly slide: string;
  /** unbound: a number that is nothing known; foreign: a figure that the plan does not have; lost: one that no page has. */
  readonly sort: "unbound" | "foreign" | "lost";
  readonly text: string;
  /** The text around an unbound number, or the reference of a figure. */
  readonly within: string;
}

/** A trace with the boxes of its figures, the sizes of its pages and every other number on them; and what has no place in it. */
export function placeTrace(
  trace: Trace,
  { measured, literals }: PlaceRequest,
): { readonly trace: Trace; readonly strays: readonly Stray[] } {
  const strays: Stray[] = [];
  const printed = matchPrinted(trace.printed, measured.figures, strays);
  const numbers = measured.numbers.flatMap((number): TracedNumber[] => {
    const known = accountFor(number, { literals, pages: measured.slides.length });
    const { slide, page, text, within, box } = number;
    if (known !== undefined) return [{ page: page + 1, slide, box: boxOf(box), text, ...known }];
    strays.push({ slide, sort: "unbound", text, within });
    return [];
  });
  const places = Map.groupBy(printed.keys(), (index) => printed[index]!.figure);
  const figures = Object.entries(trace.figures).map(([id, figure]): [string, TracedFigure] => [
    id,
    { ...figure, places: [...(places.get(id) ?? [])] },
  ]);
  const titles = new Map(trace.pages.map(({ slide, title }) => [slide, title]));
  // The sections of a report have no page of their own before it is printed
  const pages = measured.slides.map(({ id, width, height }, index) => ({
    page: index + 1,
    slide: id,
    title: titles.get(id) ?? "",
    width: inPoints(width),
    height: inPoints(height),
  }));
  return { trace: { ...trace, pages, printed, numbers, figures: Object.fromEntries(figures) }, strays };
}

/** Figures on paper, each with what the plan knows of it, in the order of the pages. */
function matchPrinted(
  planned: Trace["printed"],
  measured: Measured["figures"],
  strays: Stray[],
): TracedPrint[] {
  const keyOf = ({ slide, figure, text }: { slide: string; figure: string; text: string }): string =>
    JSON.stringify([slide, figure, text]);
  const waiting = Map.groupBy(planned, keyOf) as Map<string, TracedPrint[]>;
  const prints = measured.flatMap((found): TracedPrint[] => {
    const plan = waiting.get(keyOf(found))?.shift();
    if (plan === undefined) {
      strays.push({ slide: found.slide, sort: "foreign", text: found.text, within: found.figure });
      return [];
    }
    return [{ ...plan, page: found.page + 1, box: boxOf(found.box) }];
  });
  for (const { slide, text, figure } of [...waiting.values()].flat())
    strays.push({ slide, sort: "lost", text, within: figure });
  return prints;
}

/** What a number that is no figure is; undefined if nothing is known of it. */
function accountFor(
  { text, term, note, isPageCount, within, at, page }: MeasuredNumber,
  { literals, pages }: Pick<PlaceRequest, "literals"> & { readonly pages: number },
): Pick<TracedNumber, "is" | "of"> | undefined {
  if (term !== undefined) return { is: /^\d{4}-\d\d-\d\d$/.test(term) ? "date" : "period", of: term };
  if (note !== undefined) return { is: "note", of: note };
  if (isPageCount) return text === String(pages) ? { is: "page", of: text } : undefined;
  for (const { text: literal } of literals) {
    for (let from = within.indexOf(literal); from !== -1; from = within.indexOf(literal, from + 1)) {
      if (from <= at && at + text.length <= from + literal.length) return { is: "literal", of: literal };
    }
  }
  return within.trim() === String(page + 1) ? { is: "page", of: text } : undefined;
}

function boxOf({ x, y, width, height }: PageBox): [number, number, number, number] {
  return [hundredths(x), hundredths(y), hundredths(width), hundredths(height)];
}

function inPoints(px: number): number {
  return hundredths(px * 0.75);
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100 + 0;
}
