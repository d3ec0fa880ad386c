import { spawn } from "node:child_process";
import { join } from "node:path";

const cli = join(import.meta.dirname, "../src/cli.ts");

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Beside those of the tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options for Node. */
  readonly node?: readonly string[];
  /** A command of the shell that goes before: `ulimit -f 8`. */
  readonly shell?: string;
  /** Gets the process as it starts. */
  readonly started?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the command line as its own process with the Node of the tests. */
export function runKessan(
  args: readonly string[],
  { cwd, env, node = [], shell, started }: RunOptions = {},
): Promise<Ended> {
  const line = [process.execPath, ...node, cli, ...args];
  const [command = "", ...rest] =
    shell === undefined ? line : ["sh", "-c", `${shell}; exec "$@"`, "sh", ...line];
  const child = spawn(command, rest, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  started?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}
