import type { Files } from "./effects.ts";
import { plainPath } from "./find-document.ts";
import { KessanError } from "./problem.ts";

/** A file that was read, and how the user would type its path. */
export interface ReadPath {
  readonly bytes: Uint8Array;
  readonly file: string;
}

/** The bytes of a path that is a file; undefined where it is none. */
export async function readPath(
  path: string,
  files: (folder: string) => Files,
): Promise<ReadPath | undefined> {
  const { inside, name } = split(path, files);
  if (!(await inside.list("")).includes(name)) return undefined;
  const bytes = await inside.read(name);
  return bytes && { bytes, file: inside.display(name) };
}

/** The bytes of a path that has to be a file. Throws a KessanError that says what it is where it is none. */
export async function requirePath(path: string, files: (folder: string) => Files): Promise<ReadPath> {
  const read = await readPath(path, files);
  if (read !== undefined) return read;
  const { inside, name } = split(path, files);
  const place = { file: inside.display(name) };
  if ((await inside.folders("")).includes(name)) {
    throw new KessanError([{ place, what: "is a folder", hint: "name a file in it" }]);
  }
  // What is there and is no file says so itself: a pipe, a device
  await inside.read(name);
  throw new KessanError([{ place, what: "no such file" }]);
}

/** The folder of a path, and the name in it. */
function split(
  path: string,
  files: (folder: string) => Files,
): { readonly inside: Files; readonly name: string } {
  const plain = plainPath(path);
  const end = plain.lastIndexOf("/");
  const [folder, name] = end === -1 ? [".", plain] : [plain.slice(0, end) || "/", plain.slice(end + 1)];
  return { inside: files(folder), name };
}
