import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing, and gives the topmost that it made. Fails as `mkdir` does, which by itself never
 * ends where a system takes no folders, as under /proc.
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<string | undefined> {
  const missing: string[] = [];
  let path = resolve(folder);
  for (; !(await isFolder(path)); path = dirname(path)) missing.push(path);
  for (const one of missing.toReversed()) {
    await mkdir(one, mode).catch(async (error: unknown) => {
      // Another process may have made it meanwhile
      if (!(await isFolder(one))) throw error;
    });
  }
  return missing.at(-1);
}

/** False where nothing is, or a file: to make the folder then says so. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? dirname(path) === path;
}
