import { execFileSync } from "node:child_process";
import fs, { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { folderFiles } from "../src/folder-files.ts";

let base: string;
let root: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "folder-files-"));
  root = join(base, "company");
  await mkdir(join(root, "facts", "old"), { recursive: true });
  await writeFile(join(base, "secret.csv"), "secret");
  await writeFile(join(root, "facts", "b.csv"), "b");
  await writeFile(join(root, "facts", "a.csv"), "a");
  await symlink("../facts/a.csv", join(root, "facts", "inside.csv"));
  await symlink("../../secret.csv", join(root, "facts", "outside.csv"));
  await symlink("round.csv", join(root, "facts", "round.csv"));
  execFileSync("mkfifo", [join(root, "facts", "pipe.csv")]);
});
afterAll(() => rm(base, { recursive: true }));

const read = async (path: string) => {
  const bytes = await folderFiles(root).read(path);
  return bytes && new TextDecoder().decode(bytes);
};

describe("the files of a folder", () => {
  test("are read, through a link that stays inside too", async () => {
    expect([await read("facts/a.csv"), await read("facts/inside.csv")]).toEqual(["a", "a"]);
  });

  test("are undefined where there is none", async () => {
    expect([await read("facts/none.csv"), await read("facts/a.csv/b"), await read("none/a.csv")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("are listed in order, links with them, folders and pipes not", async () => {
    expect(await folderFiles(root).list("facts")).toEqual([
      "facts/a.csv",
      "facts/b.csv",
      "facts/inside.csv",
      "facts/outside.csv",
      "facts/round.csv",
    ]);
    expect(await folderFiles(root).list("none")).toEqual([]);
    expect(await folderFiles(root).list("")).toEqual([]);
  });

  test.each(["facts/outside.csv", "../secret.csv", "facts/../../secret.csv"])(
    "%s is outside",
    async (path) => {
      const shown = path.startsWith("facts/o") ? join(root, path) : join(base, "secret.csv");
      await expect(read(path)).rejects.toMatchObject({
        message: `${shown} is outside the folder ${root}\n  hint: copy the file into the folder`,
      });
    },
  );

  test("that are no plain files are refused", async () => {
    await expect(read("facts/pipe.csv")).rejects.toMatchObject({
      message: `${join(root, "facts/pipe.csv")} is no plain file`,
    });
    await expect(read("facts/round.csv")).rejects.toMatchObject({
      message: `${join(root, "facts/round.csv")} cannot be read: its symbolic links go round`,
    });
  });

  test("that change while they are read are refused", async () => {
    const file = join(root, "facts/b.csv");
    const { readFileSync } = fs;
    const spy = vi.spyOn(fs, "readFileSync").mockImplementation((...asked) => {
      const bytes = readFileSync(...asked);
      fs.appendFileSync(file, "more");
      return bytes;
    });
    await expect(read("facts/b.csv")).rejects.toMatchObject({
      message: `${file} was changed while it was read\n  hint: try again when its program has saved it`,
    });
    spy.mockRestore();
    expect(await read("facts/b.csv")).toMatch(/^b(more)+$/);
  });

  test("that are being written are read when they are done", async () => {
    const file = join(root, "facts/late.csv");
    const fill = async (): Promise<void> => {
      for (const part of ["one,", "two,", "three"]) {
        appendFileSync(file, part);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    };
    writeFileSync(file, "");
    const [text] = await Promise.all([read("facts/late.csv"), fill()]);
    expect(text).toBe("one,two,three");
  });

  test("that are put in the place of another are read though they were gone for a moment", async () => {
    const file = join(root, "facts/moved.csv");
    writeFileSync(file, "old");
    rmSync(file);
    const replace = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      writeFileSync(file, "new");
    };
    const [text] = await Promise.all([read("facts/moved.csv"), replace()]);
    expect(text).toBe("new");
  });

  test("are named relative to the working directory", () => {
    expect(folderFiles("data/iij").display("facts/a.csv")).toBe("data/iij/facts/a.csv");
    expect(folderFiles("data/iij").display("")).toBe("data/iij");
    expect(folderFiles(".").display("")).toBe(".");
  });
});
