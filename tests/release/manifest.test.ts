import { expect, test } from "vitest";
import { formatManifest, identify, readManifest } from "../../src/release/manifest.ts";
import { problemsOf } from "../memory-build.ts";
import { sampleManifest } from "./sample-release.ts";

const manifest = sampleManifest();
const text = formatManifest(manifest);
const read = (bytes: string) =>
  readManifest({ bytes: new TextEncoder().encode(bytes), file: "manifest.json" });
const refused = (bytes: string) => problemsOf(Promise.resolve().then(() => read(bytes)));
const again = "\n  hint: copy the release again from where it was sealed, or seal it anew";

test("is read as it was written", () => {
  expect(read(text)).toEqual(manifest);
});

test("its id follows from all that it says, in whatever order that was given", () => {
  const { id, ...rest } = manifest;
  expect(id).toMatch(/^acme-deck-[0-9a-f]{12}$/);
  expect(identify(Object.fromEntries(Object.entries(rest).toReversed()) as typeof rest).id).toBe(id);
  const others = [
    sampleManifest({ embargo: { written: "2006-11-09T15:01+09:00", instant: "2006-11-09T06:01:00Z" } }),
    sampleManifest({ files: [] }),
    sampleManifest({ approvals: { needed: 1, by: [] } }),
    sampleManifest({ program: { ...manifest.program, browser: "HeadlessChrome/154.0" } }),
  ];
  expect(new Set([id, ...others.map((other) => other.id)]).size).toBe(5);
});

test("one that was changed is refused, and says what it would be", async () => {
  const changed = text.replace('"needed": 2', '"needed": 1');
  const own = sampleManifest({ approvals: { needed: 1, by: [] } }).id;
  expect(await refused(changed)).toBe(
    `manifest.json was changed: it says that it is ${manifest.id}, and what it holds is ${own}${again}`,
  );
});

test("one that says the same in other bytes is refused", async () => {
  expect(await refused(JSON.stringify(manifest))).toBe(
    `manifest.json was written anew: its bytes are not those that were sealed${again}`,
  );
});

test("what is no manifest is refused", async () => {
  expect(await refused(text.slice(0, 40))).toMatch(/^manifest\.json is broken JSON: /);
  expect(await refused("{}")).toContain("manifest.json");
  expect(await refused(text.replace('"version": 1', '"version": 2'))).toBe(
    "manifest.json version expected 1, got 2",
  );
});

test("an embargo whose moment is not the one that was written is refused", async () => {
  const other = sampleManifest({
    embargo: { written: "2006-11-09T15:00+09:00", instant: "2006-11-09T05:00:00Z" },
  });
  expect(await refused(formatManifest(other))).toBe(
    `manifest.json its embargo "2006-11-09T15:00+09:00" is not "2006-11-09T05:00:00Z"${again}`,
  );
});
