import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { publishedManifest, type Lock, type Manifest } from "./published-manifest.ts";
import { restoreManifest, wholeManifest } from "./whole-manifest.mjs";

// What `npm pack` puts into the package beside the files that are here: the bundle, the types of the library, and a package.json
// without the packages that the bundle holds. `whole-manifest.mjs` takes that back when npm has packed.
const root = dirname(import.meta.dirname);
const types = join(root, "dist", "types");

// Packing may have been interrupted
restoreManifest(root);
// A bundle keeps what an older program may still ask for
rmSync(join(root, "dist"), { recursive: true, force: true });
run(join(root, "scripts", "bundle.ts"));
run(join(root, "node_modules", "typescript", "bin", "tsc"), "--project", "tsconfig.types.json");
const reached = new Set<string>();
reach(join(types, "index.d.ts"));
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile()) continue;
  if (!reached.has(path)) rmSync(path);
  // Its types are those of its core, which runs no script and brings no browser
  else
    writeFileSync(path, readFileSync(path, "utf8").replaceAll('from "puppeteer"', 'from "puppeteer-core"'));
}
replaceManifest();

function run(script: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${relative(root, script).split(sep).join("/")} ended with ${status}`);
}

/** Notes a file of types and all that it imports. */
function reach(path: string): void {
  if (reached.has(path)) return;
  reached.add(path);
  for (const [, from] of readFileSync(path, "utf8").matchAll(/(?:\bfrom|\bimport\() ?"(\.[^"]+)\.ts"/g)) {
    reach(join(dirname(path), `${from}.d.ts`));
  }
}

/** The last step, so that package.json is another one only while npm writes the archive. */
function replaceManifest(): void {
  const [manifest, lock] = ["package.json", "package-lock.json"].map(
    (name) => JSON.parse(readFileSync(join(root, name), "utf8")) as unknown,
  );
  const published = publishedManifest(manifest as Manifest, lock as Lock);
  renameSync(join(root, "package.json"), join(root, wholeManifest));
  writeFileSync(join(root, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}
