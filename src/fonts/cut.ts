import type { FaceWeight } from "./faces.ts";
import { type Fonts, loadFont } from "./load.ts";

/**
 * A TrueType font with the glyphs that the characters need and no others. Characters that the face does not have are
 * left out; their order and repetition do not matter to the bytes.
 */
export function cutFont(
  fonts: Fonts,
  { face, weight, characters }: FaceWeight & { readonly characters: string },
): Promise<Uint8Array> {
  const sorted = [...new Set(characters)].sort().join("");
  const key = `${face} ${weight} ${sorted}`;
  let cut = fonts.cuts.get(key);
  if (cut === undefined) {
    cut = cutTo(loadFont(fonts, { face, weight }).bytes, sorted);
    fonts.cuts.set(key, cut);
    // A failure is told to whoever asked, and tried again by whoever asks next
    cut.catch(() => fonts.cuts.delete(key));
  }
  return cut;
}

async function cutTo(bytes: Uint8Array, characters: string): Promise<Uint8Array> {
  const { default: subset } = await import("subset-font");
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return subset(font, characters, { targetFormat: "sfnt", noHinting: true, keepFeatures: features });
}

/** What shaping applies by itself, and what the style sheets ask for: the cut font must measure like the whole one. */
const features = [
  ...["ccmp", "locl", "rlig", "liga", "clig", "calt", "kern", "mark", "mkmk"],
  ...["tnum", "palt", "halt"],
];
