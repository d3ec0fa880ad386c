/**
 * `npm run bench`: a cold build against the cold floor, a warm build against the warm floor, memory, and what the PDFs weigh.
 * Rounds are interleaved; medians and ratios are printed, and written with their date to bench/results.md by --save.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { createBuilder } from "../src/build.ts";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";
import { browserFlags } from "../src/pdf/browser-flags.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { loadHtml, openPage } from "../src/pdf/page.ts";
import { programEffects } from "../src/program-effects.ts";
import { median } from "./median.ts";
import { runProcess } from "./run-process.ts";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, save: { type: "boolean", default: false } },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, "..");
const deck = join(root, "data/iij/documents/2q06-results");
const folder = mkdtempSync(join(tmpdir(), "kessan-bench-"));
const found = findBrowser(thisMachine());
const cutFonts = join(cacheFolderHere(root), "cut-fonts");
const lines: string[] = [];

const build = (out: string, ...more: string[]): string[] => [
  join(root, "bin/kessan.js"),
  "build",
  deck,
  "--lang",
  "en",
  "--out",
  join(folder, out),
  ...more,
];
await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
await runProcess(process.execPath, build("ready", "--stop-after", "html"));
const readyHtml = join(folder, "ready", "iij-2q06-results.en.html");
const flags = browserFlags({
  profileFolder: "{profile}",
  sandbox: found.sandbox && process.getuid?.() !== 0,
});
const floor = [
  join(import.meta.dirname, "floor.ts"),
  readyHtml,
  join(folder, "floor.pdf"),
  found.executable,
  JSON.stringify(flags),
];

say(
  `${rounds} interleaved rounds; ${found.kind} from ${found.source}; ${process.version}; ${cpus().length} cores`,
);
say("");
await benchCold();
await benchWarm();
await weigh();
rmSync(folder, { recursive: true, force: true });
if (options.save) save();

async function benchCold(): Promise<void> {
  const cold: number[] = [];
  const cutting: number[] = [];
  const bare: number[] = [];
  const memory: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const ours = await runProcess(process.execPath, build("cold"));
    await quiet();
    const least = await runProcess(process.execPath, floor);
    await quiet();
    rmSync(cutFonts, { recursive: true, force: true });
    const first = await runProcess(process.execPath, build("cold"));
    await quiet();
    if (round < 0) continue;
    cutting.push(first.seconds);
    cold.push(ours.seconds);
    bare.push(least.seconds);
  }
  for (let round = 0; round < 3; round++) {
    memory.push((await runProcess(process.execPath, build("cold"), { sampleMemory: true })).peakMegabytes!);
  }
  say("| cold, one language, whole process | median | min |");
  say("| --- | --- | --- |");
  say(`| kessan build, charts drawn, finished | ${shown(cold)} |`);
  say(`| the same, the first time with these characters: fonts cut anew | ${shown(cutting)} |`);
  say(`| floor: the ready HTML over a bare protocol client | ${shown(bare)} |`);
  say(
    `| ratio (goal 4.0, proving in it) | ${ratio(cold, bare)} | ${(Math.min(...cold) / Math.min(...bare)).toFixed(2)} |`,
  );
  say(`| peak memory of the process tree, PSS (goal 450 MB) | ${median(memory).toFixed(0)} MB | |`);
  say("");
}

async function benchWarm(): Promise<void> {
  const builder = createBuilder(programEffects({ out: join(folder, "warm") }));
  const request = { documents: [deck], languages: ["en"] };
  const browser = startBrowser(found);
  const page = await openPage(browser, { width: 1280, height: 720 });
  const html = readFileSync(readyHtml, "utf8");
  const warm: number[] = [];
  const bare: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const ours = await timed(() => builder.build(request));
    const least = await timed(async () => {
      await loadHtml(page, html);
      await page.tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    });
    if (round < 0) continue;
    warm.push(ours);
    bare.push(least);
  }
  await builder.close();
  await browser.close();
  say("| warm, one process | median | min |");
  say("| --- | --- | --- |");
  say(`| build, from reading the facts to the written file | ${shown(warm)} |`);
  say(`| floor: setting the ready content and printing it in a reused page | ${shown(bare)} |`);
  say(
    `| ratio (goal 2.0, before proving was in it) | ${ratio(warm, bare)} | ${(Math.min(...warm) / Math.min(...bare)).toFixed(2)} |`,
  );
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
  say("| file | size (goal 300 kB) | fonts | Type 3 fonts |");
  say("| --- | --- | --- | --- |");
  for (const lang of ["en", "ja"]) {
    const bytes = readFileSync(join(folder, "both", `iij-2q06-results.${lang}.pdf`));
    const { fonts, type3 } = await fontsOf(bytes);
    say(`| 2Q06 ${lang} | ${(bytes.length / 1000).toFixed(0)} kB | ${fonts} | ${type3} |`);
  }
}

/** Fonts that pages ask for by their kind; the descendants of composite fonts are not counted again. */
async function fontsOf(bytes: Uint8Array): Promise<{ readonly fonts: number; readonly type3: number }> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
  const kinds = context
    .enumerateIndirectObjects()
    .map(([, object]) => (object instanceof PDFRawStream ? object.dict : object))
    .filter((object): object is PDFDict => object instanceof PDFDict && !(object instanceof PDFArray))
    .filter((dict) => dict.get(PDFName.of("Type")) === PDFName.of("Font"))
    .map((dict) => String(dict.get(PDFName.of("Subtype"))));
  return {
    fonts: kinds.filter((kind) => !kind.startsWith("/CIDFont")).length,
    type3: kinds.filter((kind) => kind === "/Type3").length,
  };
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

function ratio(ours: readonly number[], least: readonly number[]): string {
  return (median(ours) / median(least)).toFixed(2);
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}

function save(): void {
  mkdirSync(import.meta.dirname, { recursive: true });
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(join(import.meta.dirname, "results.md"), `# Last results, ${today}\n\n${lines.join("\n")}\n`);
}
