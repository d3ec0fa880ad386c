import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { releaseFolder } from "../src/release-folder.ts";
import { readLog, type LogRecord } from "../src/release/release-log.ts";
import { problemsOf } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

const record: LogRecord = {
  kind: "sealed",
  manifest: "0".repeat(64),
  user: "mori",
  host: "desk",
  at: "2006-11-09T05:00:00.000Z",
};
const files = new Map<string, Uint8Array | string>([
  ["manifest.json", "{}\n"],
  ["message/en.json", "a message"],
]);

describe("a release folder", () => {
  test("is made whole, with files that nobody may write to and that only its owner can read", async () => {
    const parent = temporaryFolder();
    const path = join(parent, "deep", "acme-1");
    const folder = releaseFolder(path);
    expect(await folder.exists()).toBe(false);
    await folder.create(files, record);
    expect(await folder.exists()).toBe(true);
    expect(readdirSync(join(parent, "deep"))).toEqual(["acme-1"]);
    expect(readdirSync(path, { recursive: true }).toSorted()).toEqual([
      "log.jsonl",
      "manifest.json",
      "message",
      "message/en.json",
    ]);
    const modeOf = (name: string) => statSync(join(path, name)).mode & 0o777;
    expect([modeOf(""), modeOf("manifest.json"), modeOf("message/en.json"), modeOf("log.jsonl")]).toEqual([
      0o700, 0o400, 0o400, 0o600,
    ]);
  });

  test("is one, whatever way leads to it", async () => {
    const parent = temporaryFolder();
    await releaseFolder(join(parent, "acme-1")).create(files, record);
    symlinkSync(parent, join(parent, "way"));
    const ways = [`${parent}/acme-1/`, join(parent, "way", "acme-1"), `${parent}/./acme-1`];
    expect(new Set(ways.map((way) => releaseFolder(way).path))).toEqual(new Set([join(parent, "acme-1")]));
    await Promise.all(
      ways.map((way) => releaseFolder(way).append(() => ({ ...record, kind: "approved", name: way }))),
    );
    const log = readLog({
      text: readFileSync(join(parent, "acme-1", "log.jsonl"), "utf8"),
      file: "log.jsonl",
    });
    expect([log.records.length, log.problem]).toEqual([4, undefined]);
  });

  test("is shared with the group where the folder of releases is", async () => {
    const parent = temporaryFolder();
    chmodSync(parent, 0o770);
    const path = join(parent, "acme-1");
    await releaseFolder(path).create(files, record);
    const modeOf = (name: string) => statSync(join(path, name)).mode & 0o777;
    expect([modeOf(""), modeOf("message"), modeOf("message/en.json"), modeOf("log.jsonl")]).toEqual([
      0o770, 0o770, 0o440, 0o660,
    ]);
  });

  test("does not replace what is there", async () => {
    const path = join(temporaryFolder(), "acme-1");
    mkdirSync(path);
    writeFileSync(join(path, "mine"), "");
    expect(await problemsOf(releaseFolder(path).create(files, record))).toContain(
      "cannot be made: it is there already, and is not this release\n  hint: see its manifest.json",
    );
    expect(readdirSync(path)).toEqual(["mine"]);
  });

  test("leaves nothing behind where a file cannot be written", async () => {
    const parent = temporaryFolder();
    const bad = new Map([...files, ["manifest.json/below", ""]]);
    expect(await problemsOf(releaseFolder(join(parent, "acme-1")).create(bad, record))).toContain(
      "cannot write here: a file of that name is in the way (EEXIST)",
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  test("adds to its log one record after the other, also when many want to at once", async () => {
    const parent = temporaryFolder();
    const folder = releaseFolder(join(parent, "acme-1"));
    await folder.create(files, record);
    const adding = ["a", "b", "c"].map((name) =>
      folder.append(() => ({ ...record, kind: "approved", name })),
    );
    await Promise.all(adding);
    const added = adding.length;
    const lines = readFileSync(join(parent, "acme-1", "log.jsonl"), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(1 + added);
    let seen = 0;
    await folder.append(({ records, problem }) => {
      seen = records.length;
      expect(problem).toBeUndefined();
      return record;
    });
    expect(seen).toBe(1 + added);
    expect(readdirSync(parent)).toEqual(["acme-1"]);
  });

  test("adds nothing to a log that was changed, nor what is refused", async () => {
    const path = join(temporaryFolder(), "acme-1");
    const folder = releaseFolder(path);
    await folder.create(files, record);
    const refusing = folder.append(() => {
      throw new Error("no");
    });
    await expect(refusing).rejects.toThrow("no");
    const log = join(path, "log.jsonl");
    const before = readFileSync(log, "utf8");
    writeFileSync(log, before.replace("mori", "sato"));
    expect(await problemsOf(folder.append(() => record))).toContain("log.jsonl:1 ");
    expect(readFileSync(log, "utf8")).toBe(before.replace("mori", "sato"));
  });
});
