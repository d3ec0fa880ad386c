import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderStore } from "../src/folder-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kessan-folder-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a store in a folder", () => {
  test("lets what was put first go when it holds too much", async () => {
    const bytes = new Uint8Array([1]);
    await folderStore(folder, { most: 3 }).put("old", bytes);
    const [old] = await readdir(folder);
    await utimes(join(folder, old!), 1, 1);
    for (const key of ["a", "b"]) await folderStore(folder, { most: 3 }).put(key, bytes);
    expect(await folderStore(folder).get("old")).toEqual(Buffer.from(bytes));
    await folderStore(folder, { most: 3 }).put("c", bytes);
    const kept = await Promise.all(["old", "a", "b", "c"].map((key) => folderStore(folder).get(key)));
    expect(kept.map((found) => found !== undefined)).toEqual([false, true, true, true]);
  });

  test("keeps nothing where it cannot write, and says nothing", async () => {
    const store = folderStore(join(folder, "\0"));
    await store.put("a", new Uint8Array([1]));
    expect(await store.get("a")).toBeUndefined();
  });
});
