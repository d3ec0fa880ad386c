import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { outcomeOf, startBuild, type FaultRun, type World } from "./fault-world.ts";

/** What the disk does at a step of writing. */
export interface DiskFault {
  /** Number of the step. */
  readonly at: number;
  readonly kind: string;
  /** Whether a name was moved before: then some files are new. */
  readonly mayBeMoved: boolean;
  readonly then:
    "kill" | "kill at half" | "vanish" | "ENOSPC" | "EIO" | "EDQUOT" | "EROFS" | "EACCES" | "EXDEV";
}

const node = ["--import", fileURLToPath(new URL("disk-fault.ts", import.meta.url))];

/** Every fault at every step of writing that it can happen to. */
export async function findDiskFaults(world: World): Promise<readonly DiskFault[]> {
  const steps = join(world.root, "steps");
  const build = startBuild(world, { node, env: { FAULT_STEPS: steps } });
  await build.look(await build.ended);
  const kinds = readFileSync(steps, "utf8").trim().split("\n");
  const thens: Readonly<Record<string, readonly DiskFault["then"][]>> = {
    access: ["kill", "EACCES", "EROFS"],
    mkdir: ["kill", "ENOSPC", "EDQUOT", "EROFS"],
    open: ["kill", "vanish", "ENOSPC", "EDQUOT", "EROFS", "EACCES"],
    write: ["kill", "kill at half", "ENOSPC", "EIO", "EDQUOT"],
    sync: ["kill", "ENOSPC", "EIO", "EDQUOT"],
    rename: ["kill", "ENOSPC", "EIO", "EXDEV"],
    rm: ["kill"],
  };
  return kinds.flatMap((kind, at) =>
    (thens[kind] ?? []).map((then) => ({
      at,
      kind,
      then,
      mayBeMoved: kinds.slice(0, at).includes("rename"),
    })),
  );
}

/** Builds on a disk that does it. */
export async function runDiskFault(
  world: World,
  { at, kind, then, mayBeMoved }: DiskFault,
): Promise<FaultRun> {
  const build = startBuild(world, { node, env: { FAULT: JSON.stringify({ at, then }) } });
  let hadBrowser = false;
  if (kind === "access") void watch();
  const ended = await build.ended;
  const isKill = then.startsWith("kill");
  const broken =
    then === "vanish" ? [...checkVanished(ended.err)] : [...(await build.look(ended, { mayBeMoved }))];
  if (kind === "access" && hadBrowser)
    broken.push("a browser was started for a folder that cannot be written");
  if (isKill !== (ended.signal === "SIGKILL")) broken.push(`ended with ${ended.code}, ${ended.signal}`);
  if (!isKill && !ended.err.includes(`(${then === "vanish" ? "ENOENT" : then})`))
    broken.push(`does not name it: ${ended.err}`);
  if (!isKill && !ended.err.includes(build.out)) broken.push(`does not name the file: ${ended.err}`);
  const fault = isKill ? "F3" : ["vanish", "EXDEV", "EACCES", "EROFS"].includes(then) ? "F5, T17" : "F4, T17";
  const outcome = mayBeMoved && !isKill ? "old or new files, one error" : outcomeOf(ended);
  return { fault: `${fault} ${then} at ${kind}`, outcome, broken };

  async function watch(): Promise<void> {
    while (build.child.exitCode === null && build.child.signalCode === null) {
      hadBrowser ||= build.running().some(({ command }) => command.includes("--remote-debugging-pipe"));
      await sleep(5);
    }
  }
}

/** Our own process is killed from outside at a random moment. */
export async function runKill(world: World, random: () => number): Promise<FaultRun> {
  const build = startBuild(world);
  await sleep(random() * world.seconds * 1000);
  build.child.kill("SIGKILL");
  const ended = await build.ended;
  return {
    fault: "F3 SIGKILL at a random moment",
    outcome: outcomeOf(ended),
    broken: await build.look(ended),
  };
}

function checkVanished(err: string): readonly string[] {
  return /a folder of the path is gone \(ENOENT\)\n {2}hint: /.test(err) ? [] : [`ended otherwise: ${err}`];
}
