import { expect } from "vitest";
import type { ReadPage } from "../../src/proof/read-pages.ts";

/** Pages to compare others with: the same glyphs in the same order, each within 0.02 pt. */
export function aboutThere(pages: readonly ReadPage[]): readonly unknown[] {
  return pages.map((page) => ({
    ...page,
    glyphs: page.glyphs.map((glyph) => {
      const { x, y, width, size } = glyph;
      return { ...glyph, x: about(x), y: about(y), width: about(width), size: about(size) };
    }),
  }));
}

function about(value: number): unknown {
  return expect.toSatisfy((other: number) => Math.abs(other - value) < 0.02);
}
