import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { outcomeOf, startBuild, type FaultRun, type World } from "./fault-world.ts";
import { isRunning, type RunningProcess } from "./process-tree.ts";

/** What is done to a browser or to one of its children. */
export interface BrowserFault {
  readonly signal: "SIGKILL" | "SIGSEGV" | "SIGSTOP";
  readonly target: "browser" | "renderer" | "gpu-process" | "zygote" | "utility";
}

/** Every fault that there is; the browser and its renderer come twice, since most depends on them. */
export const browserFaults: readonly BrowserFault[] = (["SIGKILL", "SIGSEGV", "SIGSTOP"] as const).flatMap(
  (signal) =>
    (["browser", "renderer", "browser", "renderer", "gpu-process", "zygote", "utility"] as const).map(
      (target) => ({ signal, target }),
    ),
);

const briefly = fileURLToPath(new URL("build-briefly.ts", import.meta.url));
/** The seconds of `build-briefly.ts`, and two more. */
const mostSeconds = 6;

/** Builds, and does it at a random moment of the target's life. One that is gone before the moment comes is tried again. */
export async function runBrowserFault(
  world: World,
  { signal, target }: BrowserFault,
  random: () => number,
): Promise<FaultRun> {
  const isStop = signal === "SIGSTOP";
  for (let tries = 0; ; tries++) {
    const steps = join(world.root, `steps-${randomUUID()}`);
    const build = startBuild(world, isStop ? { program: briefly, env: { FAULT_STEPS: steps } } : {});
    let isOver = false;
    void build.ended.then(() => (isOver = true));
    let found: RunningProcess | undefined;
    while (found === undefined && !isOver) {
      await sleep(2);
      found = build.running().find((one) => isTarget(one, target));
    }
    await sleep(random() * world.seconds * 800);
    const isHit = found !== undefined && !isOver && send(found.pid, signal);
    // The others are not waited for: a build goes on without them
    const isWaitedFor = target === "browser" || target === "renderer";
    const stopped = Date.now();
    const gone = isHit && isStop && isWaitedFor ? whenGone(found!.pid) : undefined;
    const ended = await build.ended;
    const broken = [...(await build.look(ended))];
    if (gone !== undefined) {
      // Our own work between two steps is no waiting for a browser
      const waits = readFileSync(steps, "utf8").trim().split("\n").map(Number);
      const end = await gone;
      const begun = Math.max(stopped, ...waits.filter((at) => at < end));
      const seconds = (end - begun) / 1000;
      if (seconds > mostSeconds) broken.push(`a stopped ${target} was waited for ${seconds.toFixed(1)} s`);
    }
    if (isHit || broken.length > 0 || tries === 20)
      return {
        fault: `${isStop ? "F1, F2, T12" : "F1, F2"} ${signal} ${target}`,
        outcome: outcomeOf(ended),
        broken,
      };
  }
}

function isTarget({ command }: RunningProcess, target: BrowserFault["target"]): boolean {
  if (target !== "browser") return command.includes(`--type=${target}`);
  return command.includes("--remote-debugging-pipe") && !command.includes("--type=");
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** When a process is gone (ms since 1970). */
async function whenGone(pid: number): Promise<number> {
  const begun = Date.now();
  while (isRunning(pid) && Date.now() - begun < 60_000) await sleep(20);
  return Date.now();
}
