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
    throw diskProblem(error, { file, doing: "write here", hint });
  }
}

/** What the disk said, as a problem; a KessanError, and what the disk did not say, as it is. */
export function diskProblem(
  error: unknown,
  { file, doing, hint }: { readonly file: string; readonly doing: string; readonly hint?: string },
): unknown {
  if (error instanceof KessanError || !(error instanceof Error)) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  // Codes of the system, not of Node
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  const what = `cannot ${doing}: ${words[code] ?? message} (${code})`;
  return new KessanError([{ place: { file }, what, ...(hint !== undefined && { hint }) }], { cause: error });
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
  EXDEV: "the folder lies on two disks",
};
