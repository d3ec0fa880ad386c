import type { Files, Store } from "./effects.ts";
import { keepTrees } from "./facts/kept-trees.ts";
import { once } from "./once.ts";

/**
 * Files of which each is read once, and each folder listed once, however often they are asked for: what somebody changes meanwhile
 * is not met with its old and its new content.
 */
export function readOnce(files: Files): Files {
  return {
    ...files,
    read: once((path) => files.read(path)),
    list: once((folder) => files.list(folder)),
    folders: once((folder) => files.folders(folder)),
  };
}

/** The same for every folder that is asked for. In the store it is kept from one run to the next what YAML files hold. */
export function readFoldersOnce(files: (folder: string) => Files, store?: Store): (folder: string) => Files {
  return once((folder) =>
    readOnce(store === undefined ? files(folder) : keepTrees(files(folder), { store })),
  );
}
