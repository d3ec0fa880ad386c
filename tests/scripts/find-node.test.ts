import { join } from "node:path";
import { expect, test } from "vitest";
import { canStandIn, findNode, runtime } from "../../scripts/setup/find-node.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

const old = { version: "v20.20.2", path: "/usr/bin/node" };
const newer = { version: "v26.1.0", path: "/opt/node" };

test("takes the running Node if it is the pinned version", () => {
  const running = { version: `v${runtime.version}`, path: "/here/node" };
  expect(findNode({ cacheDir: "/none", platform: "linux", arch: "x64", running })).toBe("/here/node");
});

test("takes the fetched Node before another one that runs", () => {
  const cacheDir = temporaryFolder({ [`node-${runtime.version}/bin/node`]: "" });
  const path = join(cacheDir, `node-${runtime.version}`, "bin", "node");
  expect(findNode({ cacheDir, platform: "linux", arch: "x64", running: newer })).toBe(path);
});

test("takes a newer running Node only where there is none to fetch", () => {
  const cacheDir = temporaryFolder();
  expect(findNode({ cacheDir, platform: "win32", arch: "x64", running: newer })).toBeUndefined();
  expect(findNode({ cacheDir, platform: "darwin", arch: "arm64", running: newer })).toBe("/opt/node");
  expect(findNode({ cacheDir, platform: "darwin", arch: "arm64", running: old })).toBeUndefined();
});

test("22.18 is the oldest Node that can stand in", () => {
  const versions = ["v20.20.2", "v22.17.1", "v22.18.0", "v23.0.0", "v26.0.0"];
  expect(versions.filter(canStandIn)).toEqual(["v22.18.0", "v23.0.0", "v26.0.0"]);
});
