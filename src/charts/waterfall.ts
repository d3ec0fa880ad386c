import { z } from "zod";
import { fillOf, isLabelled, weightOf } from "./bars.ts";
import type { Frame, Kind } from "./kind.ts";
import {
  barExtent,
  barLabelLayer,
  barLayer,
  type BarRow,
  type LabelRow,
  linkLayer,
  type LinkRow,
  panelSpec,
  withRows,
  zeroLayer,
} from "./layers.ts";
import { panelShape, seriesSchema } from "./mark-schema.ts";
import type { ChartColumn, Look, Tone, Waterfall } from "./request.ts";

/** The factors between two figures: each column begins where the one before it ends, the first and the last at zero. */
export const waterfall: Kind<Waterfall> = {
  kind: "waterfall",
  schema: z.strictObject({
    kind: z.literal("waterfall"),
    ...panelShape,
    series: seriesSchema,
    tones: z.array(z.enum(["good", "bad", "neither"])),
    slack: z.number().nonnegative(),
  }) as z.ZodType<Waterfall>,
  shape: "bar",
  series: ({ series }) => [series],
  faults(panel, columns) {
    const missing = gaps(panel, columns);
    return missing.length > 0 ? missing : endThatDoesNotFollow(panel);
  },
  spec(panel, frame, look) {
    const bars = barsOf(panel, { frame, look });
    const extent = barExtent(
      bars.flatMap(({ from, to }) => [from, to]),
      { frame, look },
    );
    return panelSpec(
      frame,
      withRows([
        barLayer(bars, { frame, extent }),
        linkLayer(linksOf(bars), { frame, extent, look }),
        zeroLayer(extent, look),
        barLabelLayer(labelsOf(panel, bars, { frame, look }), { frame, extent }),
      ]),
    );
  },
  sample: {
    columns: ["1H05", "Revenues", "Backbone", "Systems", "Personnel", "Other", "1H06"].map((label, i) => ({
      id: String(i),
      label,
      emphasis: label === "1H06" ? "current" : "past",
    })),
    panel: {
      kind: "waterfall",
      height: 240,
      series: {
        id: "operating-income",
        label: "Operating income",
        colour: 0,
        marks: [
          { value: 754, label: "754", figure: "operating-income@1H05" },
          { value: 980, label: "+980", figure: "factor.revenue@1H06" },
          { value: -1904, label: "−1,904", figure: "factor.backbone@1H06" },
          { value: -210, label: "−210", figure: "factor.systems@1H06" },
          { value: 0, label: "0", figure: "factor.personnel@1H06" },
          { value: 1750, label: "+1,750", figure: "factor.other@1H06" },
          { value: 1370, label: "1,370", figure: "operating-income@1H06" },
        ],
      },
      tones: ["good", "bad", "bad", "neither", "good"],
      slack: 3,
    },
  },
};

function barsOf(
  { series, tones }: Waterfall,
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly BarRow[] {
  let level = 0;
  return frame.columns.map((column, i) => {
    const value = series.marks[i]!.value ?? 0;
    const isEnd = i === 0 || i === frame.columns.length - 1;
    const from = isEnd ? 0 : level;
    level = from + value;
    const { fill, hatched } = fillOf(series, column, look);
    return {
      column: column.id,
      series: series.id,
      from,
      to: level,
      fill: isEnd ? fill : colourOf(tones[i - 1]!, look),
      hatched,
    };
  });
}

/**
 * What leads to the last column is the level that the factors come to, and so its top but for roundings. A factor of nothing
 * has no bar to lead to: the line goes on under its label.
 */
function linksOf(bars: readonly BarRow[]): readonly LinkRow[] {
  const seen = bars.filter(({ from, to }, i) => from !== to || i === 0 || i === bars.length - 1);
  return seen.slice(1).map((bar, i) => {
    const { column, to } = seen[i]!;
    return { column, next: bar.column, at: to };
  });
}

/** A label stands on the outer side of its bar, seen from zero: there no line to the next bar can cross it. */
function labelsOf(
  { series }: Waterfall,
  bars: readonly BarRow[],
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly LabelRow[] {
  return frame.columns.flatMap((column, i): LabelRow[] => {
    const mark = series.marks[i];
    const { from, to } = bars[i]!;
    if (!isLabelled(mark)) return [];
    const hangs = Math.max(from, to) <= 0 && Math.min(from, to) < 0;
    return [
      {
        column: column.id,
        series: series.id,
        at: hangs ? Math.min(from, to) : Math.max(from, to),
        label: mark.label,
        figure: mark.figure,
        weight: weightOf(column, { look, otherwise: i === 0 ? "strong" : "regular" }),
        place: hangs ? "below" : "above",
        lean: 0,
      },
    ];
  });
}

function colourOf(tone: Tone, { good, bad, muted }: Look): string {
  return { good, bad, neither: muted }[tone];
}

function gaps({ series, tones }: Waterfall, columns: readonly ChartColumn[]): readonly string[] {
  if (columns.length < 3) return [`expected a start, a factor or more and an end, got ${columns.length}`];
  if (tones.length !== columns.length - 2)
    return [`"${series.label}" has ${tones.length} tones for ${columns.length - 2} factors`];
  return columns.flatMap(({ label }, i) =>
    (series.marks[i]?.value ?? null) === null ? [`"${series.label}" over "${label}" has no value`] : [],
  );
}

/** An end that the factors do not lead to lies. */
function endThatDoesNotFollow({ series: { marks }, slack }: Waterfall): readonly string[] {
  const values = marks.map(({ value }) => value ?? 0);
  const end = values.at(-1)!;
  const sum = values.slice(0, -1).reduce((level, value) => level + value, 0);
  const noise = Math.max(...values.map(Math.abs)) * 1e-9;
  if (Math.abs(end - sum) <= slack + noise) return [];
  return [`start and factors come to ${sum} but the end is ${end}`];
}
