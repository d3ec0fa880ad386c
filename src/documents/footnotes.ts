import type { Slide } from "./document.ts";
import type { NoteRun } from "./runs.ts";

/** A footnote with its number and the section in which its first mark stands. */
export interface NumberedNote {
  readonly id: string;
  readonly number: number;
  readonly slide: string;
}

/** Numbers the footnotes in the order in which their marks are printed; a second mark of a note has the number of the first. */
export function numberFootnotes(slides: readonly Slide[]): {
  readonly slides: readonly Slide[];
  readonly notes: readonly NumberedNote[];
} {
  const notes = new Map<string, NumberedNote>();
  return { slides: slides.map((slide) => numbered(slide, slide.id)), notes: [...notes.values()] };

  function numbered<T>(part: T, slide: string): T {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map((entry: unknown) => numbered(entry, slide)) as T;
    if (isNote(part)) {
      const known = notes.get(part.note) ?? { id: part.note, number: notes.size + 1, slide };
      notes.set(part.note, known);
      return { ...part, text: String(known.number) };
    }
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, numbered(value, slide)])) as T;
  }
}

function isNote(part: object): part is NoteRun {
  return "note" in part && typeof part.note === "string";
}
