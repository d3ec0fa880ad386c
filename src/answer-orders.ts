import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { NumberedAnswer, NumberedOrder } from "./thread.ts";

/** The inside of a thread that `startThread` starts: answers each order with what the loaded function gives. */
export async function answerOrders<Order, Answer>(
  load: () => Promise<(order: Order) => Promise<Answer>>,
): Promise<void> {
  const { compileCache } = workerData as { readonly compileCache: string | undefined };
  if (compileCache !== undefined) enableCompileCache(compileCache);
  // After the cache is on, so that it serves what is imported
  const answer = await load();
  parentPort!.on("message", async ({ number, order }: NumberedOrder<Order>) => {
    const answered: NumberedAnswer<Answer> = await answer(order).then(
      (answer) => ({ number, answer }),
      (error: unknown) => ({ number, fault: String((error as Error).stack ?? error) }),
    );
    parentPort!.postMessage(answered);
  });
}
