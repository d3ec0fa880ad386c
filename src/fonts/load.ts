import { readFileSync } from "node:fs";
import type { Feature, Font } from "harfbuzzjs";
import { KessanError } from "../problem.ts";
import { faceFile, faces, type FaceWeight } from "./faces.ts";

/** What one caller has loaded and measured so far. Nothing is shared between two of these. */
export interface Fonts {
  readonly harfbuzz: typeof import("harfbuzzjs");
  /** Features that the pages switch on beside the default ones. */
  readonly features: Feature[];
  readonly read: (file: string) => Uint8Array;
  readonly loaded: Map<string, LoadedFont>;
  /** Widths in em by weight, faces and text. */
  readonly widths: Map<string, number>;
  /** Cut fonts by face, weight and sorted characters. */
  readonly cuts: Map<string, Promise<Uint8Array>>;
}

export interface LoadedFont {
  /** The whole TrueType file. */
  readonly bytes: Uint8Array;
  readonly font: Font;
  readonly unitsPerEm: number;
}

/** An empty set of fonts; files are read when a text first needs them. `read` gives the bytes of an absolute path. */
export async function createFonts({
  read = readFileSync,
}: { readonly read?: (file: string) => Uint8Array } = {}): Promise<Fonts> {
  const harfbuzz = await import("harfbuzzjs");
  return {
    harfbuzz,
    features: [new harfbuzz.Feature("tnum", 1)],
    read,
    loaded: new Map(),
    widths: new Map(),
    cuts: new Map(),
  };
}

/** The bytes and the shaper's font of a face in a weight. Throws a KessanError if the file cannot be read. */
export function loadFont(fonts: Fonts, { face, weight }: FaceWeight): LoadedFont {
  const key = `${face} ${weight}`;
  const known = fonts.loaded.get(key);
  if (known !== undefined) return known;

  const bytes = readFace(fonts, { face, weight });
  const { Blob, Face, Font } = fonts.harfbuzz;
  const opened = new Face(new Blob(bytes));
  const loaded = { bytes, font: new Font(opened), unitsPerEm: opened.upem };
  fonts.loaded.set(key, loaded);
  return loaded;
}

function readFace(fonts: Fonts, { face, weight }: FaceWeight): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(fonts.read(faceFile({ face, weight })));
  } catch (cause) {
    const { family, package: name } = faces[face];
    const what = `font "${family}" ${weight}: expected its file in the package ${name}, got ${codeOf(cause)}`;
    throw new KessanError([{ what, hint: "npm ci installs the fonts" }], { cause });
  }
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return String(cause);
}
