import { breakLines, evenLines, type Line, textOf } from "./break-lines.ts";
import { smallestLabel } from "./labels.ts";
import type { ChartColumn, Look, MeasureText, Panel } from "./request.ts";
import type { Caption } from "./svg.ts";

interface Setting {
  readonly look: Look;
  readonly measure: MeasureText;
}

/** True where a caption stands in the label column; without such a column it stands over its panel. */
export function isBeside({ labelWidth }: { readonly labelWidth: number }, look: Look): boolean {
  return labelWidth >= 4 * look.labelSize;
}

/** px at the top of a panel that its caption takes. */
export function captionRoom(
  panel: Panel,
  { labelWidth, look }: { readonly labelWidth: number; readonly look: Look },
): number {
  return panel.caption === undefined || isBeside({ labelWidth }, look) ? 0 : Math.round(look.labelSize * 1.7);
}

/**
 * The caption of a panel, broken into the lines that its label column needs, or one line over the panel. A string is
 * the fault if there is no room.
 */
export function placeCaption(
  panel: Panel,
  {
    top,
    width,
    labelWidth,
    look,
    measure,
  }: Setting & { readonly top: number; readonly width: number; readonly labelWidth: number },
): readonly Caption[] | string {
  if (panel.caption === undefined) return [];
  const size = look.labelSize;
  const style = { size, weight: look.weight.strong };
  const beside = isBeside({ labelWidth }, look);
  const room = beside ? labelWidth - size : width;
  const lines = beside
    ? breakLines(panel.caption, { room, width: (text) => measure(text, style) })
    : [panel.caption];
  const leading = Math.round(size * 1.35);
  const widest = Math.max(...lines.map((line) => measure(line, style)));
  if (widest > room || (beside && lines.length * leading > panel.height)) {
    return `no room for the caption "${panel.caption}" in ${room} px`;
  }
  const first =
    top + (beside ? Math.min(panel.height / 2, size * 2) - ((lines.length - 1) * leading) / 4 : size);
  return lines.map((text, i) => ({
    x: 0,
    y: first + i * leading,
    parts: [{ text }],
    ...style,
    anchor: "start",
  }));
}

/** The names of columns from y = 0 down, and the px that they take. */
export interface ColumnLabels {
  readonly captions: readonly Caption[];
  readonly height: number;
}

/** The names of the columns, all in one size and on at most `most` lines. A string is the fault if there is no room. */
export function placeColumnLabels(
  columns: readonly ChartColumn[],
  {
    left,
    step,
    most,
    look,
    measure,
  }: Setting & { readonly left: number; readonly step: number; readonly most: number },
): ColumnLabels | string {
  let tooLong = "";
  for (let size = look.labelSize; size >= Math.min(smallestLabel, look.labelSize); size -= 0.5) {
    const room = step - (most === 1 ? size / 3 : size / 2);
    const leading = Math.round(size * 1.35);
    const labels = columns.map((column) => {
      const weight = column.emphasis === "current" ? look.weight.bold : look.weight.regular;
      const width = (text: string): number => measure(text, { size, weight });
      const lines = linesOf(column).flatMap((line) =>
        most === 1 ? [line] : evenLines(line, { room, width }),
      );
      const widest = Math.max(...lines.map((line) => width(textOf(line))));
      return { label: column.label, lines, weight, widest, fits: lines.length <= most && widest <= room };
    });
    const unfit = labels.filter(({ fits }) => !fits);
    if (unfit.length === 0) {
      return {
        height: columnLabelRoom(look) + (Math.max(...labels.map(({ lines }) => lines.length)) - 1) * leading,
        captions: labels.flatMap(({ lines, weight }, i) =>
          lines.map((parts, line) => ({
            x: left + (i + 0.5) * step,
            y: Math.round(look.labelSize * 1.3) + line * leading,
            parts,
            size,
            weight,
            anchor: "middle" as const,
          })),
        ),
      };
    }
    tooLong = unfit.reduce((a, b) => (b.widest > a.widest ? b : a)).label;
  }
  const lines = most === 1 ? "" : `${most} lines of `;
  return `no room for the column label "${tooLong}" in ${lines}${Math.floor(step)} px`;
}

/** px under the last panel for the names of the columns, on one line. */
export function columnLabelRoom(look: Look): number {
  return Math.round(look.labelSize * 1.9);
}

/** The lines of a label as they are asked for: one, that of the period, unless the column says otherwise. */
function linesOf({ id, label, lines }: ChartColumn): readonly Line[] {
  return lines ?? [[{ text: label, term: id }]];
}
