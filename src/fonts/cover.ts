import type { FaceName, Weight } from "./faces.ts";
import { type Fonts, loadFont } from "./load.ts";

/** A piece of text that one face draws. `face` is undefined where no face of the stack has the characters. */
export interface Run {
  readonly face: FaceName | undefined;
  readonly text: string;
}

/**
 * The characters of a text that no face of the stack has, each once, in the order in which they come. Line ends and
 * characters that are drawn as nothing count as covered.
 */
export function missingGlyphs(
  fonts: Fonts,
  { text, faces }: { readonly text: string; readonly faces: readonly FaceName[] },
): readonly string[] {
  return [...new Set(text)].filter(
    (character) =>
      !invisible.test(character) && !faces.some((face) => hasGlyphs(fonts, { face, text: character })),
  );
}

/** Splits a text as CSS does: each character with its combining marks goes to the first face that has them all. */
export function splitByFace(
  fonts: Fonts,
  {
    text,
    faces,
    weight = 400,
  }: { readonly text: string; readonly faces: readonly FaceName[]; readonly weight?: Weight },
): readonly Run[] {
  const runs: { face: FaceName | undefined; text: string }[] = [];
  for (const [cluster] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const last = runs.at(-1);
    const follows = last !== undefined && invisible.test(cluster);
    const face = follows
      ? last.face
      : faces.find((candidate) => hasGlyphs(fonts, { face: candidate, weight, text: cluster }));
    if (last !== undefined && last.face === face) last.text += cluster;
    else runs.push({ face, text: cluster });
  }
  return runs;
}

/** What a page sets in each face, so that each font is cut to what it draws: every character of `text`, once. */
export function charactersByFace(
  fonts: Fonts,
  { text, faces }: { readonly text: string; readonly faces: readonly FaceName[] },
): ReadonlyMap<FaceName, string> {
  const characters = new Map<FaceName, Set<string>>();
  for (const run of splitByFace(fonts, { text: clustersOnce(text), faces })) {
    if (run.face === undefined) continue;
    const set = characters.get(run.face) ?? new Set();
    for (const character of run.text) if (!/[\n\r\t]/.test(character)) set.add(character);
    characters.set(run.face, set);
  }
  return new Map([...characters].map(([face, set]) => [face, [...set].sort().join("")]));
}

/** All weights of a face have the same characters, so the regular one answers unless another is loaded anyway. */
function hasGlyphs(
  fonts: Fonts,
  { face, weight = 400, text }: { readonly face: FaceName; readonly weight?: Weight; readonly text: string },
): boolean {
  const { font } = loadFont(fonts, { face, weight });
  return [...text].every(
    (character) => invisible.test(character) || font.nominalGlyph(character.codePointAt(0)!) !== undefined,
  );
}

function clustersOnce(text: string): string {
  return [...new Set(text.match(/\P{M}\p{M}*|\p{M}+/gsu))].join("");
}

/** Line ends, tabs and what Unicode says is drawn as nothing (soft hyphen, joiners, variation selectors). */
const invisible = /^[\n\r\t\p{Default_Ignorable_Code_Point}]+$/u;
