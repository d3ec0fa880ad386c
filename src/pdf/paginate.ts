import type { FilledPage, Flow } from "./flow.ts";

/** A page that is this full ends before a table rather than inside of it. */
const fullEnough = 0.62;

/**
 * Divides a flow over pages: each takes as much as fits with the footnotes whose first marks it holds, and ends where the
 * next one may begin. What is higher than a page gets one of its own, and reaches out of it.
 */
export function paginate({ units, footnotes, height, noteGap }: Flow): readonly FilledPage[] {
  const pages: FilledPage[] = [];
  const set = new Set<string>();
  for (let first = 0; first < units.length;) {
    const end = endOf(first);
    const notes = newNotes(first, end);
    notes.forEach((note) => set.add(note));
    pages.push({ first, notes });
    first = end;
  }
  return pages;

  /** The unit that the page after begins with. */
  function endOf(first: number): number {
    let last = first;
    while (last < units.length && !(last > first && units[last]!.mustBegin) && fits(first, last + 1)) last++;
    if (last === units.length || units[last]!.mustBegin) return Math.max(last, first + 1);
    const ends = units
      .slice(first + 1, last + 1)
      .flatMap(({ mayBegin }, at) => (mayBegin ? first + 1 + at : []));
    const whole = ends.findLast((end) => !units[end]!.divides);
    const isFull = whole !== undefined && units[whole - 1]!.bottom - units[first]!.top >= height * fullEnough;
    return (isFull ? whole : ends.at(-1)) ?? Math.max(last, first + 1);
  }

  function fits(first: number, end: number): boolean {
    const { head, top } = units[first]!;
    return head + units[end - 1]!.bottom - top + heightOf(newNotes(first, end)) <= height;
  }

  function newNotes(first: number, end: number): readonly string[] {
    const notes = units.slice(first, end).flatMap((unit) => unit.notes);
    return [...new Set(notes)].filter((note) => !set.has(note));
  }

  function heightOf(notes: readonly string[]): number {
    return notes.reduce((sum, note) => sum + footnotes[note]!.height, notes.length === 0 ? 0 : noteGap);
  }
}
