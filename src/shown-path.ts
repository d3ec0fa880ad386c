import { relative, resolve, sep } from "node:path";

/** A path as a user would type it: relative to the working directory, absolute where that leads far up; always with `/`. */
export function shownPath(path: string): string {
  const way = relative(process.cwd(), path);
  const shown = /^\.\.[\\/]\.\.([\\/]|$)/.test(way) ? resolve(path) : way;
  return shown === "" ? "." : shown.split(sep).join("/");
}
