/**
 * `npm run bench:many`: 50 different decks of 14 slides in one process, charts drawn for each, two at a time: decks a second once it is
 * warm, and the highest memory; then memory from deck 50 to deck 500. --save writes bench/many-results.md.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildMany, programEffects } from "../src/index.ts";
import { median } from "./median.ts";
import { treeMegabytes } from "./process-tree.ts";

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
// Charts are drawn for each: none is kept between runs
const { chartStore: _, ...effects } = programEffects({ out });

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

interface Many {
  readonly perSecond: number;
  /** After each deck. */
  readonly megabytes: readonly number[];
  readonly peak: number;
}

async function run(documents: readonly string[], quick: boolean): Promise<Many> {
  const times: number[] = [];
  const megabytes: number[] = [];
  let peak = 0;
  const sample = (): number => {
    const now = treeMegabytes(process.pid);
    peak = Math.max(peak, now);
    return now;
  };
  const sampling = setInterval(sample, 250);
  const request = { documents, languages: ["en"], jobs, quick };
  const { failed } = await buildMany(request, effects, () => {
    times.push(performance.now());
    if (times.length % 10 === 0) megabytes.push(sample());
  });
  clearInterval(sampling);
  if (failed.length > 0) throw new Error(JSON.stringify(failed[0]));
  for (const name of readdirSync(out)) rmSync(join(out, name));
  const warm = times.slice(10);
  return { perSecond: (1000 * warm.length) / (warm.at(-1)! - times[9]!), megabytes, peak };
}

const all = Array.from({ length: long }, (_, index) => makeDeck(index + 1));
say(
  `${decks} different decks of 14 slides, ${jobs} at a time, ${rounds} rounds; ${process.version}; ${cpus().length} cores`,
);
say("");
say("| | decks/s, after the first ten, median | best | peak memory of the process tree, PSS |");
say("| --- | --- | --- | --- |");
const kinds = [
  { what: "quick (goal 5 a second, 850 MB)", quick: true, runs: [] as Many[] },
  { what: "proved, read back and inspected (goal 3.5 a second, 1,100 MB)", quick: false, runs: [] as Many[] },
];
for (let round = 0; round < rounds; round++)
  for (const { quick, runs } of kinds) runs.push(await run(all.slice(0, decks), quick));
for (const { what, runs } of kinds) {
  const speeds = runs.map(({ perSecond }) => perSecond);
  say(
    `| ${what} | ${median(speeds).toFixed(2)} | ${Math.max(...speeds).toFixed(2)} | ${Math.max(...runs.map(({ peak }) => peak)).toFixed(0)} MB |`,
  );
}
const { megabytes } = await run(all, false);
const at = (deck: number): number => median(megabytes.slice(deck / 10 - 3, deck / 10));
say("");
say(
  `${long} decks, proved: ${at(50).toFixed(0)} MB around deck 50, ${at(long).toFixed(0)} MB around deck ${long}: ${(at(long) / at(50)).toFixed(2)} times (goal 1.15).`,
);
rmSync(folder, { recursive: true, force: true });
if (options.save) {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(
    join(import.meta.dirname, "many-results.md"),
    `# Many decks, ${today}\n\n${lines.join("\n")}\n`,
  );
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
