import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";

/** Whether node_modules holds what package-lock.json says. A plain `npm ci` by hand counts too. */
export function packagesAreCurrent(root) {
  const lock = readText(join(root, "package-lock.json"));
  if (lock === undefined || !existsSync(join(root, "node_modules"))) return false;
  if (readText(stampOf(root)) === hashOf(lock)) return true;
  const installed = readText(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined || !agree(JSON.parse(lock), JSON.parse(installed))) return false;
  stamp(root, lock);
  return true;
}

/** Installs the packages of package-lock.json, running none of their scripts. Throws with npm's words if it cannot. */
export async function installPackages({ root, env, cacheDir }) {
  const args = ["ci", "--ignore-scripts", "--include=dev"];
  await npm({ args, cwd: root, env, cacheDir, failure: "npm could not install the packages" });
  stamp(root, readFileSync(join(root, "package-lock.json"), "utf8"));
}

/** Packages for other platforms may be absent; everything else has to be there in the version of the lock. */
function agree(lock, installed) {
  const { "": _root, ...wanted } = lock.packages;
  return (
    Object.entries(installed.packages).every(([path, { version }]) => wanted[path]?.version === version) &&
    Object.entries(wanted).every(
      ([path, { optional, devOptional }]) => installed.packages[path] || optional || devOptional,
    )
  );
}

function stamp(root, lock) {
  writeFileSync(stampOf(root), hashOf(lock));
}

function stampOf(root) {
  return join(root, "node_modules", ".kessan-setup");
}

function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
