import type { ChartRequest, Look } from "./charts/request.ts";
import type { FaceName } from "./fonts/faces.ts";
import type { KeptCharts } from "./kept-charts.ts";
import { KessanError, type Place, type Problem } from "./problem.ts";
import { startThread, type Thread } from "./thread.ts";

/** Charts to draw with one look and in the faces of one language. */
export interface DrawingOrder {
  readonly charts: readonly {
    readonly id: string;
    readonly slide: string;
    /** Where the input asks for it. */
    readonly place: Place;
    readonly request: ChartRequest;
  }[];
  readonly look: Look;
  readonly faces: readonly FaceName[];
}

/** What the thread answers: the SVG of every chart by its id, or what is wrong with the requests. */
export type DrawingAnswer =
  { readonly drawn: ReadonlyMap<string, string> } | { readonly problems: readonly Problem[] };

/** Draws charts in a thread of its own, which loads the chart library while the caller reads and plans. */
export interface Drawing extends Pick<Thread<DrawingOrder, DrawingAnswer>, "closeWhenDone" | "close"> {
  /** SVG by chart id. Throws a KessanError with the problems of all charts, naming their slides. */
  draw(order: DrawingOrder): Promise<ReadonlyMap<string, string>>;
}

export interface DrawingOptions {
  /** Charts that were drawn before; every chart is drawn without it. */
  readonly kept?: KeptCharts;
  /** False where all charts are likely to be kept: then the thread starts with the first that is not. */
  readonly ahead?: boolean;
}

/** Starts the thread and returns at once. It does not keep the process alive. */
export function startDrawing({ kept, ahead = true }: DrawingOptions = {}): Drawing {
  const url = new URL("./drawing-thread.ts", import.meta.url);
  let thread: Thread<DrawingOrder, DrawingAnswer> | undefined;
  const start = () => (thread ??= startThread(url, "draws charts"));
  if (ahead) start();
  const pending = new Set<Promise<unknown>>();

  const draw = async (order: DrawingOrder): Promise<ReadonlyMap<string, string>> => {
    const found = (await kept?.find(order)) ?? new Map<string, string>();
    const missing = { ...order, charts: order.charts.filter(({ id }) => !found.has(id)) };
    if (missing.charts.length === 0) return found;
    const answer = await start().ask(missing);
    if ("problems" in answer) throw new KessanError(answer.problems);
    // Nobody waits for the disk but who closes
    if (kept !== undefined) follow(kept.keep(missing, answer.drawn));
    return new Map([...found, ...answer.drawn]);
  };
  const follow = <T>(work: Promise<T>): Promise<T> => {
    const settled = work.catch(() => {}).finally(() => pending.delete(settled));
    pending.add(settled);
    return work;
  };
  const settle = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending);
  };

  return {
    draw: (order) => follow(draw(order)),
    closeWhenDone: () => void settle().then(() => thread?.closeWhenDone()),
    close: async () => {
      await settle();
      await thread?.close();
    },
  };
}
