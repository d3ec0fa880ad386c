import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Outputs } from "./effects.ts";
import { failOn, KessanError, type Problem } from "./problem.ts";

/** A folder on disk as the place for results; made where it is missing. */
export function outputFolder(folder: string): Outputs {
  const display = (name: string): string => relative(process.cwd(), join(folder, name)) || ".";

  return {
    display,
    check: async (names) => {
      await onDisk(display(""), async () => {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK | constants.X_OK);
      });
      const problems = await Promise.all(names.map((name) => checkName(name)));
      failOn([...findDoubles(names, display), ...problems.flat()]);
    },
    write: async (files) => {
      const temporary = new Map([...files.keys()].map((name) => [name, join(folder, `.${name}.${randomUUID()}.tmp`)]));
      try {
        for (const [name, bytes] of files) await onDisk(display(name), () => writeWhole(temporary.get(name)!, bytes));
        for (const [name, path] of temporary) await onDisk(display(name), () => rename(path, join(folder, name)));
      } finally {
        await Promise.all([...temporary.values()].map((path) => rm(path, { force: true })));
      }
    },
  };

  async function checkName(name: string): Promise<readonly Problem[]> {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (found === undefined || found.isFile()) return [];
    const what = found.isDirectory() ? "a folder" : found.isSymbolicLink() ? "a symbolic link" : "no plain file";
    return [
      { place: { file: display(name) }, what: `expected a file to replace, found ${what}`, hint: `remove it or choose another --out` },
    ];
  }
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
    const { code = "error" } = error as NodeJS.ErrnoException;
    throw new KessanError([{ place: { file }, what: `cannot write here: ${words[code] ?? (error as Error).message} (${code})` }], {
      cause: error,
    });
  }
}

const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EEXIST: "a file of that name is in the way",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  EIO: "the disk failed",
};
