import type { Files } from "./effects.ts";
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

/** The same for every folder that is asked for. */
export function readFoldersOnce(files: (folder: string) => Files): (folder: string) => Files {
  return once((folder) => readOnce(files(folder)));
}
