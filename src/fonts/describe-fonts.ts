import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { faceFile, faces as known, faceVersion, weights, type FaceName } from "./faces.ts";

/** A font file as it is used. */
export interface DescribedFont {
  /** "Inter 400". */
  readonly name: string;
  /** Of the package that it comes from. */
  readonly version: string;
  readonly sha256: string;
}

/** The files of faces in every weight, each once, sorted by name. */
export function describeFonts(faces: Iterable<FaceName>): readonly DescribedFont[] {
  return [...new Set(faces)]
    .flatMap((face) =>
      weights.map((weight) => ({
        name: `${known[face].family} ${weight}`,
        version: faceVersion(face),
        sha256: createHash("sha256")
          .update(readFileSync(faceFile({ face, weight })))
          .digest("hex"),
      })),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
