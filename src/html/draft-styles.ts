import type { Outline } from "../fonts/outline.ts";

/** How the mark of a draft lies over a page, in styles and in the PDF alike. */
export const draftLook = {
  /** How much of a page's width the word takes at most, and how much of its height the letters. */
  share: 0.7,
  heightShare: 0.26,
  /** Degrees against the clock. */
  angle: 28,
  /** Thousandths of an em from the base line to the middle of capital letters and ideographs. */
  middle: 360,
  /** Red, green and blue from 0 to 1. */
  colour: [0.9, 0.25, 0.25],
  opacity: 0.25,
} as const;

/** Styles that lay the mark of a draft over every page that a selector names: a picture, which is no text of it. */
export function draftStyles({ path, width }: Outline, selector: string): string {
  const { share, heightShare, angle, middle, colour, opacity } = draftLook;
  const size = Math.max(width / share, 1000 / heightShare);
  const fill = `rgb(${colour.map((part) => Math.round(part * 255)).join(",")})`;
  const box = `${(width - size) / 2} ${-middle - size / 2} ${size} ${size}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path transform="rotate(${-angle} ${width / 2} ${-middle})" fill="${fill}" fill-opacity="${opacity}" d="${path}"/></svg>`;
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return `${selector} { position: relative; }
${selector}::after { content: ""; position: absolute; inset: 0; z-index: 1000; pointer-events: none; background: url("${url}") center / contain no-repeat; }`;
}
