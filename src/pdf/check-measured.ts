import type { Problem } from "../problem.ts";
import type { Measured, MeasuredElement, MeasuredSlide, Overflow } from "./measure.ts";
import type { MissingGlyph } from "./missing-glyphs.ts";

export interface MeasuredRules {
  /** Smallest size of type, px. */
  readonly minimum: number;
}

/** What a reader would see go wrong: content cut off or on top of other content, type too small, characters missing. */
export function checkMeasured({ slides, missingGlyphs }: Measured, rules: MeasuredRules): readonly Problem[] {
  return slides.flatMap((slide) => [
    ...slide.overflows.map((overflow) => overflowProblem(slide, overflow)),
    ...overlapProblems(slide),
    ...typeProblems(slide, rules),
    ...missingGlyphs.filter((glyph) => glyph.slide === slide.id).map(glyphProblem),
  ]);
}

function overflowProblem({ id }: MeasuredSlide, { box, content, side, by, clipped }: Overflow): Problem {
  const end = clipped ? " and is cut off" : "";
  const isOwn = content.kind === box.kind && content.text === box.text;
  const what = isOwn
    ? `${name(box)} overflows by ${px(by)} at the ${side}${end}`
    : `${name(content)} reaches ${px(by)} beyond the ${side} of ${box.kind === "slide" ? "the slide" : name(box)}${end}`;
  return {
    what: `slide "${id}": ${what}`,
    hint: "shorten it, or give it a larger area or another layout",
  };
}

function overlapProblems({ id, overlaps }: MeasuredSlide): readonly Problem[] {
  return overlaps.map(({ elements: [first, second], width, height }) => ({
    what: `slide "${id}": ${name(first)} and ${name(second)} overlap by ${px(width)} x ${px(height)}`,
    hint: "shorten one of them, or give them another layout",
  }));
}

function typeProblems({ id, type }: MeasuredSlide, { minimum }: MeasuredRules): readonly Problem[] {
  return type
    .filter(({ size }) => size < minimum)
    .map(({ size, element }) => ({
      what: `slide "${id}": expected type of ${minimum} px or more, got ${px(size)} in ${name(element)}`,
    }));
}

function glyphProblem({ slide, character, text, font }: MissingGlyph): Problem {
  if (character === "") {
    return { what: `slide "${slide}": "${font}" of this machine stands in for a font of the document` };
  }
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return {
    what: `slide "${slide}": no font of the document has "${character}" (U+${code}), in "${text}"`,
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
