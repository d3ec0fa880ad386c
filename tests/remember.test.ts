import { expect, test } from "vitest";
import { openMemory } from "../src/remember.ts";
import { memoryFiles } from "./memory-files.ts";

test("keeps what was asked for last, and loads the rest again", async () => {
  const files = memoryFiles({ a: "1" });
  const loaded: string[] = [];
  const memory = openMemory({ most: 2 });
  const ask = (key: string): Promise<string> =>
    memory.recall(key, { files }, async ({ files: own }) => {
      loaded.push(key);
      return `${key}${String(await own.read("a"))}`;
    });
  for (const key of ["x", "y", "x", "z", "x", "y"]) await ask(key);
  expect(loaded).toEqual(["x", "y", "z", "y"]);
});
