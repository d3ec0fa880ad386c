import { readdirSync, statSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { diskProblem } from "./on-disk.ts";
import { KessanError } from "./problem.ts";

export interface WatchedFolders {
  close(): void;
}

/**
 * Calls `onChange` whenever a file in one of the folders, or in a folder below, is written, replaced, added or taken away; what is
 * ignored is a folder. Every folder is watched by itself: the system tells of it what becomes of the names in it, whereas whoever
 * watches files loses one that another is put in the place of. Throws a KessanError where the system watches no more.
 */
export function watchFolders(
  folders: readonly string[],
  { onChange, isIgnored }: { readonly onChange: () => void; readonly isIgnored: (folder: string) => boolean },
): WatchedFolders {
  const watched = new Map<string, { readonly watcher: FSWatcher; readonly inode: number }>();
  for (const folder of folders) follow(folder);
  return { close: () => [...watched.keys()].forEach(leave) };

  /** Watches a folder and those below it, as far as they are not watched yet, and no longer those that are gone. */
  function follow(folder: string): void {
    if (isIgnored(folder)) return;
    const inode = statSync(folder, { throwIfNoEntry: false })?.ino;
    if (watched.get(folder)?.inode !== inode) leave(folder);
    if (inode === undefined) return;
    if (!watched.has(folder)) watched.set(folder, { watcher: begin(folder), inode });
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) follow(join(folder, entry.name));
  }

  function begin(folder: string): FSWatcher {
    try {
      const watcher = watch(folder, (event, name) => {
        if (name !== null && isIgnored(join(folder, name))) return;
        // A name has come or gone: it may be that of a folder
        if (event === "rename") followQuietly(folder);
        onChange();
      });
      // A folder that is gone is met by the next look at the one above it
      watcher.on("error", () => leave(folder));
      return watcher;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC")
        throw diskProblem(error, { file: folder, doing: "watch" });
      const what = "cannot be watched: the system watches as many folders as it may";
      throw new KessanError([{ place: { file: folder }, what, hint: "raise fs.inotify.max_user_watches" }], {
        cause: error,
      });
    }
  }

  /** What comes and goes meanwhile is told by the next change. */
  function followQuietly(folder: string): void {
    try {
      follow(folder);
    } catch {
      // The next build tells what is wrong with it
    }
  }

  function leave(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }
}
