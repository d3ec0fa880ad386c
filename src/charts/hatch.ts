import type { Box } from "./scene.ts";

/**
 * Slanted lines that fill a box, as an SVG path: real lines cut at its edges. An SVG `<pattern>` would be printed as a
 * coarse picture, and a clip path would need an id that is unique on the page.
 */
export function hatchPath({ x, y, width, height }: Box, format: (px: number) => string): string {
  const path: string[] = [];
  // Each line rises to the right, and `sum` is what x + y is on it
  for (let sum = Math.ceil((x + y) / spacing) * spacing; sum < x + width + y + height; sum += spacing) {
    const left = Math.max(x, sum - (y + height));
    const right = Math.min(x + width, sum - y);
    if (right - left > 0.5)
      path.push(`M${format(left)} ${format(sum - left)}L${format(right)} ${format(sum - right)}`);
  }
  return path.join("");
}

/** px between two lines, measured across. */
const spacing = 6;
