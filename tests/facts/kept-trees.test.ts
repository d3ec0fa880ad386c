import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Files, Store } from "../../src/effects.ts";
import { keepTrees, treeOf } from "../../src/facts/kept-trees.ts";
import { parseYaml } from "../../src/facts/parse-yaml.ts";
import { readYaml } from "../../src/facts/yaml.ts";
import { folderStore } from "../../src/folder-store.ts";
import { memoryFiles } from "../memory-files.ts";

let folder: string;
const writing: Promise<void>[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kessan-kept-trees-"));
});
afterEach(async () => {
  await kept();
  await rm(folder, { recursive: true });
});

function store(): Store {
  const { get, put } = folderStore(folder);
  return {
    get,
    put: (key, bytes) => {
      const written = put(key, bytes);
      writing.push(written);
      return written;
    },
  };
}

const long = `${"# what the file is for\n".repeat(60)}one: { text: "a", amount: 1.50, rate: 1e3, empty: , none: ~ }\nlist: &list [1, true, *again]\n`;
const text = long.replace("&list [1, true, *again]", "[&again 'x: y', true, *again]");

function open(file: string, code = "a"): Files {
  return keepTrees(memoryFiles({ "texts.yaml": file, "notes.md": file }), {
    store: store(),
    code,
  });
}

/** What reading a file gives, and how often it was parsed for that. */
async function read(files: Files, path = "texts.yaml") {
  const bytes = (await files.read(path))!;
  let parsed = 0;
  const tree = treeOf(bytes, () => {
    parsed++;
    return parseYaml({ text: new TextDecoder().decode(bytes), file: path });
  });
  return { parsed, root: tree.root };
}

/** The names of what is kept: nobody else waits for the disk. */
async function kept(): Promise<readonly string[]> {
  await Promise.all(writing);
  return readdir(folder);
}

describe("the tree of a file", () => {
  test("is parsed once, and found by another run under any name", async () => {
    const first = await read(open(text));
    await kept();
    const renamed = keepTrees(memoryFiles({ "other.yaml": text }), { store: store(), code: "a" });
    const again = await read(renamed, "other.yaml");
    expect([first.parsed, again.parsed]).toEqual([1, 0]);
    expect(again.root).toEqual(first.root);
  });

  test("gives the same values, texts of numbers and places as the file", async () => {
    const schema = z.object({
      one: z.object({
        text: z.string(),
        amount: z.string(),
        rate: z.string(),
        empty: z.null(),
        none: z.null(),
      }),
      list: z.array(z.unknown()),
    });
    const say = async (files: Files) => {
      const bytes = (await files.read("texts.yaml"))!;
      const { value, placeOf, keyPlaceOf } = readYaml({ bytes, file: "texts.yaml", schema });
      const paths = [["one"], ["one", "amount"], ["one", "empty"], ["one", "nope"], ["list", 2], ["list", 9]];
      return { value, places: paths.map((path) => [placeOf(path), keyPlaceOf(path)]) };
    };
    const plain = await say(memoryFiles({ "texts.yaml": text }));
    expect(plain.value.one).toMatchObject({ amount: "1.50", rate: "1e3", empty: null });
    expect(plain.value.list).toEqual(["x: y", true, "x: y"]);
    await say(open(text));
    await kept();
    expect(await say(open(text))).toEqual(plain);
  });

  test.each([
    ["a byte of the file is another", `${text} `, "a"],
    ["other code parses", text, "b"],
  ])("is parsed anew where %s", async (_, file, code) => {
    await read(open(text));
    await kept();
    expect((await read(open(file, code))).parsed).toBe(1);
  });

  test("is parsed anew where the kept one is damaged", async () => {
    const { root } = await read(open(text));
    const [name] = await kept();
    const file = join(folder, name!);
    const whole = await readFile(file);
    for (const damaged of [whole.map((byte, at) => (at === 40 ? byte ^ 1 : byte)), whole.subarray(0, -1)]) {
      await writeFile(file, damaged);
      expect(await read(open(text))).toEqual({ parsed: 1, root });
      await kept();
    }
  });

  test("is not kept where something is wrong with it, the file is short or no YAML, or the code is unknown", async () => {
    await read(open(`${text}one: 2\n`));
    await read(open("one: 2\n"));
    await read(open(text), "notes.md");
    await read(open(text, ""));
    await read(open(text, "last"));
    expect(await kept()).toHaveLength(1);
    expect((await read(open(text, "last"))).parsed).toBe(0);
  });
});
