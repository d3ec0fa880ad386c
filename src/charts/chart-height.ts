import { columnLabelRoom } from "./captions.ts";
import type { ChartRequest, Look } from "./request.ts";

/** px; of the whole chart: its panels, the gaps between them and the names of the columns. */
export function chartHeight(
  { panels, columnLabels }: Pick<ChartRequest, "panels" | "columnLabels">,
  look: Look,
): number {
  const heights = panels.reduce((sum, { height }) => sum + height, 0);
  return heights + panelGap(look) * (panels.length - 1) + (columnLabels === true ? columnLabelRoom(look) : 0);
}

/** px between two panels. */
export function panelGap(look: Look): number {
  return look.labelSize;
}
