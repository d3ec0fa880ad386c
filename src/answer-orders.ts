import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { lastOrder, type NumberedAnswer, type NumberedOrder } from "./thread.ts";

/** The inside of a thread that `startThread` starts: answers each order with what the loaded function gives. */
export async function answerOrders<Order, Answer>(
  load: () => Promise<(order: Order) => Promise<Answer>>,
): Promise<void> {
  const { compileCache } = workerData as { readonly compileCache: string | undefined };
  if (compileCache !== undefined) enableCompileCache(compileCache);
  // After the cache is on, so that it serves what is imported
  const answer = await load();
  let unanswered = 0;
  let isEnding = false;
  const endIfDone = (): void => {
    if (isEnding && unanswered === 0) parentPort!.close();
  };
  parentPort!.on("message", async (message: NumberedOrder<Order> | typeof lastOrder) => {
    if (message === lastOrder) {
      isEnding = true;
      endIfDone();
      return;
    }
    const { number, order } = message;
    unanswered++;
    const answered: NumberedAnswer<Answer> = await answer(order).then(
      (answer) => ({ number, answer }),
      (error: unknown) => ({ number, fault: String((error as Error).stack ?? error) }),
    );
    parentPort!.postMessage(answered);
    unanswered--;
    endIfDone();
  });
}
