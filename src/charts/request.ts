import type { Shown } from "../figures/rounding.ts";

/** What a chart shows: one x shared by panels that stand under each other. All texts are finished strings of one language. */
export interface ChartRequest {
  /** px; the whole chart. */
  readonly width: number;
  /** px left of the first column, so that columns stand over those of a table with a label column of that width; may be 0. */
  readonly labelWidth: number;
  readonly columns: readonly ChartColumn[];
  /**
   * True where no table under the chart names the columns: their labels are drawn under the last panel, on one line. Inside:
   * at the bottom of the last panel, on as many lines as they need.
   */
  readonly columnLabels: boolean | "inside";
  readonly panels: readonly Panel[];
  /** One sentence for readers who cannot see the chart. */
  readonly alt: string;
}

export interface ChartColumn {
  /** Of the period, or of what stands in its place where the columns are no periods. */
  readonly id: string;
  readonly label: string;
  /** The label with its periods marked and the places where its lines end; left out, the whole label names the period `id`. */
  readonly lines?: readonly (readonly LabelPart[])[];
  /** The current period stands in full colour and bold; forecasts are hatched. */
  readonly emphasis: "past" | "current" | "forecast";
}

/** A part of a label; a zero-width space is where it may break, and is not printed. */
export interface LabelPart {
  readonly text: string;
  /** Id of the period or the date that it names. */
  readonly term?: string;
}

/** One value of a series over one column. */
export interface Mark {
  /** Geometry only; null where there is no value. Never printed. */
  readonly value: number | null;
  /** The finished text of the value; undefined where it is not labelled. */
  readonly label?: string;
  /** The canonical reference of the figure that `label` prints. */
  readonly figure?: string;
  /** The exact value of that figure in base units and how it was rounded, for whoever traces it; not drawn. */
  readonly exact?: string;
  readonly shown?: Shown;
}

export interface Series {
  readonly id: string;
  readonly label: string;
  /** Index into `series` of tokens.yaml. */
  readonly colour: number;
  /** One mark a column. */
  readonly marks: readonly Mark[];
}

interface PanelBase {
  /** px. */
  readonly height: number;
  /** Short caption at the left, in the label column. */
  readonly caption?: string;
}

/** Parts on top of each other from zero, the total's label above each stack. */
export interface StackedColumns extends PanelBase {
  readonly kind: "stacked-columns";
  readonly series: readonly Series[];
  readonly totals: readonly Mark[];
}
/** Series side by side in each column; negative values hang below the zero line, labelled below. */
export interface ClusteredColumns extends PanelBase {
  readonly kind: "clustered-columns";
  readonly series: readonly Series[];
}
/** One series, labelled. */
export interface Columns extends PanelBase {
  readonly kind: "columns";
  readonly series: Series;
}
/** A ratio as a line over the columns in a panel of its own, each point labelled; not from zero. */
export interface RatioLine extends PanelBase {
  readonly kind: "ratio-line";
  readonly series: Series;
}
/** The factors between two figures: a column from zero, a floating column a factor, a column from zero. */
export interface Waterfall extends PanelBase {
  readonly kind: "waterfall";
  /** The first and the last mark are levels, those between them factors. */
  readonly series: Series;
  /** One a factor: whether it is good news. */
  readonly tones: readonly Tone[];
  /** How far start and factors may miss the end, because figures are rounded. */
  readonly slack: number;
}
export type Tone = "good" | "bad" | "neither";
export type Panel = StackedColumns | ClusteredColumns | Columns | RatioLine | Waterfall;

/** How charts look: from tokens.yaml. Sizes in px. */
export interface Look {
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly paper: string;
  readonly good: string;
  readonly bad: string;
  readonly accent: string;
  readonly series: readonly string[];
  /** 0-1: how much of its colour an earlier column keeps. */
  readonly past: number;
  readonly labelSize: number;
  readonly weight: { readonly regular: number; readonly strong: number; readonly bold: number };
  /** CSS font-family of the document's language. */
  readonly fontFamily: string;
}

/** Width in px of a text as it will print; from src/fonts. */
export type MeasureText = (text: string, style: { readonly size: number; readonly weight: number }) => number;
