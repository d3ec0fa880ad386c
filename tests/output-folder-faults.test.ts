import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputFolder } from "../src/output-folder.ts";
import { diskError, watchDisk, type DiskStep } from "./faulty-disk.ts";
import { problemsOf } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const files = new Map([
  ["x.pdf", "new x"],
  ["y.pdf", "new y"],
]);
const words: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota is used up",
  EIO: "the disk failed",
  EROFS: "the disk is read-only",
  EACCES: "permission denied",
  ENOENT: "a folder of the path is gone",
};

/** The steps of writing the files into a folder that has them already. */
async function stepsOfAWrite(): Promise<readonly DiskStep[]> {
  const folder = temporaryFolder({ "x.pdf": "old", "y.pdf": "old" });
  const steps: DiskStep[] = [];
  const stop = watchDisk(folder, (step) => void steps.push(step));
  await outputFolder(folder).write(files);
  stop();
  return steps.filter(({ kind }) => kind !== "rm");
}

test("every name is on the disk before it counts: whole files first, then names, then the folder", async () => {
  const steps = await stepsOfAWrite();
  expect(steps.map(({ kind }) => kind)).toEqual([
    ...["open", "write", "sync"],
    ...["open", "write", "sync"],
    ...["rename", "rename"],
    "sync",
  ]);
});

describe.each(Object.entries(words))("a disk that says %s", (code, said) => {
  test("at any step is told with the file, and each file is the old or the new one", async () => {
    const steps = await stepsOfAWrite();
    const told: string[] = [];
    for (const [at, step] of steps.entries()) {
      const folder = mkdtempSync(join(tmpdir(), "kessan-test-"));
      for (const name of files.keys()) writeFileSync(join(folder, name), `old ${name[0]}`);
      let seen = 0;
      const isHalf = step.kind === "write";
      const stop = watchDisk(folder, (now) => {
        if (now.kind === "rm" || seen++ !== at) return undefined;
        const fail = (): never => {
          throw diskError(code, now);
        };
        return isHalf ? { half: true, after: fail } : fail();
      });
      const message = await problemsOf(outputFolder(folder).write(files));
      stop();
      told.push(message.replace(folder, "."));
      // Names that were moved before the disk failed are new; none is a mixture
      const moved = at < 6 ? 0 : at - 6;
      expect([...files.keys()].map((name) => readFileSync(join(folder, name), "utf8"))).toEqual([
        moved > 0 ? "new x" : "old x",
        moved > 1 ? "new y" : "old y",
      ]);
      expect(readdirSync(folder)).toEqual([...files.keys()]);
      rmSync(folder, { recursive: true });
    }
    const of = (file: string): string =>
      `${file} cannot write here: ${said} (${code})\n  hint: name another folder with --out`;
    const [x, y] = [of("./x.pdf"), of("./y.pdf")];
    expect(told).toEqual([x, x, x, y, y, y, x, y, of(".")]);
  });

  test("while it makes the folder is told with the folder", async () => {
    const folder = join(temporaryFolder(), "out");
    const stop = watchDisk(folder, (step) => {
      if (step.kind === "mkdir") throw diskError(code, step);
      return undefined;
    });
    const message = await problemsOf(outputFolder(folder).write(files));
    stop();
    expect(message).toBe(
      `${folder} cannot write here: ${said} (${code})\n  hint: name another folder with --out`,
    );
  });
});

test("a folder that vanishes while it is written to is told", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const stop = watchDisk(out, ({ kind }) => {
    if (kind === "open") rmSync(out, { recursive: true, force: true });
    return undefined;
  });
  const message = await problemsOf(outputFolder(out).write(files));
  stop();
  expect(message).toBe(
    `${join(out, "x.pdf")} cannot write here: a folder of the path is gone (ENOENT)\n  hint: name another folder with --out`,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("another disk in the place of the folder is told", async () => {
  const folder = temporaryFolder({ "x.pdf": "old" });
  const stop = watchDisk(folder, (step) => {
    if (step.kind === "rename") throw diskError("EXDEV", step);
    return undefined;
  });
  const message = await problemsOf(outputFolder(folder).write(files));
  stop();
  expect(message).toBe(
    `${join(folder, "x.pdf")} cannot write here: the folder lies on two disks (EXDEV)\n  hint: name another folder with --out`,
  );
  expect(readFileSync(join(folder, "x.pdf"), "utf8")).toBe("old");
});
