import type { ChartRequest, Look } from "./charts/request.ts";
import type { FaceName } from "./fonts/faces.ts";
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

/** Starts the thread and returns at once. It does not keep the process alive. */
export function startDrawing(): Drawing {
  const url = new URL("./drawing-thread.ts", import.meta.url);
  const thread = startThread<DrawingOrder, DrawingAnswer>(url, "draws charts");
  return {
    ...thread,
    draw: async (order) => {
      const answer = await thread.ask(order);
      if ("problems" in answer) throw new KessanError(answer.problems);
      return answer.drawn;
    },
  };
}
