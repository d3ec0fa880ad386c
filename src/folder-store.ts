import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "./effects.ts";
import { makeFolder } from "./make-folder.ts";
import { sweepLeftovers, temporaryName } from "./temporary-name.ts";

/**
 * A store in a folder, one file a key: the SHA-256 of the bytes, then the bytes. A file that does not fit its hash counts
 * as none. A folder that cannot be written keeps nothing. What was put first goes when there are more than `most`.
 */
export function folderStore(folder: string, { most = 2000 }: { readonly most?: number } = {}): Store {
  let tidied: Promise<void> | undefined;
  let swept: Promise<void> | undefined;
  const pathOf = (key: string): string => join(folder, sha256(key).toString("hex"));
  return {
    get: async (key) => {
      const file = await readFile(pathOf(key)).catch(() => undefined);
      if (file === undefined) return undefined;
      const bytes = file.subarray(hashLength);
      return sha256(bytes).equals(file.subarray(0, hashLength)) ? bytes : undefined;
    },
    put: async (key, bytes) => {
      const path = pathOf(key);
      const temporary = join(folder, `${temporaryName()}${randomUUID()}.tmp`);
      try {
        await makeFolder(folder);
        await (swept ??= sweepLeftovers(folder).catch(() => {}));
        await writeFile(temporary, Buffer.concat([sha256(bytes), bytes]), { flag: "wx" });
        await rename(temporary, path);
        await (tidied ??= tidy(folder, most));
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}

/** Once in a run is enough. Another run may tidy too. */
async function tidy(folder: string, most: number): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= most) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      return { path, mtimeMs };
    }),
  );
  const oldest = files.toSorted((a, b) => a.mtimeMs - b.mtimeMs).slice(0, names.length - most);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}

/** Bytes of a SHA-256. */
const hashLength = 32;

function sha256(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
