import { z } from "zod";
import { isLabelled, valuesOf, weightOf } from "./bars.ts";
import type { Frame, Kind } from "./kind.ts";
import {
  type Extent,
  type LabelRow,
  lineLayer,
  panelSpec,
  pointLabelLayer,
  pointLayer,
  type PointRow,
  withRows,
} from "./layers.ts";
import { panelShape, seriesSchema } from "./mark-schema.ts";
import type { Look, RatioLine } from "./request.ts";

/** A ratio as a line in a panel of its own, each point labelled; not from zero, and so never as bars. */
export const ratioLine: Kind<RatioLine> = {
  kind: "ratio-line",
  schema: z.strictObject({
    kind: z.literal("ratio-line"),
    ...panelShape,
    series: seriesSchema,
  }) as z.ZodType<RatioLine>,
  shape: "point",
  series: ({ series }) => [series],
  spec(panel, frame, look) {
    const extent = lineExtent(valuesOf([panel.series]), { frame, look });
    const points = pointsOf(panel, frame);
    const colour = look.bad;
    const solid = points.filter(({ hollow }) => !hollow);
    const hollow = points.filter((point) => point.hollow);
    return panelSpec(
      frame,
      withRows([
        lineLayer(joined(solid), { frame, extent, colour, dashed: false }),
        lineLayer(joined(forecastPieces(points, frame)), { frame, extent, colour, dashed: true }),
        pointLayer(points, { frame, extent, colour, size: 34 }),
        pointLayer(
          hollow.map((point) => ({ ...point, series: "" })),
          { frame, extent, colour: look.paper, size: 10 },
        ),
        pointLabelLayer(labelsOf(panel, { frame, look }), { frame, extent }),
      ]),
    );
  },
  sample: {
    columns: ["FY2002", "FY2003", "FY2004", "FY2005", "FY2006", "FY2007"].map((id) => ({
      id,
      label: id,
      emphasis: id === "FY2007" ? "forecast" : id === "FY2006" ? "current" : "past",
    })),
    panel: {
      kind: "ratio-line",
      height: 84,
      caption: "Net margin",
      series: {
        id: "net-margin",
        label: "Net margin",
        colour: 0,
        marks: [
          { value: 8.7, label: "8.7%", figure: "net-income@FY2002|margin" },
          { value: -3.5, label: "(3.5)%", figure: "net-income@FY2003|margin" },
          { value: -1.1, label: "(1.1)%", figure: "net-income@FY2004|margin" },
          { value: 5.8, label: "5.8%", figure: "net-income@FY2005|margin" },
          { value: 7.4, label: "7.4%", figure: "net-income@FY2006|margin" },
          { value: 7.9, label: "7.9%", figure: "net-income@FY2007|margin" },
        ],
      },
    },
  },
};

function lineExtent(
  values: readonly number[],
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): Extent {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = look.labelSize * 1.9;
  const range = [frame.height - room, frame.top + room] as const;
  return low < high ? { domain: [low, high], range } : { domain: [low - 1, high + 1], range };
}

/** Points that follow each other without a gap form a run; a forecast is a run of its own. */
function pointsOf({ series }: RatioLine, frame: Frame): readonly PointRow[] {
  let run = 0;
  let parted = true;
  return frame.columns.flatMap((column, i) => {
    const value = series.marks[i]?.value ?? null;
    const hollow = column.emphasis === "forecast";
    if (value === null || hollow || parted) run++;
    parted = value === null || hollow;
    return value === null ? [] : [{ column: column.id, series: series.id, at: value, run, hollow }];
  });
}

/** Each way to or from a forecast: two points, a run of its own. */
function forecastPieces(points: readonly PointRow[], frame: Frame): readonly PointRow[] {
  return frame.columns.slice(1).flatMap((column, i) => {
    const ends = [frame.columns[i]!, column].flatMap(({ id }) =>
      points.filter((point) => point.column === id),
    );
    if (ends.length < 2 || !ends.some(({ hollow }) => hollow)) return [];
    return ends.map((end) => ({ ...end, run: i }));
  });
}

/** Without runs of a single point, which no line can show. */
function joined(points: readonly PointRow[]): readonly PointRow[] {
  const sizes = new Map<number, number>();
  for (const { run } of points) sizes.set(run, (sizes.get(run) ?? 0) + 1);
  return points.filter(({ run }) => sizes.get(run)! > 1);
}

/** Labels stand on the outer side of a bend: under a low point, over all others. */
function labelsOf(
  { series }: RatioLine,
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly LabelRow[] {
  return frame.columns.flatMap((column, i) => {
    const mark = series.marks[i];
    if (!isLabelled(mark)) return [];
    const { label, figure, value } = mark;
    const neighbours = [series.marks[i - 1], series.marks[i + 1]].flatMap((one) => one?.value ?? []);
    const low =
      neighbours.length === 2 &&
      neighbours.every((one) => one >= value) &&
      neighbours.some((one) => one > value);
    const place = low ? "under" : "over";
    return [
      {
        column: column.id,
        series: series.id,
        at: value,
        label,
        figure,
        weight: weightOf(column, { look, otherwise: "regular" }),
        place,
        lean: 0,
      },
    ];
  });
}
