import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

// What `npm pack` puts into the package beside the files that are here: the bundle, and the types of the library.
const root = dirname(import.meta.dirname);
const types = join(root, "dist", "types");

// A bundle keeps what an older program may still ask for
rmSync(join(root, "dist"), { recursive: true, force: true });
run(join(root, "scripts", "bundle.ts"));
run(join(root, "node_modules", "typescript", "bin", "tsc"), "--project", "tsconfig.types.json");
const reached = new Set<string>();
reach(join(types, "index.d.ts"));
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !reached.has(path)) rmSync(path);
}

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
