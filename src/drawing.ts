import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";
import type { ChartRequest, Look } from "./charts/request.ts";
import type { FaceName } from "./fonts/faces.ts";
import { KessanError, type Place, type Problem } from "./problem.ts";

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

/** What the thread answers: the SVG of every chart by its id, or what is wrong with the requests, or a fault of ours. */
export type DrawingAnswer =
  | { readonly drawn: ReadonlyMap<string, string> }
  | { readonly problems: readonly Problem[] }
  | { readonly fault: string };

/** Draws charts in a thread of its own, which loads the chart library while the caller reads and plans. */
export interface Drawing {
  /** SVG by chart id. Throws a KessanError with the problems of all charts, naming their slides. */
  draw(order: DrawingOrder): Promise<ReadonlyMap<string, string>>;
  /** Ends the thread once all orders so far are answered, so that its memory is free while the browser prints. */
  closeWhenDone(): void;
  close(): Promise<void>;
}

/** Starts the thread and returns at once. It does not keep the process alive. */
export function startDrawing(): Drawing {
  const worker = new Worker(new URL("./drawing-thread.ts", import.meta.url), {
    workerData: { compileCache: getCompileCacheDir() },
  });
  worker.unref();
  let asked = 0;
  let isLast = false;
  const waiting = new Map<
    number,
    { resolve: (answer: DrawingAnswer) => void; reject: (error: Error) => void }
  >();
  const rejectAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", ({ number, answer }: { readonly number: number; readonly answer: DrawingAnswer }) => {
    waiting.get(number)?.resolve(answer);
    waiting.delete(number);
    if (waiting.size > 0) return;
    worker.unref();
    if (isLast) void worker.terminate();
  });
  worker.on("error", rejectAll);
  worker.on("exit", (code) => rejectAll(new Error(`the thread that draws charts ended with ${code}`)));

  return {
    draw: async (order) => {
      const answer = await new Promise<DrawingAnswer>((resolve, reject) => {
        const number = asked++;
        waiting.set(number, { resolve, reject });
        worker.ref();
        worker.postMessage({ number, order });
      });
      if ("problems" in answer) throw new KessanError(answer.problems);
      if ("fault" in answer) throw new Error(answer.fault);
      return answer.drawn;
    },
    closeWhenDone: () => {
      isLast = true;
      if (waiting.size === 0) void worker.terminate();
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
