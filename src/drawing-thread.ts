/** The thread that `drawing.ts` starts: takes orders, answers with SVG. */
import { answerOrders } from "./answer-orders.ts";

await answerOrders(async () => (await import("./draw-charts.ts")).drawCharts());
