import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { canWrite, homeFolder } from "../../src/pdf/cache-folder.js";
import { capture } from "./child.mjs";

/** Settings of a surrounding `npm start` that would change what a nested npm does. */
const disturbing =
  /^npm_(package_|lifecycle_|command$|config_(prefix|local_prefix|global|global_prefix|location|omit|include|production|dry_run|json|workspaces?|include_workspace_root|package_lock|package_lock_only|ignore_scripts|loglevel|silent)$)/i;

/** Runs npm with these arguments in `cwd`. Throws with `failure` and npm's own words if it ends with a fault. */
export async function npm({ args, cwd, env, cacheDir, failure }) {
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const { command, first, shell } = findNpm(env);
  const childEnv = npmEnvironment({ env, cacheDir, canWrite });
  const { code, out, err } = await capture({
    command,
    args: [...first, ...args, ...quiet],
    cwd,
    env: childEnv,
    shell,
  });
  if (code !== 0) throw new Error(`${failure}\n${essence(err || out)}`);
}

/**
 * The environment without what a surrounding npm run put there for itself, and with a cache of our own where npm's
 * cannot be written, as under a user without a home.
 */
export function npmEnvironment({ env, cacheDir, canWrite }) {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !disturbing.test(name)));
  const home = homeFolder();
  const cache = kept.npm_config_cache ?? (home === undefined ? undefined : join(home, ".npm"));
  const isUsable = process.platform === "win32" || (cache !== undefined && canWrite(cache));
  return isUsable ? kept : { ...kept, npm_config_cache: join(cacheDir, "npm") };
}

/** npm's words without the stack and the fields of its error. */
function essence(text) {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^npm (error|ERR!) ?/, ""))
    .filter(
      (line) =>
        line.trim() !== "" && !/^(\s+at |\s+\w+: |\s*\}|A complete log|Log files|You can rerun)/.test(line),
    );
  return lines
    .slice(0, 8)
    .map((line) => `  ${line.replace(/ \{$/, "")}`)
    .join("\n");
}

function findNpm(env) {
  const beside = dirname(process.execPath);
  const scripts = [
    /^npm-cli\.c?js$/.test(basename(env.npm_execpath ?? "")) ? env.npm_execpath : undefined,
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = scripts.find((path) => path !== undefined && existsSync(path));
  if (script !== undefined) return { command: process.execPath, first: [script], shell: false };
  return { command: "npm", first: [], shell: process.platform === "win32" };
}
