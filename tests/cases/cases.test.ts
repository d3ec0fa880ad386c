import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import { plainText } from "../../src/documents/sentence.ts";
import { buildDocuments } from "../../src/index.ts";
import { documentFiles } from "../documents/sample-document.ts";
import { memoryBuild } from "../memory-build.ts";

// A story is a folder: story.md says what happens, acme/ replaces files of the invented company, expected/<lang>.txt is
// what its deck prints; a change of it is checked by hand.

const stories = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function filesOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

/** What a reader sees, in lines: titles, then each figure with its reference, then what the build says of it. */
function printed(
  { slides, figures }: Document,
  { dropped, unsettled, adjusted }: Awaited<ReturnType<typeof buildDocuments>>[number],
): string {
  const lines = slides.flatMap(({ id, title, subtitle, unit, notes }) => [
    `# ${id}: ${[plainText(title), plainText(subtitle), unit].filter((part) => part !== "").join(" | ")}`,
    ...figures.filter(({ slide }) => slide === id).map(({ figure, text }) => `${figure} = ${text}`),
    ...notes.map((note) => `note: ${plainText(note)}`),
  ]);
  const remarks = [
    ...dropped.map(({ slide, missing }) => `dropped: ${slide}, for ${missing.join(", ")}`),
    ...unsettled.map((figure) => `unsettled: ${figure}`),
    ...adjusted.map(({ figure, from, to }) => `adjusted: ${figure} from ${from} to ${to}`),
  ];
  return [...lines, ...remarks, ""].join("\n").replaceAll("\u00a0", " ");
}

describe.each(stories)("%s", (story) => {
  const folder = join(import.meta.dirname, story);
  test("prints what is expected", async () => {
    const { effects, written } = memoryBuild({ folders: { acme: { ...documentFiles, ...filesOf(join(folder, "acme")) } } });
    const results = await buildDocuments({ documents: ["acme/documents/deck"], stopAfter: "documents" }, effects);
    const found = results.map((result) => {
      const document = JSON.parse(String(written.get(result.file))) as Document;
      return [`${result.lang}.txt`, printed(document, result)] as const;
    });
    expect(Object.fromEntries(found)).toEqual(filesOf(join(folder, "expected")));
  });
});
