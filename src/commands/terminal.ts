import { styleText } from "node:util";
import type { Problem } from "../problem.ts";

/** What a command with --json prints: always both lists. */
export function asJson({
  results = [],
  problems = [],
}: {
  readonly results?: readonly unknown[];
  readonly problems?: readonly Problem[];
}): string {
  return JSON.stringify({ results, problems }, null, 2);
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

let shown = false;

export function showProgress({ stage, detail }: { readonly stage: string; readonly detail?: string }): void {
  shown = true;
  process.stderr.write(`\r\u001b[K${styleText("dim", detail === undefined ? stage : `${stage} ${detail}`)}`);
}

export function clearProgress(): void {
  if (shown) process.stderr.write("\r\u001b[K");
  shown = false;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function tell(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
}
