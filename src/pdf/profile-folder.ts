import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { KessanError } from "../problem.ts";
import { temporaryName } from "../temporary-name.ts";

/** A new folder in `parent` that only this user may enter. Throws a KessanError if it cannot be made. */
export function makeProfileFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, temporaryName()));
  } catch (cause) {
    const what = `cannot make a folder for the browser in "${parent}": ${codeOf(cause)}`;
    const hint = "TMPDIR names another folder for temporary files";
    throw new KessanError([{ what, hint }], { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
