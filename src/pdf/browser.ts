import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { Readable, Writable } from "node:stream";
import type { Browser as PuppeteerBrowser } from "puppeteer";
import { KessanError } from "../problem.ts";
import { sweepLeftovers } from "../temporary-name.ts";
import { browserFlags } from "./browser-flags.ts";
import { checkBrowserVersion } from "./find-browser.ts";
import { pipeTransport } from "./pipe-transport.ts";
import { makeProfileFolder } from "./profile-folder.ts";
import { blamesSandbox, isRoot, noSandboxSwitch } from "./sandbox.ts";
import { setUpCommand } from "./set-up-command.ts";

export interface BrowserOptions {
  /** The program file of Chrome, Chromium or a headless shell. */
  readonly executable: string;
  /** Libraries that the machine lacks. */
  readonly libraryPath?: string;
  /** False switches the browser's sandbox off; it is off anyway for root, under whom it does not work. */
  readonly sandbox?: boolean;
  /** Where the browser's own folder is made. */
  readonly temporaryFolder?: string;
  readonly limits?: Partial<BrowserLimits>;
}

/** Seconds that the browser may take before it is killed. */
export interface BrowserLimits {
  readonly start: number;
  readonly load: number;
  readonly measure: number;
  readonly print: number;
  /** Added to `print` for every page. */
  readonly printPage: number;
  /** Added to `measure` for every page. */
  readonly measurePage: number;
}

/** The browser died or did not answer. Nothing was written: the same work may be tried once in a new browser. */
export class BrowserLost extends Error {
  override readonly name = "BrowserLost";
}

/**
 * Starts the browser's program and returns at once, so that the caller can do other work (or import puppeteer) while
 * it starts. Faults of the start are told by `connect`. Throws a KessanError if the browser's folder cannot be made.
 */
export function startBrowser(options: BrowserOptions): Browser {
  return new Browser(options);
}

/** A browser that this process owns: its processes and its folder go when it is closed or when this process ends. */
export class Browser {
  readonly executable: string;
  readonly limits: BrowserLimits;
  /** "HeadlessChrome/153.0.8010.0", once connected. */
  version = "";

  readonly #process: ChildProcess;
  readonly #profileFolder: string;
  readonly #ended: Promise<void>;
  /** Work that is told when the browser ends: nothing of it is kept when it is done, however long the browser lives. */
  readonly #working = new Set<(how: string) => void>();
  /** How it ended, once it did. */
  #gone: string | undefined;
  readonly #stderr: string[] = [];
  #end: string | undefined;
  #isKilled = false;
  #diedItself = false;
  #connected: Promise<PuppeteerBrowser> | undefined;
  #closed: Promise<void> | undefined;
  #tabs = 0;

