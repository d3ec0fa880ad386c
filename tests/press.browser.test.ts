import { expect, test } from "vitest";
import { startDrawing } from "../src/drawing.ts";
import { startBrowser, type Browser } from "../src/pdf/browser.ts";
import { openBrowsers } from "../src/pdf/browsers.ts";
import { layOutAll, planAll } from "../src/plan-all.ts";
import { openPress } from "../src/press.ts";
import { openMemory } from "../src/remember.ts";
import { testBrowser } from "./browser.ts";
import { memoryBuild } from "./memory-build.ts";

test("a browser that has printed many pages makes room for another, and the bytes are the same", async () => {
  const { effects } = memoryBuild();
  const memory = openMemory();
  const drawing = startDrawing();
  const request = { documents: ["acme/documents/deck"], languages: ["en"] };
  const planned = await planAll(request, effects, { memory, drawing });
  const [layout] = await layOutAll(planned, effects, memory);
  const browsers: Browser[] = [];
  const start = (): Browser => {
    browsers.push(startBrowser(testBrowser()));
    return browsers.at(-1)!;
  };
  // The deck has three pages
  const press = openPress({ browsers: openBrowsers({ start, mostPages: 5 }) });
  const options = {
    isLast: false,
    onPrinted: () => {},
    attach: () => [],
    whileLoading: () => {},
    whilePrinting: async () => {},
  };
  const printed: Uint8Array[] = [];
  const counts: number[] = [];
  for (const _ of [1, 2, 3]) {
    printed.push((await press.print(layout!, options)).bytes);
    counts.push(browsers.length);
  }
  expect(counts).toEqual([1, 1, 2]);
  expect(printed.map((bytes) => Buffer.compare(bytes, printed[0]!))).toEqual([0, 0, 0]);
  expect(() => process.kill(browsers[0]!.pid!, 0)).toThrow("ESRCH");
  await Promise.all([press.close(), drawing.close()]);
});
