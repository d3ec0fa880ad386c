/**
 * `npm run bench:report`: the 38-section press release of the sample in both languages, cold, against the floor of printing
 * its ready HTML; and how time and memory grow with rows and pages. Rounds are interleaved; medians are printed, and written
 * with their date to bench/report-results.md by --save.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { makeLargeReport, type ReportSize } from "./large-report.ts";
import { floorCommand } from "./floor-command.ts";
import { median } from "./median.ts";
import { runProcess } from "./run-process.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, save: { type: "boolean", default: false } },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kessan-bench-"));
const found = findBrowser(thisMachine());
const lines: string[] = [];

await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
say(
  `${rounds} interleaved rounds; ${found.kind} from ${found.source}; ${process.version}; ${cpus().length} cores`,
);
say("");
await benchRelease();
await benchGrowth();
rmSync(folder, { recursive: true, force: true });
if (options.save) saveResults("report-results.md", "The press release", lines);

async function benchRelease(): Promise<void> {
  const release = join(root, "data/iij/documents/1h10-release");
  await runProcess(process.execPath, build(release, "ready", "--stop-after", "html"));
  const ready = ["en", "ja"].map((lang) => join(folder, "ready", `iij-1h10-release.${lang}.html`));
  const floor = floorCommand(found, ready, join(folder, "floor.pdf"));
  const cold: number[] = [];
  const bare: number[] = [];
  const memory: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const ours = await runProcess(process.execPath, build(release, "cold"));
    const least = await runProcess(process.execPath, floor);
    if (round < 0) continue;
    cold.push(ours.seconds);
    bare.push(least.seconds);
  }
  for (let round = 0; round < 3; round++) {
    memory.push(
      (await runProcess(process.execPath, build(release, "cold"), { sampleMemory: true })).peakMegabytes!,
    );
  }
  const ratio = median(cold.map((seconds, round) => seconds / bare[round]!));
  say("| the press release, two languages, whole process | median |");
  say("| --- | --- |");
  say(`| kessan build, read back and proved | ${median(cold).toFixed(2)} s |`);
  say(`| floor: both ready pages over a bare protocol client | ${median(bare).toFixed(2)} s |`);
  say(`| ratio (goal 4.0) | ${ratio.toFixed(2)} |`);
  say(`| peak memory of the process tree, PSS | ${median(memory).toFixed(0)} MB |`);
  say("");
}

async function benchGrowth(): Promise<void> {
  const sizes: readonly (readonly [string, ReportSize])[] = [
    ["a statement of 250 rows", { sections: 1, rows: 250, paragraphs: 1 }],
    ["a statement of 500 rows", { sections: 1, rows: 500, paragraphs: 1 }],
    ["a statement of 1,000 rows", { sections: 1, rows: 1000, paragraphs: 1 }],
    ["25 sections", { sections: 25, rows: 30, paragraphs: 12 }],
    ["50 sections", { sections: 50, rows: 30, paragraphs: 12 }],
    ["100 sections", { sections: 100, rows: 30, paragraphs: 12 }],
    ["134 sections", { sections: 134, rows: 30, paragraphs: 12 }],
  ];
  say("| report | pages | seconds | ms a page | peak memory |");
  say("| --- | --- | --- | --- | --- |");
  for (const [name, size] of sizes) {
    const id = name.replaceAll(/[^a-z0-9]+/g, "-");
    const document = makeLargeReport(join(folder, id), size);
    const runs: number[] = [];
    let peak = 0;
    for (let round = 0; round < 3; round++) {
      const run = await runProcess(process.execPath, build(document, id), { sampleMemory: round === 0 });
      peak = Math.max(peak, run.peakMegabytes ?? 0);
      runs.push(run.seconds);
    }
    const trace = JSON.parse(readFileSync(join(folder, id, "large-report.en.trace.json"), "utf8")) as {
      pages: readonly unknown[];
    };
    const pages = trace.pages.length;
    const seconds = Math.min(...runs);
    say(
      `| ${name} | ${pages} | ${seconds.toFixed(2)} | ${((seconds / pages) * 1000).toFixed(0)} | ${peak.toFixed(0)} MB |`,
    );
  }
  say("");
}

function build(document: string, out: string, ...more: string[]): string[] {
  return [join(root, "bin/kessan.js"), "build", document, "--out", join(folder, out), ...more];
}

function say(line: string): void {
  lines.push(line);
  process.stdout.write(`${line}\n`);
}
