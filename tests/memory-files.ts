import type { Files } from "../src/effects.ts";

/** Files that are only in memory, by path; texts are UTF-8. `folder` is what messages call the folder. */
export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  folder = "data/iij",
): Files {
  return {
    async read(path) {
      const content = Object.hasOwn(contents, path) ? contents[path] : undefined;
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    async list(path) {
      const prefix = path === "" ? "" : `${path}/`;
      return Object.keys(contents)
        .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes("/"))
        .sort();
    },
    async folders(path) {
      const prefix = path === "" ? "" : `${path}/`;
      const below = Object.keys(contents).filter((name) => name.startsWith(prefix));
      const parts = below.map((name) => name.slice(prefix.length).split("/"));
      return [...new Set(parts.filter(({ length }) => length > 1).map(([folder]) => folder!))].sort();
    },
    display: (path) => (path === "" ? folder : `${folder}/${path}`),
  };
}
