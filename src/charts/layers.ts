import type { Frame } from "./kind.ts";
import type { ChartColumn, Look } from "./request.ts";

/** A Vega-Lite spec of one panel, held to what panels need. */
export interface PanelSpec {
  readonly width: number;
  readonly height: number;
  readonly padding: 0;
  readonly autosize: "none";
  readonly background: null;
  readonly layer: readonly Layer[];
}

export interface Layer {
  readonly data: { readonly values: readonly object[] };
  readonly mark: { readonly type: "bar" | "line" | "point" | "rule" | "text" } & Readonly<
    Record<string, unknown>
  >;
  readonly encoding: Readonly<Record<string, object>>;
}

/** A bar from one value to another over a column. */
export interface BarRow {
  readonly column: string;
  readonly series: string;
  readonly from: number;
  readonly to: number;
  readonly fill: string;
  /** Slanted lines of the colour in an outline, as for a forecast. */
  readonly hatched: boolean;
}

/** A text and the value that it stands at. */
export interface LabelRow {
  readonly column: string;
  readonly series: string;
  readonly at: number;
  readonly label: string;
  readonly figure?: string | undefined;
  readonly weight: number;
  /** `above` and `below` a bar's end, `inside` a bar of that colour, `over` or `under` a point of a line. */
  readonly place: "above" | "below" | "inside" | "over" | "under";
  /** The colour of the bar that it stands in. */
  readonly ground?: string | undefined;
  /** The side to which it may move away from its neighbours: -1 left, 1 right, 0 both. */
  readonly lean: -1 | 0 | 1;
}

/** A point of a line; the points of one `run` are joined. */
export interface PointRow {
  readonly column: string;
  readonly series: string;
  readonly at: number;
  readonly run: number;
  readonly hollow: boolean;
}

/** A level that leads from a column to the next one. */
export interface LinkRow {
  readonly column: string;
  readonly next: string;
  readonly at: number;
}

