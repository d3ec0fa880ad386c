import { randomBytes, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { chmod, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openAppendFile, syncFolder } from "./delivery/append-file.ts";
import { acquireLock } from "./delivery/lock.ts";
import { thisMachinesProcesses } from "./delivery/running-process.ts";
import type { Files } from "./effects.ts";
import { folderFiles } from "./folder-files.ts";
import { onDisk } from "./on-disk.ts";
import { KessanError } from "./problem.ts";
import { manifestName } from "./release/manifest.ts";
import {
  emptyLog,
  logLine,
  logName,
  readLog,
  type LogRecord,
  type ReleaseLog,
} from "./release/release-log.ts";
import { shownPath } from "./shown-path.ts";

/** A folder on disk that a release lies in, or will. */
export interface ReleaseFolder {
  readonly files: Files;
  /** Whether anything is there. */
  exists(): Promise<boolean>;
  /** Makes the folder with files that nobody may write to, all at once or not at all, and with its log. Throws a KessanError with what the disk said, or if anything is there. */
  create(files: ReadonlyMap<string, Uint8Array | string>, first: LogRecord): Promise<void>;
  /** Adds to the log what `next` makes of it, while nobody else can. Throws a KessanError for a log that was changed. */
  append(next: (log: ReleaseLog) => Promise<LogRecord> | LogRecord): Promise<void>;
}

/** The release in a folder; the folder need not be there yet. */
export function releaseFolder(folder: string): ReleaseFolder {
  const display = (name: string): string => shownPath(join(folder, name));
  const hint = "name another folder with --out";

  return {
    files: folderFiles(folder),
    exists,
    create: async (files, first) => {
      const parent = dirname(folder);
      const temporary = join(parent, `.kessan-${randomUUID()}.tmp`);
      const removeNow = (): void => rmSync(temporary, { recursive: true, force: true });
      process.on("exit", removeNow);
      try {
        await onDisk(display(""), () => mkdir(parent, { recursive: true }), hint);
        await onDisk(display(""), () => mkdir(temporary, { mode: 0o700 }), hint);
        const all = [...files, [logName, logLine(emptyLog, first)] as const];
        for (const [name, content] of all)
          await onDisk(display(name), () => writePrivate(join(temporary, name), content), hint);
        await onDisk(display(logName), () => chmod(join(temporary, logName), 0o600), hint);
        // A folder that somebody else has made meanwhile is not replaced, unless it is empty
        if (await exists()) throw inTheWay();
        await onDisk(display(""), () => rename(temporary, folder), hint);
        syncFolder(parent);
      } finally {
        process.off("exit", removeNow);
        await rm(temporary, { recursive: true, force: true }).catch(() => {});
      }
    },
    append: async (next) => {
      const path = join(folder, logName);
      // Beside the folder, in which it would not have been sealed
      const lock = acquireLock({
        path: `${folder}.lock`,
        file: shownPath(`${folder}.lock`),
        processes: thisMachinesProcesses(),
        now: new Date().toISOString(),
        random: () => randomBytes(16).toString("hex"),
      });
      try {
        const text = Buffer.from((await folderFiles(folder).read(logName)) ?? "").toString("utf8");
        const log = readLog({ text, file: display(logName) });
        if (log.problem !== undefined) throw new KessanError([log.problem]);
        const line = logLine(log, await next(log));
        await onDisk(display(logName), async () => {
          const file = openAppendFile(path);
          try {
            file.append(line);
          } finally {
            file.close();
          }
        });
      } finally {
        lock.release();
      }
    },
  };

  async function exists(): Promise<boolean> {
    return (await lstat(folder).catch(() => undefined)) !== undefined;
  }

  function inTheWay(): KessanError {
    const what = `cannot be made: it is there already, and is not this release`;
    return new KessanError([{ place: { file: display("") }, what, hint: `see its ${manifestName}` }]);
  }
}

/** Writes a file that its owner can read and nobody can write to. */
async function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o400);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
