import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../src/make-folder.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

test("makes all folders that are missing, and tells the topmost", async () => {
  const root = temporaryFolder();
  expect(await makeFolder(join(root, "a/b/c"))).toBe(join(root, "a"));
  expect(statSync(join(root, "a/b/c")).isDirectory()).toBe(true);
  expect(await makeFolder(join(root, "a/b/d"))).toBe(join(root, "a/b/d"));
  expect(await makeFolder(join(root, "a/b"))).toBeUndefined();
});

test("makes one folder for many who ask at once", async () => {
  const root = temporaryFolder();
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(join(root, "a/b/c"))));
  expect(statSync(join(root, "a/b/c")).isDirectory()).toBe(true);
});

test("fails where a file is in the way", async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, "a"), "");
  await expect(makeFolder(join(root, "a"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(root, "a/b"))).rejects.toMatchObject({ code: "EEXIST" });
});

test.runIf(existsSync("/proc/self"))("ends where the system takes no folders", async () => {
  await expect(makeFolder("/proc/kessan/a")).rejects.toMatchObject({ code: "ENOENT" });
});
