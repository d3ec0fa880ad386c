import { randomBytes, randomUUID } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { chmod, lstat, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openAppendFile, syncFolder } from "./delivery/append-file.ts";
import { acquireLock, type Lock } from "./delivery/lock.ts";
import { thisMachinesProcesses } from "./delivery/running-process.ts";
import type { Files } from "./effects.ts";
import { folderFiles } from "./folder-files.ts";
import { makeFolder } from "./make-folder.ts";
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
import { sweepLeftovers, temporaryName } from "./temporary-name.ts";

/** A folder on disk that a release lies in, or will. */
export interface ReleaseFolder {
  /** Its path, the same whatever way led to it. */
  readonly path: string;
  readonly files: Files;
  /** Whether anything is there. */
  exists(): Promise<boolean>;
  /** Makes the folder with files that nobody may write to, all at once or not at all, and with its log. Throws a KessanError with what the disk said, or if anything is there. */
  create(files: ReadonlyMap<string, Uint8Array | string>, first: LogRecord): Promise<void>;
  /** Adds to the log what `next` makes of it, while nobody else can. Throws a KessanError for a log that was changed. */
  append(next: (log: ReleaseLog) => Promise<LogRecord> | LogRecord): Promise<void>;
  /** Holds a name among the releases beside it, which one process at a time can; gives what lets it go. Throws a KessanError that says who holds it. */
  hold(name: string): () => void;
}

/** The release in a folder; the folder need not be there yet. */
export function releaseFolder(given: string): ReleaseFolder {
  const folder = realPath(given);
  const display = (name: string): string => shownPath(join(folder, name));
  const hint = "name another folder with --out";

  return {
    path: folder,
    files: folderFiles(folder),
    exists,
    create: async (files, first) => {
      const parent = dirname(folder);
      const temporary = join(parent, `.${temporaryName()}${randomUUID()}.tmp`);
      const removeNow = (): void => rmSync(temporary, { recursive: true, force: true });
      process.on("exit", removeNow);
      try {
        await onDisk(display(""), () => makeFolder(parent), hint);
        await sweepLeftovers(parent).catch(() => {});
        await onDisk(display(""), () => mkdir(temporary, { mode: 0o700 }), hint);
        const modes = await modesIn(parent);
        const all = [...files, [logName, logLine(emptyLog, first)] as const];
        for (const [name, content] of all)
          await onDisk(display(name), () => writeSealed({ root: temporary, name, content, modes }), hint);
        await onDisk(display(logName), () => chmod(join(temporary, logName), modes.log), hint);
        await onDisk(display(""), () => chmod(temporary, modes.folder), hint);
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
      const lock = await soon(() => lockAt(`${folder}.lock`));
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
    hold: (name) => {
      const lock = lockAt(join(dirname(folder), `.${name}.mailing.lock`));
      return () => lock.release();
    },
  };

  function lockAt(path: string): Lock {
    return acquireLock({
      path,
      file: shownPath(path),
      processes: thisMachinesProcesses(),
      now: new Date().toISOString(),
      random: () => randomBytes(16).toString("hex"),
    });
  }

  async function exists(): Promise<boolean> {
    return (await lstat(folder).catch(() => undefined)) !== undefined;
  }

  function inTheWay(): KessanError {
    const what = `cannot be made: it is there already, and is not this release`;
    return new KessanError([{ place: { file: display("") }, what, hint: `see its ${manifestName}` }]);
  }
}

/** Permissions of a release: for its owner alone, or for the group as well where the folder of releases is one that the group writes to. */
interface Modes {
  readonly folder: number;
  readonly file: number;
  readonly log: number;
}

async function modesIn(parent: string): Promise<Modes> {
  const isShared = ((await stat(parent)).mode & 0o020) !== 0;
  return isShared ? { folder: 0o770, file: 0o440, log: 0o660 } : { folder: 0o700, file: 0o400, log: 0o600 };
}

/** Writes a file that nobody may write to. */
async function writeSealed({
  root,
  name,
  content,
  modes,
}: {
  readonly root: string;
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly modes: Modes;
}): Promise<void> {
  const path = join(root, name);
  for (const part of name
    .split("/")
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"))) {
    await mkdir(join(root, part), { recursive: true });
    await chmod(join(root, part), modes.folder);
  }
  const file = await open(path, "wx", 0o400);
  try {
    await file.writeFile(content);
    await file.chmod(modes.file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The same path for a folder whatever way leads to it; one that is not there yet is below one that is. */
function realPath(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    const above = dirname(whole);
    return above === whole ? whole : join(realPath(above), basename(whole));
  }
}

/** Takes a lock that somebody else may have for a moment. */
async function soon(take: () => Lock): Promise<Lock> {
  for (let tries = 0; ; tries++) {
    try {
      return take();
    } catch (error) {
      if (!(error instanceof KessanError) || tries === 50) throw error;
      await sleep(100);
    }
  }
}
