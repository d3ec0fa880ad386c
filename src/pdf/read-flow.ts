/// <reference lib="dom" />
import type { Flow, FlowUnit } from "./flow.ts";

/** A unit of the flow in the page: an element, or a line of one. Kept on the document until pages are filled from it. */
export interface PlacedUnit {
  readonly element: Element;
  /** From 0; undefined for the whole element. */
  readonly line?: number;
}

/** Runs in the page, so it uses nothing from outside of itself. Reads the flow of a report (`.flow`) into its units. */
export function readFlow(): Flow {
  const flow = document.querySelector(".flow")!;
  const origin = flow.getBoundingClientRect().top;
  const units: FlowUnit[] = [];
  const placed: PlacedUnit[] = [];
  let isHeaded = true;
  let mustBegin = false;

  type Part = {
    top: number;
    bottom: number;
    mayBegin: boolean;
    divides?: boolean;
    head?: number;
    notes: string[];
  };
  const add = (
    element: Element,
    { top, bottom, mayBegin, divides = false, head = 0, notes }: Part,
    line?: number,
  ): void => {
    units.push({
      top: top - origin,
      bottom: bottom - origin,
      mayBegin: mayBegin && !isHeaded,
      divides,
      mustBegin: mustBegin && units.length > 0,
      head,
      notes,
    });
    placed.push({ element, ...(line !== undefined && { line }) });
    [isHeaded, mustBegin] = [false, false];
  };
  const notesIn = (element: Element): string[] =>
    [...element.querySelectorAll("[data-note]")].map((mark) => mark.getAttribute("data-note")!);
  /** Of a run of lines or rows none stands alone at the end of a page or at the beginning of one. */
  const isInner = (index: number, count: number): boolean =>
    index === 0 || (index >= 2 && count - index >= 2);

  const readLines = (element: Element): void => {
    const { top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const [before, after] = [Number.parseFloat(style.paddingTop), Number.parseFloat(style.paddingBottom)];
    const height = Number.parseFloat(style.lineHeight);
    const count = Math.max(1, Math.round((bottom - top - before - after) / height) || 1);
    const marks = [...element.querySelectorAll("[data-note]")].map((mark) => {
      const rect = mark.getBoundingClientRect();
      const at = Math.floor(((rect.top + rect.bottom) / 2 - top - before) / height);
      return { note: mark.getAttribute("data-note")!, line: Math.min(count - 1, Math.max(0, at)) };
    });
    for (let line = 0; line < count; line++) {
      add(
        element,
        {
          top: line === 0 ? top : top + before + line * height,
          bottom: line === count - 1 ? bottom : top + before + (line + 1) * height,
          mayBegin: isInner(line, count),
          notes: marks.filter((mark) => mark.line === line).map(({ note }) => note),
        },
        line,
      );
    }
  };

  const readTable = (table: Element): void => {
    const rows = [...table.querySelectorAll("tbody > tr")];
    const whole = table.getBoundingClientRect();
    const head = table.querySelector("thead");
    const headNotes = head === null ? [] : notesIn(head);
    rows.forEach((row, index) => {
      const { top, bottom } = row.getBoundingClientRect();
      const isFirst = index === 0;
      add(row, {
        top: isFirst ? whole.top : top,
        bottom: index === rows.length - 1 ? whole.bottom : bottom,
        mayBegin: isInner(index, rows.length) && !(rows[index - 1]?.matches(".heading") ?? false),
        divides: !isFirst,
        head: isFirst ? 0 : (head?.getBoundingClientRect().height ?? 0),
        notes: isFirst ? [...headNotes, ...notesIn(row)] : notesIn(row),
      });
    });
  };

  const isText = (element: Element): boolean => {
    const display = (child: Element): string => getComputedStyle(child).display;
    return [...element.children].every((child) => display(child).startsWith("inline"));
  };
  const read = (element: Element): void => {
    if (element.hasAttribute("data-break")) mustBegin = true;
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    if (element.matches("table")) return readTable(element);
    const isHead = element.matches("h1, h2, h3, h4, h5, h6, .section-head, .subtitle");
    if (!isHead && element.matches("p, li") && isText(element)) return readLines(element);
    const isPart = element.matches("section, ul, ol, dl, .block, .fill, .notes");
    if (!isHead && isPart && style.display === "block" && element.children.length > 0 && !isText(element)) {
      const { children } = element;
      // Notes under a table stand with its last rows
      if (element.matches(".notes")) isHeaded = true;
      for (const child of children) read(child);
      return;
    }
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom <= top) return;
    add(element, { top, bottom, mayBegin: true, notes: notesIn(element) });
    if (isHead) isHeaded = true;
  };
  for (const section of flow.children) read(section);

  const page = document.querySelector(".page[data-empty]")!;
  const foot = page.querySelector(".page-notes")!;
  const all = [...document.querySelectorAll(".footnotes > .footnote")];
  const footnotes: Record<string, { height: number }> = {};
  all.forEach((note) => {
    const margin = note === all[0] ? 0 : Number.parseFloat(getComputedStyle(note).marginTop);
    const height = note.getBoundingClientRect().height + margin;
    footnotes[note.getAttribute("data-footnote")!] = { height };
  });
  const height = page.querySelector(".sheet")!.getBoundingClientRect().height;
  foot.append("0");
  const noteGap = Number.parseFloat(getComputedStyle(foot).paddingTop);
  foot.replaceChildren();
  (document as Document & { kessanUnits?: readonly PlacedUnit[] }).kessanUnits = placed;
  return { units, footnotes, height, noteGap };
}
