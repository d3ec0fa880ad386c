/** The thread that `reading.ts` starts: takes printed files with their traces, answers with what is wrong on their pages. */
import { answerOrders } from "./answer-orders.ts";

await answerOrders(async () => (await import("./read-back.ts")).readBack());
