import type { FileHandle } from "node:fs/promises";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { resolve, sep } from "node:path";

/** A step of writing below a folder: `write` is all that goes into one file, `sync` of a folder stands for its names. */
export interface DiskStep {
  readonly kind: "access" | "mkdir" | "open" | "write" | "sync" | "rename" | "rm";
  readonly path: string;
}

/** What becomes of a step: it is done, or half of it (of a `write`) before `after` is called. */
export type Fate = undefined | { readonly half: true; readonly after: () => never };

/** The error of a disk, as Node tells it. */
export function diskError(code: string, { kind, path }: DiskStep): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: injected, ${kind} '${path}'`), { code, syscall: kind, path });
}

/**
 * Asks `before` ahead of every step of this process that writes below a folder through `node:fs/promises`; what it throws, the
 * disk throws. Gives what ends it. The promise functions are Node's own objects: whoever imports them gets these.
 */
export function watchDisk(folder: string, before: (step: DiskStep) => Fate | Promise<Fate>): () => void {
  const fs = createRequire(import.meta.url)("node:fs/promises") as typeof import("node:fs/promises");
  const { access, mkdir, open, rename, rm } = fs;
  const root = resolve(folder);
  const isBelow = (path: unknown): boolean => {
    const whole = resolve(String(path));
    return whole === root || whole.startsWith(root + sep);
  };
  const asking =
    (kind: DiskStep["kind"], real: (...args: never[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (isBelow(args[0])) await before({ kind, path: String(args[0]) });
      return real(...(args as never[]));
    };
  Object.assign(fs, {
    access: asking("access", access as never),
    mkdir: asking("mkdir", mkdir as never),
    rename: asking("rename", rename as never),
    rm: asking("rm", rm as never),
    open: async (path: string, ...rest: never[]): Promise<FileHandle> => {
      if (!isBelow(path)) return open(path, ...rest);
      const isWritten = String(rest[0]).startsWith("w");
      if (isWritten) await before({ kind: "open", path });
      const handle = await open(path, ...rest);
      const { writeFile, sync } = handle;
      handle.writeFile = async (content) => {
        const fate = await before({ kind: "write", path });
        if (fate === undefined) return writeFile.call(handle, content);
        const bytes = Buffer.from(content as Uint8Array);
        await writeFile.call(handle, bytes.subarray(0, bytes.length >> 1));
        fate.after();
      };
      handle.sync = async () => {
        await before({ kind: "sync", path });
        return sync.call(handle);
      };
      return handle;
    },
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, { access, mkdir, open, rename, rm });
    syncBuiltinESMExports();
  };
}
