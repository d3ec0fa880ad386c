import { z } from "zod";
import { barsFromZero, endLabels, valuesOf } from "./bars.ts";
import type { Kind } from "./kind.ts";
import { barExtent, barLabelLayer, barLayer, panelSpec, withRows, zeroLayer } from "./layers.ts";
import { panelShape, seriesSchema } from "./mark-schema.ts";
import type { ClusteredColumns } from "./request.ts";

/** Series side by side over each column, from zero; negative values hang below the zero line with their label below. */
export const clusteredColumns: Kind<ClusteredColumns> = {
  kind: "clustered-columns",
  schema: z.strictObject({
    kind: z.literal("clustered-columns"),
    ...panelShape,
    series: z.array(seriesSchema).min(1),
  }) as z.ZodType<ClusteredColumns>,
  shape: "bar",
  series: ({ series }) => series,
  spec({ series }, frame, look) {
    const extent = barExtent(valuesOf(series), { frame, look });
    const sideBySide = series.map(({ id }) => id);
    const { columns } = frame;
    const bars = series.flatMap((one) => barsFromZero(one, { columns, look }));
    const labels = series.flatMap((one, i) =>
      endLabels(one, { columns, look, lean: leanOf(i, series.length), otherwise: "regular" }),
    );
    return panelSpec(
      frame,
      withRows([
        barLayer(bars, { frame, extent, sideBySide }),
        zeroLayer(extent, look),
        barLabelLayer(labels, { frame, extent, sideBySide }),
      ]),
    );
  },
  sample: {
    columns: ["1Q05", "2Q05", "3Q05", "4Q05", "1Q06", "2Q06"].map((id) => ({
      id,
      label: id,
      emphasis: id === "2Q06" ? "current" : "past",
    })),
    panel: {
      kind: "clustered-columns",
      height: 200,
      series: [
        {
          id: "operating-income",
          label: "Operating income",
          colour: 0,
          marks: [
            { value: 246, label: "246", figure: "operating-income@1Q05" },
            { value: 508, label: "508", figure: "operating-income@2Q05" },
            { value: 671, label: "671", figure: "operating-income@3Q05" },
            { value: 986, label: "986", figure: "operating-income@4Q05" },
            { value: 559, label: "559", figure: "operating-income@1Q06" },
            { value: 811, label: "811", figure: "operating-income@2Q06" },
          ],
        },
        {
          id: "net-income",
          label: "Net income",
          colour: 3,
          marks: [
            { value: 1385, label: "1,385", figure: "net-income@1Q05" },
            { value: 238, label: "238", figure: "net-income@2Q05" },
            { value: -132, label: "(132)", figure: "net-income@3Q05" },
            { value: 3262, label: "3,262", figure: "net-income@4Q05" },
            { value: null },
            { value: 790, label: "790", figure: "net-income@2Q06" },
          ],
        },
      ],
    },
  },
};

/** Labels move outwards, away from the other series of their column. */
function leanOf(place: number, of: number): -1 | 0 | 1 {
  return Math.sign(place - (of - 1) / 2) as -1 | 0 | 1;
}
