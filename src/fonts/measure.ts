import { splitByFace } from "./cover.ts";
import { type FaceName, type Weight, weights } from "./faces.ts";
import { type Fonts, loadFont } from "./load.ts";

export interface TextStyle {
  /** px. */
  readonly size: number;
  readonly weight: number;
  readonly faces: readonly FaceName[];
}

/**
 * Width in px of a text on one line as the pages set it: kerned, with tabular figures, each character in the first
 * face of the stack that has it. A character that no face has counts as one em; `missingGlyphs` finds it. Throws
 * a RangeError for a weight that has no file.
 */
export function measureText(fonts: Fonts, text: string, { size, weight, faces }: TextStyle): number {
  return widthInEm(fonts, text, { weight: knownWeight(weight), faces }) * size;
}

/** `measureText` for the faces of one language, in the form that charts take. */
export function measureWith(
  fonts: Fonts,
  faces: readonly FaceName[],
): (text: string, style: { readonly size: number; readonly weight: number }) => number {
  return (text, { size, weight }) => measureText(fonts, text, { size, weight, faces });
}

function widthInEm(
  fonts: Fonts,
  text: string,
  { weight, faces }: { readonly weight: Weight; readonly faces: readonly FaceName[] },
): number {
  const key = `${weight} ${faces.join(" ")}\n${text}`;
  let width = fonts.widths.get(key);
  if (width === undefined) {
    width = 0;
    for (const run of splitByFace(fonts, { text, faces, weight })) {
      width += run.face === undefined ? [...run.text].length : shapedWidth(fonts, run.text, run.face, weight);
    }
    fonts.widths.set(key, width);
  }
  return width;
}

function shapedWidth(fonts: Fonts, text: string, face: FaceName, weight: Weight): number {
  const { font, unitsPerEm } = loadFont(fonts, { face, weight });
  const buffer = new fonts.harfbuzz.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  fonts.harfbuzz.shape(font, buffer, fonts.features);
  let advance = 0;
  for (const position of buffer.getGlyphPositions()) advance += position.xAdvance;
  return advance / unitsPerEm - halfEmsTrimmed(text) / 2;
}

/**
 * CSS `text-spacing-trim: normal`, which is what pages have unless told otherwise: of two full-width brackets or points
 * that meet, one loses its empty half.
 */
function halfEmsTrimmed(text: string): number {
  return text.match(trimmed)?.length ?? 0;
}

const opening = "「『（［｛〈《【〔〖〘｟〝";
const closing = "」』）］｝〉》】〕〗〙｠〞〟、。，．";
const middle = "・：；\u3000";
const trimmed = new RegExp(
  `(?<=[${opening}${closing}${middle}])[${opening}]|[${closing}](?=[${closing}${middle}])`,
  "g",
);

function knownWeight(weight: number): Weight {
  const known = weights.find((candidate) => candidate === weight);
  if (known === undefined) throw new RangeError(`expected a weight of ${weights.join(", ")}, got ${weight}`);
  return known;
}
