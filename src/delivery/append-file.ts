import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A file that only grows. */
export interface AppendFile {
  /** Puts a text at its end and on the disk. Where that fails it throws what the system said, and nothing of the text is left if that can be helped. */
  append(text: string): void;
  close(): void;
}

/** Opens a file for appending; one that is not there is made, readable by its owner only. Follows no symbolic link. */
export function openAppendFile(path: string): AppendFile {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  syncFolder(dirname(path));
  return {
    append: (text) => {
      const { size } = fstatSync(file);
      const bytes = Buffer.from(text);
      try {
        for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
        fsyncSync(file);
      } catch (error) {
        // What could not be written whole must not be read as half of something
        attempt(() => ftruncateSync(file, size));
        attempt(() => fsyncSync(file));
        throw error;
      }
    },
    close: () => closeSync(file),
  };
}

/** Puts the names of a folder's files on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // The first error is the one to tell
  }
}
