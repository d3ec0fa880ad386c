import type { BuildEffects } from "./build-effects.ts";
import { drawingCode } from "./drawing-code.ts";
import { startDrawing, type Drawing } from "./drawing.ts";
import { keepCharts, type KeptCharts } from "./kept-charts.ts";
import { openBrowsers, type Browsers } from "./pdf/browsers.ts";
import { startReading, type Reading } from "./reading.ts";
import { openMemory, type Memory } from "./remember.ts";

/**
 * What does the heavy work of builders: browsers and threads, each started when it is first asked for; and what they have read. Builders
 * side by side share them.
 */
export interface Engines {
  readonly memory: Memory;
  readonly browsers: Browsers;
  readonly kept: KeptCharts;
  /** The thread that draws charts; `ahead` says whether it loads its library at once. */
  drawing(options?: { readonly ahead?: boolean }): Drawing;
  /** The thread that reads pages back. */
  reading(): Reading;
  /** Ends the threads when all they were asked for is done. Browsers end with those who use them. */
  close(): Promise<void>;
}

export function openEngines({
  startBrowser,
  chartStore,
}: Pick<BuildEffects, "startBrowser" | "chartStore">): Engines {
  const kept = keepCharts({ code: drawingCode, ...(chartStore && { store: chartStore }) });
  let drawing: Drawing | undefined;
  let reading: Reading | undefined;
  return {
    memory: openMemory(),
    browsers: openBrowsers({ start: startBrowser }),
    kept,
    drawing: ({ ahead = true } = {}) => (drawing ??= startDrawing({ kept, ahead })),
    reading: () => (reading ??= startReading()),
    close: async () => {
      const ending = [drawing?.close(), reading?.close()];
      [drawing, reading] = [undefined, undefined];
      await Promise.all(ending);
    },
  };
}
