import { findMissingGlyphs, type MissingGlyph } from "./missing-glyphs.ts";
import type { Page } from "./page.ts";
import { readSlides } from "./read-slides.ts";

/** Where everything stands on the slides of a loaded document. Lengths are CSS px unless a field says otherwise. */
export interface Measured {
  readonly slides: readonly MeasuredSlide[];
  /** Every printed figure, in order of the document. */
  readonly figures: readonly MeasuredFigure[];
  /** Every number that is no figure: of periods, dates, names and pages. */
  readonly numbers: readonly MeasuredNumber[];
  readonly missingGlyphs: readonly MissingGlyph[];
}

/** A slide, or a page of a report. */
export interface MeasuredSlide {
  /** Of the slide, or of the first section on the page. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Things that reach out of the slide or of their box, the worst of each box. */
  readonly overflows: readonly Overflow[];
  readonly overlaps: readonly Overlap[];
  /** Sizes of type and one text that is set in each, smallest first; superscripts count as the text around them. */
  readonly type: readonly TypeSize[];
}

/** An element as a person finds it again. */
export interface MeasuredElement {
  /** Its block, else its tag: "results-table", "h1", "slide". */
  readonly kind: string;
  /** The area of the layout that it stands in; empty if none. */
  readonly area: string;
  /** Its text, as far as it fits a message. */
  readonly text: string;
  /** The section that it stands in, where that is not the first of its page. */
  readonly section?: string;
}

export interface Overflow {
  /** The box that is too small. */
  readonly box: MeasuredElement;
  /** What reaches out. */
  readonly content: MeasuredElement;
  readonly side: "left" | "right" | "top" | "bottom";
  readonly by: number;
  /** Whether the part outside is cut away. */
  readonly clipped: boolean;
}

export interface Overlap {
  readonly elements: readonly [MeasuredElement, MeasuredElement];
  readonly width: number;
  readonly height: number;
}

export interface TypeSize {
  readonly size: number;
  readonly element: MeasuredElement;
}

export interface MeasuredFigure {
  /** Canonical reference, as `data-figure` holds it. */
  readonly figure: string;
  readonly text: string;
  readonly slide: string;
  /** From 0. */
  readonly page: number;
  readonly box: PageBox;
}

/** Digits with the points and commas between them, in running text. */
export interface MeasuredNumber {
  readonly text: string;
  /** The period or date that it is part of, as `data-term` holds it; undefined outside of one. */
  readonly term?: string;
  /** The footnote whose number it is. */
  readonly note?: string;
  /** Whether it is the number of all pages. */
  readonly isPageCount?: true;
  /** The text that it stands in, and where in it. */
  readonly within: string;
  readonly at: number;
  readonly slide: string;
  /** From 0. */
  readonly page: number;
  readonly box: PageBox;
}

/** PDF points from the lower left corner of the page. */
export interface PageBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MeasureOptions {
  /** True where the caller has held every character of the document against its fonts, so that their tables need not be read. */
  readonly areCharactersChecked?: boolean;
  /** How many pages there are: the browser gets more time for more. */
  readonly pages?: number;
}

/**
 * Measures the slides (`section.slide[data-slide]`) or pages (`section.page`) of the loaded document. Areas (`.area`, `[data-area]`), blocks
 * (`.block`, `[data-block]`), table cells and headings are the boxes that content must fit; figures are what carries
 * `data-figure`.
 */
export async function measure(
  page: Page,
  { areCharactersChecked = false, pages = 0 }: MeasureOptions = {},
): Promise<Measured> {
  const { browser, tab, session } = page;
  const seconds = browser.limits.measure + browser.limits.measurePage * pages;
  const { held } = page;
  const before = areCharactersChecked ? held?.measured : undefined;
  const wanted = before && held?.changed;
  const measured = await browser.run(
    { step: "measuring the slides", seconds },
    async (): Promise<Measured> => {
      const [read, missingGlyphs] = await Promise.all([
        tab.evaluate(readSlides, wanted),
        findMissingGlyphs({ tab, session, areCharactersChecked, wanted }),
      ]);
      return { ...read, missingGlyphs };
    },
  );
  const whole = before && wanted ? renewed(before, { measured, pages: wanted }) : measured;
  if (held !== undefined) page.held = { html: held.html, measured: whole, changed: [] };
  return whole;
}

/** What was measured before, with some of its pages measured anew. */
function renewed(
  before: Measured,
  { measured, pages }: { readonly measured: Measured; readonly pages: readonly number[] },
): Measured {
  const inOrder = <T extends { readonly page: number }>(old: readonly T[], own: readonly T[]): readonly T[] =>
    [...old.filter(({ page }) => !pages.includes(page)), ...own].sort((a, b) => a.page - b.page);
  const ids = new Set(pages.map((page) => before.slides[page]?.id));
  return {
    slides: before.slides.map((slide, page) => measured.slides[pages.indexOf(page)] ?? slide),
    figures: inOrder(before.figures, measured.figures),
    numbers: inOrder(before.numbers, measured.numbers),
    missingGlyphs: [
      ...before.missingGlyphs.filter(({ slide }) => !ids.has(slide)),
      ...measured.missingGlyphs,
    ],
  };
}

/** What was measured of the parts of one document, in their order, as if it had been measured as a whole. */
export function joinMeasured(parts: readonly Measured[]): Measured {
  let before = 0;
  const moved = parts.map(({ slides, figures, numbers, missingGlyphs }): Measured => {
    const first = before;
    before += slides.length;
    const onPage = <T extends { readonly page: number }>(one: T): T => ({ ...one, page: first + one.page });
    return { slides, figures: figures.map(onPage), numbers: numbers.map(onPage), missingGlyphs };
  });
  return {
    slides: moved.flatMap(({ slides }) => slides),
    figures: moved.flatMap(({ figures }) => figures),
    numbers: moved.flatMap(({ numbers }) => numbers),
    missingGlyphs: moved.flatMap(({ missingGlyphs }) => missingGlyphs),
  };
}
