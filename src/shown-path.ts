import { isAbsolute, normalize, relative, sep } from "node:path";

/** A path as the user typed it; one that was typed in full is shown from the working directory where it lies in it. Always with `/`. */
export function shownPath(path: string): string {
  const way = isAbsolute(path) ? relative(process.cwd(), path) : normalize(path);
  const shown = isAbsolute(path) && /^\.\.([\\/]|$)/.test(way) ? normalize(path) : way;
  return shown === ""
    ? "."
    : shown
        .split(sep)
        .join("/")
        .replace(/(?<=.)\/$/, "");
}
