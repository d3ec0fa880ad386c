import type { Store } from "../effects.ts";
import { charactersByFace, missingGlyphs } from "./cover.ts";
import { cutFont } from "./cut.ts";
import { faces as known, faceVersion, weights, type FaceName } from "./faces.ts";
import type { Fonts } from "./load.ts";

/** A face in one weight, cut to what a page sets in it. */
export interface CutFace {
  readonly family: string;
  readonly weight: number;
  /** TrueType. */
  readonly bytes: Uint8Array;
}

export interface CutFacesRequest {
  /** In the order in which CSS tries them. */
  readonly faces: readonly FaceName[];
  /** Every character that the page prints. */
  readonly text: string;
  /** Opened only if something has to be cut. */
  readonly fonts: () => Promise<Fonts>;
  /** Where cuts are kept between runs, by the version of the font and the characters. */
  readonly store?: Store;
}

/** The faces of a page in every weight, each cut to its characters; or the characters that no face has. */
export async function cutFaces({
  faces,
  text,
  fonts,
  store,
}: CutFacesRequest): Promise<{ readonly cut: readonly CutFace[] } | { readonly missing: readonly string[] }> {
  const characters = [...new Set(text)].sort().join("");
  const versions = faces.map((face) => `${face} ${faceVersion(face)}`).join(", ");
  const key = `${format}\n${versions}\n${characters}`;
  const kept = await recall(key, store);
  if (kept !== undefined) return { cut: kept };

  const opened = await fonts();
  const missing = missingGlyphs(opened, { text: characters, faces });
  if (missing.length > 0) return { missing };
  const byFace = charactersByFace(opened, { text: characters, faces });
  const cut = await Promise.all(
    [...byFace].flatMap(([face, characters]) =>
      weights.map(async (weight): Promise<CutFace> => {
        const bytes = await cutFont(opened, { face, weight, characters });
        return { family: known[face].family, weight, bytes };
      }),
    ),
  );
  await keep(key, cut, store);
  return { cut };
}

/** Changes with how fonts are cut. */
const format = "cut fonts 1";

async function recall(key: string, store: Store | undefined): Promise<readonly CutFace[] | undefined> {
  const list = await store?.get(key);
  if (store === undefined || list === undefined) return undefined;
  const entries = JSON.parse(new TextDecoder().decode(list)) as readonly Omit<CutFace, "bytes">[];
  const cut = await Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      bytes: await store.get(`${key}\n${entry.family} ${entry.weight}`),
    })),
  );
  return cut.every((face): face is CutFace => face.bytes !== undefined) ? cut : undefined;
}

/** The list goes last: what it names is there. */
async function keep(key: string, cut: readonly CutFace[], store: Store | undefined): Promise<void> {
  if (store === undefined) return;
  await Promise.all(cut.map(({ family, weight, bytes }) => store.put(`${key}\n${family} ${weight}`, bytes)));
  const list = JSON.stringify(cut.map(({ family, weight }) => ({ family, weight })));
  await store.put(key, new TextEncoder().encode(list));
}
