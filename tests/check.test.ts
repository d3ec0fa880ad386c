import { describe, expect, test } from "vitest";
import { checkPaths, formatProblem } from "../src/index.ts";
import { deckFiles, memoryBuild } from "./memory-build.ts";

const table = 'where,label,text,figure\nslide 1,Revenues,"1,001",revenue.total@2Q06\n';

describe("kessan check of a company", () => {
  const warned = async (path: string, changes: Readonly<Record<string, string>>) => {
    const { effects } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
    const { companies } = await checkPaths({ paths: [path] }, effects);
    return companies[0]!.warnings.map(formatProblem);
  };

  test("warns of a table of published figures that no document is held against", async () => {
    const changes = { "published/deck.csv": table, "published/release.csv": table };
    expect(await warned("acme", changes)).toEqual([
      `acme/published/release.csv no document is held against this table
  hint: list "release" under published in the outline of the document that it belongs to`,
    ]);
    // Of a single document nobody knows what the others name
    expect(await warned("acme/documents/deck", changes)).toEqual([]);
  });
});
