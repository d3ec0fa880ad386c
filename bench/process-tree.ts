import { readdirSync, readFileSync } from "node:fs";

/** A process as the system tells it (Linux). */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** "Z" has ended, and waits to be buried. */
  readonly state: string;
  readonly command: string;
}

/** All processes. One may be gone between being listed and being read. */
export function processes(): readonly RunningProcess[] {
  return readdirSync("/proc").flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    // The name of the program, in brackets, may hold spaces and brackets itself
    const [state, parent, group] = readQuietly(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    if (state === undefined || parent === undefined) return [];
    const command = readQuietly(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
    return [{ pid, parent: Number(parent), group: Number(group), state, command }];
  });
}

/** A process and all that descend from it. */
export function treeOf(root: number, all = processes()): readonly RunningProcess[] {
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isIn = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && isIn(parents.get(pid)));
  return all.filter(({ pid }) => isIn(pid));
}

/** Proportional set sizes of a process and all that descend from it, in MB. */
export function treeMegabytes(root: number): number {
  const kilobytes = treeOf(root).map(({ pid }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readQuietly(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
}

/** How many files, pipes and sockets a process has open. */
export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Whether a process of this number runs the program that it did; false for one that only waits to be buried. */
export function isRunning(pid: number): boolean {
  const [state] = readQuietly(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
  return state !== "" && state !== undefined && !"ZX".includes(state);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
