import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withKeptTrees } from "../src/with-kept-trees.ts";
import { memoryBuild } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const root = join(import.meta.dirname, "..");

test("a check keeps what YAML files hold for the next one, which says the same, also where an entry is damaged", () => {
  const cache = temporaryFolder();
  const trees = join(cache, "trees");
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(root, "bin/kessan.js"), ...args], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", KESSAN_CACHE: cache },
    });
  const check = (): string => run("check", join(root, "data/example"));

  const first = check();
  const kept = readdirSync(trees);
  expect(kept.length).toBeGreaterThan(10);
  expect(check()).toBe(first);
  expect(readdirSync(trees)).toEqual(kept);

  writeFileSync(join(trees, kept[0]!), "damaged");
  expect(check()).toBe(first);
  expect(run("explain", join(root, "data/example/documents/4q25-results"), "EUR 44,353 thousand")).toContain(
    "revenue@4Q25",
  );
  expect(readdirSync(trees)).toEqual(kept);
});

test("where there is no store, files are read as they are", () => {
  const { effects } = memoryBuild();
  expect(withKeptTrees(effects)).toBe(effects);
});
