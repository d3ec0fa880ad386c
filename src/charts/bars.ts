import { flatten } from "./colour.ts";
import type { BarRow, LabelRow } from "./layers.ts";
import type { ChartColumn, Look, Mark, Series } from "./request.ts";

/** The solid colour of a series over a column: earlier columns keep a part of it, forecasts are hatched in the full one. */
export function fillOf(series: Series, column: ChartColumn, look: Look): Pick<BarRow, "fill" | "hatched"> {
  const full = look.series[series.colour]!;
  const past = column.emphasis === "past";
  return {
    fill: past ? flatten(full, { share: look.past, ground: look.paper }) : full,
    hatched: column.emphasis === "forecast",
  };
}

/** The labels at the ends of the bars of one series: above those from zero up, below those that hang. */
export function endLabels(
  series: Series,
  {
    columns,
    look,
    lean = 0,
    otherwise,
  }: {
    readonly columns: readonly ChartColumn[];
    readonly look: Look;
    readonly lean?: -1 | 0 | 1;
    readonly otherwise: "regular" | "strong";
  },
): readonly LabelRow[] {
  return columns.flatMap((column, i) => {
    const mark = series.marks[i];
    if (!isLabelled(mark)) return [];
    const { label, figure, value } = mark;
    const place = value < 0 ? "below" : "above";
    return [
      {
        column: column.id,
        series: series.id,
        at: value,
        label,
        figure,
        weight: weightOf(column, { look, otherwise }),
        place,
        lean,
      },
    ];
  });
}

/** The bars of one series, each from zero. */
export function barsFromZero(
  series: Series,
  { columns, look }: { readonly columns: readonly ChartColumn[]; readonly look: Look },
): readonly BarRow[] {
  return columns.flatMap((column, i) => {
    const value = series.marks[i]?.value ?? null;
    if (value === null) return [];
    return [{ column: column.id, series: series.id, from: 0, to: value, ...fillOf(series, column, look) }];
  });
}

/** The current period is bold; of the others, those that a chart is about (`strong`) stand out from mere parts. */
export function weightOf(
  column: ChartColumn,
  { look, otherwise }: { readonly look: Look; readonly otherwise: "regular" | "strong" },
): number {
  return column.emphasis === "current" ? look.weight.bold : look.weight[otherwise];
}

export function isLabelled(
  mark: Mark | undefined,
): mark is Mark & { readonly value: number; readonly label: string } {
  return mark !== undefined && mark.value !== null && mark.label !== undefined;
}

export function valuesOf(series: readonly Series[]): readonly number[] {
  return series.flatMap(({ marks }) => marks.flatMap(({ value }) => (value === null ? [] : [value])));
}
