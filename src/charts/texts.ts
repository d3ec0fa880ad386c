import type { ChartRequest, Mark, Panel } from "./request.ts";

/** Every text that a chart prints: what its fonts must have. */
export function textsOf({ columns, columnLabels, panels }: ChartRequest): readonly string[] {
  return [...(columnLabels ? columns.map(({ label }) => label) : []), ...panels.flatMap(textsOfPanel)];
}

function textsOfPanel(panel: Panel): readonly string[] {
  const series = Array.isArray(panel.series) ? panel.series : [panel.series];
  const marks: readonly Mark[] = [
    ...series.flatMap(({ marks }) => marks),
    ...(panel.kind === "stacked-columns" ? panel.totals : []),
  ];
  return [panel.caption ?? "", ...marks.map(({ label }) => label ?? "")].filter((text) => text !== "");
}
