import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFoldersOnce } from "../src/read-once.ts";
import { memoryFiles } from "./memory-files.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

test("a file is what it was when it was first read, a folder what was first listed in it", async () => {
  const contents: Record<string, string> = { "facts/a.csv": "old" };
  const files = readFoldersOnce((folder) => memoryFiles(contents, folder));
  const first = await files("acme").read("facts/a.csv");
  expect(await files("acme").list("facts")).toEqual(["facts/a.csv"]);
  expect(await files("acme").read("facts/b.csv")).toBeUndefined();
  Object.assign(contents, { "facts/a.csv": "new", "facts/b.csv": "new" });
  expect(await files("acme").read("facts/a.csv")).toBe(first);
  expect(await files("acme").read("facts/b.csv")).toBeUndefined();
  expect(await files("acme").list("facts")).toEqual(["facts/a.csv"]);
  expect(await files("other").list("facts")).toEqual(["facts/a.csv", "facts/b.csv"]);
  expect(files("acme").display("facts/a.csv")).toBe("acme/facts/a.csv");
});

test("what YAML files hold is kept for the next run, which says the same, also where an entry is damaged", () => {
  const cache = temporaryFolder();
  const trees = join(cache, "trees");
  const root = join(import.meta.dirname, "..");
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
  const document = join(root, "data/example/documents/4q25-results");
  expect(run("explain", document, "EUR 44,353 thousand")).toContain("revenue@4Q25");
  expect(readdirSync(trees)).toEqual(kept);
});
