import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The faces that ship with the program, by the name that locales use. */
export type FaceName = keyof typeof faces;

/** The weights that pages use; each is a static file of its own. */
export type Weight = 400 | 600 | 700;

/** One file: a face in a weight. */
export interface FaceWeight {
  readonly face: FaceName;
  readonly weight: Weight;
}

export const weights: readonly Weight[] = [400, 600, 700];

/**
 * Static TrueType with glyf outlines, never variable fonts and never CFF: Chromium embeds those two as Type 3, which
 * prints badly and has no names.
 */
export const faces = {
  inter: {
    family: "Inter",
    package: "@expo-google-fonts/inter",
    files: {
      400: "400Regular/Inter_400Regular.ttf",
      600: "600SemiBold/Inter_600SemiBold.ttf",
      700: "700Bold/Inter_700Bold.ttf",
    },
  },
  "noto-sans-jp": {
    family: "Noto Sans JP",
    package: "@expo-google-fonts/noto-sans-jp",
    files: {
      400: "400Regular/NotoSansJP_400Regular.ttf",
      600: "600SemiBold/NotoSansJP_600SemiBold.ttf",
      700: "700Bold/NotoSansJP_700Bold.ttf",
    },
  },
} as const;

/** Absolute path of the file of a face in a weight. Throws what `require.resolve` throws if the package is not installed. */
export function faceFile({ face, weight }: FaceWeight): string {
  const { package: name, files } = faces[face];
  // Asked of Node by name, so that it holds from a bundle in another folder too
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return join(dirname(manifest), files[weight]);
}

/** The version of the package that a face comes from. */
export function faceVersion(face: FaceName): string {
  const manifest = createRequire(import.meta.url)(`${faces[face].package}/package.json`) as {
    readonly version: string;
  };
  return manifest.version;
}
