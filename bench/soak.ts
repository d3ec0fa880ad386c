/**
 * `npm run bench:soak`: many decks with different figures, one after the other by one builder in one process whose heap is kept
 * small, as that of `kessan build --watch` is. Ends with 1 if memory or open files grow, or if anything is left: a process, a
 * zombie, a temporary file. `--decks 200` makes fewer; --save writes bench/soak-results.md.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createBuilder, keepHeapSmall, programEffects } from "../src/index.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { memoryFiles } from "../tests/memory-files.ts";
import { inventedDeck } from "./invented-decks.ts";
import { median } from "./median.ts";
import { isRunning, openFiles, processes, treeMegabytes, treeOf } from "./process-tree.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: {
    decks: { type: "string", default: "2000" },
    save: { type: "boolean", default: false },
  },
});
const decks = Number(options.decks);
const root = mkdtempSync(join(tmpdir(), "kessan-soak-"));
const [out, temporary] = [join(root, "out"), join(root, "tmp")];
mkdirSync(temporary);
const browsers = new Set<number>();
const samples: { readonly megabytes: number; readonly files: number; readonly zombies: number }[] = [];

const real = programEffects({ out });
const effects = {
  ...real,
  files: (folder: string) => {
    const number = Number(/^deck-(\d+)$/.exec(folder)?.[1] ?? NaN);
    return memoryFiles(Number.isNaN(number) ? {} : inventedDeck(number), folder);
  },
  startBrowser: () => {
    const browser = startBrowser({ ...findBrowser(thisMachine()), temporaryFolder: temporary });
    browsers.add(browser.pid!);
    return browser;
  },
};

const begun = performance.now();
keepHeapSmall();
const builder = createBuilder(effects);
for (let number = 1; number <= decks; number++) {
  await builder.build({ documents: [`deck-${number}/documents/deck`], languages: ["en"] });
  for (const name of readdirSync(out)) if (name.includes(`-${number}-`)) rmSync(join(out, name));
  samples.push({
    megabytes: treeMegabytes(process.pid),
    files: openFiles(process.pid),
    zombies: treeOf(process.pid).filter(({ state }) => state === "Z").length,
  });
  if (process.stderr.isTTY) process.stderr.write(`\r${number} of ${decks}`);
}
const seconds = (performance.now() - begun) / 1000;
const started = browsers.size;
const isStill = (): boolean =>
  [...browsers].some((pid) => processes().some(({ group, state }) => group === pid && state !== "Z"));
await builder.close();
for (let tries = 0; tries < 50 && isStill(); tries++) await sleep(100);

const quarters = [0, 1, 2, 3].map((quarter) =>
  samples.slice(Math.floor((quarter * decks) / 4), Math.floor(((quarter + 1) * decks) / 4)),
);
const megabytes = quarters.map((part) => median(part.map((one) => one.megabytes)));
const peaks = quarters.map((part) => Math.max(...part.map((one) => one.megabytes)));
const files = quarters.map((part) => median(part.map((one) => one.files)));
const growth = megabytes[3]! / megabytes[0]!;
const left = { temporary: readdirSync(temporary), out: readdirSync(out) };
const zombies = Math.max(...samples.map((one) => one.zombies));
const promises: readonly (readonly [string, string | number, boolean])[] = [
  [
    "median memory of the last quarter to that of the first (at most 1.05)",
    growth.toFixed(3),
    growth <= 1.05,
  ],
  [
    "change of open files between these quarters (at most 10)",
    files[3]! - files[0]!,
    Math.abs(files[3]! - files[0]!) <= 10,
  ],
  ["most zombies at a time (0)", zombies, zombies === 0],
  ["browsers left (0)", [...browsers].filter(isRunning).length, !isStill()],
  [
    "temporary files left (0)",
    left.temporary.length + left.out.length,
    left.temporary.length + left.out.length === 0,
  ],
];

const lines = [
  `${decks} decks of 10 slides with other figures each, by one builder in one process, in ${seconds.toFixed(0)} s; ${started} browsers, one after the other; ${process.version}; ${cpus().length} cores`,
  "",
  "| quarter | memory, PSS of the process tree, median | highest | open files, median |",
  "| --- | --- | --- | --- |",
  ...quarters.map(
    (_, at) => `| ${at + 1} | ${megabytes[at]!.toFixed(0)} MB | ${peaks[at]!.toFixed(0)} MB | ${files[at]} |`,
  ),
  "",
  "| promise | is | |",
  "| --- | --- | --- |",
  ...promises.map(([what, is, isKept]) => `| ${what} | ${is} | ${isKept ? "kept" : "BROKEN"} |`),
];
console.log(lines.join("\n"));
if (options.save) saveResults("soak-results.md", "Soak", lines);
rmSync(root, { recursive: true, force: true });
process.exitCode = promises.every(([, , isKept]) => isKept) ? 0 : 1;
