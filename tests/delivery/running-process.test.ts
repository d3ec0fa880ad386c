import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { thisMachinesProcesses } from "../../src/delivery/running-process.ts";

test("knows this process, and none that never was", () => {
  const { me, isGone } = thisMachinesProcesses();
  expect(isGone(me)).toBe(false);
  expect(isGone({ ...me, started: "1" })).toBe(true);
  expect(isGone({ ...me, boot: "another" })).toBe(true);
  expect(isGone({ ...me, pid: 4_194_304 + 1 })).toBe(true);
  expect(isGone({ ...me, host: "another", pid: 4_194_304 + 1 })).toBe(false);
  expect(isGone({ ...me, space: "another", pid: 4_194_304 + 1 })).toBe(false);
});

test("tells a process that runs from one that has ended", async () => {
  const { me, isGone } = thisMachinesProcesses();
  const program =
    "process.stdout.write(require('fs').readFileSync('/proc/self/stat', 'utf8')); setInterval(() => {}, 9999)";
  const child = spawn(process.execPath, ["--eval", program], { stdio: ["ignore", "pipe", "ignore"] });
  const [stat] = (await once(child.stdout, "data")) as [Buffer];
  const started = String(stat)
    .replace(/^.*\) /s, "")
    .split(" ")[19]!;
  const other = { ...me, pid: child.pid!, started };
  expect(isGone(other)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isGone(other)).toBe(true);
});
