// Plain JavaScript on Node's own modules: npm runs it with any Node after packing.
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

/** Where package.json is kept while npm packs another one in its place. */
export const wholeManifest = "package.json.whole";

/** Puts package.json back where the one in its place is that of the package; somebody may have put it back before. */
export function restoreManifest(root) {
  const [kept, manifest] = [join(root, wholeManifest), join(root, "package.json")];
  if (!existsSync(kept)) return;
  if (existsSync(manifest) && "devDependencies" in JSON.parse(readFileSync(manifest, "utf8"))) rmSync(kept);
  else renameSync(kept, manifest);
}

if (argv[1] === fileURLToPath(import.meta.url))
  restoreManifest(fileURLToPath(new URL("..", import.meta.url)));
