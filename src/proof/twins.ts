import type { Document } from "../documents/document.ts";
import type { Problem } from "../problem.ts";

/** Slides on which the documents of two languages do not print the same figures, whatever their form and order. */
export function checkTwins(documents: readonly Document[]): readonly Problem[] {
  const [first, ...others] = documents;
  if (first === undefined) return [];
  return others.flatMap((other) => [...compare(first, other)]);
}

function compare(a: Document, b: Document): readonly Problem[] {
  const inA = figuresBySlide(a);
  const inB = figuresBySlide(b);
  return [...new Set([...inA.keys(), ...inB.keys()])].flatMap((slide) => {
    const onlyA = difference(inA.get(slide), inB.get(slide));
    const onlyB = difference(inB.get(slide), inA.get(slide));
    return [only(slide, a.lang, b.lang, onlyA), only(slide, b.lang, a.lang, onlyB)].flat();
  });
}

function only(slide: string, has: string, lacks: string, figures: readonly string[]): readonly Problem[] {
  if (figures.length === 0) return [];
  return [
    {
      what: `slide "${slide}" prints in ${has} but not in ${lacks}: ${figures.join(", ")}`,
      hint: `the languages of a document print the same figures on each slide`,
    },
  ];
}

function figuresBySlide({ figures }: Document): ReadonlyMap<string, ReadonlySet<string>> {
  const bySlide = new Map<string, Set<string>>();
  for (const { slide, figure } of figures) {
    const found = bySlide.get(slide) ?? new Set();
    bySlide.set(slide, found.add(figure));
  }
  return bySlide;
}

function difference(
  a: ReadonlySet<string> = new Set(),
  b: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [...a].filter((figure) => !b.has(figure));
}
