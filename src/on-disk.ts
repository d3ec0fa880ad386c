import { KessanError } from "./problem.ts";

/** Runs a step that writes. Throws a KessanError with what the disk said, in words of the user's problem. */
export async function onDisk<T>(
  file: string,
  step: () => Promise<T>,
  hint = "name another folder with --out",
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof KessanError) throw error;
    const { code = "error", message } = error as NodeJS.ErrnoException;
    const what = `cannot write here: ${words[code] ?? message} (${code})`;
    throw new KessanError([{ place: { file }, what, hint }], { cause: error });
  }
}

const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EEXIST: "a file of that name is in the way",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EFBIG: "the file is larger than this machine allows",
  ENOENT: "a folder of the path is gone",
  ENOTDIR: "a part of the path is a file",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its symbolic links go round",
  EIO: "the disk failed",
};
