import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * How the name of everything temporary of this process begins, so that it is known for a leftover when the process was killed.
 * Containers that share a folder have their own process numbers, but not one host name.
 */
export function temporaryName(): string {
  return `${ofThisMachine()}${process.pid}-`;
}

/** Removes files and folders in a folder that processes of this machine left behind when they were killed. Fails as `readdir` does. */
export async function sweepLeftovers(folder: string): Promise<void> {
  const start = ofThisMachine();
  for (const name of await readdir(folder)) {
    // What lies beside results is hidden
    const own = name.replace(/^\./, "");
    if (!own.startsWith(start)) continue;
    const pid = Number(/^(\d+)-/.exec(own.slice(start.length))?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function ofThisMachine(): string {
  return `kessan-${createHash("sha256").update(hostname()).digest("hex").slice(0, 6)}-`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
