import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BrowserLost, startBrowser } from "../../src/pdf/browser.ts";
import { oldestBrowser } from "../../src/pdf/find-browser.ts";
import { loadHtml, openPage } from "../../src/pdf/page.ts";
import { printPdf } from "../../src/pdf/print.ts";
import { testBrowser } from "../browser.ts";
import { resultsSlide, sampleDeck } from "./sample-deck.ts";

const size = { width: 1280, height: 720 };
let temporaryFolder: string;

beforeEach(async () => {
  temporaryFolder = await mkdtemp(join(tmpdir(), "kessan-test-"));
});

afterEach(async () => {
  await rm(temporaryFolder, { recursive: true, force: true });
});

async function script(text: string): Promise<string> {
  const file = join(temporaryFolder, "browser");
  await writeFile(file, text, { mode: 0o700 });
  return file;
}

/** Members of a process group that still run; one that only waits to be buried by the system's first process does not. */
async function running(group: number): Promise<readonly string[]> {
  const listed = await promisify(execFile)("ps", ["-A", "-o", "pgid=,stat=,pid=,comm="]);
  return listed.stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([pgid, state]) => Number(pgid) === group && !state?.startsWith("Z"))
    .map((fields) => fields.join(" "));
}

test("starts without waiting, and leaves no process and no folder when closed", async () => {
  const browser = startBrowser({ ...testBrowser(), temporaryFolder });
  expect(await readdir(temporaryFolder)).toHaveLength(1);
  await browser.connect();
  expect(browser.version).toMatch(/Chrome\/\d+\./);
  await Promise.all([browser.close(), browser.close()]);
  expect(await readdir(temporaryFolder)).toEqual([]);
  await vi.waitFor(async () => expect(await running(browser.pid!)).toEqual([]));
});

test("says what it was doing when the browser is killed, and leaves no process and no folder", async () => {
  const browser = startBrowser({ ...testBrowser(), temporaryFolder });
  const page = await openPage(browser, size);
  await loadHtml(page, await sampleDeck({ slides: [resultsSlide(), resultsSlide()] }));
  const printing = printPdf(page, { pages: 2 });
  process.kill(browser.pid!, "SIGKILL");
  await expect(printing).rejects.toThrow(BrowserLost);
  await expect(printing).rejects.toThrow(
    /^the browser is gone while printing 2 pages: it was ended by SIGKILL/,
  );
  expect(await readdir(temporaryFolder)).toEqual([]);
  await vi.waitFor(async () => expect(await running(browser.pid!)).toEqual([]));
});