/** Linear scale of a panel: the values at the bottom and the top, and where these stand in px from the top. */
export interface Extent {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

export function panelSpec(frame: Frame, layer: readonly Layer[]): PanelSpec {
  return {
    width: frame.width,
    height: frame.height,
    padding: 0,
    autosize: "none",
    background: null,
    layer,
  };
}

/** From the smallest value or zero to the largest or zero, with room for a label above, and below where bars hang. */
export function barExtent(
  values: readonly number[],
  { frame, look }: { readonly frame: Frame; readonly look: Look },
): Extent {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = look.labelSize * 1.6;
  const domain = low === 0 && high === 0 ? ([0, 1] as const) : ([low, high] as const);
  return {
    domain,
    range: [frame.height - (low < 0 ? room : 1), frame.top + (high > 0 || low === 0 ? room : 2)],
  };
}

/** Bars; those of one column side by side if `sideBySide` names the order of their series. */
export function barLayer(
  rows: readonly BarRow[],
  {
    frame,
    extent,
    sideBySide,
  }: { readonly frame: Frame; readonly extent: Extent; readonly sideBySide?: readonly string[] },
): Layer {
  return {
    data: { values: rows },
    mark: { type: "bar" },
    encoding: {
      ...overBands(frame, sideBySide),
      y: vertical("from", extent),
      y2: { field: "to" },
      color: { field: "fill", type: "nominal", scale: null, legend: null },
    },
  };
}

/** The line at zero, over all columns. */
export function zeroLayer(extent: Extent, look: Look): Layer {
  return {
    data: { values: [{ zero: 0 }] },
    mark: { type: "rule", color: look.ink, strokeWidth: 1 },
    encoding: { y: vertical("zero", extent) },
  };
}

/** Thin lines from the right edge of a bar to the left edge of the next one. */
export function linkLayer(
  rows: readonly LinkRow[],
  { frame, extent, look }: { readonly frame: Frame; readonly extent: Extent; readonly look: Look },
): Layer {
  return {
    data: { values: rows },
    mark: { type: "rule", color: look.muted, strokeWidth: 1 },
    encoding: {
      x: { ...overBands(frame, undefined)["x"], bandPosition: 1 },
      x2: { field: "next", bandPosition: 0 },
      y: vertical("at", extent),
    },
  };
}

/** Texts at the middle of bars; where each stands finally is settled after drawing. */
export function barLabelLayer(
  rows: readonly LabelRow[],
  {
    frame,
    extent,
    sideBySide,
  }: { readonly frame: Frame; readonly extent: Extent; readonly sideBySide?: readonly string[] },
): Layer {
  return textLayer(rows, overBands(frame, sideBySide), extent);
}

/** Texts at points of a line. */
export function pointLabelLayer(
  rows: readonly LabelRow[],
  { frame, extent }: { readonly frame: Frame; readonly extent: Extent },
): Layer {
  return textLayer(rows, overCentres(frame), extent);
}

export function lineLayer(
  rows: readonly PointRow[],
  {
    frame,
    extent,
    colour,
    dashed,
  }: { readonly frame: Frame; readonly extent: Extent; readonly colour: string; readonly dashed: boolean },
): Layer {
  return {
    data: { values: rows },
    mark: { type: "line", color: colour, strokeWidth: 2, ...(dashed ? { strokeDash: [4, 3] } : {}) },
    encoding: {
      ...overCentres(frame),
      y: vertical("at", extent),
      detail: { field: "run", type: "nominal" },
    },
  };
}

export function pointLayer(
  rows: readonly PointRow[],
  {
    frame,
    extent,
    colour,
    size,
  }: { readonly frame: Frame; readonly extent: Extent; readonly colour: string; readonly size: number },
): Layer {
  return {
    data: { values: rows },
    mark: { type: "point", filled: true, opacity: 1, color: colour, size },
    encoding: { ...overCentres(frame), y: vertical("at", extent) },
  };
}

/** A layer list without those that have nothing to draw: Vega warns of empty data. */
export function withRows(layers: readonly Layer[]): readonly Layer[] {
  return layers.filter(({ data }) => data.values.length > 0);
}

function textLayer(
  rows: readonly LabelRow[],
  horizontal: Readonly<Record<string, object>>,
  extent: Extent,
): Layer {
  return {
    data: { values: rows },
    mark: { type: "text" },
    encoding: {
      ...horizontal,
      y: vertical("at", extent),
      text: { field: "label", type: "nominal" },
    },
  };
}

/** Axes are null on every layer: Vega-Lite 6 fails where one layer has an axis and another has none. */
function vertical(field: string, { domain, range }: Extent): object {
  return { field, type: "quantitative", axis: null, scale: { domain, range, nice: false, zero: false } };
}

function overBands(
  frame: Frame,
  sideBySide: readonly string[] | undefined,
): Readonly<Record<string, object>> {
  const gap = gapShare(frame, sideBySide?.length ?? 1);
  const scale = { type: "band", paddingInner: gap, paddingOuter: gap / 2 };
  const x = {
    field: "column",
    type: "nominal",
    sort: idsOf(frame.columns),
    axis: null,
    scale: withDomain(frame, scale),
  };
  if (sideBySide === undefined) return { x };
  const within = { paddingInner: 0.06, paddingOuter: 0, domain: sideBySide };
  return { x, xOffset: { field: "series", type: "nominal", sort: sideBySide, scale: within } };
}

/** A point scale with half a step around it: its points stand over the middle of the bands of the other panels. */
function overCentres(frame: Frame): Readonly<Record<string, object>> {
  const scale = withDomain(frame, { type: "point", padding: 0.5 });
  return { x: { field: "column", type: "nominal", sort: idsOf(frame.columns), axis: null, scale } };
}

/** Columns without a value keep their place. */
function withDomain(frame: Frame, scale: object): object {
  return { ...scale, domain: idsOf(frame.columns) };
}

/** The share of a column's width that stays free: bars are never broader than 72 px each. */
function gapShare({ columns, width }: Frame, bars: number): number {
  return Math.max(bars > 1 ? 0.24 : 0.34, 1 - (72 * bars * columns.length) / width);
}

function idsOf(columns: readonly ChartColumn[]): readonly string[] {
  return columns.map(({ id }) => id);
}
