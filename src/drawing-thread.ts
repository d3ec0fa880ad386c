/** The thread that `drawing.ts` starts: takes orders, answers with SVG. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { DrawingAnswer, DrawingOrder } from "./drawing.ts";

const { compileCache } = workerData as { readonly compileCache: string | undefined };
if (compileCache !== undefined) enableCompileCache(compileCache);
// After the cache is on, so that it serves them
const { drawCharts } = await import("./draw-charts.ts");
const draw = drawCharts();

parentPort!.on(
  "message",
  async ({ number, order }: { readonly number: number; readonly order: DrawingOrder }) => {
    const answer: DrawingAnswer = await draw(order).catch((error: unknown) => ({
      fault: String((error as Error).stack ?? error),
    }));
    parentPort!.postMessage({ number, answer });
  },
);
