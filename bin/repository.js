// Plain JavaScript that any Node reads: it hands the program to the Node that set-up fetched.
import { existsSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { env, execPath, platform, arch, argv, version, stderr } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleIsFresh } from "../scripts/setup/bundle-stamp.mjs";
import { canStandIn, findNode } from "../scripts/setup/find-node.mjs";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const cacheDir = cacheFolderHere(root);
const running = { version, path: execPath };
const node = findNode({ cacheDir, platform, arch, running }) ?? (canStandIn(version) ? execPath : undefined);

if (node === undefined || !existsSync(join(root, "node_modules"))) {
  stderr.write(`kessan is not set up: run "npm run setup" or "npm start" in ${root}\n`);
  process.exitCode = 2;
} else if (env.KESSAN_LAUNCHED || (node === execPath && !env.NODE_OPTIONS && !env.LD_PRELOAD)) {
  delete process.env.KESSAN_LAUNCHED;
  module.enableCompileCache?.(join(cacheDir, "compile-cache"));
  const program = bundleIsFresh(root) ? join("dist", "kessan.js") : join("src", "cli.ts");
  await import(pathToFileURL(join(root, program)).href);
} else {
  const { environmentFor, runInstead } = await import("../scripts/setup/child.mjs");
  const tell = (text) => stderr.write(`kessan: ${text}\n`);
  const childEnv = { ...environmentFor({ node, cacheDir, env, tell }), KESSAN_LAUNCHED: "1" };
  process.exitCode = await runInstead({ command: node, args: argv.slice(1), env: childEnv });
}
