import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newFolder, outputFolder } from "../src/output-folder.ts";
import { problemsOf } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const hint = "\n  hint: name another folder with --out";

const source = JSON.stringify(join(import.meta.dirname, "../src/output-folder.ts"));

/** Root may write anywhere: permissions are tried as another user, where that one may run this Node. */
const user = process.getuid!() === 0 ? { uid: 65534, gid: 65534 } : {};
const canBeUser =
  spawnSync(process.execPath, ["--eval", `fs.accessSync(${source})`], { ...user, cwd: tmpdir() }).status ===
  0;

test("makes the folder and those above it with the first file, not before", async () => {
  const root = temporaryFolder();
  const outputs = outputFolder(join(root, "a", "b"));
  await outputs.check(["x.pdf"]);
  expect(readdirSync(root)).toEqual([]);
  await outputs.write(new Map([["x.pdf", "pdf"]]));
  expect(readFileSync(join(root, "a", "b", "x.pdf"), "utf8")).toBe("pdf");
});

test("replaces files and leaves nothing else beside them", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "x.pdf"), "old");
  const outputs = outputFolder(folder);
  await outputs.check(["x.pdf", "y.pdf"]);
  await outputs.write(
    new Map<string, Uint8Array | string>([
      ["x.pdf", "new"],
      ["y.pdf", new Uint8Array([1, 2])],
    ]),
  );
  expect(readdirSync(folder)).toEqual(["x.pdf", "y.pdf"]);
  expect(readFileSync(join(folder, "x.pdf"), "utf8")).toBe("new");
  expect([...readFileSync(join(folder, "y.pdf"))]).toEqual([1, 2]);
});

test("keeps what is there when a later file cannot be written", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "x.pdf"), "old");
  const long = `${"x".repeat(300)}.pdf`;
  const message = await problemsOf(
    outputFolder(folder).write(
      new Map([
        ["y.pdf", "new"],
        [long, "new"],
      ]),
    ),
  );
  expect(message).toBe(`${join(folder, long)} cannot write here: the name is too long (ENAMETOOLONG)${hint}`);
  expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  expect(readFileSync(join(folder, "x.pdf"), "utf8")).toBe("old");
});

test("refuses a name that stands for no folder", async () => {
  expect(() => outputFolder("-")).toThrow('--out "-": results are files\n  hint: name a folder');
  expect(() => outputFolder("")).toThrow('--out "": results are files\n  hint: name a folder');
});

test("refuses a file in the place of the folder or of one above it", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  expect(await problemsOf(outputFolder(file).check(["x.pdf"]))).toBe(
    `${file} cannot write here: a file of that name is in the way (EEXIST)${hint}`,
  );
  expect(await problemsOf(outputFolder(join(file, "below")).check(["x.pdf"]))).toBe(
    `${join(file, "below")} cannot write here: a part of the path is a file (ENOTDIR)${hint}`,
  );
});

test.skipIf(!canBeUser)("refuses a folder that takes no files, also where it would have to be made", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
  const script = `
    import { outputFolder } from ${source};
    for (const path of [${JSON.stringify(folder)}, ${JSON.stringify(join(folder, "below"))}]) {
      await outputFolder(path).check(["x.pdf"]).catch((error) => console.log(error.message));
    }
  `;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    ...user,
    cwd: tmpdir(),
    encoding: "utf8",
  });
  const refused = (path: string): string => `${path} cannot write here: permission denied (EACCES)${hint}\n`;
  expect(stdout).toBe(refused(basename(folder)) + refused(join(basename(folder), "below")));
});

test("refuses a folder and a symbolic link in the place of a file, all at once", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "x.pdf"));
  symlinkSync("/etc/passwd", join(folder, "y.pdf"));
  expect(await problemsOf(outputFolder(folder).check(["x.pdf", "y.pdf", "z.pdf"]))).toBe(
    `${join(folder, "x.pdf")} expected a file to replace, found a folder\n` +
      "  hint: remove it, or name another folder with --out\n" +
      `${join(folder, "y.pdf")} expected a file to replace, found a symbolic link\n` +
      "  hint: remove it, or name another folder with --out",
  );
});

test("refuses two files of one name", async () => {
  const folder = temporaryFolder();
  expect(await problemsOf(outputFolder(folder).check(["x.pdf", "y.pdf", "x.pdf"]))).toBe(
    `${join(folder, "x.pdf")} two documents would be written to this file\n  hint: build them into different folders`,
  );
});

test("leaves no half-written file when the process ends while it writes", () => {
  const folder = temporaryFolder();
  const script = `
    import { readdirSync } from "node:fs";
    import { outputFolder } from ${source};
    async function* bytes() {
      yield "half of";
      process.stdout.write(String(readdirSync(".").length));
      process.exit(143);
    }
    await outputFolder(".").write(new Map([["x.pdf", "whole"], ["y.pdf", bytes()]]));
  `;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([143, "2"]);
  expect(readdirSync(folder)).toEqual([]);
});

test("removes what a process that was killed while it wrote has left, and nothing else", async () => {
  const folder = temporaryFolder({
    "x.pdf": "old",
    ".kessan-notes": "mine",
    ".kessan-abcdef-1-x.tmp": "another's",
  });
  const script = `
    import { outputFolder } from ${source};
    async function* bytes() {
      yield "half of";
      process.kill(process.pid, "SIGKILL");
    }
    await outputFolder(".").write(new Map([["x.pdf", bytes()], ["y.pdf", "whole"]]));
  `;
  const node = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  expect(node.signal).toBe("SIGKILL");
  const left = readdirSync(folder);
  expect(left).toHaveLength(4);
  expect(readFileSync(join(folder, "x.pdf"), "utf8")).toBe("old");
  await outputFolder(folder).write(new Map([["z.pdf", "new"]]));
  expect(readdirSync(folder).toSorted()).toEqual([
    ".kessan-abcdef-1-x.tmp",
    ".kessan-notes",
    "x.pdf",
    "z.pdf",
  ]);
});

test("a folder that was being made when its process was killed counts as empty", async () => {
  const folder = temporaryFolder();
  const script = `
    import { newFolder } from ${source};
    async function* files() {
      yield ["a/b.txt", "one"];
      process.kill(process.pid, "SIGKILL");
    }
    await newFolder(".").write(files());
  `;
  spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  expect(readdirSync(folder)).toHaveLength(1);
  await newFolder(folder).write([["c.txt", "two"]]);
  expect(readdirSync(folder)).toEqual(["c.txt"]);
});

test("shows paths as a user would type them", () => {
  expect(outputFolder("output").display("x.pdf")).toBe("output/x.pdf");
  expect(outputFolder(join(process.cwd(), "output")).display("x.pdf")).toBe("output/x.pdf");
  expect(outputFolder("../decks").display("x.pdf")).toBe("../decks/x.pdf");
  expect(outputFolder("/tmp/far/away").display("x.pdf")).toBe("/tmp/far/away/x.pdf");
});
