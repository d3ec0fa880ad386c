import { drawChart } from "./charts/draw.ts";
import { loadVega } from "./charts/scene.ts";
import type { DrawingAnswer, DrawingOrder } from "./drawing.ts";
import { createFonts } from "./fonts/load.ts";
import { measureWith } from "./fonts/measure.ts";
import { KessanError, type Problem } from "./problem.ts";

/** A drawer of charts that keeps its fonts between orders. The libraries load at once, before the first order. */
export function drawCharts(): (order: DrawingOrder) => Promise<DrawingAnswer> {
  const fonts = createFonts();
  const ready = loadVega();
  return async ({ charts, look, faces }) => {
    await ready;
    const measure = measureWith(await fonts, faces);
    const drawn = new Map<string, string>();
    const problems: Problem[] = [];
    for (const { id, slide, place, request } of charts) {
      try {
        drawn.set(id, await drawChart(request, { look, measure }));
      } catch (error) {
        if (!(error instanceof KessanError)) throw error;
        problems.push(
          ...error.problems.map((problem) => ({
            place,
            ...problem,
            what: `slide "${slide}": ${problem.what}`,
          })),
        );
      }
    }
    return problems.length > 0 ? { problems } : { drawn };
  };
}
