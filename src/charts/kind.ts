import type { z } from "zod";
import type { PanelSpec } from "./layers.ts";
import type { ChartColumn, Look, Panel, Series } from "./request.ts";

/** One kind of panel: the shape of its request, and how it becomes a Vega-Lite spec. */
export interface Kind<P extends Panel = Panel> {
  readonly kind: P["kind"];
  readonly schema: z.ZodType<P>;
  /** A request that shows what the kind can do; tests draw it. */
  readonly sample: { readonly columns: readonly ChartColumn[]; readonly panel: P };
  /** What is drawn as bars or points: one shape for every value that is not null. */
  readonly series: (panel: P) => readonly Series[];
  readonly shape: "bar" | "point";
  /** What is labelled beside the series: one text for every mark that has a label. */
  readonly alsoLabelled?: (panel: P) => readonly Series[];
  /** What a schema cannot say, each as the text of a problem. */
  readonly faults?: (panel: P, columns: readonly ChartColumn[]) => readonly string[];
  readonly spec: (panel: P, frame: Frame, look: Look) => PanelSpec;
}

/** Where a panel draws: over columns of equal width, the first of which begins at 0. */
export interface Frame {
  readonly columns: readonly ChartColumn[];
  /** px of all columns together. */
  readonly width: number;
  readonly height: number;
  /** px at the top that a caption takes. */
  readonly top: number;
}
