import type { Problem } from "../problem.ts";
import type { Measured, MeasuredElement, MeasuredSlide, Overflow } from "./measure.ts";
import type { MissingGlyph } from "./missing-glyphs.ts";

export interface MeasuredRules {
  /** Smallest size of type, px. */
  readonly minimum: number;
  /** What a part of the document is called: a slide, or a section of a report. */
  readonly noun?: string;
}

/** A problem of a slide or section, by its id. */
export interface MeasuredProblem extends Problem {
  readonly of: string;
}

/** What a reader would see go wrong: content cut off or on top of other content, type too small, characters missing. */
export function checkMeasured(
  { slides, missingGlyphs }: Measured,
  rules: MeasuredRules,
): readonly MeasuredProblem[] {
  const { noun = "slide" } = rules;
  const ids = slides.map(({ id }) => id);
  const glyphsOf = (id: string): readonly MissingGlyph[] => missingGlyphs.filter(({ slide }) => slide === id);
  const others = missingGlyphs.filter(({ slide }) => !ids.includes(slide));
  return slides
    .flatMap((slide, at): MeasuredProblem[] => [
      ...slide.overflows.map((overflow) => overflowProblem(slide, overflow)),
      ...overlapProblems(slide),
      ...typeProblems(slide, rules),
      ...(ids.indexOf(slide.id) === at ? glyphsOf(slide.id).map(glyphProblem) : []),
    ])
    .concat(others.map(glyphProblem))
    .map(({ what, ...problem }) => ({ ...problem, what: `${noun} "${problem.of}": ${what}` }));
}

function overflowProblem(
  { id }: MeasuredSlide,
  { box, content, side, by, clipped }: Overflow,
): MeasuredProblem {
  const end = clipped ? " and is cut off" : "";
  const isOwn = content.kind === box.kind && content.text === box.text;
  const what = isOwn
    ? `${name(box)} overflows by ${px(by)} at the ${side}${end}`
    : `${name(content)} reaches ${px(by)} beyond the ${side} of ${["slide", "page"].includes(box.kind) ? `the ${box.kind}` : name(box)}${end}`;
  return { of: content.section ?? id, what, hint: "shorten it, or give it a larger area or another layout" };
}

function overlapProblems({ id, overlaps }: MeasuredSlide): readonly MeasuredProblem[] {
  return overlaps.map(({ elements: [first, second], width, height }) => ({
    of: first.section ?? id,
    what: `${name(first)} and ${name(second)} overlap by ${px(width)} x ${px(height)}`,
    hint: "shorten one of them, or give them another layout",
  }));
}

function typeProblems({ id, type }: MeasuredSlide, { minimum }: MeasuredRules): readonly MeasuredProblem[] {
  return type
    .filter(({ size }) => size < minimum)
    .map(({ size, element }) => ({
      of: element.section ?? id,
      what: `expected type of ${minimum} px or more, got ${px(size)} in ${name(element)}`,
    }));
}

function glyphProblem({ slide, character, text, font }: MissingGlyph): MeasuredProblem {
  if (character === "") {
    return { of: slide, what: `"${font}" of this machine stands in for a font of the document` };
  }
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return {
    of: slide,
    what: `no font of the document has "${character}" (U+${code}), in "${text}"`,
    hint: "use another character, or a face that has it",
  };
}

/** `results-table in "main" ("Revenues 14,007…")`. */
function name({ kind, area, text }: MeasuredElement): string {
  return `${kind}${area === "" ? "" : ` in "${area}"`}${text === "" ? "" : ` ("${text}")`}`;
}

function px(length: number): string {
  return `${Math.round(length * 10) / 10} px`;
}
