/**
 * `npm run bench:many`: one command builds 50 different decks of 14 slides, charts drawn for each, two at a time: decks a second
 * once it is warm, and the highest memory; then memory from deck 50 to deck 500. --save writes bench/many-results.md.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";
import { median } from "./median.ts";
import { runProcess } from "./run-process.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: {
    decks: { type: "string", default: "50" },
    long: { type: "string", default: "500" },
    jobs: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    save: { type: "boolean", default: false },
  },
});
const [decks, long, jobs, rounds] = [options.decks, options.long, options.jobs, options.rounds].map(
  Number,
) as [number, number, number, number];
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kessan-many-"));
const out = join(folder, "out");
const lines: string[] = [];
const charts = join(cacheFolderHere(root), "charts");

/** A company that differs from every other in its name and in a colour of its pages and charts. */
function makeDeck(number: number): string {
  const company = join(folder, `company-${number}`);
  cpSync(join(root, "data/iij"), company, {
    recursive: true,
    filter: (path) => !/documents.(?!2q06-results)/.test(path),
  });
  const file = join(company, "company.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^id: .*$/m, `id: company-${number}`));
  const colour = (0x405060 + number).toString(16);
  writeFileSync(join(company, "brand.yaml"), `colour: { muted: "#${colour}" }\n`);
  return join(company, "documents/2q06-results");
}

const build = (documents: readonly string[], more: readonly string[]): string[] => [
  join(root, "bin/kessan.js"),
  "build",
  ...documents,
  ...["--lang", "en", "--out", out, "--jobs", String(jobs)],
  ...more,
];

/** Nothing built before, and no chart kept. */
function clear(): void {
  for (const path of [out, charts]) rmSync(path, { recursive: true, force: true });
}

async function secondsOf(documents: readonly string[], more: readonly string[]): Promise<number> {
  clear();
  return (await runProcess(process.execPath, build(documents, more))).seconds;
}

/** In a run of its own: looking at memory takes time from what is looked at. */
async function memoryOf(documents: readonly string[], more: readonly string[]): Promise<Memory> {
  clear();
  const after: { decks: number; megabytes: number }[] = [];
  const onSample = (megabytes: number): void => {
    const decks = existsSync(out) ? readdirSync(out).filter((name) => name.endsWith(".pdf")).length : 0;
    after.push({ decks, megabytes });
  };
  const { peakMegabytes } = await runProcess(process.execPath, build(documents, more), {
    sampleMemory: true,
    every: 250,
    onSample,
  });
  return {
    peak: peakMegabytes!,
    around: (deck) =>
      median(after.filter(({ decks }) => Math.abs(decks - deck) <= 15).map(({ megabytes }) => megabytes)),
  };
}

interface Memory {
  readonly peak: number;
  /** While it built the decks around this one. */
  readonly around: (deck: number) => number;
}

await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
const all = Array.from({ length: long }, (_, index) => makeDeck(index + 1));
say(
  `${decks} different decks of 14 slides, ${jobs} at a time, ${rounds} rounds; ${process.version}; ${cpus().length} cores`,
);
say("");
say(
  "| | decks/s after the first ten, median | best | the whole process | peak memory of the process tree, PSS |",
);
say("| --- | --- | --- | --- | --- |");
const kinds = [
  { what: "quick (goal 5 a second, 850 MB)", more: ["--quick"] },
  { what: "proved, read back and inspected (goal 3.5 a second, 1,100 MB)", more: [] },
].map((kind) => ({ ...kind, perSecond: [] as number[], whole: [] as number[] }));
for (let round = 0; round < rounds; round++)
  for (const { more, perSecond, whole } of kinds) {
    const ten = await secondsOf(all.slice(0, 10), more);
    const seconds = await secondsOf(all.slice(0, decks), more);
    perSecond.push((decks - 10) / (seconds - ten));
    whole.push(seconds);
  }
for (const { what, more, perSecond, whole } of kinds) {
  const { peak } = await memoryOf(all.slice(0, decks), more);
  const cells = [
    what,
    median(perSecond).toFixed(2),
    Math.max(...perSecond).toFixed(2),
    `${median(whole).toFixed(1)} s`,
    `${peak.toFixed(0)} MB`,
  ];
  say(`| ${cells.join(" | ")} |`);
}
const { around } = await memoryOf(all, []);
say("");
say(
  `${long} decks, proved: ${around(50).toFixed(0)} MB around deck 50, ${around(long - 20).toFixed(0)} MB around deck ${long - 20}: ${(around(long - 20) / around(50)).toFixed(2)} times (goal 1.15).`,
);
rmSync(folder, { recursive: true, force: true });
if (options.save) saveResults("many-results.md", "Many decks", lines);

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
