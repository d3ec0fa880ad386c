// Plain JavaScript that any Node reads: runs the program of an installed package, or tells what it needs.
import { readFileSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { stderr, version, versions } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const oldest = engines.node.replace(/^>=/, "");

if (isOlder(versions.node, oldest)) {
  stderr.write(`kessan: expected Node ${oldest} or newer, this is ${version}\n`);
  process.exitCode = 2;
} else {
  const { cacheFolderHere } = await import("../dist/cache-folder.js");
  module.enableCompileCache(join(cacheFolderHere(root), "compile-cache"));
  await import("../dist/kessan.js");
}

function isOlder(version, than) {
  const [own, other] = [version, than].map((text) => text.split(".").map(Number));
  const at = other.findIndex((part, index) => part !== own[index]);
  return at !== -1 && own[at] < other[at];
}
