/**
 * `npm run bench:tieout`: what proving costs. Printing, reading back and the whole tie-out after printing in one process,
 * `kessan check` as a process, and the same for a deck of 100 slides. Rounds are interleaved; medians are printed, and
 * written with their date to bench/tieout-results.md by --save.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { LaidOut } from "../src/lay-out.ts";
import { layOutAll, planAll, type Planned } from "../src/plan-all.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { openBrowsers } from "../src/pdf/browsers.ts";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { measure, type Measured } from "../src/pdf/measure.ts";
import { loadHtml, openPage } from "../src/pdf/page.ts";
import { printPdf } from "../src/pdf/print.ts";
import { openPress } from "../src/press.ts";
import { formatTrace } from "../src/proof/build-trace.ts";
import { placeTrace } from "../src/proof/place-trace.ts";
import { checkPrinted } from "../src/proof/check-printed.ts";
import { readPages } from "../src/proof/read-pages.ts";
import { startDrawing } from "../src/drawing.ts";
import { programEffects } from "../src/program-effects.ts";
import { writeReports, type ProvenPrint } from "../src/proofread.ts";
import { prove } from "../src/prove.ts";
import { openMemory } from "../src/remember.ts";
import { makeLargeDeck } from "./large-deck.ts";
import { median } from "./median.ts";
import { runProcess } from "./run-process.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, save: { type: "boolean", default: false } },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kessan-tieout-"));
const name = "2q06-results";
const small = join(root, "data/iij/documents", name);
const large = makeLargeDeck(join(root, "data/iij"), { name, slides: 100, to: join(folder, "large") });
const lines: string[] = [];

/** A document in one language, ready to be printed. */
interface Ready {
  readonly planned: Planned;
  readonly layout: LaidOut;
  readonly html: string;
}

await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
const effects = programEffects({ out: folder });
const memory = openMemory();
const drawing = startDrawing();
const found = findBrowser(thisMachine());
const browser = startBrowser(found);
const page = await openPage(browser, { width: 1280, height: 720 });
const press = openPress({ browsers: openBrowsers({ start: () => browser }) });
const decks = { "14 slides": await ready(small), "100 slides": await ready(large) };

say(
  `${rounds} interleaved rounds; ${process.version}; ${cpus().length} cores; both languages unless one is named`,
);
say("");
say("| step, warm, s | 14 slides | 100 slides |");
say("| --- | --- | --- |");
const seconds = new Map<string, Map<string, number[]>>();
for (let round = -2; round < rounds; round++) {
  for (const [deck, documents] of Object.entries(decks)) {
    for (const [step, time] of await tieOut(documents)) {
      if (round >= 0) listOf(step, deck).push(time);
    }
  }
}
for (const [step, byDeck] of seconds)
  say(
    `| ${step} | ${Object.keys(decks)
      .map((deck) => median(byDeck.get(deck)!).toFixed(3))
      .join(" | ")} |`,
  );
const ratio = (deck: string): string =>
  (median(listOf("reading back, en", deck)) / median(listOf("printing, en", deck))).toFixed(2);
say(`| ratio of reading back to printing (goal 3) | ${Object.keys(decks).map(ratio).join(" | ")} |`);
say("");
await press.close();
await drawing.close();
await browser.close();

const checks = { plain: [] as number[], mutating: [] as number[], large: [] as number[] };
const check = async (...more: string[]): Promise<number> =>
  (await runProcess(process.execPath, [join(root, "bin/kessan.js"), "check", ...more])).seconds;
for (let round = -1; round < rounds; round++) {
  const [plain, mutating, big] = [
    await check(small),
    await check(join(root, "data/iij"), "--mutate"),
    await check(large),
  ];
  if (round < 0) continue;
  checks.plain.push(plain);
  checks.mutating.push(mutating);
  checks.large.push(big);
}
say("| command, whole process | median |");
say("| --- | --- |");
say(`| kessan check, 14 slides (goal 1 s) | ${median(checks.plain).toFixed(2)} s |`);
say(`| kessan check --mutate, 14 slides | ${median(checks.mutating).toFixed(2)} s |`);
say(`| kessan check, 100 slides | ${median(checks.large).toFixed(2)} s |`);
rmSync(folder, { recursive: true, force: true });
if (options.save) saveResults("tieout-results.md", "Tie-out", lines);

async function ready(deck: string): Promise<readonly Ready[]> {
  const planned = await planAll({ documents: [deck] }, effects, { memory, drawing });
  const layouts = await layOutAll(planned, effects, memory);
  return Promise.all(
    layouts.map(async (layout, index) => ({
      planned: planned[index]!,
      layout,
      html: await press.render(layout),
    })),
  );
}

/** Seconds by step: printing each language, then all that proves it. */
async function tieOut(documents: readonly Ready[]): Promise<ReadonlyMap<string, number>> {
  const steps = new Map<string, number>();
  const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
    const begun = performance.now();
    const done = await work();
    steps.set(step, (steps.get(step) ?? 0) + (performance.now() - begun) / 1000);
    return done;
  };
  const printed: { readonly of: Ready; readonly measured: Measured; readonly bytes: Uint8Array }[] = [];
  for (const of of documents) {
    await loadHtml(page, of.html);
    const measured = await measure(page, { areCharactersChecked: true });
    const pages = of.planned.plan.document.slides.length;
    const bytes = await timed(`printing, ${of.planned.plan.document.lang}`, () => printPdf(page, { pages }));
    printed.push({ of, measured, bytes });
  }
  const folder = effects.files(documents[0]!.planned.company).display("");
  const { source, books } = documents[0]!.planned;
  const { ledger } = books;
  const { proof } = await timed("words, twins, texts", () =>
    prove({
      plans: documents.map(({ planned }) => planned.plan),
      source,
      ledger,
      folder,
      findings: [],
      published: { verdicts: [], findings: [] },
    }),
  );
  const proven: ProvenPrint[] = [];
  for (const { of, measured, bytes } of printed) {
    const { plan } = of.planned;
    const { literals } = source;
    const { trace } = await timed("trace", () => placeTrace(proof.traces.get(plan)!, { literals, measured }));
    await timed("trace", () => formatTrace(trace));
    const pages = await timed(`reading back, ${plan.document.lang}`, () => readPages(bytes));
    const faults = await timed("comparing", () => checkPrinted(trace, pages));
    if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
    proven.push({ planned: of.planned, proof, trace, page: of.html, folder });
  }
  await timed("report", () => writeReports(proven));
  const after = [...steps].filter(([step]) => !step.startsWith("printing"));
  steps.set(
    "whole tie-out after printing (goal 1.5)",
    after.reduce((sum, [, time]) => sum + time, 0),
  );
  return steps;
}

function listOf(step: string, deck: string): number[] {
  const byDeck = seconds.get(step) ?? new Map<string, number[]>();
  seconds.set(step, byDeck);
  const list = byDeck.get(deck) ?? [];
  byDeck.set(deck, list);
  return list;
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
