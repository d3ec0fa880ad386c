/** A deck of more slides is printed in several parts: a browser's time and memory for a page grow faster than the page. */
export const mostSlides = 100;

/**
 * Slides in groups of up to `most`. A slide of the first level stays with those below it, so that the outline of a group is that of
 * the document; what is more than `most` together is a group by itself.
 */
export function divide<Slide extends { readonly level?: number }>(
  slides: readonly Slide[],
  most: number,
): readonly (readonly Slide[])[] {
  const families: Slide[][] = [];
  for (const slide of slides) {
    if (slide.level === 2 && families.length > 0) families.at(-1)!.push(slide);
    else families.push([slide]);
  }
  const groups: Slide[][] = [];
  for (const family of families) {
    const open = groups.at(-1);
    if (open !== undefined && open.length + family.length <= most) open.push(...family);
    else groups.push(family);
  }
  return groups;
}
