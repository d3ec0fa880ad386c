// Asked at once and not by promises, which cost several times as much for the many small files of a company
import fs, { type Dirent } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Files } from "./effects.ts";
import { KessanError } from "./problem.ts";
import { shownPath } from "./shown-path.ts";

/**
 * The files of a folder on disk. Reading throws a KessanError where a path or a symbolic link leads out of the folder, or
 * to something that is no plain file, and where somebody writes to a file all the time. Names in messages are relative to
 * the working directory.
 */
export function folderFiles(folder: string): Files {
  const root = resolve(folder);
  const display = (path: string): string => shownPath(join(folder, path));

  function locate(path: string): string | undefined {
    const target = resolve(root, path);
    if (!isInside(root, target)) throw outside(path);
    try {
      const real = fs.realpathSync.native(target);
      if (!isInside(fs.realpathSync.native(root), real)) throw outside(path);
      return real;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw asProblem(error, display(path));
    }
  }

  function outside(path: string): KessanError {
    return new KessanError([
      {
        place: { file: display(path) },
        what: `is outside the folder ${display("")}`,
        hint: "copy the file into the folder",
      },
    ]);
  }

  function changed(path: string): KessanError {
    const what = "was changed while it was read";
    return new KessanError([
      { place: { file: display(path) }, what, hint: "try again when its program has saved it" },
    ]);
  }

  return {
    display,
    async read(path) {
      for (let tries = 1; ; tries++) {
        const { bytes, touched } = readNow(path);
        const age = Date.now() - touched;
        // Who writes into a file empties it first, and may be held up then
        const enough = bytes?.length === 0 ? 10 * settled : settled;
        if (age < 0 || age >= enough) return bytes;
        if (tries < mostTries) await sleep(enough - age);
        else if (bytes === undefined) return undefined;
        else throw changed(path);
      }
    },
    async list(path) {
      const names: string[] = [];
      for (const { entry, isFolder } of entriesOf(path)) {
        // A link is listed, so that reading it says where it leads.
        const isFile = entry.isSymbolicLink() ? !isFolder : entry.isFile();
        if (isFile) names.push(path === "" ? entry.name : `${path}/${entry.name}`);
      }
      return names.sort();
    },
    async folders(path) {
      return entriesOf(path)
        .flatMap(({ entry, isFolder }) => (isFolder ? [entry.name] : []))
        .sort();
    },
  };

  /** A file as it is now, or that there is none, and when that was last changed (ms since 1970). */
  function readNow(path: string): { readonly bytes?: Uint8Array | undefined; readonly touched: number } {
    const real = locate(path);
    if (real === undefined) return { touched: changeOf(dirname(resolve(root, path))) };
    try {
      // The link was followed above; another one put in its place meanwhile is not. A pipe does not block.
      const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
      const handle = fs.openSync(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        const before = fs.fstatSync(handle);
        if (!before.isFile()) {
          throw new KessanError([{ place: { file: display(path) }, what: "is no plain file" }]);
        }
        const bytes = fs.readFileSync(handle);
        const after = fs.fstatSync(handle);
        const isSame = after.mtimeMs === before.mtimeMs && after.size === before.size;
        return { bytes, touched: isSame ? Math.floor(after.mtimeMs) : Date.now() };
      } finally {
        fs.closeSync(handle);
      }
    } catch (error) {
      if (isMissing(error)) return { touched: Date.now() };
      throw asProblem(error, display(path));
    }
  }

  function entriesOf(path: string): readonly { readonly entry: Dirent; readonly isFolder: boolean }[] {
    const real = locate(path);
    if (real === undefined) return [];
    try {
      return fs.readdirSync(real, { withFileTypes: true }).map((entry) => ({
        entry,
        isFolder: entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(real, entry.name))),
      }));
    } catch (error) {
      if (isMissing(error)) return [];
      throw asProblem(error, display(path));
    }
  }
}

/**
 * A file that was changed so many milliseconds ago may be half written, and may be changed again under the same time: the
 * clocks of file systems go in steps of up to 10 ms. It is read again until it is older, and refused if it never is.
 */
const settled = 12;
const mostTries = 20;

/** When a folder got or lost a file the last time; long ago if it is not there. */
function changeOf(folder: string): number {
  return Math.floor(fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function isInside(root: string, target: string): boolean {
  const way = relative(root, target);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isFolder(path: string): boolean {
  try {
    return fs.statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links go round",
  EIO: "the disk gives an error",
};

/** A refusal of the system to read what the user named, as a problem; anything else as it is. */
function asProblem(error: unknown, file: string): unknown {
  const reason = REASONS[String((error as NodeJS.ErrnoException).code)];
  if (reason === undefined) return error;
  return new KessanError([{ place: { file }, what: `cannot be read: ${reason}` }], { cause: error });
}
