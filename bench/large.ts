/**
 * `npm run bench:large`: decks of 64, 256 and 1,024 slides, each as a whole process, quick and proved, against its ready HTML printed over
 * a bare protocol client. Rounds are interleaved; --save writes bench/large-results.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser, thisMachine } from "../src/pdf/find-browser.ts";
import { makeLargeDeck } from "./large-deck.ts";
import { floorCommand } from "./floor-command.ts";
import { median } from "./median.ts";
import { runProcess } from "./run-process.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: {
    slides: { type: "string", default: "64,256,1024" },
    rounds: { type: "string", default: "3" },
    save: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "kessan-large-"));
const name = "2q06-results";
const found = findBrowser(thisMachine());
const lines: string[] = [];

await runProcess(process.execPath, [join(root, "scripts/bundle.ts")]);
say(`${rounds} interleaved rounds; one language; ${process.version}; ${cpus().length} cores`);
say("");
say(
  "| slides | floor | quick | ratio (goal 1.6) | proved, read back and inspected | ratio | memory, PSS: floor | quick | proved (goal 1,800 MB) |",
);
say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const slides of options.slides.split(",").map(Number)) {
  const deck = makeLargeDeck(join(root, "data/iij"), { name, slides, to: join(folder, String(slides)) });
  const out = join(folder, `out-${slides}`);
  const build = [join(root, "bin/kessan.js"), "build", deck, "--lang", "en", "--out", out];
  const ready = join(out, `iij-${name}.en.html`);
  await runProcess(process.execPath, [...build, "--stop-after", "html"]);
  const floor = floorCommand(found, [ready], join(folder, "floor.pdf"));
  const kinds = [floor, [...build, "--quick"], build].map((parts) => ({ parts, seconds: [] as number[] }));
  for (let round = 0; round < rounds; round++)
    for (const { parts, seconds } of kinds) seconds.push((await runProcess(process.execPath, parts)).seconds);
  // Apart from the times: looking at large processes keeps a core busy
  const shown: Shown[] = [];
  for (const { parts, seconds } of kinds) {
    const { peakMegabytes } = await runProcess(process.execPath, parts, { sampleMemory: true });
    shown.push({ seconds: median(seconds), megabytes: peakMegabytes! });
  }
  const [bare, quick, proved] = shown as [Shown, Shown, Shown];
  const cells = [
    slides.toLocaleString("en"),
    `${bare.seconds.toFixed(2)} s`,
    `${quick.seconds.toFixed(2)} s`,
    (quick.seconds / bare.seconds).toFixed(2),
    `${proved.seconds.toFixed(2)} s`,
    (proved.seconds / bare.seconds).toFixed(2),
    `${bare.megabytes.toFixed(0)} MB`,
    `${quick.megabytes.toFixed(0)} MB`,
    `${proved.megabytes.toFixed(0)} MB`,
  ];
  say(`| ${cells.join(" | ")} |`);
  rmSync(out, { recursive: true });
}
rmSync(folder, { recursive: true, force: true });
if (options.save) saveResults("large-results.md", "Large decks", lines);

interface Shown {
  readonly seconds: number;
  readonly megabytes: number;
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
