import { spawn, type ChildProcess } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cacheFolderHere } from "../src/pdf/cache-folder.js";
import { inventedDeck, writeFiles } from "./invented-decks.ts";
import { processes, treeOf, type RunningProcess } from "./process-tree.ts";

/** How a run with a fault ended. */
export interface FaultRun {
  /** Number of reliability, and what was done: "F1 SIGKILL browser". */
  readonly fault: string;
  readonly outcome:
    | "same file"
    | "old file, one error"
    | "old or new files, one error"
    | "old or new files, killed"
    | "done"
    | "refused";
  /** Promises that were broken. */
  readonly broken: readonly string[];
}

/** A company to build, what an undisturbed build of it gives, and a cache of its own. */
export interface World {
  readonly root: string;
  readonly document: string;
  readonly env: NodeJS.ProcessEnv;
  /** Names and bytes of the files of an undisturbed build. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Seconds that one takes. */
  readonly seconds: number;
  close(): void;
}

/** What a build is run with beside its document and folder. */
export interface BuildOptions {
  /** The program; the command line if left out. */
  readonly program?: string;
  /** Options for Node. */
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A build that runs in a folder of its own, in which an old file lies. */
export interface RunningBuild {
  readonly child: ChildProcess;
  readonly out: string;
  readonly temporary: string;
  readonly ended: Promise<Ended>;
  /** What of it still runs, its browser included. */
  running(): readonly RunningProcess[];
  /** Looks at every promise, and removes the folder. Gives what was broken. */
  look(ended: Ended, options?: LookOptions): Promise<readonly string[]>;
}

export interface LookOptions {
  /** Some names may be moved already when the disk fails: each file is the old or the new one. */
  readonly mayBeMoved?: boolean;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
}

const kessan = fileURLToPath(new URL("../bin/kessan.js", import.meta.url));
const old = Buffer.from("%PDF-1.7 what was there before");

/** Builds once undisturbed. */
export async function openWorld(): Promise<World> {
  // Short, as most temporary folders are: a browser keeps its sockets beside its profile only where their path is short
  const root = mkdtempSync(join(tmpdir(), "kf-"));
  writeFiles(join(root, "acme"), inventedDeck(1));
  const real = cacheFolderHere(fileURLToPath(new URL("..", import.meta.url)));
  const cache = join(root, "cache");
  mkdirSync(cache);
  const own = ["cut-fonts", "charts", "compile-cache"];
  for (const name of readdirSync(real).filter((name) => !own.includes(name)))
    symlinkSync(join(real, name), join(cache, name));
  const { NODE_OPTIONS: _, ...around } = process.env;
  const env = { ...around, KESSAN_CACHE: cache, KESSAN_LAUNCHED: "1" };
  const first: World = {
    root,
    document: join(root, "acme/documents/deck"),
    env,
    files: new Map(),
    seconds: 0,
    close: () => rmSync(root, { recursive: true, force: true }),
  };
  // The second one finds its caches filled
  for (const round of [1, 2]) {
    const begun = performance.now();
    const build = startBuild(first);
    const { code, err } = await build.ended;
    if (code !== 0) throw new Error(`the undisturbed build ended with ${code}: ${err}`);
    const files = readFiles(build.out);
    rmSync(join(build.out, ".."), { recursive: true });
    if (round === 2) return { ...first, files, seconds: (performance.now() - begun) / 1000 };
  }
  throw new Error("unreachable");
}

/** Starts a build. */
export function startBuild(
  world: World,
  { program = kessan, node = [], env = {} }: BuildOptions = {},
): RunningBuild {
  const folder = mkdtempSync(join(world.root, "run-"));
  const [out, temporary] = [join(folder, "out"), join(folder, "tmp")];
  mkdirSync(out);
  mkdirSync(temporary);
  for (const name of world.files.keys()) writeFileSync(join(out, name), old);
  const parts = [...node, program, "build", world.document, "--lang", "en", "--out", out];
  const child = spawn(process.execPath, parts, {
    env: { ...world.env, TMPDIR: temporary, ...env, FAULT_FOLDER: out },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let err = "";
  child.stderr!.on("data", (chunk: Buffer) => (err += String(chunk)));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => setTimeout(() => resolve({ code, signal, err }), 20));
  });
  /** Its browser's processes name its folder, or descend from one that does. */
  const running = (): readonly RunningProcess[] => {
    const all = processes().filter(({ state }) => state !== "Z");
    const roots = all.filter(({ command, pid }) => command.includes(temporary) && pid !== child.pid);
    const groups = new Set(roots.map(({ group }) => group).filter((group) => group !== process.pid));
    const tree = child.exitCode === null && child.signalCode === null ? treeOf(child.pid!, all) : [];
    return [...new Set([...tree, ...all.filter(({ group, pid }) => groups.has(group) && pid !== child.pid)])];
  };
  return {
    child,
    out,
    temporary,
    ended,
    running,
    look: async (how, { mayBeMoved = false } = {}) => {
      const broken: string[] = [];
      const isKilled = how.signal === "SIGKILL";
      for (let tries = 0; tries < 50 && running().length > 0; tries++) await sleep(100);
      for (const { command } of running()) broken.push(`still runs after 5 s: ${command.slice(0, 80)}`);
      if (isKilled) {
        broken.push(...checkFiles(out, world, "either"));
        // The next run sweeps what this one left, and gives what it should have given
        const next = spawn(
          process.execPath,
          [kessan, "build", world.document, "--lang", "en", "--out", out],
          { env: { ...world.env, TMPDIR: temporary }, stdio: "ignore" },
        );
        const code = await new Promise((resolve) => next.on("exit", resolve));
        if (code !== 0) broken.push(`the next build ended with ${String(code)}`);
      } else if (how.code !== 0) broken.push(...checkTold(how));
      const failed = mayBeMoved ? "either" : "old";
      broken.push(...checkFiles(out, world, how.code === 0 || isKilled ? "new" : failed));
      for (const name of readdirSync(out))
        if (!world.files.has(name)) broken.push(`left ${name} beside the results`);
      for (const name of readdirSync(temporary)) broken.push(`left ${name} in the temporary folder`);
      const stores = ["cut-fonts", "charts"].map((name) => join(world.env["KESSAN_CACHE"]!, name));
      const kept = stores.flatMap((store) => listQuietly(store)).filter((name) => name.endsWith(".tmp"));
      // Another run of ours may be writing: what is gone in a moment was not left
      if (isKilled && kept.length > 0) {
        await sleep(500);
        const still = stores.flatMap((store) => listQuietly(store)).filter((name) => kept.includes(name));
        for (const name of still) broken.push(`left ${name} in the cache`);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      return broken;
    },
  };
}

/** What became of a run, for the table. */
export function outcomeOf({ code, signal }: Ended): FaultRun["outcome"] {
  if (signal === "SIGKILL") return "old or new files, killed";
  return code === 0 ? "same file" : "old file, one error";
}

/** Exit codes and words as they are documented: 1 for what a person can mend, 2 for a browser that was lost twice; no stack. */
function checkTold({ code, signal, err }: Ended): readonly string[] {
  const [first = ""] = err.split("\n");
  if (signal !== null) return [`ended by ${signal}: ${first}`];
  if (/\n {4}at /.test(err)) return [`told a stack: ${err.slice(0, 500)}`];
  const isLost = /could not be printed in two tries: /.test(first);
  if (code === 2 && isLost) return [];
  if (code === 1 && /\bhint: /.test(err)) return [];
  return [`ended with ${code}: ${err.slice(0, 500)}`];
}

function checkFiles(out: string, { files }: World, expected: "old" | "new" | "either"): readonly string[] {
  return [...files].flatMap(([name, bytes]) => {
    const found = readFiles(out).get(name);
    const [isOld, isNew] = [found?.equals(old) ?? false, found?.equals(bytes) ?? false];
    const isRight = expected === "either" ? isOld || isNew : expected === "old" ? isOld : isNew;
    return isRight ? [] : [`${name} is not the ${expected} one: ${found?.length} bytes`];
  });
}

function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function listQuietly(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
