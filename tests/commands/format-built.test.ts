import { expect, test } from "vitest";
import type { BuildResult, WrittenFile } from "../../src/build.ts";
import { formatBuilt } from "../../src/commands/format-built.ts";

const files = (...written: readonly (readonly [string, number])[]): readonly WrittenFile[] =>
  written.map(([file, bytes]) => ({ file, bytes }));

function result(written: readonly WrittenFile[], more: Partial<BuildResult> = {}): BuildResult {
  const [{ file }] = written as [WrittenFile];
  const nothing = { dropped: [], unsettled: [], adjusted: [], findings: [], warnings: [] };
  const of = { document: "4q25-results", lang: "en", figures: 603, seconds: 1.15 };
  return { file, files: written, ...of, ...nothing, ...more };
}

test("every file that was written is named but for the trace, the pictures of the slides as one", () => {
  const english = files(
    ["out/acme.en.pdf", 161_400],
    ["out/acme.en.html", 204_000],
    ["out/acme.en.01.png", 40_000],
    ["out/acme.en.02.png", 50_000],
    ["out/acme.en.14.png", 60_000],
    ["out/acme.en.trace.json", 1],
  );
  const japanese = files(["out/acme.ja.pdf", 266_000], ["out/acme.ja.trace.json", 1]);
  const report = "out/acme.tieout.html";
  const results = [
    result(english, { report, pages: 14 }),
    result(japanese, { lang: "ja", pages: 14, report, seconds: 10.5, figures: 1605 }),
  ];
  expect(`\n${formatBuilt(results)}`).toBe(`
file                          pages  figures    size  seconds
out/acme.en.pdf                  14      603  161 kB     1.15
out/acme.en.html                              204 kB
out/acme.en.01.png to 14.png                  150 kB
out/acme.ja.pdf                  14     1605  266 kB    10.50
out/acme.tieout.html  the tie-out report`);
});

test("columns stand under each other where a name is Japanese, and a build that stopped early has no pages", () => {
  const early = [
    result(files(["決算/acme.ja.html", 9_000]), { seconds: 0.2 }),
    result(files(["out/acme.html", 99_000]), { pages: 14, seconds: 0.3 }),
  ];
  expect(`\n${formatBuilt(early)}`).toBe(`
file               pages  figures   size  seconds
決算/acme.ja.html             603   9 kB     0.20
out/acme.html         14      603  99 kB     0.30`);
});