  constructor({
    executable,
    libraryPath,
    sandbox = true,
    temporaryFolder = tmpdir(),
    limits,
  }: BrowserOptions) {
    this.executable = executable;
    this.limits = { ...defaultLimits, ...limits };
    this.#profileFolder = makeProfileFolder(temporaryFolder);
    const flags = browserFlags({ profileFolder: this.#profileFolder, sandbox: sandbox && !isRoot() });
    this.#process = spawn(executable, flags, {
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
      env: browserEnv({ libraryPath, profileFolder: this.#profileFolder }),
    });
    this.#process.stderr!.on("data", (chunk: Buffer) => this.#keepStderr(String(chunk)));
    this.#ended = new Promise((resolve) => {
      const ended = (how: string): void => {
        this.#gone = this.#end ??= how;
        for (const tell of this.#working) tell(this.#gone);
        resolve();
      };
      this.#process.on("error", (error) => {
        this.#diedItself = true;
        ended(error.message);
      });
      this.#process.on("exit", (code, signal) => {
        // No program ends itself with SIGKILL: a system short of memory does, or a person
        this.#diedItself = !this.#isKilled && signal !== "SIGKILL";
        const how = code === null ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
        // Its last words may still be on their way, or a helper of it may keep the pipe open
        const { stderr } = this.#process;
        if (stderr === null || stderr.closed) return ended(how);
        const timer = setTimeout(() => ended(how), 200);
        stderr.once("close", () => {
          clearTimeout(timer);
          ended(how);
        });
      });
    });
    for (const pipe of this.#pipes()) pipe.on("error", () => {});
    process.on("exit", this.#killNow);
    for (const signal of signals) process.on(signal, this.#onSignal);
    // What cannot be removed now is met again by the next start
    sweepLeftovers(temporaryFolder).catch(() => {});
  }

  /** The process number; undefined if the program could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Puppeteer's browser. Throws a KessanError if the program cannot start or is too old, BrowserLost if it hangs. */
  connect(): Promise<PuppeteerBrowser> {
    return (this.#connected ??= this.#connect());
  }

  /** A tab that no one else has: the one that the browser opened itself, then new ones. */
  async openTab() {
    const browser = await this.connect();
    if (this.#tabs++ > 0) return browser.newPage();
    const [first] = await browser.pages();
    return first ?? browser.newPage();
  }

  /** Gives the browser up: work that waits for it fails with what is said here. */
  fail(how: string): void {
    this.#end ??= how;
    this.#kill();
  }

  /**
   * Waits for work that the browser does. Kills the browser and throws BrowserLost if it dies, or is not done within
   * the seconds given; `step` completes "while ...".
   */
  async run<T>({ step, seconds }: { step: string; seconds: number }, work: () => Promise<T>): Promise<T> {
    const { promise: lost, reject } = Promise.withResolvers<never>();
    lost.catch(() => {});
    const timer = setTimeout(
      () => reject(this.#lost(`did not answer within ${seconds} s while ${step}`)),
      seconds * 1000,
    );
    const gone = (how: string): void => reject(this.#lost(`is gone while ${step}: ${how}`));
    if (this.#gone !== undefined) gone(this.#gone);
    this.#working.add(gone);
    try {
      return await Promise.race([work(), lost]);
    } catch (error) {
      if (error instanceof BrowserLost) {
        await this.close();
        throw error;
      }
      if (error instanceof KessanError) throw error;
      // A dead browser shows up as a broken pipe, or as a page without frames, before its exit is known
      const cause = await Promise.race([lost, soon()]).catch((told: unknown) => told);
      if (cause instanceof BrowserLost) {
        await this.close();
        throw cause;
      }
      if (!isProtocolFault(error)) throw error;
      await this.close();
      throw this.#lost(`failed while ${step}: ${error.message}`, error);
    } finally {
      clearTimeout(timer);
      this.#working.delete(gone);
    }
  }

  /** Kills the browser's processes and removes its folder. May be called at any time, and twice. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #connect(): Promise<PuppeteerBrowser> {
    const started = this.run({ step: "starting", seconds: this.limits.start }, async () => {
      const { default: puppeteer } = await import("puppeteer");
      const [, , , toBrowser, fromBrowser] = this.#process.stdio;
      const transport = pipeTransport({
        toBrowser: toBrowser as Writable,
        fromBrowser: fromBrowser as Readable,
      });
      const browser = await puppeteer.connect({ transport, defaultViewport: null, protocolTimeout: 0 });
      this.version = await browser.version();
      return browser;
    });
    const browser = await started.catch((error: unknown) => {
      throw this.#diedItself ? this.#cannotStart(error) : error;
    });
    const problems = checkBrowserVersion(this.executable, this.version);
    if (problems.length > 0) {
      await this.close();
      throw new KessanError(problems);
    }
    return browser;
  }

  async #close(): Promise<void> {
    this.#kill();
    process.off("exit", this.#killNow);
    for (const signal of signals) process.off(signal, this.#onSignal);
    await this.#ended;
    for (const pipe of this.#pipes()) pipe.destroy();
    await rm(this.#profileFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  }

  /** The group too: the browser's helpers do not all notice that it is gone. */
  #kill(): void {
    this.#isKilled = true;
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#process.kill("SIGKILL");
      else process.kill(-pid, "SIGKILL");
    } catch {
      // Already gone
    }
  }

  readonly #killNow = (): void => {
    this.#kill();
    rmSync(this.#profileFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  };

  /** A signal that nobody else listens to ends this process, as it would have without a browser. */
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.#killNow();
    process.off(signal, this.#onSignal);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  #pipes(): (Readable | Writable)[] {
    return this.#process.stdio.filter((pipe) => pipe !== null && pipe !== undefined);
  }

  #keepStderr(text: string): void {
    const last = this.#stderr.pop() ?? "";
    this.#stderr.push(...`${last}${text}`.split("\n"));
    this.#stderr.splice(0, this.#stderr.length - 30);
  }

  #lastStderr(): string {
    const lines = this.#stderr.map((line) => line.trim()).filter((line) => line !== "");
    return lines
      .slice(-10)
      .map((line) => `\n  ${line.slice(0, 500)}`)
      .join("");
  }

  #cannotStart(cause: unknown): KessanError {
    const words = this.#lastStderr();
    const what = `the browser cannot start: ${this.#end}${words}`;
    const hint = blamesSandbox(words)
      ? `"${setUpCommand()}" tries whether this machine allows its sandbox, and remembers; ${noSandboxSwitch}=1 switches it off`
      : `"${setUpCommand()}" finds out what this machine's browser needs`;
    return new KessanError([{ place: { file: this.executable }, what, hint }], { cause });
  }

  #lost(how: string, cause?: unknown): BrowserLost {
    return new BrowserLost(`the browser ${how}${this.#lastStderr()}`, { cause });
  }
}

/** Many times what a sound browser needs: a machine may have much else to do. */
const defaultLimits: BrowserLimits = {
  start: 30,
  load: 30,
  measure: 30,
  print: 60,
  printPage: 0.2,
  measurePage: 0.05,
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Only what the browser needs: no options for Node, no preloaded libraries, no proxies, and one time zone. */
function browserEnv({
  libraryPath,
  profileFolder,
}: {
  libraryPath: string | undefined;
  profileFolder: string;
}) {
  const env: NodeJS.ProcessEnv = { TZ: "UTC", LANG: "C.UTF-8" };
  for (const name of [
    "PATH",
    "HOME",
    "SystemRoot",
    "LOCALAPPDATA",
    "TEMP",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
  ]) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  // What it leaves when it is killed goes with its profile. Its sockets lie there too, under names of some 46 bytes, and
  // the path of a socket has at most 107
  const isShort = profileFolder.length <= 60;
  const temporary = isShort ? profileFolder : process.env["TMPDIR"];
  if (temporary !== undefined) env["TMPDIR"] = temporary;
  if (libraryPath !== undefined) env["LD_LIBRARY_PATH"] = libraryPath;
  return env;
}

/** Errors that puppeteer raises when the browser or its tab is gone. */
function isProtocolFault(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (["ProtocolError", "TargetCloseError", "ConnectionClosedError", "TimeoutError"].includes(error.name) ||
      / detached\b/i.test(error.message))
  );
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
