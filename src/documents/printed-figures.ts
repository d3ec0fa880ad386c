import type { Shown } from "../figures/rounding.ts";
import type { Document, PrintedFigure, Slide } from "./document.ts";

/** Every figure that a document prints, in order: of its slides, then of its footnotes; of a message its letter stands around them. */
export function printedFigures({
  slides,
  footnotes,
  letter,
}: Pick<Document, "slides" | "footnotes" | "letter">): readonly PrintedFigure[] {
  const around = slides[0]?.id ?? "";
  return [
    ...(letter === undefined ? [] : figuresOf(around, [letter.subject, letter.notice])),
    ...(letter === undefined ? slides : slides.slice(1)).flatMap((slide) =>
      figuresOf(slide.id, printedParts(slide)),
    ),
    ...footnotes.flatMap((note) => figuresOf(note.slide, note.text)),
    ...(letter === undefined ? [] : figuresOf(around, [letter.attached, letter.closing, letter.foot])),
  ];
}

/** Every figure in printed parts, in their order. */
export function figuresOf(slide: string, part: unknown): readonly PrintedFigure[] {
  const figures: PrintedFigure[] = [];
  visit(part);
  return figures;

  function visit(part: unknown): void {
    if (typeof part !== "object" || part === null) return;
    if (Array.isArray(part)) return part.forEach(visit);
    // A run of text, or a mark of a chart
    const { figure, text, label, value, exact = value, shown } = part as Record<string, unknown>;
    if (typeof figure === "string") {
      figures.push({
        figure,
        text: String(text ?? label),
        value: String(exact ?? ""),
        shown: shown as Shown,
        slide,
      });
    } else Object.values(part).forEach(visit);
  }
}

/** What of a slide is printed, in its order. */
function printedParts({ title, subtitle, areas, notes, foot }: Slide): unknown {
  return [title, subtitle, areas, notes, foot];
}
