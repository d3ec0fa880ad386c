import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How a process went. */
export interface ProcessRun {
  readonly seconds: number;
  /** Highest sum of the proportional set sizes of the process and all its descendants, sampled; Linux only. */
  readonly peakMegabytes?: number;
}

/** Runs a command to its end, from spawn to exit. Throws if it fails. */
export async function runProcess(
  command: string,
  parts: readonly string[],
  { sampleMemory = false }: { readonly sampleMemory?: boolean } = {},
): Promise<ProcessRun> {
  const begun = performance.now();
  const child = spawn(command, parts, { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += String(chunk)));
  let peak = 0;
  const sampling = sampleMemory
    ? setInterval(() => (peak = Math.max(peak, treeMegabytes(child.pid!))), 20)
    : undefined;
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("exit", resolve),
  );
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command} ${parts.join(" ")} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - begun) / 1000, ...(sampleMemory && { peakMegabytes: peak }) };
}

function treeMegabytes(rootPid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readQuietly(`/proc/${pid}/stat`);
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(pid, Number(parent));
  }
  const inTree = (pid: number | undefined): boolean =>
    pid === rootPid || (pid !== undefined && pid > 1 && inTree(parents.get(pid)));
  const kilobytes = [...parents.keys()].filter(inTree).map((pid) => {
    const rollup = readQuietly(`/proc/${pid}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
}

/** A process may be gone between being listed and being read. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
