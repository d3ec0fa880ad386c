import { z } from "zod";
import { barsFromZero, endLabels, valuesOf } from "./bars.ts";
import type { Kind } from "./kind.ts";
import { barExtent, barLabelLayer, barLayer, panelSpec, withRows, zeroLayer } from "./layers.ts";
import { panelShape, seriesSchema } from "./mark-schema.ts";
import type { Columns } from "./request.ts";

/** One series as columns from zero, each labelled at its end. */
export const columns: Kind<Columns> = {
  kind: "columns",
  schema: z.strictObject({
    kind: z.literal("columns"),
    ...panelShape,
    series: seriesSchema,
  }) as z.ZodType<Columns>,
  shape: "bar",
  series: ({ series }) => [series],
  spec({ series }, frame, look) {
    const extent = barExtent(valuesOf([series]), { frame, look });
    return panelSpec(
      frame,
      withRows([
        barLayer(barsFromZero(series, { columns: frame.columns, look }), { frame, extent }),
        zeroLayer(extent, look),
        barLabelLayer(endLabels(series, { columns: frame.columns, look, otherwise: "strong" }), {
          frame,
          extent,
        }),
      ]),
    );
  },
  sample: {
    columns: [
      { id: "FY2004", label: "FY2004", emphasis: "past" },
      { id: "FY2005", label: "FY2005", emphasis: "past" },
      { id: "FY2006", label: "FY2006", emphasis: "current" },
      { id: "FY2007", label: "FY2007 (target)", emphasis: "forecast" },
    ],
    panel: {
      kind: "columns",
      height: 160,
      caption: "Net income",
      series: {
        id: "net-income",
        label: "Net income",
        colour: 0,
        marks: [
          { value: 2906, label: "2,906", figure: "net-income@FY2004" },
          { value: -4754, label: "(4,754)", figure: "net-income@FY2005" },
          { value: 5410, label: "5,410", figure: "net-income@FY2006" },
          { value: 6000, label: "6,000", figure: "net-income@FY2007/target.initial" },
        ],
      },
    },
  },
};
