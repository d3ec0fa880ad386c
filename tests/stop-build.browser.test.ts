import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildDocuments, buildMany, createBuilder, type BuildRequest } from "../src/index.ts";
import { startBrowser, type Browser } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { deckFiles, memoryBuild, type MemoryBuild } from "./memory-build.ts";

const deck = { documents: ["acme/documents/deck"], languages: ["en", "ja"] };
const reason = new Error("not wanted any more");

const threads: Worker[] = [];
const noteThread = (thread: Worker): void => void threads.push(thread);
beforeAll(() => void process.on("worker", noteThread));
afterAll(() => void process.off("worker", noteThread));

/** A build in memory that tells each of its steps: "check", "read", "plan deck en", "opening a page", "printing 3 pages" … */
function toldBuild(
  onStep: (step: string) => void,
  companies: readonly string[] = ["acme"],
): MemoryBuild & { readonly browsers: readonly Browser[] } {
  const browsers: Browser[] = [];
  const build = memoryBuild({
    folders: Object.fromEntries(companies.map((company) => [company, deckFiles])),
    startBrowser: () => {
      const browser = startBrowser(testBrowser());
      browsers.push(browser);
      const run = browser.run.bind(browser);
      browser.run = async (asked, work) => {
        const done = run(asked, work);
        onStep(asked.step);
        const value = await done;
        onStep(`after ${asked.step}`);
        return value;
      };
      return browser;
    },
  });
  const { outputs } = build.effects;
  const effects = {
    ...build.effects,
    progress: ({ stage, detail }: { readonly stage: string; readonly detail?: string }) =>
      onStep([stage, detail].filter(Boolean).join(" ")),
    outputs: {
      ...outputs,
      check: async (names: readonly string[]) => (onStep("check"), outputs.check(names)),
      write: async (files: ReadonlyMap<string, Uint8Array | string>) => (
        onStep("write"),
        outputs.write(files)
      ),
    },
  };
  return { ...build, effects, browsers };
}

/** A build that is stopped at the first step that begins so. */
function stoppedAt(step: string): {
  readonly build: ReturnType<typeof toldBuild>;
  readonly request: BuildRequest;
} {
  const controller = new AbortController();
  const build = toldBuild((told) => told.startsWith(step) && controller.abort(reason));
  return { build, request: { ...deck, signal: controller.signal } };
}

test("a build whose signal has come already does nothing", async () => {
  const before = threads.length;
  const { effects, events } = memoryBuild();
  await expect(buildDocuments({ ...deck, signal: AbortSignal.abort(reason) }, effects)).rejects.toBe(reason);
  expect([events, threads.length - before]).toEqual([[], 0]);
});

test.each([
  "read",
  "plan deck ja",
  "check",
  "print deck en",
  "opening a page",
  "loading",
  "measuring",
  "printing",
  "after printing",
  "print deck ja",
])(
  "a build that is stopped at %j throws the signal's reason, writes nothing and leaves nothing running",
  async (step) => {
    const before = threads.length;
    const { build, request } = stoppedAt(step);
    await expect(buildDocuments(request, build.effects)).rejects.toBe(reason);
    expect(request.signal!.aborted).toBe(true);
    expect([...build.written.keys()]).toEqual([]);
    expect(build.browsers.filter(({ pid }) => isAlive(pid!))).toEqual([]);
    const started = threads.slice(before);
    expect(started.length).toBeGreaterThan(0);
    expect(started.map(({ threadId }) => threadId)).toEqual(started.map(() => -1));
  },
);

test("a build that is stopped starts no browser anew", async () => {
  const { build, request } = stoppedAt("printing");
  await expect(buildDocuments(request, build.effects)).rejects.toBe(reason);
  expect(build.browsers).toHaveLength(1);
});

test("pictures of pages can be stopped too", async () => {
  const { build, request } = stoppedAt("taking pictures");
  await expect(buildDocuments({ ...request, formats: ["png"] }, build.effects)).rejects.toBe(reason);
  expect([...build.written.keys()]).toEqual([]);
  expect(build.browsers.filter(({ pid }) => isAlive(pid!))).toEqual([]);
});

test("of many documents none is begun after the signal, and what is under way leaves nothing running", async () => {
  const controller = new AbortController();
  let begun = 0;
  const companies = ["acme", "second", "third", "fourth"];
  const build = toldBuild((step) => {
    if (!step.startsWith("print deck")) return;
    begun += 1;
    controller.abort(reason);
  }, companies);
  const documents = companies.map((company) => `${company}/documents/deck`);
  const request = { documents, languages: ["en"], jobs: 2, signal: controller.signal };
  await expect(buildMany(request, build.effects)).rejects.toBe(reason);
  expect(begun).toBeLessThanOrEqual(2);
  expect([...build.written.keys()]).toEqual([]);
  expect(build.browsers.filter(({ pid }) => isAlive(pid!))).toEqual([]);
});

test("once files are being written it is too late", async () => {
  const { build, request } = stoppedAt("write");
  expect((await buildDocuments(request, build.effects)).map(({ lang }) => lang)).toEqual(["en", "ja"]);
  expect(build.written.size).toBe(5);
});

test("a builder goes on after a build that was stopped, and gives the same bytes", async () => {
  const { build, request } = stoppedAt("print deck ja");
  const builder = createBuilder(build.effects);
  try {
    await expect(builder.build(request)).rejects.toBe(reason);
    await builder.build({ documents: deck.documents, languages: ["en"] });
    const whole = memoryBuild({ startBrowser: () => startBrowser(testBrowser()) });
    await buildDocuments({ documents: deck.documents, languages: ["en"] }, whole.effects);
    expect([...build.written.keys()]).toEqual([...whole.written.keys()]);
    for (const [name, bytes] of whole.written) {
      expect(Buffer.compare(Buffer.from(build.written.get(name)!), Buffer.from(bytes)), name).toBe(0);
    }
  } finally {
    await builder.close();
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
