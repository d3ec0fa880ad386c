import { expect, test } from "vitest";
import type { BuildResult } from "../../src/build.ts";
import { formatRemarks } from "../../src/commands/format-remarks.ts";

const result = (lang: string, more: object = {}): BuildResult =>
  ({ document: "deck", lang, dropped: [], adjusted: [], warnings: [], ...more }) as unknown as BuildResult;

test("of what was built it is told what is dropped, adjusted and warned of, once for all languages", () => {
  const more = {
    dropped: [{ slide: "cash", missing: ["cash@1Q05"] }],
    adjusted: [
      { figure: "cost@1Q05", from: "96.7", to: "96.8" },
      { figure: "tax@1Q05", from: "2.4", to: "2.5" },
    ],
    warnings: [{ what: "cash@1Q05 is a thousand times that of the year before" }],
  };
  expect(formatRemarks([result("en", more), result("ja", more)])).toEqual([
    'deck: slide "cash" is dropped: nobody reports cash@1Q05',
    "2 figures adjusted: kessan check --details lists them",
    "warning: cash@1Q05 is a thousand times that of the year before",
  ]);
});

test("where all is as it was asked for, nothing is told", () => {
  expect(formatRemarks([result("en"), result("ja")])).toEqual([]);
});
