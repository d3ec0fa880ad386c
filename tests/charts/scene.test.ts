import { describe, expect, test } from "vitest";
import type { PanelSpec } from "../../src/charts/layers.ts";
import { drawScene } from "../../src/charts/scene.ts";

const specOf = (layer: unknown): PanelSpec =>
  ({ width: 100, height: 50, layer: [layer] }) as unknown as PanelSpec;
const y = { field: "n", type: "quantitative", axis: null };

describe("drawScene", () => {
  test("makes an error of what Vega only warns of", async () => {
    const missing = specOf({
      data: { values: [{ n: 1 }] },
      mark: "bar",
      encoding: { y: { ...y, field: "m" } },
    });
    await expect(drawScene(missing)).rejects.toThrow(/^vega: .*Infinite extent for field "m/);
  });

  test("loads nothing, neither file nor address", async () => {
    for (const url of ["package.json", "file:///etc/hostname", "http://127.0.0.1:9/x.json"]) {
      const loading = specOf({ data: { url }, mark: "bar", encoding: { y } });
      await expect(drawScene(loading)).rejects.toThrow(`a chart cannot load "${url}"`);
    }
  });

  test("refuses a mark that no panel asks for", async () => {
    const arc = specOf({
      data: { values: [{ n: 1 }] },
      mark: "arc",
      encoding: { theta: { field: "n", type: "quantitative" } },
    });
    await expect(drawScene(arc)).rejects.toThrow('vega drew a mark "arc" that no panel asked for');
  });
});
