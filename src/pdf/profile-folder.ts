import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { KessanError } from "../problem.ts";

/** A new folder in `parent` that only this user may enter. Throws a KessanError if it cannot be made. */
export function makeProfileFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, `${ofThisMachine()}${process.pid}-`));
  } catch (cause) {
    const what = `cannot make a folder for the browser in "${parent}": ${codeOf(cause)}`;
    const hint = "TMPDIR names another folder for temporary files";
    throw new KessanError([{ what, hint }], { cause });
  }
}

/** Removes the folders that processes of this machine left behind when they were killed. */
export async function sweepProfileFolders(parent: string): Promise<void> {
  const start = ofThisMachine();
  for (const name of await readdir(parent)) {
    if (!name.startsWith(start)) continue;
    const pid = Number(/^(\d+)-/.exec(name.slice(start.length))?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Containers that share a temporary folder have their own process numbers, but not one host name. */
function ofThisMachine(): string {
  return `kessan-${createHash("sha256").update(hostname()).digest("hex").slice(0, 6)}-`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
