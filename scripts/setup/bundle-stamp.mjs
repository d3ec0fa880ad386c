import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether the bundle was made from the sources, packages and recipe as they are now. Files whose size and times are those of the last look
 * were not changed since; only where one was, all are read.
 */
export function bundleIsFresh(root) {
  const stamp = join(root, "dist", "stamp");
  if (!existsSync(stamp)) return false;
  const [hash, ...seen] = readFileSync(stamp, "utf8").split("\n");
  if (seen.length > 0 && seen.every((line) => line === sight(root, line.slice(line.indexOf("\t") + 1))))
    return true;
  return noteBundle(root, hash);
}

/**
 * Notes what the bundle was made from, by the hash of `bundleStamp`, for the next look. Where it cannot be noted, the next look reads. False, and
 * nothing is noted, where the sources have another hash by now.
 */
export function noteBundle(root, hash) {
  // Looked at before they are read: what is changed meanwhile has another hash, or another look
  const lines = [hash, ...sourcesOf(root).map((path) => sight(root, path))];
  if (bundleStamp(root) !== hash) return false;
  const stamp = join(root, "dist", "stamp");
  const temporary = `${stamp}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, lines.join("\n"));
    renameSync(temporary, stamp);
  } catch {
    rmSync(temporary, { force: true });
  }
  return true;
}

/** A hash over everything that the bundle is made from. */
export function bundleStamp(root) {
  const hash = createHash("sha256");
  for (const path of sourcesOf(root)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function sourcesOf(root) {
  const sources = ["src", "scripts"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((path) => join(folder, path))
      .filter((path) => /\.m?[jt]s$/.test(path))
      .sort(),
  );
  return [...sources, "package-lock.json"];
}

/** What tells that a file was changed: any way of writing to it sets the time at which its entry changed. */
function sight(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  return `${found?.size} ${found?.mtimeMs} ${found?.ctimeMs}\t${path}`;
}
