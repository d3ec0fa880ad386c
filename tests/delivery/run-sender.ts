import { spawn } from "node:child_process";
import { join } from "node:path";
import type { MailingResult } from "../../src/delivery/send-mails.ts";
import type { SendOrder } from "./send-process.ts";

/** How a process that mails went. */
export interface SenderRun {
  readonly signal: NodeJS.Signals | null;
  readonly result?: MailingResult;
  /** What was wrong. */
  readonly refused?: string;
}

/** Starts a process that mails the release of the tests. */
export function startSender(order: SendOrder): { readonly pid: number; readonly ended: Promise<SenderRun> } {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "send-process.ts"), JSON.stringify(order)],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (stderr += String(chunk)));
  const ended = new Promise<SenderRun>((resolve, reject) =>
    child.on("error", reject).on("close", (code, signal) => {
      if (signal !== null) return resolve({ signal });
      if (code !== 0 || stdout === "") return reject(new Error(`the sender ended with ${code}: ${stderr}`));
      const said = JSON.parse(stdout) as MailingResult | { readonly refused: string };
      resolve("refused" in said ? { signal, refused: said.refused } : { signal, result: said });
    }),
  );
  return { pid: child.pid!, ended };
}
