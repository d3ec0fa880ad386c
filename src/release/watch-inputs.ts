import type { Files } from "../effects.ts";
import type { Problem } from "../problem.ts";
import { sha256 } from "./manifest.ts";

/** Every file that was read through it, by its path. */
export interface WatchedFiles {
  readonly files: Files;
  /** Files that did not hold the same each time that they were read. */
  problems(): readonly Problem[];
  /** What was read, sorted by path. */
  read(): readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** Files of a folder, with a record of what was read of them. */
export function watchInputs(files: Files): WatchedFiles {
  const seen = new Map<string, { readonly bytes: number; readonly sha256: string }>();
  const changed = new Set<string>();
  return {
    files: {
      ...files,
      read: async (path) => {
        const content = await files.read(path);
        const hash = content === undefined ? "" : sha256(content);
        const before = seen.get(path);
        if (before !== undefined && before.sha256 !== hash) changed.add(path);
        seen.set(path, { bytes: content?.length ?? 0, sha256: hash });
        return content;
      },
    },
    problems: () =>
      [...changed].map((path) => ({
        place: { file: files.display(path) },
        what: "was changed while the release was made",
        hint: "seal it again when nobody writes to it",
      })),
    read: () =>
      [...seen]
        .filter(([, { sha256: hash }]) => hash !== "")
        .map(([path, content]) => ({ path, ...content }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
