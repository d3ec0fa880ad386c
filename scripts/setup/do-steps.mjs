import { createHash } from "node:crypto";
import { join } from "node:path";
import { capture, environmentFor } from "./child.mjs";
import { fetchNode } from "./fetch-node.mjs";
import { canStandIn, findNode, hasPinnedNode, runtime } from "./find-node.mjs";
import { withLock } from "./lock.mjs";
import { installPackages } from "./packages.mjs";

/**
 * Does the steps that `steps` names once the lock is held, and gives the Node to run the program with. Packages and
 * Node come first, side by side: browser and bundle are TypeScript, which needs both.
 */
export function doSteps({ machine, tell, steps }) {
  const { root, cacheDir } = machine;
  const name = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return withLock({ path: join(cacheDir, `set-up-${name}.lock`), tell, work });

  async function work() {
    const todo = new Set(steps());
    if (todo.has("packages")) tell("setting up; this is done once and takes about a minute");
    const [, node] = await all([
      todo.has("packages") && timed("packages", () => installPackages(machine)),
      todo.has("node")
        ? timed(`node ${runtime.version}`, () => nodeFor({ machine, tell }))
        : findNode(machine),
    ]);
    const run = async (script) => {
      const { code, out, err } = await capture({
        command: node,
        args: [join(root, "scripts", script)],
        cwd: root,
        env: environmentFor({ node, cacheDir, env: machine.env, tell: () => {} }),
      });
      if (code !== 0) throw new Error((err || out).trim());
      if (out.trim() !== "") tell(out.trim());
    };
    await all([
      todo.has("browser") && timed("browser", () => run(join("setup", "browser.ts"))),
      // Without a bundle the program starts from its sources, only slower.
      todo.has("bundle") &&
        timed("bundle", () => run("bundle.ts")).catch(({ message }) => tell(`no bundle: ${message}`)),
    ]);
    return node;
  }

  async function timed(step, work) {
    const start = performance.now();
    const value = await work();
    tell(`${step} … ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return value;
  }
}

/** The pinned Node, fetched; the running one where that cannot be and it is new enough. */
async function nodeFor({ machine, tell }) {
  const { platform, arch, running } = machine;
  if (!hasPinnedNode(machine)) {
    throw new Error(
      `expected Node ${runtime.oldest} or newer on ${platform}-${arch}, this is ${running.version}\n  hint: install Node ${runtime.version}; set-up has none to fetch for this platform`,
    );
  }
  try {
    await fetchNode(machine);
    return findNode(machine);
  } catch (error) {
    if (!canStandIn(running.version)) throw error;
    tell(`going on with Node ${running.version}: ${error.message}`);
    return running.path;
  }
}

/** Lets every step end before the first failure is thrown, so that none is left half done. */
async function all(steps) {
  const results = await Promise.allSettled(steps);
  const reasons = results.filter(({ status }) => status === "rejected").map(({ reason }) => reason.message);
  if (reasons.length > 0) throw new Error(reasons.join("\n"));
  return results.map(({ value }) => value);
}
