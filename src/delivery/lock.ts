import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { z } from "zod";
import { diskProblem } from "../on-disk.ts";
import { KessanError } from "../problem.ts";
import type { Processes } from "./running-process.ts";

const holderSchema = z.strictObject({
  host: z.string(),
  boot: z.string(),
  space: z.string(),
  pid: z.int(),
  started: z.string(),
  /** UTC. */
  since: z.string(),
  /** Tells this holding from every other one, of the same process too. */
  token: z.string().regex(/^[0-9a-f]+$/),
});

/** Who holds a lock. */
export type LockHolder = z.output<typeof holderSchema>;

/** A lock that is held. */
export interface Lock {
  release(): void;
}

/** What a lock needs. */
export interface LockRequest {
  /** Of the lock file: it is made, and removed when the lock is released. */
  readonly path: string;
  /** What messages call it. */
  readonly file: string;
  readonly processes: Processes;
  /** UTC. */
  readonly now: string;
  /** Hexadecimal digits, others each time. */
  readonly random: () => string;
}

/**
 * Takes a lock that one process at a time can hold. That of a process which runs no more is taken over. Throws a KessanError
 * that says who holds it.
 */
export function acquireLock(request: LockRequest): Lock {
  try {
    return acquire(request);
  } catch (error) {
    throw diskProblem(error, { file: request.file, doing: "be made, so that nobody else writes meanwhile" });
  }
}

function acquire(request: LockRequest): Lock {
  const { path, processes, now, random } = request;
  const token = random();
  const holder: LockHolder = { ...processes.me, since: now, token };
  for (let tries = 0; tries < 10; tries++) {
    if (createWhole(path, holder)) return heldLock(path, token);
    const other = readHolder(request);
    if (other === undefined) continue;
    if (!processes.isGone(other)) throw heldBy(request, other);
    // Whoever replaces this very lock holds another one meanwhile, so that of two only one does
    const guard = acquire({ ...request, path: `${path}.${other.token}` });
    try {
      if (readHolder(request)?.token !== other.token) continue;
      const temporary = writeWhole(path, holder);
      renameSync(temporary, path);
      return heldLock(path, token);
    } finally {
      guard.release();
    }
  }
  throw new KessanError([{ place: { file: request.file }, what: "is taken again and again by others" }]);
}

/** Who holds a lock now; undefined if nobody does. Throws a KessanError for a file that is no lock. */
export function readHolder({ path, file }: Pick<LockRequest, "path" | "file">): LockHolder | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code))) return undefined;
    throw diskProblem(error, { file, doing: "be read" });
  }
  const read = holderSchema.safeParse(parse(text));
  if (read.success) return read.data;
  throw new KessanError([
    { place: { file }, what: "is no lock of kessan", hint: "remove it if no kessan is running" },
  ]);
}

/** "process 4711 on mail-1 since 2026-11-21T06:00:00.000Z". */
function formatHolder({ pid, host, since }: LockHolder): string {
  return `process ${pid} on ${host} since ${since}`;
}

function heldBy({ file, processes }: LockRequest, holder: LockHolder): KessanError {
  const isHere = holder.host === processes.me.host;
  return new KessanError([
    {
      place: { file },
      what: `is held by ${formatHolder(holder)}`,
      hint: isHere
        ? "only one at a time: wait for it, or stop it"
        : `whether it still runs can only be seen on ${holder.host}; if it does not, remove the file`,
    },
  ]);
}

function heldLock(path: string, token: string): Lock {
  return {
    release: () => {
      if (readHolder({ path, file: path })?.token === token) rmSync(path);
    },
  };
}

/** Makes the file with all that it holds at once. Whether it was not there before. */
function createWhole(path: string, holder: LockHolder): boolean {
  const temporary = writeWhole(path, holder);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function writeWhole(path: string, holder: LockHolder): string {
  const temporary = `${path}.${holder.token}.tmp`;
  const file = openSync(temporary, "wx", 0o600);
  try {
    writeSync(file, `${JSON.stringify(holder)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return temporary;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
