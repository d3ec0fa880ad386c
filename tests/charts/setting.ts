import { kinds } from "../../src/charts/index.ts";
import type { Kind } from "../../src/charts/kind.ts";
import type { ChartColumn, ChartRequest, Look, Panel } from "../../src/charts/request.ts";
import { createFonts } from "../../src/fonts/load.ts";
import { measureWith } from "../../src/fonts/measure.ts";

export const look: Look = {
  ink: "#12263A",
  muted: "#5B6B79",
  rule: "#E4E9ED",
  paper: "#FFFFFF",
  good: "#1A6EA8",
  bad: "#C4561E",
  accent: "#F2A541",
  series: ["#0B3C6F", "#1F78B4", "#6BAED6", "#F2A541", "#B8C4CE", "#5B6B79"],
  past: 0.8,
  labelSize: 12,
  weight: { regular: 400, strong: 600, bold: 700 },
  fontFamily: '"Inter", "Noto Sans JP"',
};

export const measure = measureWith(await createFonts(), ["inter", "noto-sans-jp"]);

export const allKinds = Object.values(kinds) as unknown as readonly Kind[];

/** A chart of one panel. */
export function requestOf(
  panel: Panel,
  columns: readonly ChartColumn[],
  more: Partial<ChartRequest> = {},
): ChartRequest {
  return {
    width: 720,
    labelWidth: 120,
    columns,
    columnLabels: true,
    panels: [panel],
    alt: "A sample",
    ...more,
  };
}

export function columnsOf(...ids: readonly string[]): readonly ChartColumn[] {
  return ids.map((id, i) => ({ id, label: id, emphasis: i === ids.length - 1 ? "current" : "past" }));
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The elements of an SVG in order, flat. */
export function elementsOf(svg: string): readonly Element[] {
  return [...svg.matchAll(/<([a-z]+)((?: [\w:-]+="[^"]*")*)\/?>([^<]*)/g)].map(
    ([, name, attributes, text]) => ({
      name: name!,
      attributes: Object.fromEntries(
        [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
      text: text!,
    }),
  );
}
