import type { NamedBytes } from "./text.ts";

/** Reads a file, always in the same way; gives what it gave before if it remembers the same bytes under that name. */
export type FileReader = <T>(input: NamedBytes, read: (input: NamedBytes) => T) => T;

/** Reads every file anew. */
export const readAnew: FileReader = (input, read) => read(input);

/** Opens a reader for each build, which remembers what the build before it has read and no more. What throws is not remembered. */
export function rememberFiles(): () => FileReader {
  let last = new Map<string, { readonly bytes: Uint8Array; readonly value: unknown }>();
  return () => {
    const before = last;
    const now: typeof last = new Map();
    last = now;
    return <T>(input: NamedBytes, read: (input: NamedBytes) => T): T => {
      const { bytes, file } = input;
      const kept = before.get(file);
      const isSame = kept !== undefined && Buffer.compare(kept.bytes, bytes) === 0;
      const value = isSame ? (kept.value as T) : read(input);
      now.set(file, { bytes, value });
      return value;
    };
  };
}
