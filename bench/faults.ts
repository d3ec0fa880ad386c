/**
 * `npm run bench:faults`: builds under faults. Browsers and their children are killed, crashed and stopped at random moments, our own
 * process is killed while it writes, the disk fails at every step, inputs are replaced while they are built, and some are huge. After each
 * run every promise is looked at: the right file or the old one, one clear error, nothing left behind. Ends with 1 if one is broken.
 * `--runs 40` makes fewer with browsers, `--kills` with our process killed, `--races` with inputs, `--only F17` some alone; --save
 * writes bench/fault-results.md.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { browserFaults, runBrowserFault } from "./browser-faults.ts";
import { findDiskFaults, runDiskFault, runKill } from "./disk-faults.ts";
import { openWorld, type FaultRun } from "./fault-world.ts";
import { runHuge, type HugeRun } from "./huge-inputs.ts";
import { runRaces } from "./racing-inputs.ts";
import { seeded } from "./seeded.ts";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    kills: { type: "string", default: "40" },
    races: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    lanes: { type: "string", default: "2" },
    only: { type: "string", default: "F1 F3 F17 F18" },
    save: { type: "boolean", default: false },
  },
});
const [runs, kills, races, seed] = [options.runs, options.kills, options.races, options.seed].map(Number) as [
  number,
  number,
  number,
  number,
];
const wants = (group: string): boolean => options.only.split(/[ ,]/).includes(group);
const random = seeded(seed);
const done: FaultRun[] = [];
const huge: HugeRun[] = [];
const world = await openWorld();
const begun = performance.now();
try {
  const browser = Array.from(
    { length: wants("F1") ? runs : 0 },
    (_, index) => () => runBrowserFault(world, browserFaults[index % browserFaults.length]!, random),
  );
  const disk = wants("F3") ? (await findDiskFaults(world)).map((one) => () => runDiskFault(world, one)) : [];
  const killed = Array.from({ length: wants("F3") ? kills : 0 }, () => () => runKill(world, random));
  await doAll([...browser, ...disk, ...killed]);
  if (wants("F17")) (await runRaces(world, races)).forEach(note);
  if (wants("F18"))
    for await (const one of runHuge(world)) {
      huge.push(one);
      note(one);
    }
} finally {
  world.close();
}
const seconds = (performance.now() - begun) / 1000;
const broken = done.flatMap((run) => run.broken);

const outcomes = [...new Set(done.map(({ outcome }) => outcome))];
const lines = [
  `${done.length} builds under faults in ${seconds.toFixed(0)} s; seed ${seed}; an undisturbed one took ${world.seconds.toFixed(1)} s; ${process.version}; ${cpus().length} cores`,
  "",
  `Promises broken: ${broken.length} (a file that is neither old nor new, an error without its words, a process, folder or temporary file left).`,
  "",
  `| fault | runs | ${outcomes.join(" | ")} | broken |`,
  `| --- | --- | ${outcomes.map(() => "---").join(" | ")} | --- |`,
  ...[...Map.groupBy(done, ({ fault }) => fault)]
    .toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([fault, of]) => {
      const counts = outcomes.map((outcome) => of.filter((run) => run.outcome === outcome).length || "");
      const faulty = of.filter((run) => run.broken.length > 0).length;
      return `| ${fault} | ${of.length} | ${counts.join(" | ")} | ${faulty} |`;
    }),
  ...(huge.length === 0
    ? []
    : [
        "",
        "| huge input | peak memory, PSS of the process tree | told |",
        "| --- | --- | --- |",
        ...huge.map(
          ({ fault, peakMegabytes, told }) =>
            `| ${fault.slice(4)} | ${peakMegabytes.toFixed(0)} MB | ${told} |`,
        ),
      ]),
];
console.log(lines.join("\n"));
if (options.save) {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(
    join(import.meta.dirname, "fault-results.md"),
    `# Builds under faults, ${today}\n\n${lines.join("\n")}\n`,
  );
}
process.exitCode = broken.length === 0 ? 0 : 1;

/** Several at a time: most of a run is waiting. */
async function doAll(all: readonly (() => Promise<FaultRun>)[]): Promise<void> {
  const queue = [...all];
  const work = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) note(await one());
  };
  await Promise.all(Array.from({ length: Number(options.lanes) }, work));
}

function note(run: FaultRun): void {
  done.push(run);
  for (const what of run.broken) console.error(`${run.fault}: ${what}`);
  if (done.length % 20 === 0) console.error(`${done.length} done`);
}
