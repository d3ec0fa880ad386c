import type { Files } from "./effects.ts";
import { plainPath } from "./find-document.ts";

/** The bytes of a path that is a file; undefined where it is none. */
export async function readPath(
  path: string,
  files: (folder: string) => Files,
): Promise<{ readonly bytes: Uint8Array; readonly file: string } | undefined> {
  const plain = plainPath(path);
  const end = plain.lastIndexOf("/");
  const [folder, name] = end === -1 ? [".", plain] : [plain.slice(0, end) || "/", plain.slice(end + 1)];
  const inside = files(folder);
  if (!(await inside.list("")).includes(name)) return undefined;
  const bytes = await inside.read(name);
  return bytes && { bytes, file: inside.display(name) };
}
