import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The pinned Node: its version, the oldest that can stand in for it, and the package of each platform. */
export const runtime = JSON.parse(readFileSync(new URL("../runtime.json", import.meta.url), "utf8"));

/**
 * The Node to run the program with: the pinned one, running or fetched; where there is none for the platform the
 * running one, if it is new enough. Undefined if there is none yet.
 */
export function findNode({ cacheDir, platform, arch, running }) {
  if (running.version === `v${runtime.version}`) return running.path;
  const pinned = pinnedNode({ cacheDir, platform, arch });
  if (pinned !== undefined && existsSync(pinned)) return pinned;
  return !hasPinnedNode({ platform, arch }) && canStandIn(running.version) ? running.path : undefined;
}

/** Whether the pinned Node can be fetched for this machine: its Linux packages need the GNU C library. */
export function hasPinnedNode({ platform, arch }) {
  if (runtime.packages[`${platform}-${arch}`] === undefined) return false;
  return platform !== "linux" || process.report.getReport().header.glibcVersionRuntime !== undefined;
}

/** Whether a Node's version, as in `v22.18.0`, is new enough to run TypeScript and the packages. */
export function canStandIn(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  const [oldestMajor, oldestMinor] = runtime.oldest.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The folder of the pinned Node in the cache folder. */
export function nodeFolder(cacheDir) {
  return join(cacheDir, `node-${runtime.version}`);
}

function pinnedNode({ cacheDir, platform, arch }) {
  const known = runtime.packages[`${platform}-${arch}`];
  return known === undefined ? undefined : join(nodeFolder(cacheDir), known.program);
}
