/**
 * `npm run bench:mail`: mailing under faults. Each run is a small mailing to a server that goes wrong, is killed, stopped or robbed of
 * its clock, its ledger or its disk, then clean runs and a person who settles what is unknown; then every promise is looked at. Ends
 * with 1 if one is broken. `--runs 300` makes fewer, `--kills 20` fewer with processes of their own, `--seed` others; `--many 0`
 * leaves out the thousand recipients. --save writes bench/mail-results.md.
 */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runFault, runKill, type FaultRun } from "./mail-faults.ts";
import type { Many } from "./mail-many.ts";
import { saveResults } from "./save-results.ts";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5000" },
    kills: { type: "string", default: "400" },
    seed: { type: "string", default: "1" },
    many: { type: "string", default: "1000" },
    save: { type: "boolean", default: false },
  },
});
const [runs, kills, seed] = [options.runs, options.kills, options.seed].map(Number) as [
  number,
  number,
  number,
];
const lines: string[] = [];
const broken: string[] = [];
const done: FaultRun[] = [];

const begun = performance.now();
for (let run = 0; run < runs; run++) {
  const isKill = run < Math.min(kills, runs);
  const own = seed * 1_000_000 + run;
  const result = isKill ? await runKill(own) : await runFault(own);
  done.push(result);
  for (const what of result.broken) {
    broken.push(`run ${own}, ${result.fault}: ${what}`);
    console.error(broken.at(-1));
  }
}
const seconds = (performance.now() - begun) / 1000;

const [unknown, unknownStored, stored] = (["unknown", "unknownStored", "stored"] as const).map((key) =>
  done.reduce((sum, run) => sum + run[key], 0),
);
say(
  `${runs} fault runs (${Math.min(kills, runs)} with processes of their own) in ${seconds.toFixed(0)} s; seed ${seed}; ${process.version}; ${cpus().length} cores`,
);
say("");
say(
  `Promises broken: ${broken.length} (mails twice that nobody asked for, mails lost without notice, mails before the embargo).`,
);
say(
  `Messages on the server: ${stored}. Recipients that were unknown and settled by a person: ${unknown}; the server had the message of ${unknownStored}.`,
);
say("");
say("| fault | runs | unknown | server had it | broken |");
say("| --- | --- | --- | --- | --- |");
for (const [fault, of] of [...Map.groupBy(done, (run) => run.fault)].toSorted(([a], [b]) => compare(a, b))) {
  const sum = (key: "unknown" | "unknownStored"): number => of.reduce((all, run) => all + run[key], 0);
  const faulty = of.filter((run) => run.broken.length > 0).length;
  say(`| ${fault} | ${of.length} | ${sum("unknown")} | ${sum("unknownStored")} | ${faulty} |`);
}
if (options.many !== "0") {
  say("");
  const script = join(import.meta.dirname, "mail-many.ts");
  const many = JSON.parse(
    execFileSync(process.execPath, [script, options.many], { encoding: "utf8" }),
  ) as Many;
  const memory = Object.entries(many.megabytes).map(([sent, megabytes]) => `${megabytes} MB after ${sent}`);
  say(
    `${many.accepted} of ${many.recipients} recipients, a message of ${many.bytes.toLocaleString("en")} bytes each (a PDF of 250 kB), one connection at a time, every record on the disk: ${many.seconds.toFixed(1)} s (goal 30). Memory: ${memory.join(", ")}.`,
  );
  if (many.accepted !== many.recipients || many.seconds > 30) broken.push("many recipients");
}
if (options.save) saveResults("mail-results.md", "Mailing under faults", lines);
process.exitCode = broken.length === 0 ? 0 : 1;

/** F6 before F12. */
function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function say(line: string): void {
  lines.push(line);
  console.log(line);
}
