import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missing, setUp } from "../../scripts/setup.mjs";
import type { Machine } from "../../scripts/setup.mjs";
import { bundleIsFresh, bundleStamp, noteBundle } from "../../scripts/setup/bundle-stamp.mjs";
import { runtime } from "../../scripts/setup/find-node.mjs";
import { withLock } from "../../scripts/setup/lock.mjs";
import { npmEnvironment } from "../../scripts/setup/npm.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

const lock = JSON.stringify({ packages: { "": {} } });
const sources = { "package-lock.json": lock, "src/cli.ts": "1;", "scripts/bundle.ts": "2;" };
const node = `node-${runtime.version}/bin/node`;
const browser = "chromium-153.0.0-linux-x64/chromium";

test("does nothing and says nothing where everything is there", async () => {
  const stamp = bundleStamp(temporaryFolder(sources));
  const installed = { "node_modules/.package-lock.json": lock, "dist/stamp": stamp };
  const machine = linux({ program: { ...sources, ...installed }, cache: { [node]: "", [browser]: "" } });
  const told: string[] = [];
  expect(await setUp({ machine, tell: (text) => told.push(text) })).toBe(join(machine.cacheDir, node));
  expect(told).toEqual([]);
});

test("finds everything missing on a fresh machine", () => {
  expect(missing(linux({ program: sources, cache: {} }))).toEqual(["packages", "node", "browser", "bundle"]);
});

test("makes the bundle anew after a change of a source, a package or the recipe", () => {
  const stamps = [
    sources,
    { ...sources, "src/cli.ts": "3;" },
    { ...sources, "src/deep/more.ts": "1;" },
    { ...sources, "package-lock.json": "{}" },
    { ...sources, "scripts/bundle.ts": "3;" },
    { ...sources, "scripts/setup/browser.ts": "3;" },
  ].map((files) => bundleStamp(temporaryFolder(files)));
  expect(new Set(stamps).size).toBe(stamps.length);
});

test("a bundle is fresh until the text of a source changes, whatever becomes of its times", () => {
  const root = temporaryFolder({ ...sources, "dist/kessan.js": "" });
  expect(bundleIsFresh(root)).toBe(false);
  noteBundle(root, bundleStamp(root));
  expect(bundleIsFresh(root)).toBe(true);
  const [source, stamp] = [join(root, "src/cli.ts"), join(root, "dist/stamp")];
  const noted = readFileSync(stamp, "utf8");
  utimesSync(source, 1, 1);
  expect(bundleIsFresh(root)).toBe(true);
  expect(readFileSync(stamp, "utf8")).not.toBe(noted);
  writeFileSync(source, "9;");
  utimesSync(source, 1, 1);
  expect(bundleIsFresh(root)).toBe(false);
  writeFileSync(source, "1;");
  expect(bundleIsFresh(root)).toBe(true);
  rmSync(source);
  expect(bundleIsFresh(root)).toBe(false);
});

test("a bundle whose sources changed meanwhile is not noted", () => {
  const root = temporaryFolder({ ...sources, "dist/kessan.js": "" });
  noteBundle(root, "of before");
  expect(bundleIsFresh(root)).toBe(false);
});

test("leaves the bundled browser packed where another one is asked for", () => {
  const here = temporaryFolder({ chrome: "" });
  const machine = linux({ program: sources, cache: {} });
  const steps = (asked: string) => missing({ ...machine, env: { KESSAN_BROWSER: asked } });
  expect(steps(join(here, "chrome"))).not.toContain("browser");
  expect(steps(join(here, "nope"))).toContain("browser");
});

test("remembers the browser that set-up found elsewhere, as long as it is there", () => {
  const here = temporaryFolder({ chrome: "" });
  const arm = (found: string) => ({
    ...linux({ program: sources, cache: { "browser-found": found } }),
    arch: "arm64",
  });
  expect(missing(arm(join(here, "chrome")))).not.toContain("browser");
  expect(missing(arm(join(here, "nope")))).toContain("browser");
});

test("takes from npm's surroundings what would change a nested npm, and keeps the rest", () => {
  const env = {
    npm_config_prefix: "/p",
    npm_config_omit: "dev",
    npm_config_ignore_scripts: "true",
    NPM_CONFIG_DRY_RUN: "true",
    npm_package_name: "kessan",
    npm_lifecycle_event: "start",
    npm_config_cache: "/c",
    npm_config_https_proxy: "proxy",
    npm_config_userconfig: "/u",
    PATH: "/bin",
  };
  expect(npmEnvironment({ env, cacheDir: "/cache", canWrite: () => true })).toEqual({
    npm_config_cache: "/c",
    npm_config_https_proxy: "proxy",
    npm_config_userconfig: "/u",
    PATH: "/bin",
  });
});

test("gives npm a cache of its own where the user's cannot be written", () => {
  const written = npmEnvironment({
    env: { npm_config_cache: "/c" },
    cacheDir: "/cache",
    canWrite: () => false,
  });
  expect(written).toEqual({ npm_config_cache: "/cache/npm" });
});

test("two set-ups at once work one after the other", async () => {
  const path = join(temporaryFolder(), "lock");
  const events: string[] = [];
  const { promise: firstMayEnd, resolve: endFirst } = Promise.withResolvers<void>();
  const first = withLock({
    path,
    tell: () => {},
    work: async () => {
      events.push("first begins");
      await firstMayEnd;
      events.push("first ends");
    },
  });
  const told = (text: string) => {
    events.push(text);
    endFirst();
  };
  await withLock({ path, tell: told, work: async () => void events.push("second begins") });
  await first;
  const waiting = expect.stringMatching(
    /^waiting for another set-up \(process \d+ .*\); if there is none, remove "/,
  );
  expect(events).toEqual(["first begins", waiting, "first ends", "second begins"]);
});

test("takes over the lock of a set-up that died", async () => {
  const path = join(temporaryFolder({ lock: `999999999 ${hostname()}` }), "lock");
  const told: string[] = [];
  expect(await withLock({ path, tell: (text) => told.push(text), work: async () => "done" })).toBe("done");
  expect(told).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

function linux({ program, cache }: Record<"program" | "cache", Record<string, string>>): Machine {
  const running = { version: "v20.20.2", path: "/usr/bin/node" };
  return {
    root: temporaryFolder(program),
    cacheDir: temporaryFolder(cache),
    env: {},
    platform: "linux",
    arch: "x64",
    running,
  };
}
