import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchFolders } from "../src/watch-folders.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

/** A watched folder: `told` waits for the next change after `change`, and says whether one came. */
function watched() {
  const root = temporaryFolder({ "facts/a.csv": "a", "text.yaml": "a" });
  let changes = 0;
  let wake = (): void => {};
  const watching = watchFolders([root], {
    isIgnored: (path) => path === join(root, "output"),
    onChange: () => {
      changes++;
      wake();
    },
  });
  const told = async (change: () => void, within = 5000): Promise<boolean> => {
    // What the system still had to tell of the change before
    await new Promise((resolve) => setTimeout(resolve, 60));
    const before = changes;
    const next = new Promise<void>((resolve) => (wake = resolve));
    change();
    await Promise.race([next, new Promise((resolve) => setTimeout(resolve, within))]);
    return changes > before;
  };
  return { root, told, close: watching.close };
}

test("tells every change of a file, however it is saved, again and again", async () => {
  const { root, told, close } = watched();
  const [file, beside] = [join(root, "facts/a.csv"), join(root, "facts/.a.swp")];
  for (let round = 0; round < 8; round++) {
    expect(await told(() => writeFileSync(file, `in place ${round}`))).toBe(true);
    writeFileSync(beside, `beside ${round}`);
    expect(await told(() => renameSync(beside, file))).toBe(true);
  }
  expect(await told(() => rmSync(file))).toBe(true);
  close();
});

test("tells changes in folders that are new, moved away, and made anew", async () => {
  const { root, told, close } = watched();
  const folder = join(root, "documents/deck");
  expect(await told(() => mkdirSync(folder, { recursive: true }))).toBe(true);
  expect(await told(() => writeFileSync(join(folder, "outline.yaml"), "a"))).toBe(true);
  expect(await told(() => renameSync(folder, join(root, "documents/other")))).toBe(true);
  expect(await told(() => writeFileSync(join(root, "documents/other/outline.yaml"), "b"))).toBe(true);
  expect(await told(() => rmSync(join(root, "documents"), { recursive: true }))).toBe(true);
  expect(await told(() => mkdirSync(folder, { recursive: true }))).toBe(true);
  expect(await told(() => writeFileSync(join(folder, "outline.yaml"), "c"))).toBe(true);
  close();
});

test("tells nothing of what is ignored, and nothing when it is closed", async () => {
  const { root, told, close } = watched();
  expect(await told(() => mkdirSync(join(root, "output")), 300)).toBe(false);
  expect(await told(() => writeFileSync(join(root, "output/a.pdf"), "a"), 300)).toBe(false);
  close();
  expect(await told(() => writeFileSync(join(root, "text.yaml"), "b"), 300)).toBe(false);
});
