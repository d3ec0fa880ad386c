/// <reference lib="dom" />
import type { FilledPage } from "./flow.ts";
import type { PlacedUnit } from "./read-flow.ts";

/**
 * Runs in the page, so it uses nothing from outside of itself. Cuts the flow of a report where its pages begin, from the end
 * on, and puts each piece on a page with its footnotes. Gives the text that was lost or doubled; empty if none was.
 */
export function fillPages(pages: readonly FilledPage[]): string {
  const flow = document.querySelector(".flow")!;
  const empty = document.querySelector(".page[data-empty]")!;
  const units = (document as Document & { kessanUnits?: readonly PlacedUnit[] }).kessanUnits!;
  const plain = (text: string | null): string => (text ?? "").replace(/\s+/g, "");
  const before = plain(flow.textContent);

  /** Where a line begins, as a place in its text. */
  const startOf = (element: Element, line: number): { node: Node; offset: number } => {
    const style = getComputedStyle(element);
    const top =
      element.getBoundingClientRect().top +
      Number.parseFloat(style.paddingTop) +
      line * Number.parseFloat(style.lineHeight);
    const range = document.createRange();
    const isBelow = (node: Node, at: number): boolean => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const rects = [...range.getClientRects()];
      const rect = rects.at(-1);
      return rect !== undefined && (rect.top + rect.bottom) / 2 > top;
    };
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const { length } = node.nodeValue!;
      if (length === 0 || !isBelow(node, length - 1)) continue;
      let [low, high] = [0, length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBelow(node, middle)) high = middle;
        else low = middle + 1;
      }
      // Before an element, and not inside of it, where the line begins with one
      let place = { node: node as Node, offset: low };
      while (place.offset === 0 && place.node !== element) {
        const parent: Node = place.node.parentNode!;
        place = { node: parent, offset: [...parent.childNodes].indexOf(place.node as ChildNode) };
      }
      return place;
    }
    return { node: element, offset: element.childNodes.length };
  };

  /** Marks lead to their notes, and the number of a note to the first of its marks. */
  const linkNotes = (sheets: readonly Element[]): void => {
    const link = (element: Element, target: string): Element => {
      const anchor = document.createElement("a");
      anchor.setAttribute("href", `#${target}`);
      element.replaceWith(anchor);
      return anchor;
    };
    for (const note of sheets.flatMap((page) => [...page.querySelectorAll(".page-notes > .footnote")])) {
      const id = note.getAttribute("data-footnote")!;
      const marks = sheets.flatMap((page) => [
        ...page.querySelectorAll(`.sheet [data-note="${CSS.escape(id)}"]`),
      ]);
      const [first] = marks;
      const number = note.querySelector("[data-note]");
      if (first === undefined || number === null) continue;
      note.id = `note.${id}`;
      for (const mark of marks) link(mark, note.id).append(mark);
      first.parentElement!.id = `mark.${id}`;
      // The number stands beside the text, where a link around it would have no place of its own
      const back = link(number, `mark.${id}`);
      for (const { name, value } of number.attributes) back.setAttribute(name, value);
      back.append(...number.childNodes);
    }
  };

  const places = pages.slice(1).map(({ first }) => {
    const { element, line = 0 } = units[first]!;
    if (line > 0) return startOf(element, line);
    // What holds nothing before it is not cut, but moved
    let whole = element;
    const isBegun = (): boolean =>
      // The head of a table goes with its first row
      whole.previousElementSibling !== null && !whole.previousElementSibling.matches("colgroup, thead");
    while (whole.parentElement !== flow && !isBegun()) whole = whole.parentElement!;
    return { node: whole.parentNode!, offset: [...whole.parentNode!.childNodes].indexOf(whole) };
  });

  const pieces: DocumentFragment[] = [];
  for (const { node, offset } of places.toReversed()) {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(flow, flow.childNodes.length);
    const cut: Element[] = [];
    const from = node instanceof Element ? node : node.parentElement!;
    for (let part = from; part !== flow; part = part.parentElement!) cut.unshift(part);
    const piece = range.extractContents();
    let clone: Element | null = piece.firstElementChild;
    for (const original of cut) {
      if (clone === null) break;
      clone.removeAttribute("id");
      clone.setAttribute("data-continued", "");
      if (original.matches("table")) {
        const heads = [...original.children].filter((child) => child.matches("colgroup, thead"));
        clone.prepend(
          ...heads.map((head) => {
            const copy = head.cloneNode(true) as Element;
            copy.setAttribute("data-repeated", "");
            return copy;
          }),
        );
        clone = clone.querySelector(":scope > tbody");
        continue;
      }
      if (!original.matches("tbody")) clone = clone.firstElementChild;
    }
    pieces.unshift(piece);
  }
  const first = document.createDocumentFragment();
  first.append(...flow.childNodes);
  pieces.unshift(first);

  const sheets = pieces.map((piece, index) => {
    const page = empty.cloneNode(true) as Element;
    page.removeAttribute("data-empty");
    const sheet = page.querySelector(".sheet")!;
    sheet.append(piece);
    for (let top = sheet.firstElementChild; top !== null; top = top.firstElementChild) {
      top.setAttribute("data-top", "");
    }
    const notes = page.querySelector(".page-notes")!;
    for (const id of pages[index]!.notes) {
      const note = [...document.querySelectorAll(".footnotes > .footnote")].find(
        (one) => one.getAttribute("data-footnote") === id,
      )!;
      note.setAttribute("data-slide", note.getAttribute("data-of")!);
      notes.append(note);
    }
    page.querySelector("[data-page]")!.textContent = String(index + 1);
    page.querySelector("[data-pages]")!.textContent = String(pages.length);
    return page;
  });
  const left = document.querySelector(".footnotes")!;
  const lonely = plain(left.textContent);
  flow.remove();
  left.remove();
  empty.replaceWith(...sheets);
  const after = sheets
    .map((page) => {
      const sheet = page.querySelector(".sheet")!.cloneNode(true) as Element;
      sheet.querySelectorAll("[data-repeated]").forEach((copy) => copy.remove());
      return plain(sheet.textContent);
    })
    .join("");
  linkNotes(sheets);
  if (after === before) return lonely;
  let at = 0;
  while (before[at] === after[at]) at++;
  return before.slice(Math.max(0, at - 20), at + 40);
}
