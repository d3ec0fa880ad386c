import { beforeAll, expect, test, vi } from "vitest";
import { processes } from "../bench/process-tree.ts";
import { buildDocuments } from "../src/index.ts";
import { startBrowser, type Browser, type BrowserLimits } from "../src/pdf/browser.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild } from "./memory-build.ts";

const request = { documents: ["acme/documents/deck"], languages: ["en"] };
let undisturbed: Uint8Array;

beforeAll(async () => {
  const { effects, written } = memoryBuild({ startBrowser: () => startBrowser(testBrowser()) });
  await buildDocuments(request, effects);
  undisturbed = written.get("acme-deck.en.pdf") as Uint8Array;
});

function processOf(browser: Browser, target: "browser" | "renderer"): number {
  if (target === "browser") return browser.pid!;
  return processes().find(
    ({ group, command }) => group === browser.pid && command.includes("--type=renderer"),
  )!.pid;
}

/** Of the first browser only, so that its successor may take its time. */
const brief: Partial<BrowserLimits> = { load: 0.3, measure: 0.3, print: 0.3, printPage: 0 };

test.each([
  ["SIGSTOP", "browser", "loading"],
  ["SIGSTOP", "renderer", "measuring"],
  ["SIGSTOP", "renderer", "printing"],
  ["SIGKILL", "renderer", "loading"],
  ["SIGSEGV", "renderer", "printing"],
] as const)("%s of the %s while %s: the same bytes by a second browser", async (signal, target, step) => {
  const browsers: Browser[] = [];
  const { effects, written } = memoryBuild({
    startBrowser: () => {
      const isFirst = browsers.length === 0;
      const browser = startBrowser({ ...testBrowser(), ...(isFirst && { limits: brief }) });
      browsers.push(browser);
      const run = browser.run.bind(browser);
      if (isFirst)
        browser.run = (asked, work) =>
          run(asked, () => {
            if (asked.step.startsWith(step)) process.kill(processOf(browser, target), signal);
            return work();
          });
      return browser;
    },
  });
  await buildDocuments(request, effects);
  expect(browsers).toHaveLength(2);
  expect(Buffer.from(undisturbed).equals(written.get("acme-deck.en.pdf") as Uint8Array)).toBe(true);
  const groups = browsers.map(({ pid }) => pid);
  const left = () =>
    processes().filter(({ group, state }) => groups.includes(group) && !"ZX".includes(state));
  await vi.waitFor(() => expect(left()).toEqual([]));
});
