import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import { access, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Outputs } from "./effects.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";
import { shownPath } from "./shown-path.ts";

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
        temporary: join(folder, `.kessan-${randomUUID()}.tmp`),
      }));
      const removeNow = (): void => moves.forEach(({ temporary }) => rmSync(temporary, { force: true }));
      process.on("exit", removeNow);
      try {
        await onDisk(display(""), () => mkdir(folder, { recursive: true }));
        for (const { name, bytes, temporary } of moves)
          await onDisk(display(name), () => writeWhole(temporary, bytes));
        for (const { name, temporary } of moves)
          await onDisk(display(name), () => rename(temporary, join(folder, name)));
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

async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx", 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Runs a step and says what the disk said, in words of the user's problem. */
async function onDisk<T>(file: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const { code = "error", message } = error as NodeJS.ErrnoException;
    const what = `cannot write here: ${words[code] ?? message} (${code})`;
    throw new KessanError([{ place: { file }, what, hint: "name another folder with --out" }], {
      cause: error,
    });
  }
}

const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EEXIST: "a file of that name is in the way",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EFBIG: "the file is larger than this machine allows",
  ENOENT: "a folder of the path is gone",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its symbolic links go round",
  EIO: "the disk failed",
};
