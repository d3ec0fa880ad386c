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

test("hands on what was loaded before, when something of it has changed", async () => {
  const contents = { a: "1" };
  const files = memoryFiles(contents);
  const memory = openMemory();
  const ask = (): Promise<string> =>
    memory.recall("x", { files }, async ({ files: own }, before?: string) => {
      const bytes = await own.read("a");
      if (contents.a === "fault") throw new Error("fault");
      return `${before ?? "nothing"}, ${new TextDecoder().decode(bytes)}`;
    });
  expect([await ask(), await ask()]).toEqual(["nothing, 1", "nothing, 1"]);
  contents.a = "fault";
  await expect(ask()).rejects.toThrow("fault");
  contents.a = "2";
  expect(await ask()).toBe("nothing, 1, 2");
});
