/**
 * `npm run bench:faults`: builds under faults. Browsers and their children are killed, crashed and stopped at random moments, our own
 * process is killed while it writes, the disk fails at every step, inputs are replaced while they are built, and some are huge. After each
 * run every promise is looked at: the right file or the old one, one clear error, nothing left behind. Ends with 1 if one is broken.
 * `--runs 40` makes fewer with browsers, `--kills` with our process killed, `--races` with inputs, `--only F17` some alone; --save
 * writes bench/fault-results.md.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
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
const random = seeded(seed);
const groups: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<void> }>> = {
  F1: {
    title: "F1, F2: a browser or one of its processes is killed, crashes or stops",
    run: () =>
      doAll(
        Array.from(
          { length: runs },
          (_, index) => () => runBrowserFault(world, browserFaults[index % browserFaults.length]!, random),
        ),
      ),
  },
  F3: {
    title: "F3 to F5: our process is killed, the disk fails",
    run: async () => {
      const disk = (await findDiskFaults(world)).map((one) => () => runDiskFault(world, one));
      await doAll([...disk, ...Array.from({ length: kills }, () => () => runKill(world, random))]);
    },
  },
  F17: {
    title: "F17: an input is replaced while it is built",
    run: async () => (await runRaces(world, races)).forEach(note),
  },
  F18: {
    title: "F18: huge inputs",
    run: async () => {
      for await (const one of runHuge(world)) {
        huge.push(one);
        note(one);
      }
    },
  },
};
const today = new Date().toISOString().slice(0, 10);
const file = join(import.meta.dirname, "fault-results.md");
let done: FaultRun[] = [];
let huge: HugeRun[] = [];
let count = 0;
let isBroken = false;
const world = await openWorld();
try {
  for (const [name, { title, run }] of Object.entries(groups)) {
    if (!options.only.split(/[ ,]/).includes(name)) continue;
    [done, huge] = [[], []];
    const begun = performance.now();
    await run();
    isBroken ||= done.some((one) => one.broken.length > 0);
    const section = sectionOf(title, (performance.now() - begun) / 1000);
    console.log(`${section}\n`);
    if (options.save) save(name, section);
  }
} finally {
  world.close();
}
process.exitCode = isBroken ? 1 : 0;

function sectionOf(title: string, seconds: number): string {
  const outcomes = [...new Set(done.map(({ outcome }) => outcome))];
  const broken = done.reduce((sum, run) => sum + run.broken.length, 0);
  return [
    `## ${title}`,
    "",
    `${today}: ${done.length} builds in ${seconds.toFixed(0)} s; seed ${seed}; an undisturbed one took ${world.seconds.toFixed(1)} s; ${process.version}; ${cpus().length} cores`,
    "",
    `Promises broken: ${broken}.`,
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
  ].join("\n");
}

/** What was saved of groups that are not run now stays. */
function save(name: string, section: string): void {
  const before = (existsSync(file) ? readFileSync(file, "utf8") : "").split(/^(?=## )/m);
  const all = Object.entries(groups).flatMap(([group, { title }]) =>
    group === name ? section : (before.find((one) => one.startsWith(`## ${title}`))?.trim() ?? []),
  );
  const head =
    "# Builds under faults\n\nA promise is broken where a file is neither the old nor the right one, an error has not its words, or a process, a profile folder or a temporary file is left.";
  writeFileSync(file, `${[head, ...all].join("\n\n")}\n`);
}

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
  count += 1;
  if (count % 20 === 0) console.error(`${count} done`);
}