test("gives up a browser whose page crashes", async () => {
  const browser = startBrowser({ ...testBrowser(), temporaryFolder });
  const page = await openPage(browser, size);
  await loadHtml(page, await sampleDeck({ slides: [resultsSlide()] }));
  page.session.send("Page.crash").catch(() => {});
  await expect(printPdf(page, { pages: 1 })).rejects.toThrow(/^the browser .* while printing 1 page/);
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test("what goes wrong because the browser is gone is told as that, in whatever words; a fault of ours keeps its own", async () => {
  const browser = startBrowser({ ...testBrowser(), temporaryFolder });
  await browser.connect();
  const failing = (message: string) =>
    browser.run({ step: "loading", seconds: 5 }, () => Promise.reject(new Error(message)));
  await expect(failing("no such thing")).rejects.toThrow(new Error("no such thing"));
  process.kill(browser.pid!, "SIGKILL");
  await expect(failing("Navigating frame was detached")).rejects.toThrow(BrowserLost);
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test("kills a browser that does not answer in time", async () => {
  const limits = { print: 0.25, printPage: 0.125 };
  const browser = startBrowser({ ...testBrowser(), temporaryFolder, limits });
  const page = await openPage(browser, size);
  await loadHtml(page, await sampleDeck({ slides: [resultsSlide(), resultsSlide()] }));
  process.kill(-browser.pid!, "SIGSTOP");
  const printing = printPdf(page, { pages: 2 });
  await expect(printing).rejects.toThrow(BrowserLost);
  await expect(printing).rejects.toThrow(/^the browser did not answer within 0\.5 s while printing 2 pages/);
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test("a hang at the start is no fault of the program file", async () => {
  const executable = await script("#!/bin/sh\nsleep 60\n");
  const browser = startBrowser({ executable, temporaryFolder, limits: { start: 0.2 } });
  await expect(browser.connect()).rejects.toThrow(
    new BrowserLost("the browser did not answer within 0.2 s while starting"),
  );
});

test("a browser that is killed while it starts is lost, and no fault of the program file", async () => {
  const executable = await script("#!/bin/sh\nkill -KILL $$\n");
  const browser = startBrowser({ executable, temporaryFolder });
  await expect(browser.connect()).rejects.toThrow(
    new BrowserLost("the browser is gone while starting: it was ended by SIGKILL"),
  );
  expect(await readdir(temporaryFolder)).toEqual(["browser"]);
});

test("tells the last words of a browser that cannot start", async () => {
  const executable = await script(
    "#!/bin/sh\necho 'libnss3.so: cannot open shared object file' >&2\nexit 127\n",
  );
  const browser = startBrowser({ executable, temporaryFolder });
  await expect(browser.connect()).rejects.toThrow(
    [
      `${executable} the browser cannot start: it ended with exit code 127`,
      "  libnss3.so: cannot open shared object file",
      `  hint: "npm run setup" finds out what this machine's browser needs`,
    ].join("\n"),
  );
  expect(await readdir(temporaryFolder)).toEqual(["browser"]);
});

test.each([
  "FATAL:zygote_host_impl_linux.cc:129] No usable sandbox! If you are running on Ubuntu 23.10+ …",
  "FATAL:zygote_host_impl_linux.cc:207] Check failed: Failed to move to new namespace: Operation not permitted",
])("names the switch where the sandbox cannot start: %s", async (words) => {
  const executable = await script(`#!/bin/sh\necho '${words}' >&2\nkill -TRAP $$\n`);
  const browser = startBrowser({ executable, temporaryFolder });
  await expect(browser.connect()).rejects.toThrow(
    [
      `${executable} the browser cannot start: it was ended by SIGTRAP`,
      `  ${words}`,
      `  hint: "npm run setup" tries whether this machine allows its sandbox, and remembers; KESSAN_NO_SANDBOX=1 switches it off`,
    ].join("\n"),
  );
});

test("tells of a program file that is not there", async () => {
  const browser = startBrowser({ executable: "/nowhere/chromium", temporaryFolder });
  await expect(browser.connect()).rejects.toThrow(
    [
      "/nowhere/chromium the browser cannot start: spawn /nowhere/chromium ENOENT",
      `  hint: "npm run setup" finds out what this machine's browser needs`,
    ].join("\n"),
  );
  expect(await readdir(temporaryFolder)).toEqual([]);
});

test("refuses a browser that is too old, by its path and version", async () => {
  const answers = {
    "Target.getBrowserContexts": { browserContextIds: [] },
    "Browser.getVersion": { product: "HeadlessChrome/99.0.1.2" },
  };
  const executable = await script(`#!${process.execPath}
const fs = require("node:fs");
const answers = ${JSON.stringify(answers)};
let text = "";
require("node:net").Socket({ fd: 3 }).on("data", (chunk) => {
  const messages = (text + chunk).split("\\0");
  text = messages.pop();
  for (const { id, method } of messages.map((message) => JSON.parse(message))) {
    fs.writeSync(4, JSON.stringify({ id, result: answers[method] ?? {} }) + "\\0");
  }
});
`);
  const browser = startBrowser({ executable, temporaryFolder });
  await expect(browser.connect()).rejects.toThrow(
    `${executable} expected Chrome or Chromium ${oldestBrowser} or newer, got "HeadlessChrome/99.0.1.2"`,
  );
  expect(await readdir(temporaryFolder)).toEqual(["browser"]);
});

test("names the folder in which nothing can be made", () => {
  expect(() => startBrowser({ executable: "unused", temporaryFolder: "/nowhere" })).toThrow(
    [
      'cannot make a folder for the browser in "/nowhere": ENOENT',
      "  hint: TMPDIR names another folder for temporary files",
    ].join("\n"),
  );
});

/** A process of its own that starts a browser, tells its number and waits. */
async function startElsewhere() {
  const module = new URL("../../src/pdf/browser.ts", import.meta.url).href;
  const code = `
    import { startBrowser } from ${JSON.stringify(module)};
    const browser = startBrowser(${JSON.stringify({ ...testBrowser(), temporaryFolder })});
    await browser.connect();
    console.log(browser.pid);
    process.stdin.on("data", () => process.exit(3));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, browserPid: Number(String(line)) };
}

test.each(["SIGINT", "SIGTERM"] as const)("%s leaves no browser behind", async (signal) => {
  const { child, browserPid } = await startElsewhere();
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([null, signal]);
  expect(await readdir(temporaryFolder)).toEqual([]);
  await vi.waitFor(async () => expect(await running(browserPid)).toEqual([]));
});

test("the end of the process leaves no browser behind", async () => {
  const { child, browserPid } = await startElsewhere();
  child.stdin.write("end");
  expect(await once(child, "exit")).toEqual([3, null]);
  expect(await readdir(temporaryFolder)).toEqual([]);
  await vi.waitFor(async () => expect(await running(browserPid)).toEqual([]));
});

test("sweeps what a killed process could not", async () => {
  const { child, browserPid } = await startElsewhere();
  child.kill("SIGKILL");
  await once(child, "exit");
  await vi.waitFor(async () => expect(await running(browserPid)).toEqual([]), { timeout: 5000 });
  expect(await readdir(temporaryFolder)).toHaveLength(1);
  const browser = startBrowser({ ...testBrowser(), temporaryFolder });
  await browser.connect();
  await browser.close();
  expect(await readdir(temporaryFolder)).toEqual([]);
});
