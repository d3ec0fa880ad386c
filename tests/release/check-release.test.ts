import { describe, expect, test } from "vitest";
import { checkRelease, openRelease } from "../../src/release/check-release.ts";
import { formatManifest, sha256 } from "../../src/release/manifest.ts";
import { formatProblem } from "../../src/problem.ts";
import { memoryFiles } from "../memory-files.ts";
import { problemsOf } from "../memory-build.ts";
import { approved, sampleContents, sampleFolder, sampleManifest } from "./sample-release.ts";

const manifest = sampleManifest();
const folder = sampleFolder(manifest, [approved(manifest, "Mori"), approved(manifest, "Abe")]);
const open = (changes: Readonly<Record<string, string>> = {}) =>
  openRelease(memoryFiles({ ...folder, ...changes }, "releases/x"));
const check = async (changes: Readonly<Record<string, string>>) =>
  (await checkRelease(await open(changes))).map(formatProblem);
const without = (path: string) =>
  openRelease(
    memoryFiles(Object.fromEntries(Object.entries(folder).filter(([name]) => name !== path)), "releases/x"),
  );

test("opens a release with its hash, its log and its approvals", async () => {
  const release = await open();
  expect(release.manifest).toEqual(manifest);
  expect(release.hash).toBe(sha256(formatManifest(manifest)));
  expect(release.log.records).toHaveLength(3);
  expect(release.approvals.given.map(({ name }) => name)).toEqual(["Mori", "Abe"]);
  expect(await checkRelease(release)).toEqual([]);
});

describe("tells what was altered", () => {
  const pdf = "acme-deck.en.pdf";
  test("a byte of a file", async () => {
    const changed = "%PDF- the dock";
    expect(await check({ [pdf]: changed })).toEqual([
      `releases/x/${pdf} is not as it was sealed: 14 bytes as before, SHA-256 ${sha256(changed)}`,
    ]);
  });

  test("the length of a file", async () => {
    const changed = `${sampleContents[pdf]}s`;
    expect(await check({ [pdf]: changed })).toEqual([
      `releases/x/${pdf} is not as it was sealed: 15 bytes in place of 14, SHA-256 ${sha256(changed)}`,
    ]);
  });

  test("folders in which nothing was sealed, without looking into them", async () => {
    expect(await check({ "message/deep/er/x": "", "more/y": "" })).toEqual([
      "releases/x/message/deep was not sealed",
      "releases/x/more was not sealed",
    ]);
  });

  test("a file that is gone, and one that was not sealed, also in a folder below", async () => {
    const release = await without("message/en.json");
    expect((await checkRelease(release)).map(formatProblem)).toEqual([
      "releases/x/message/en.json was sealed, and is gone",
    ]);
    expect(await check({ "message/de.json": "", "list.csv": "" })).toEqual([
      "releases/x/list.csv was not sealed",
      "releases/x/message/de.json was not sealed",
    ]);
  });

  test("a log in which somebody changed a record, and believes none after it", async () => {
    const changes = { "log.jsonl": folder["log.jsonl"]!.replace('"Mori"', '"Kato"') };
    expect(await check(changes)).toEqual([
      "releases/x/log.jsonl:2 is not as it was written\n  hint: somebody has changed the file, or it was cut off: nothing from here on is believed",
    ]);
    expect((await open(changes)).approvals.given).toEqual([]);
  });
});

test("a manifest that was written anew is refused, because the log says what was sealed", async () => {
  const other = sampleManifest({ approvals: { needed: 1, by: [] } });
  const forged = { "manifest.json": formatManifest(other) };
  expect(await problemsOf(open(forged))).toBe(
    `releases/x/log.jsonl:1 says that another manifest was sealed: SHA-256 ${sha256(formatManifest(manifest))}, and this one has ${sha256(formatManifest(other))}\n` +
      "  hint: copy the release again from where it was sealed, or seal it anew",
  );
  expect(await problemsOf(open({ "log.jsonl": "" }))).toBe(
    "releases/x/log.jsonl:1 does not begin with what was sealed\n  hint: copy the release again from where it was sealed, or seal it anew",
  );
});

test("a folder that holds no release, or no log, is refused", async () => {
  expect(await problemsOf(without("manifest.json"))).toBe(
    "releases/x is no release: it has no manifest.json\n  hint: kessan seal makes one; name its folder",
  );
  expect(await problemsOf(without("log.jsonl"))).toBe(
    "releases/x its log.jsonl is gone\n  hint: copy the release again, whole",
  );
});
