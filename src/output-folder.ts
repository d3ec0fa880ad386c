import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import { access, lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Outputs } from "./effects.ts";
import { makeFolder } from "./make-folder.ts";
import { onDisk } from "./on-disk.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";
import { shownPath } from "./shown-path.ts";
import { sweepLeftovers, temporaryName } from "./temporary-name.ts";

/**
 * A folder on disk as the place for results, made when the first result is written. Throws a KessanError for a name that
 * stands for no folder.
 */
export function outputFolder(folder: string): Outputs {
  if (folder === "" || folder === "-") {
    throw new KessanError([{ what: `--out "${folder}": results are files`, hint: "name a folder" }]);
  }
  const display = (name: string): string => shownPath(join(folder, name));

  return {
    display,
    check: async (names) => {
      await onDisk(display(""), () => checkWritable(folder));
      const problems = await Promise.all(names.map((name) => checkName(name)));
      failOn([...findDoubles(names, display), ...problems.flat()]);
    },
    write: async (files) => {
      const moves = [...files].map(([name, bytes]) => ({
        name,
        bytes,
        temporary: join(folder, `.${temporaryName()}${randomUUID()}.tmp`),
      }));
      const removeNow = (): void => moves.forEach(({ temporary }) => rmSync(temporary, { force: true }));
      process.on("exit", removeNow);
      try {
        await onDisk(display(""), () => makeFolder(folder));
        // What cannot be removed now is met again by the next write
        await sweepLeftovers(folder).catch(() => {});
        for (const { name, bytes, temporary } of moves)
          await onDisk(display(name), () => writeWhole(temporary, bytes));
        for (const { name, temporary } of moves)
          await onDisk(display(name), () => rename(temporary, join(folder, name)));
        await onDisk(display(""), () => syncFolder(folder));
      } finally {
        process.off("exit", removeNow);
        await Promise.all(moves.map(({ temporary }) => rm(temporary, { force: true }).catch(() => {})));
      }
    },
  };

  async function checkName(name: string): Promise<readonly Problem[]> {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (found === undefined || found.isFile()) return [];
    const what = found.isDirectory()
      ? "a folder"
      : found.isSymbolicLink()
        ? "a symbolic link"
        : "no plain file";
    return [
      {
        place: { file: display(name) },
        what: `expected a file to replace, found ${what}`,
        hint: "remove it, or name another folder with --out",
      },
    ];
  }
}

/** A new folder; files may be handed to it one after the other, as they are made. */
export interface NewFolder extends Outputs {
  write(files: Iterable<NewFile> | AsyncIterable<NewFile>): Promise<void>;
}
type NewFile = readonly [name: string, content: Uint8Array | string];

/**
 * A folder on disk that is made whole or not at all: one that is not there yet, or is empty. Names may lie in folders below it.
 * What is private only its owner can read. Throws a KessanError for a name that stands for no folder.
 */
export function newFolder(
  folder: string,
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
): NewFolder {
  const hint = "name another folder";
  if (folder === "" || folder === "-") throw new KessanError([{ what: `no folder: "${folder}"`, hint }]);
  const display = (name: string): string => shownPath(join(folder, name));

  return {
    display,
    check: () => onDisk(display(""), checkEmpty, hint),
    write: async (files) => {
      const temporary = join(folder, `.${temporaryName()}${randomUUID()}.tmp`);
      const tops = new Set<string>();
      let made: string | undefined;
      let isWhole = false;
      const removeNow = (): void => {
        for (const path of [temporary, ...(isWhole ? [] : [...tops].map((top) => join(folder, top)))])
          rmSync(path, { recursive: true, force: true });
      };
      await onDisk(display(""), checkEmpty, hint);
      process.on("exit", removeNow);
      try {
        made = await onDisk(display(""), () => makeFolder(folder, isPrivate ? 0o700 : 0o777), hint);
        for await (const [name, bytes] of files) {
          const path = join(temporary, name);
          tops.add(name.split("/")[0]!);
          await onDisk(display(name), () => mkdir(dirname(path), { recursive: true }), hint);
          await onDisk(display(name), () => writeWhole(path, bytes, isPrivate ? 0o600 : 0o644), hint);
        }
        for (const top of tops)
          await onDisk(display(top), () => rename(join(temporary, top), join(folder, top)), hint);
        isWhole = true;
        await onDisk(display(""), () => syncFolder(folder), hint);
      } finally {
        process.off("exit", removeNow);
        removeNow();
        if (!isWhole && made !== undefined) await removeEmpty(folder, made);
      }
    },
  };

  async function checkEmpty(): Promise<void> {
    await checkWritable(folder);
    await sweepLeftovers(folder).catch(() => {});
    const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
      return [];
    });
    if (entries.length > 0)
      throw new KessanError([
        { place: { file: display("") }, what: "is not empty", hint: "name a new folder" },
      ]);
  }
}

/** Takes away a folder and those above it, up to one of them, as far as they are empty. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  for (let path = resolve(folder); path.length >= resolve(last).length; path = dirname(path))
    if (
      !(await rmdir(path).then(
        () => true,
        () => false,
      ))
    )
      return;
}

/** The folder, or the nearest one above it that is there, takes new files. */
async function checkWritable(folder: string): Promise<void> {
  const path = resolve(folder);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (found === undefined) return checkWritable(dirname(path));
  if (!found.isDirectory()) throw Object.assign(new Error(`${path} is a file`), { code: "EEXIST" });
  await access(path, constants.W_OK | constants.X_OK);
}

function findDoubles(names: readonly string[], display: (name: string) => string): readonly Problem[] {
  const doubles = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(doubles)].map((name) => ({
    place: { file: display(name) },
    what: "two documents would be written to this file",
    hint: "build them into different folders",
  }));
}

/** The names in a folder are on the disk after it, where the system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, constants.O_RDONLY).catch(() => undefined);
  try {
    await opened?.sync();
  } catch (error) {
    if (!["EINVAL", "ENOTSUP", "EPERM"].includes(String((error as NodeJS.ErrnoException).code))) throw error;
  } finally {
    await opened?.close();
  }
}

async function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
