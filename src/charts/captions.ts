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
  return lines.map((text, i) => ({ x: 0, y: first + i * leading, text, ...style, anchor: "start" }));
}

/** The names of the columns under the last panel, all in one size. A string is the fault if there is no room. */
export function placeColumnLabels(
  columns: readonly ChartColumn[],
  {
    left,
    step,
    top,
    look,
    measure,
  }: Setting & { readonly left: number; readonly step: number; readonly top: number },
): readonly Caption[] | string {
  for (let size = look.labelSize; size >= Math.min(smallestLabel, look.labelSize); size -= 0.5) {
    const captions = columns.map(({ id, label, emphasis }, i): Caption => ({
      x: left + (i + 0.5) * step,
      y: top + Math.round(look.labelSize * 1.3),
      text: label,
      term: id,
      size,
      weight: emphasis === "current" ? look.weight.bold : look.weight.regular,
      anchor: "middle",
    }));
    const gap = size / 3;
    if (captions.every(({ text, weight }) => measure(text, { size, weight }) + gap <= step)) return captions;
  }
  const style = { size: smallestLabel, weight: look.weight.regular };
  const widest = columns.reduce((a, b) => (measure(b.label, style) > measure(a.label, style) ? b : a));
  return `no room for the column label "${widest.label}" in ${Math.floor(step)} px`;
}

/** px under the last panel for the names of the columns. */
export function columnLabelRoom(look: Look): number {
  return Math.round(look.labelSize * 1.9);
}

/** Lines broken at spaces and between Japanese characters, none of which begins with a mark that may not. */
function breakLines(
  text: string,
  { room, width }: { readonly room: number; readonly width: (text: string) => number },
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [piece] of text.matchAll(
    /[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]+\s*|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー][、。，．・）」』】〕ーァィゥェォッャュョぁぃぅぇぉっゃゅょ]*\s*/gu,
  )) {
    if (line !== "" && width((line + piece).trimEnd()) > room) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
