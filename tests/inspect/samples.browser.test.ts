import { beforeAll, describe, expect, test } from "vitest";
import { checkInspection } from "../../src/inspect/check-inspection.ts";
import { tagsOf } from "../../src/inspect/describe-tags.ts";
import { inspectPdf } from "../../src/inspect/inspect-pdf.ts";
import type { Inspection } from "../../src/inspect/inspection.ts";
import { formatProblem } from "../../src/problem.ts";
import { readPages } from "../../src/proof/read-pages.ts";
import { builtSample } from "../built-sample.ts";

const samples = [
  "data/example/documents/4q25-results",
  "data/iij/documents/2q06-results",
  "data/iij/documents/1h10-release",
];

describe.each(samples)("%s", (document) => {
  const inspections = new Map<string, Inspection>();
  const pdfs = new Map<string, Uint8Array>();
  beforeAll(async () => {
    for (const [file, bytes] of (await builtSample(document)).written) {
      if (!file.endsWith(".pdf")) continue;
      pdfs.set(file, bytes);
      inspections.set(file, await inspectPdf({ bytes, file }));
    }
  }, 120_000);

  test("keeps what every PDF promises", () => {
    const problems = [...inspections].flatMap(([file, inspection]) => checkInspection(inspection, { file }));
    expect(problems.map(formatProblem)).toEqual([]);
    expect(inspections.size).toBeGreaterThan(1);
  });

  test("has a language, bookmarks with pages, fonts in the file and its trace attached", () => {
    for (const [file, { catalog, bookmarks, fonts, attachments }] of inspections) {
      expect(catalog.lang).toBe(/\.(\w+)\.pdf$/.exec(file)![1]);
      expect(bookmarks.length).toBeGreaterThan(5);
      expect(bookmarks.filter(({ page }) => page === undefined)).toEqual([]);
      expect(fonts.filter(({ embedded, subset, toUnicode }) => !(embedded && subset && toUnicode))).toEqual(
        [],
      );
      expect(fonts.filter(({ kind }) => kind === "Type 3")).toEqual([]);
      expect(attachments.map(({ name }) => name)).toContain("trace.json");
    }
  });

  test("is read in its tags as the pages show it, by a library of its own", async () => {
    for (const [file, { tags, content }] of inspections) {
      const shown = (await readPages(pdfs.get(file)!))
        .flatMap(({ glyphs }) => glyphs.map(({ text }) => text))
        .join("");
      const tagged = tagsOf(tags)
        .map(({ tag }) => tag.text)
        .join("");
      const [inTags, onPages] = [countOf(tagged), countOf(shown)];
      // Foot lines, running heads and numbers of pages are artifacts, which are shown and not tagged
      expect([...inTags].filter(([character, count]) => count > (onPages.get(character) ?? 0))).toEqual([]);
      expect(sumOf(inTags) / sumOf(onPages)).toBeGreaterThan(0.88);
      expect(content.untagged.filter(({ sample }) => sample.startsWith('"'))).toEqual([]);
    }
  });
});

/** How often each character is there. */
function countOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.normalize("NFKC").replaceAll(/\s/g, ""))
    counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
