/**
 * Goes before a program (`node --import`): the disk below FAULT_FOLDER does at its nth step, `at` of FAULT, what `then` says: kills the
 * process, kills it when half of a file is written, takes the folder away, or fails with a code. Without FAULT it writes the kinds of
 * the steps to FAULT_STEPS.
 */
import { appendFileSync, rmSync } from "node:fs";
import { diskError, watchDisk, type DiskStep, type Fate } from "../tests/faulty-disk.ts";

const { FAULT: fault, FAULT_FOLDER: folder, FAULT_STEPS: steps } = process.env;
if (folder !== undefined) {
  const { at, then } = JSON.parse(fault ?? "{}") as { readonly at?: number; readonly then?: string };
  let seen = 0;
  watchDisk(folder, (step): Fate => {
    if (fault === undefined) appendFileSync(steps!, `${step.kind}\n`);
    return seen++ === at ? doIt(step, then!) : undefined;
  });
}

function doIt(step: DiskStep, then: string): Fate {
  const kill = (): never => {
    process.kill(process.pid, "SIGKILL");
    throw new Error("unreachable");
  };
  const fail = (): never => {
    throw diskError(then, step);
  };
  if (then === "kill") return kill();
  if (then === "kill at half") return { half: true, after: kill };
  if (then === "vanish") return void rmSync(folder!, { recursive: true, force: true });
  return step.kind === "write" ? { half: true, after: fail } : fail();
}
