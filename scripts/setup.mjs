// Plain JavaScript on Node's own modules alone: this runs before anything is installed.
import { argv, stderr } from "node:process";
import { fileURLToPath } from "node:url";
import { browserIsThere } from "../src/pdf/browser-is-there.js";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";
import { bundleIsFresh } from "./setup/bundle-stamp.mjs";
import { findNode } from "./setup/find-node.mjs";
import { packagesAreCurrent } from "./setup/packages.mjs";

/**
 * Sets up what is missing and gives the path of the Node to run the program with. Tells one line a step, and nothing
 * when there is nothing to do. `full` tries the browser even if it was tried before. Throws with the mend in the message.
 */
export async function setUp({ machine, tell, full = false }) {
  if (missing(machine).length === 0 && !full) return findNode(machine);
  const { doSteps } = await import("./setup/do-steps.mjs");
  return doSteps({ machine, tell, steps: () => [...missing(machine), ...(full ? ["browser"] : [])] });
}

/** The names of the steps that set-up has to do. */
export function missing(machine) {
  return [
    packagesAreCurrent(machine.root) ? [] : "packages",
    findNode(machine) === undefined ? "node" : [],
    browserIsThere(machine) ? [] : "browser",
    bundleIsFresh(machine.root) ? [] : "bundle",
  ].flat();
}

/** The machine that this process runs on. */
export function thisMachine() {
  const { env, platform, arch, version, execPath } = process;
  const root = fileURLToPath(new URL("..", import.meta.url));
  return { root, env, platform, arch, running: { version, path: execPath }, cacheDir: cacheFolderHere(root) };
}

/** To the terminal, so that what a program prints on standard output stays its own. */
export function tell(text) {
  stderr.write(`kessan: ${text}\n`);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp({ machine: thisMachine(), tell, full: true });
    tell("set up");
  } catch (error) {
    tell(error.message);
    process.exitCode = 2;
  }
}
