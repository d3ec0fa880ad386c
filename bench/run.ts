/**
 * `npm run bench`: cold builds against the cold floor, a warm build after one changed fact against the warm floor, memory, and what the
 * PDFs weigh. Rounds are interleaved; medians and ratios are printed, and written with their date to bench/results.md by --save.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createBuilder } from "../src/build.ts";
import { inspectPdf } from "../src/inspect/inspect-pdf.ts";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";
import { startBrowser } from "../src/pdf/browser.ts";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { loadHtml, openPage } from "../src/pdf/page.ts";
import { programEffects } from "../src/program-effects.ts";
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
const company = join(folder, "company");
cpSync(join(root, "data/iij"), company, { recursive: true });
const deck = join(company, "documents/2q06-results");
const found = findBrowser(thisMachine());
const [cutFonts, charts] = ["cut-fonts", "charts"].map((name) => join(cacheFolderHere(root), name));
const lines: string[] = [];

const build = (...more: string[]): string[] => [
  join(root, "bin/kessan.js"),
  "build",
  deck,
  "--lang",
  "en",
  "--out",
  join(folder, "out"),
  ...more,
];
await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
await runProcess(process.execPath, build("--stop-after", "html"));
const readyHtml = join(folder, "out", "iij-2q06-results.en.html");
const floor = floorCommand(found, [readyHtml], join(folder, "floor.pdf"));

say(
  `${rounds} interleaved rounds; ${found.kind} from ${found.source}; ${process.version}; ${cpus().length} cores`,
);
say("");
await benchCold();
await benchWarm();
await weigh();
rmSync(folder, { recursive: true, force: true });
if (options.save) saveResults("results.md", "Last results", lines);

/** Each kind of build in each round, after what it must not find was taken away. */
async function benchCold(): Promise<void> {
  const kinds: readonly {
    readonly what: string;
    readonly parts: readonly string[];
    readonly without?: string;
    readonly goal?: number;
  }[] = [
    { what: "floor: the ready HTML over a bare protocol client", parts: floor },
    { what: "quick, charts drawn", parts: build("--quick"), without: charts!, goal: 2.3 },
    { what: "quick, charts kept", parts: build("--quick"), goal: 1.8 },
    { what: "proved, read back and inspected, charts drawn", parts: build(), without: charts! },
    { what: "proved, read back and inspected, charts kept", parts: build(), goal: 3 },
    {
      what: "the same, the first time with these characters: fonts cut anew",
      parts: build(),
      without: cutFonts!,
    },
  ];
  const seconds = kinds.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { parts, without }] of kinds.entries()) {
      if (without !== undefined) rmSync(without, { recursive: true, force: true });
      const run = await runProcess(process.execPath, parts);
      await quiet();
      if (round >= 0) seconds[index]!.push(run.seconds);
    }
  }
  const memory: number[] = [];
  for (let round = 0; round < 3; round++)
    memory.push((await runProcess(process.execPath, build(), { sampleMemory: true })).peakMegabytes!);
  say("| cold, one language, whole process | median | min | ratio to the floor, of medians and of minima |");
  say("| --- | --- | --- | --- |");
  for (const [index, { what, goal }] of kinds.entries()) {
    const ratios =
      index === 0
        ? ""
        : `${ratioOf(seconds[index]!, seconds[0]!)}${goal === undefined ? "" : ` (goal ${goal})`}`;
    say(`| ${what} | ${shown(seconds[index]!)} | ${ratios} |`);
  }
  say(`| peak memory of the process tree, PSS (goal 450 MB) | ${median(memory).toFixed(0)} MB | | |`);
  say("");
}

/** Between two builds one fact changes, which a chart and a table show. */
async function benchWarm(): Promise<void> {
  const builder = createBuilder(programEffects({ out: join(folder, "warm") }));
  const request = { documents: [deck], languages: ["en"] };
  const facts = join(company, "facts/other.csv");
  const before = readFileSync(facts, "utf8");
  const after = before.replace("slide 7,511,", "slide 7,512,");
  if (after === before) throw new Error("expected 511 in facts/other.csv");
  const browser = startBrowser(found);
  const page = await openPage(browser, { width: 1280, height: 720 });
  const html = readFileSync(readyHtml, "utf8");
  const kinds = {
    quick: [] as number[],
    proved: [] as number[],
    unchanged: [] as number[],
    floor: [] as number[],
  };
  let isChanged = false;
  const change = async (): Promise<void> => {
    isChanged = !isChanged;
    writeFileSync(facts, isChanged ? after : before);
    // A file that was just saved is waited for
    await new Promise((resolve) => setTimeout(resolve, 30));
  };
  for (let round = -4; round < rounds; round++) {
    await change();
    const quick = await timed(() => builder.build({ ...request, quick: true }));
    await change();
    const proved = await timed(() => builder.build(request));
    const unchanged = await timed(() => builder.build({ ...request, quick: true }));
    // All of it, and not what differs from the round before
    page.held = undefined;
    const least = await timed(async () => {
      await loadHtml(page, html);
      await page.tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    });
    if (round < 0) continue;
    kinds.quick.push(quick);
    kinds.proved.push(proved);
    kinds.unchanged.push(unchanged);
    kinds.floor.push(least);
  }
  await builder.close();
  await browser.close();
  say("| warm, one process, from looking what changed to the written files | median | min | ratio |");
  say("| --- | --- | --- | --- |");
  say(`| floor: setting the ready content and printing it in a reused page | ${shown(kinds.floor)} | |`);
  const row = (what: string, seconds: readonly number[], goal = ""): void =>
    say(`| ${what} | ${shown(seconds)} | ${ratioOf(seconds, kinds.floor)}${goal} |`);
  row("quick, after one changed fact", kinds.quick, " (goal 1.8, and 0.25 s)");
  row("quick, nothing changed", kinds.unchanged);
  row("proved, read back and inspected, after one changed fact", kinds.proved);
  say("");
}

async function weigh(): Promise<void> {
  await runProcess(process.execPath, [
    join(root, "bin/kessan.js"),
    "build",
    deck,
    "--out",
    join(folder, "both"),
  ]);
  say("| file | size without attachments (goal 200 kB) | attachments | fonts | Type 3 fonts |");
  say("| --- | --- | --- | --- | --- |");
  for (const lang of ["en", "ja"]) {
    const bytes = readFileSync(join(folder, "both", `iij-2q06-results.${lang}.pdf`));
    const { sizes, fonts } = await inspectPdf({ bytes, file: lang });
    const attached = sizes.attachments / 1000;
    const type3 = fonts.filter(({ kind }) => kind === "Type 3").length;
    say(
      `| 2Q06 ${lang} | ${(bytes.length / 1000 - attached).toFixed(0)} kB | ${attached.toFixed(0)} kB | ${fonts.length} | ${type3} |`,
    );
  }
}

/** What a killed browser leaves to the system to clear away must not be counted to the next run. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function shown(seconds: readonly number[]): string {
  return `${median(seconds).toFixed(3)} s | ${Math.min(...seconds).toFixed(3)} s`;
}

/** Of medians, and of minima. */
function ratioOf(ours: readonly number[], least: readonly number[]): string {
  return `${(median(ours) / median(least)).toFixed(2)}, ${(Math.min(...ours) / Math.min(...least)).toFixed(2)}`;
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
