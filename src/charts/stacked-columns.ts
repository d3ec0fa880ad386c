import { z } from "zod";
import { fillOf, isLabelled, weightOf } from "./bars.ts";
import type { Frame, Kind } from "./kind.ts";
import {
  barExtent,
  barLabelLayer,
  barLayer,
  type BarRow,
  type LabelRow,
  panelSpec,
  withRows,
  zeroLayer,
} from "./layers.ts";
import { markSchema, panelShape, seriesSchema } from "./mark-schema.ts";
import type { ChartColumn, Look, Series, StackedColumns } from "./request.ts";

/** Parts on top of each other from zero, the first series at the bottom; the total's label above each stack. */
export const stackedColumns: Kind<StackedColumns> = {
  kind: "stacked-columns",
  schema: z.strictObject({
    kind: z.literal("stacked-columns"),
    ...panelShape,
    series: z.array(seriesSchema).min(1),
    totals: z.array(markSchema),
  }) as z.ZodType<StackedColumns>,
  shape: "bar",
  series: ({ series }) => series,
  alsoLabelled: (panel) => [totalsOf(panel)],
  faults(panel, columns) {
    return [...negativeParts(panel, columns), ...totalsThatDoNotAdd(panel, columns)];
  },
  spec(panel, frame, look) {
    const tops = frame.columns.map((_, i) => heightOf(panel.series, i));
    const extent = barExtent(tops, { frame, look });
    const bars = stack(panel.series, { frame, look });
    return panelSpec(
      frame,
      withRows([
        barLayer(bars, { frame, extent }),
        zeroLayer(extent, look),
        barLabelLayer([...partLabels(panel, bars, { frame, look }), ...totalLabels(panel, { frame, look })], {
          frame,
          extent,
        }),
      ]),
    );
  },
  sample: {
    columns: ["2Q05", "3Q05", "4Q05", "1Q06", "2Q06"].map((id) => ({
      id,
      label: id,
      emphasis: id === "2Q06" ? "current" : "past",
    })),
    panel: {
      kind: "stacked-columns",
      height: 220,
      caption: "Revenues",
      series: [
        series(
          { id: "connectivity", label: "Internet connectivity", colour: 0 },
          [3446, 3378, 3227, 3248, 3223],
        ),
        series(
          { id: "value-added", label: "Value-added services", colour: 1 },
          [2321, 2389, 2613, 2601, 2641],
        ),
        series(
          { id: "outsourcing", label: "Outsourced operation", colour: 2 },
          [2566, 2647, 2757, 2821, 2984],
        ),
        series(
          { id: "integration", label: "Systems integration", colour: 3 },
          [1193, 2405, 2440, 6258, 2778],
        ),
        series({ id: "equipment", label: "Equipment sales", colour: 4 }, [273, 1000, 769, 1042, 542]),
      ],
      totals: [
        { value: 9799, label: "9,799", figure: "revenue.total@2Q05" },
        { value: 11819, label: "11,819", figure: "revenue.total@3Q05" },
        { value: 11806, label: "11,806", figure: "revenue.total@4Q05" },
        { value: 15970, label: "15,970", figure: "revenue.total@1Q06" },
        { value: 12168, label: "12,168", figure: "revenue.total@2Q06" },
      ],
    },
  },
};

function stack(
  all: readonly Series[],
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly BarRow[] {
  return frame.columns.flatMap((column, i) => {
    let from = 0;
    return all.flatMap((one) => {
      const value = one.marks[i]?.value ?? null;
      if (value === null) return [];
      const bar = { column: column.id, series: one.id, from, to: from + value, ...fillOf(one, column, look) };
      from += value;
      return [bar];
    });
  });
}

function partLabels(
  { series: all }: StackedColumns,
  bars: readonly BarRow[],
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly LabelRow[] {
  return bars.flatMap(({ column, series: id, from, to, fill, hatched }) => {
    const i = frame.columns.findIndex((one) => one.id === column);
    const mark = all.find((one) => one.id === id)?.marks[i];
    if (!isLabelled(mark)) return [];
    const { label, figure } = mark;
    const weight = frame.columns[i]!.emphasis === "current" ? look.weight.strong : look.weight.regular;
    const ground = hatched ? look.paper : fill;
    return [
      { column, series: id, at: (from + to) / 2, label, figure, weight, place: "inside", ground, lean: 0 },
    ];
  });
}

function totalLabels(
  panel: StackedColumns,
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): readonly LabelRow[] {
  return frame.columns.flatMap((column, i) => {
    const mark = panel.totals[i];
    if (!isLabelled(mark)) return [];
    const { label, figure } = mark;
    const at = heightOf(panel.series, i);
    return [
      {
        column: column.id,
        series: "totals",
        at,
        label,
        figure,
        weight: weightOf(column, { look, otherwise: "strong" }),
        place: "above",
        lean: 0,
      },
    ];
  });
}

function totalsOf({ totals }: StackedColumns): Series {
  return { id: "totals", label: "total", colour: 0, marks: totals };
}

function heightOf(all: readonly Series[], column: number): number {
  return all.reduce((sum, { marks }) => sum + (marks[column]?.value ?? 0), 0);
}

function negativeParts({ series: all }: StackedColumns, columns: readonly ChartColumn[]): readonly string[] {
  return all.flatMap((one) =>
    one.marks.flatMap(({ value }, i) => {
      if (value === null || value >= 0) return [];
      const where = `"${one.label}" over "${columns[i]?.label}"`;
      return [`${where} is ${value}: a stack cannot hold a negative part; use clustered-columns`];
    }),
  );
}

/** A stack lower or higher than the total above it lies. A hundredth is left for rounding. */
function totalsThatDoNotAdd(panel: StackedColumns, columns: readonly ChartColumn[]): readonly string[] {
  return columns.flatMap(({ label }, i) => {
    const total = panel.totals[i]?.value ?? null;
    const sum = heightOf(panel.series, i);
    if (total === null || Math.abs(total - sum) <= Math.max(Math.abs(total), Math.abs(sum)) / 100) return [];
    return [`the parts over "${label}" add to ${sum} but their total is ${total}`];
  });
}

function series(about: Omit<Series, "marks">, values: readonly number[]): Series {
  return { ...about, marks: values.map((value) => ({ value })) };
}
