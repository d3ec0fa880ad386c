import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether the bundle was made from the sources, packages and recipe as they are now. */
export function bundleIsFresh(root) {
  const stamp = join(root, "dist", "stamp");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === bundleStamp(root);
}

/** A hash over everything that the bundle is made from. */
export function bundleStamp(root) {
  const hash = createHash("sha256");
  const sources = ["src", "scripts"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((path) => join(folder, path))
      .filter((path) => /\.m?[jt]s$/.test(path))
      .sort(),
  );
  for (const path of [...sources, "package-lock.json"]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}
