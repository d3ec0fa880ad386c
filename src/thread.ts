import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";

/** A thread of its own that answers one order after another, and loads its libraries while the caller does something else. */
export interface Thread<Order, Answer> {
  /** Throws an Error with the thread's stack where the thread itself is at fault. */
  ask(order: Order): Promise<Answer>;
  /** Lets the thread end once it is loaded and all orders so far are answered, so that its memory is free. */
  closeWhenDone(): void;
  /** As `closeWhenDone`, and waits for it. */
  close(): Promise<void>;
}

/** Room for new objects: more makes a thread that works on and on larger, and no faster. */
const youngMegabytes = 12;

/** What a thread is sent after its last order. */
export const lastOrder = "end";

/** What a thread is sent, and sends back: see `answer-orders.ts`. */
export interface NumberedOrder<Order> {
  readonly number: number;
  readonly order: Order;
}
export type NumberedAnswer<Answer> = { readonly number: number } & (
  { readonly answer: Answer } | { readonly fault: string }
);

/** Starts the module at `url` as a thread and returns at once; `does` says in messages what it is for. It does not keep the process alive. */
export function startThread<Order, Answer>(url: URL, does: string): Thread<Order, Answer> {
  const worker = new Worker(url, {
    workerData: { compileCache: getCompileCacheDir() },
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  worker.unref();
  let asked = 0;
  let isEnding = false;
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const rejectAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (answered: NumberedAnswer<Answer>) => {
    const asker = waiting.get(answered.number);
    if ("fault" in answered) asker?.reject(new Error(answered.fault));
    else asker?.resolve(answered.answer);
    waiting.delete(answered.number);
    if (waiting.size === 0 && !isEnding) worker.unref();
  });
  worker.on("error", rejectAll);
  const ended = new Promise<void>((resolve) =>
    worker.on("exit", (code) => {
      rejectAll(new Error(`the thread that ${does} ended with ${code}`));
      resolve();
    }),
  );
  /** A thread that is stopped while it loads can take the whole process with it: it is asked to end, and ends by itself. */
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    worker.ref();
    worker.postMessage(lastOrder);
  };

  return {
    ask: (order) =>
      new Promise<Answer>((resolve, reject) => {
        const number = asked++;
        waiting.set(number, { resolve, reject });
        worker.ref();
        worker.postMessage({ number, order } satisfies NumberedOrder<Order>);
      }),
    closeWhenDone: end,
    close: () => {
      end();
      return ended;
    },
  };
}
