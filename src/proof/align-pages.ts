import type { ReadPage } from "./read-pages.ts";

/** Which page of a file is which of those that were printed. Indices from 0. */
export interface PageAlignment {
  /** Pages as they were printed, each with the page of the file to hold against it. */
  readonly pairs: readonly (readonly [own: number, found: number])[];
  /** Pages that are missing, moved, doubled or strange. */
  readonly strays: readonly { readonly own?: number; readonly found?: number; readonly what: string }[];
}

/** From here on a page stands for what it is like; from `sure` on wherever in the file it is. */
const likely = 0.3;
const sure = 0.7;

/** Looks for each page in its own place, then in the whole file. A page that should show no number is known by its place alone. */
export function alignPages(
  pages: readonly ReadPage[],
  likeness: readonly ((page: ReadPage) => number | undefined)[],
): PageAlignment {
  const placeOf = likeness.map((like, own) => {
    const scores = pages.map((page) => like(page));
    if (scores[own] !== undefined && scores[own] >= likely) return own;
    const best = Math.max(...scores.map((score) => score ?? 0));
    return best >= sure ? scores.indexOf(best) : undefined;
  });
  const taken = new Set(placeOf.filter((found) => found !== undefined));
  likeness.forEach((like, own) => {
    if (placeOf[own] !== undefined || own >= pages.length || taken.has(own)) return;
    if (like(pages[own]!) !== undefined) return;
    placeOf[own] = own;
    taken.add(own);
  });
  const inOrder = longestRise(placeOf);
  const strays = [
    ...placeOf.flatMap((found, own) => {
      if (found === undefined) return [{ own, what: `page ${own + 1} is not in the file` }];
      return inOrder.has(own)
        ? []
        : [{ own, found, what: `page ${own + 1} is page ${found + 1} of the file` }];
    }),
    ...pages.flatMap((page, found) => {
      if (taken.has(found)) return [];
      const own = likeness.findIndex((like) => (like(page) ?? 0) >= sure);
      return own === -1
        ? [{ found, what: `page ${found + 1} of the file is none that was printed` }]
        : [{ own, found, what: `page ${found + 1} of the file is page ${own + 1} again` }];
    }),
  ];
  const pairs = placeOf.flatMap((found, own) => (found === undefined ? [] : [[own, found] as const]));
  return { pairs, strays };
}

/**
 * The most pages that follow each other in the file as they were printed. What shifts them are the pages beside them, which
 * are told: those that are missing, strange or moved.
 */
function longestRise(placeOf: readonly (number | undefined)[]): ReadonlySet<number> {
  const rises: {
    readonly own: number;
    readonly found: number;
    readonly length: number;
    readonly before?: number;
  }[] = [];
  placeOf.forEach((found, own) => {
    if (found === undefined) return;
    const lower = rises.filter((rise) => rise.found < found);
    const before = lower.reduce<(typeof rises)[number] | undefined>(
      (best, rise) => (best === undefined || rise.length > best.length ? rise : best),
      undefined,
    );
    rises.push({ own, found, length: (before?.length ?? 0) + 1, ...(before && { before: before.own }) });
  });
  const byOwn = new Map(rises.map((rise) => [rise.own, rise]));
  const longest = Math.max(0, ...rises.map(({ length }) => length));
  const kept = new Set<number>();
  for (let at = rises.find(({ length }) => length === longest); at !== undefined;) {
    kept.add(at.own);
    at = at.before === undefined ? undefined : byOwn.get(at.before);
  }
  return kept;
}
