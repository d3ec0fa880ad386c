import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "./effects.ts";
import { sweepLeftovers, temporaryName } from "./temporary-name.ts";

/**
 * A store in a folder, one file a key: the SHA-256 of the bytes, then the bytes. A file that does not fit its hash counts
 * as none. A folder that cannot be written keeps nothing.
 */
export function folderStore(folder: string): Store {
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
        await mkdir(folder, { recursive: true });
        await (swept ??= sweepLeftovers(folder).catch(() => {}));
        await writeFile(temporary, Buffer.concat([sha256(bytes), bytes]), { flag: "wx" });
        await rename(temporary, path);
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}

/** Bytes of a SHA-256. */
const hashLength = 32;

function sha256(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
