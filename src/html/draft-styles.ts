import type { Outline } from "../fonts/outline.ts";

/** Thousandths of an em from the base line to the middle of capital letters and ideographs. */
const middle = 360;

/** Styles that lay the mark of a draft over every page that a selector names: a picture, which is no text of it. */
export function draftStyles({ path, width }: Outline, selector: string): string {
  const size = Math.max(width / 0.7, 1000 / 0.26);
  const box = `${(width - size) / 2} ${-middle - size / 2} ${size} ${size}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path transform="rotate(-28 ${width / 2} ${-middle})" fill="#e64040" fill-opacity="0.25" d="${path}"/></svg>`;
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return `${selector} { position: relative; }
${selector}::after { content: ""; position: absolute; inset: 0; z-index: 1000; pointer-events: none; background: url("${url}") center / contain no-repeat; }`;
}
