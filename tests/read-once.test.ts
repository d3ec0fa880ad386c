import { expect, test } from "vitest";
import { readFoldersOnce } from "../src/read-once.ts";
import { memoryFiles } from "./memory-files.ts";

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
