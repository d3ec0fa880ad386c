import { spawn } from "node:child_process";
import { treeMegabytes } from "./process-tree.ts";

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
  {
    sampleMemory = false,
    every = 20,
    onSample = () => {},
  }: {
    readonly sampleMemory?: boolean;
    /** ms */
    readonly every?: number;
    readonly onSample?: (megabytes: number) => void;
  } = {},
): Promise<ProcessRun> {
  const begun = performance.now();
  const child = spawn(command, parts, { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += String(chunk)));
  let peak = 0;
  const sample = (): void => {
    const now = treeMegabytes(child.pid!);
    peak = Math.max(peak, now);
    onSample(now);
  };
  const sampling = sampleMemory ? setInterval(sample, every) : undefined;
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("exit", resolve),
  );
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command} ${parts.join(" ")} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - begun) / 1000, ...(sampleMemory && { peakMegabytes: peak }) };
}
