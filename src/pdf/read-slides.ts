/// <reference lib="dom" />
import type {
  Measured,
  MeasuredElement,
  MeasuredFigure,
  MeasuredNumber,
  MeasuredSlide,
  Overflow,
  Overlap,
  PageBox,
  TypeSize,
} from "./measure.ts";

/**
 * Reads all slides, or those that are wanted, by their place from 0. Runs in the page, so it uses nothing from outside of itself and waits for
 * nothing: timers stand still where scripts are off.
 */
export function readSlides(wanted?: readonly number[]): Pick<Measured, "slides" | "figures" | "numbers"> {
  const tolerance = 0.5;
  const pointsPerPx = 0.75;
  const areas = ".area, [data-area]";
  const blocks = ".block, [data-block]";
  const headings = "h1, h2, h3, h4, h5, h6";
  const sheets = "section.slide[data-slide], section.page";
  /** The slide, or the section of the page, that an element stands in; a page's own head and foot belong to its first section. */
  const slideOf = (element: Element, sheet: Element): string => {
    const own = element.closest("[data-slide]") ?? sheet.querySelector("[data-slide]");
    return own?.getAttribute("data-slide") ?? "";
  };
  const boxes = `${areas}, ${blocks}, ${headings}, td, th`;

  type Box = { left: number; top: number; right: number; bottom: number };

  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    let style = styles.get(element);
    if (style === undefined) styles.set(element, (style = getComputedStyle(element)));
    return style;
  };

  const describe = (element: Element): MeasuredElement => {
    const words = (element.textContent ?? "").replace(/\s+/g, " ").trim();
    const sheet = element.closest(sheets);
    const section = sheet === null ? undefined : slideOf(element, sheet);
    return {
      kind: kindOf(element),
      area: areaOf(element),
      text: words.length <= 30 ? words : `${words.slice(0, 29)}…`,
      ...(sheet !== null && section !== undefined && section !== slideOf(sheet, sheet) && { section }),
    };
  };
  /** The last class of a block says what kind it is. */
  const kindOf = (element: Element): string => {
    const kind = element.getAttribute("data-block");
    if (kind !== null) return kind;
    if (element.matches(sheets)) return element.matches(".page") ? "page" : "slide";
    if (element.matches(blocks)) return element.classList.item(element.classList.length - 1) ?? "block";
    return element.matches(areas) ? "area" : element.localName;
  };
  /** The id of a block is `<slide>.<area>.<number in its area>`. */
  const areaOf = (element: Element): string => {
    const area = element.closest("[data-area]")?.getAttribute("data-area");
    return area ?? element.closest(blocks)?.id.split(".").at(-2) ?? "";
  };

  /** Text for screen readers only stands in a box of a pixel. */
  const isHiddenBox = (element: Element): boolean => {
    const style = styleOf(element);
    if (style.visibility === "hidden" || style.display === "none") return true;
    if (style.overflowX === "visible" || !(element instanceof HTMLElement)) return false;
    return element.clientWidth <= 1 && element.clientHeight <= 1;
  };
  const hidden = new Map<Element, boolean>();
  const isHidden = (element: Element, slide: Element): boolean => {
    let answer = hidden.get(element);
    if (answer === undefined) {
      const { parentElement } = element;
      const isRoot = element === slide || parentElement === null;
      answer = isHiddenBox(element) || (!isRoot && isHidden(parentElement, slide));
      hidden.set(element, answer);
    }
    return answer;
  };

  /** CSS px on the page of a length of 1 inside the element: charts may be drawn larger or smaller. */
  const scaleOf = (element: Element): number => {
    if (!(element instanceof SVGGraphicsElement)) return 1;
    const matrix = element.getScreenCTM();
    return matrix === null ? 1 : Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  };
  const scales = new Map<Element, number>();
  const sizeOf = (element: Element): number => {
    const raised = element.closest("sup, sub");
    const holder = raised?.parentElement ?? element;
    if (raised !== null && holder.closest("sup, sub") !== null) return sizeOf(holder);
    let scale = scales.get(holder);
    if (scale === undefined) scales.set(holder, (scale = scaleOf(holder)));
    return Number.parseFloat(styleOf(holder).fontSize) * scale;
  };

  /** How far a bracket or a percent sign is meant to hang out at the right, so that the digits before it line up. */
  const hangOf = (element: Element | null): number => {
    if (element === null || !styleOf(element).display.startsWith("inline")) return 0;
    return Math.max(0, -Number.parseFloat(styleOf(element).marginRight) || 0) + hangOf(element.parentElement);
  };
  const around = (box: Box, other: Box = box): Box => ({
    left: Math.min(box.left, other.left),
    right: Math.max(box.right, other.right),
    top: Math.min(box.top, other.top),
    bottom: Math.max(box.bottom, other.bottom),
  });

  /** The boxes that must hold an element's content, from the inside out, with the places of their edges. */
  type Holder = { element: Element; box: Box; clips: boolean };
  const holders = new Map<Element, readonly Holder[]>();
  const holdersOf = (element: Element, slide: Element): readonly Holder[] => {
    let found = holders.get(element);
    if (found !== undefined) return found;
    const outer =
      element === slide || element.parentElement === null ? [] : holdersOf(element.parentElement, slide);
    const style = styleOf(element);
    // What an SVG cuts away by itself is only its outermost element's
    const isDrawing = element instanceof SVGElement && !(element instanceof SVGSVGElement);
    const clips = !isDrawing && (style.overflowX !== "visible" || style.overflowY !== "visible");
    const isFlow = element instanceof HTMLElement;
    const holds = element === slide || clips || (isFlow && element.matches(boxes));
    const hasBox = !isFlow || style.display !== "inline";
    found = holds && hasBox ? [{ element, box: element.getBoundingClientRect(), clips }, ...outer] : outer;
    holders.set(element, found);
    return found;
  };

  const boxOf = (rect: DOMRect, sheet: DOMRect): PageBox => ({
    x: (rect.left - sheet.left) * pointsPerPx,
    y: (sheet.bottom - rect.bottom) * pointsPerPx,
    width: rect.width * pointsPerPx,
    height: rect.height * pointsPerPx,
  });

  const readSlide = (slide: Element): MeasuredSlide => {
    const worst = new Map<Element, Overflow & { inner: Element }>();
    const check = (content: Element, box: Box, from: Element) => {
      for (const holder of holdersOf(from, slide)) {
        const reach = {
          left: holder.box.left - box.left,
          right: box.right - holder.box.right,
          top: holder.box.top - box.top,
          bottom: box.bottom - holder.box.bottom,
        };
        const side = (["right", "bottom", "left", "top"] as const).reduce((a, b) =>
          reach[b] > reach[a] ? b : a,
        );
        const by = reach[side];
        if (by <= tolerance) continue;
        const known = worst.get(holder.element);
        if (known === undefined || by > known.by) {
          const clipped = holdersOf(from, slide).some(
            ({ clips, box: edge }) =>
              clips &&
              (box.right - edge.right > tolerance ||
                box.bottom - edge.bottom > tolerance ||
                edge.left - box.left > tolerance ||
                edge.top - box.top > tolerance),
          );
          worst.set(holder.element, {
            box: describe(holder.element),
            content: describe(content),
            side,
            by,
            clipped,
            inner: content,
          });
        }
        // One cause, one message: the boxes around the innermost one that is too small overflow for the same reason
        return;
      }
    };

    const type = new Map<number, TypeSize>();
    const cells = new Map<Element, Box>();
    const range = document.createRange();
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || !/\S/.test(node.nodeValue ?? "") || isHidden(parent, slide)) continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (rects.length === 0) continue;
      const size = Math.round(sizeOf(parent) * 100) / 100;
      if (!type.has(size)) type.set(size, { size, element: describe(parent) });
      const hang = hangOf(parent);
      const cell = parent.closest("td, th");
      for (const rect of rects) {
        // A line's box leaves room above and below the letters, which may lie outside without harm
        const room = Math.max(0, (rect.height - size) / 2);
        const letters = {
          left: rect.left,
          right: rect.right,
          top: rect.top + room,
          bottom: rect.bottom - room,
        };
        check(parent, { ...letters, right: rect.right - hang }, parent);
        if (cell !== null) cells.set(cell, around(letters, cells.get(cell)));
      }
    }
    for (const element of slide.querySelectorAll(`img, svg, table, ${blocks}`)) {
      if (
        element.parentElement === null ||
        isHidden(element, slide) ||
        element.parentElement.closest("svg") !== null
      )
        continue;
      const rect = element.getBoundingClientRect();
      if (rect.width > 0 && rect.height > 0) check(element, rect, element.parentElement);
    }

    const standing = [...slide.querySelectorAll(`${blocks}, ${headings}`)]
      .filter((element) => !isHidden(element, slide))
      .map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.width > 0 && rect.height > 0);
    const overlaps: Overlap[] = [];
    for (const [i, a] of standing.entries()) {
      for (const b of standing.slice(i + 1)) {
        if (a.element.contains(b.element)) continue;
        const width = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const height = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (width > tolerance && height > tolerance) {
          overlaps.push({ elements: [describe(a.element), describe(b.element)], width, height });
        }
      }
    }
    for (const [cell, box] of cells) {
      const next = cell.nextElementSibling;
      const nextBox = next === null ? undefined : cells.get(next);
      if (next === null || nextBox === undefined) continue;
      const width = box.right - nextBox.left;
      const height = Math.min(box.bottom, nextBox.bottom) - Math.max(box.top, nextBox.top);
      if (width > tolerance && height > tolerance) {
        overlaps.push({ elements: [describe(cell), describe(next)], width, height });
      }
    }
    const { width, height } = slide.getBoundingClientRect();
    return {
      id: slideOf(slide, slide),
      width,
      height,
      overflows: [...worst.values()].map(({ inner: _, ...overflow }) => overflow),
      overlaps,
      type: [...type.values()].sort((a, b) => a.size - b.size),
    };
  };

  const slides = [...document.querySelectorAll(sheets)]
    .map((slide, page) => ({ slide, page }))
    .filter(({ page }) => wanted?.includes(page) ?? true);
  const figures = slides.flatMap(({ slide, page }): MeasuredFigure[] => {
    const sheet = slide.getBoundingClientRect();
    return [...slide.querySelectorAll("[data-figure]")].map((element) => {
      const rect = element.getBoundingClientRect();
      return {
        figure: element.getAttribute("data-figure") ?? "",
        text: element.textContent ?? "",
        slide: slideOf(element, slide),
        page,
        box: boxOf(rect, sheet),
      };
    });
  });
  const numbers = slides.flatMap(({ slide, page }): MeasuredNumber[] => {
    const sheet = slide.getBoundingClientRect();
    const range = document.createRange();
    const found: MeasuredNumber[] = [];
    const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const within = node.nodeValue ?? "";
      const parent = node.parentElement;
      if (parent === null || !/\p{N}/u.test(within) || parent.closest("[data-figure]") !== null) continue;
      if (isHidden(parent, slide)) continue;
      const term = parent.closest("[data-term]")?.getAttribute("data-term");
      const note = parent.matches("[data-note]") ? parent.getAttribute("data-note") : null;
      for (const match of within.matchAll(/\p{N}(?:[.,]?\p{N})*/gu)) {
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        found.push({
          text: match[0],
          ...(typeof term === "string" && { term }),
          ...(typeof note === "string" && { note }),
          ...(parent.closest("[data-pages]") !== null && { isPageCount: true }),
          within,
          at: match.index,
          slide: slideOf(parent, slide),
          page,
          box: boxOf(range.getBoundingClientRect(), sheet),
        });
      }
    }
    return found;
  });
  return { slides: slides.map(({ slide }) => readSlide(slide)), figures, numbers };
}
