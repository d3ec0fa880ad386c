import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { programEffects } from "../src/index.ts";
import { startBrowser } from "../src/pdf/browser.ts";
import { formatProblem } from "../src/problem.ts";
import { readTrace } from "../src/proof/read-trace.ts";
import { watchBuild, type WatchEvent } from "../src/watch-build.ts";
import { testBrowser } from "./browser.ts";
import { deckFiles } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

/** What is told, one after the other. */
function events() {
  const waiting: WatchEvent[] = [];
  let wake = (): void => {};
  return {
    told: (event: WatchEvent): void => {
      waiting.push(event);
      wake();
    },
    next: async (): Promise<WatchEvent> => {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift()!;
    },
  };
}

test("a changed fact is printed anew, a fault is told, its mend is built, and nothing else builds", async () => {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(deckFiles)) {
    mkdirSync(dirname(join(root, "acme", path)), { recursive: true });
    writeFileSync(join(root, "acme", path), text);
  }
  const out = join(root, "acme", "decks");
  const facts = join(root, "acme", "facts/facts.csv");
  const before = readFileSync(facts, "utf8");
  const controller = new AbortController();
  const { told, next } = events();
  const effects = { ...programEffects({ out }), startBrowser: () => startBrowser(testBrowser()) };
  const request = { documents: [join(root, "acme/documents/deck")], languages: ["en"] };
  const watching = watchBuild(request, effects, { out, signal: controller.signal, told });
  const printed = async (): Promise<readonly string[]> => {
    const bytes = readFileSync(join(out, "acme-deck.en.pdf"));
    return (await readTrace({ bytes, file: "deck.pdf" })).trace.printed.map(({ text }) => text);
  };

  expect((await next()).kind).toBe("built");
  const first = await printed();
  writeFileSync(facts, `${before}nonsense\n`);
  const failed = await next();
  expect(failed.kind === "failed" && failed.problems.map(formatProblem).join("\n")).toContain("facts.csv");
  expect(await printed()).toEqual(first);
  writeFileSync(facts, before);
  expect((await next()).kind).toBe("built");
  expect(await printed()).toEqual(first);
  const text = join(root, "acme/documents/deck/text.en.yaml");
  writeFileSync(text, readFileSync(text, "utf8").replace("Service A brought", "Service A gave"));
  const again = await next();
  expect(again).toMatchObject({ kind: "built", results: [{ lang: "en" }] });
  // As editors save: another file is put in its place, again and again
  for (const word of ["made", "earned", "brought in"]) {
    const beside = join(root, "acme/documents/deck/.text.swp");
    writeFileSync(
      beside,
      readFileSync(text, "utf8").replace(/Service A (gave|made|earned)/, `Service A ${word}`),
    );
    renameSync(beside, text);
    expect(await next()).toMatchObject({ kind: "built" });
  }
  writeFileSync(text, readFileSync(text, "utf8").replace("Service A brought in", "Service A took"));
  expect(await next()).toMatchObject({ kind: "built" });
  // What it writes into its own folder is no change
  const later = await Promise.race([next(), new Promise((resolve) => setTimeout(resolve, 400, "quiet"))]);
  expect(later).toBe("quiet");
  controller.abort();
  await watching;
});

test("a path that names no document ends at once", async () => {
  const { told, next } = events();
  const effects = programEffects({ out: "output" });
  await watchBuild({ documents: ["/nowhere"] }, effects, {
    out: "output",
    signal: new AbortController().signal,
    told,
  });
  expect((await next()).kind).toBe("failed");
});
