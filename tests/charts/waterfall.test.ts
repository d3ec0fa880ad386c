import { describe, expect, test } from "vitest";
import { chartHeight } from "../../src/charts/chart-height.ts";
import { drawChart } from "../../src/charts/draw.ts";
import type { ChartColumn, ChartRequest, Tone, Waterfall } from "../../src/charts/request.ts";
import { drawScene } from "../../src/charts/scene.ts";
import { waterfall } from "../../src/charts/waterfall.ts";
import { elementsOf, look, measure, requestOf } from "./setting.ts";

const columnsOf = (...labels: readonly string[]): readonly ChartColumn[] =>
  labels.map((label, i) => ({
    id: String(i),
    label,
    lines: [[{ text: label }]],
    emphasis: i === labels.length - 1 ? "current" : "past",
  }));

/** A panel whose end is what start and factors come to, unless another is given. */
function panelOf(values: readonly number[], { end, height = 200 }: { end?: number; height?: number } = {}) {
  const last = end ?? values.reduce((sum, value) => sum + value, 0);
  const panel: Waterfall = {
    kind: "waterfall",
    height,
    series: {
      id: "income",
      label: "Income",
      colour: 0,
      marks: [...values, last].map((value, i) => ({ value, label: `${value}`, figure: `f${i}` })),
    },
    slack: 1,
    tones: values.slice(1).map((value): Tone => (value > 0 ? "good" : value < 0 ? "bad" : "neither")),
  };
  return panel;
}

const sceneOf = (panel: Waterfall) => {
  const columns = columnsOf(...panel.series.marks.map((_, i) => `c${i}`));
  return drawScene(waterfall.spec(panel, { columns, width: 600, height: 200, top: 0 }, look));
};
const inside = (panel: Waterfall, labels: readonly string[], more: Partial<ChartRequest> = {}) =>
  requestOf(panel, columnsOf(...labels), { labelWidth: 0, columnLabels: "inside", ...more });
const draw = (request: ChartRequest) => drawChart(request, { look, measure });
const messageOf = (request: ChartRequest) =>
  draw(request).then(
    () => "drawn",
    (error: unknown) => (error as Error).message,
  );

describe("the columns of a waterfall", () => {
  test("begin where the one before ends, the first and the last at zero", async () => {
    const { bars } = await sceneOf(panelOf([100, 50, -30]));
    expect(bars.map(({ row: { from, to } }) => [from, to])).toEqual([
      [0, 100],
      [100, 150],
      [150, 120],
      [0, 120],
    ]);
    const perUnit = bars.map(({ height, row: { from, to } }) => height / Math.abs(to - from));
    expect(Math.max(...perUnit) - Math.min(...perUnit)).toBeLessThan(1e-9);
  });

  test("cross zero", async () => {
    const { bars, rules } = await sceneOf(panelOf([-300, 900, -1200, 150]));
    const zero = rules.at(-1)!.y1;
    const crossing = bars.map(({ y, height }) => y < zero - 1 && y + height > zero + 1);
    expect(crossing).toEqual([false, true, true, false, false]);
  });

  test("have the colours of good and bad news between those of their series", async () => {
    const { bars } = await sceneOf({
      ...panelOf([100, 50, -30, 0, 10]),
      tones: ["bad", "good", "neither", "good"],
    });
    expect(bars.map(({ fill }) => fill)).toEqual([
      "#3c638c",
      look.bad,
      look.good,
      look.muted,
      look.good,
      look.series[0],
    ]);
  });

  test("are joined by thin lines from edge to edge, over a factor of nothing too", async () => {
    const { bars, rules } = await sceneOf(panelOf([100, 50, 0, -30]));
    const links = rules.slice(0, -1);
    const [first, second, , fourth, last] = bars;
    const end = ({ x, width }: { x: number; width: number }) => x + width;
    const expected = [
      [end(first!), second!.x, first!.y],
      [end(second!), fourth!.x, second!.y],
      [end(fourth!), last!.x, last!.y],
    ];
    expect(links).toHaveLength(expected.length);
    for (const [i, { x1, x2, y1, y2, stroke }] of links.entries()) {
      expect(x1).toBeCloseTo(expected[i]![0]!, 6);
      expect(x2).toBeCloseTo(expected[i]![1]!, 6);
      expect(y1).toBeCloseTo(expected[i]![2]!, 6);
      expect([y2, stroke]).toEqual([y1, look.muted]);
    }
  });

  test("have their labels over them, below where they hang under zero", async () => {
    const { labels } = await sceneOf(panelOf([-300, 900, -1200, 150, 0]));
    expect(labels.map(({ row: { at, place } }) => [at, place])).toEqual([
      [-300, "below"],
      [600, "above"],
      [600, "above"],
      [-600, "below"],
      [-450, "below"],
      [-450, "below"],
    ]);
  });
});

describe("the names of the columns inside a chart", () => {
  const names = ["Gross margin", "Selling, general and administrative", "Gross margin"];
  const panel = panelOf([100, 50]);

  test("break into lines, at whose cost the columns are lower and not the chart higher", async () => {
    const request = inside(panel, names, { width: 300 });
    const elements = elementsOf(await draw(request));
    const captions = elements.filter(({ attributes }) => attributes["text-anchor"] === "middle");
    expect(captions.flatMap(({ text }) => text || [])).toEqual([
      "Gross margin",
      "Selling,",
      "general and",
      "administrative",
      "Gross margin",
    ]);
    expect(chartHeight(request, look)).toBe(200);
    expect(elements[0]!.attributes["height"]).toBe("200");
    const baselines = captions.flatMap(({ attributes }) => Number(attributes["y"] ?? 0));
    expect(Math.max(...baselines)).toBeLessThan(200);
    const rects = elements.filter(({ name }) => name === "rect");
    const bottoms = rects.map(({ attributes }) => Number(attributes["y"]) + Number(attributes["height"]));
    expect(Math.max(...bottoms)).toBeLessThan(Math.min(...baselines.filter((y) => y > 0)) - look.labelSize);
  });

  test("mark the periods that they hold", async () => {
    const [start, ...others] = columnsOf(...names);
    const svg = await draw({
      ...inside(panel, names),
      columns: [
        {
          ...start!,
          label: "Gross margin 1H05 reported",
          lines: [[{ text: "Gross margin" }], [{ text: "1H05", term: "1H05" }, { text: " reported" }]],
        },
        ...others,
      ],
    });
    expect(svg).toContain(">Gross margin</text>");
    expect(svg).toContain('><tspan data-term="1H05">1H05 </tspan>reported</text>');
  });

  test("are refused with a word that is longer than its column", async () => {
    const long = ["Start", "Donaudampfschifffahrtsgesellschaft", "End"];
    expect(await messageOf(inside(panel, long, { width: 300 }))).toBe(
      'chart: no room for the column label "Donaudampfschifffahrtsgesellschaft" in 4 lines of 100 px\n' +
        "  hint: widen it, or say it in fewer words",
    );
  });

  test("are refused on more lines than four", async () => {
    const long = ["Start", "The effects that exchange rates have on what was earned by subsidiaries", "End"];
    expect(await messageOf(inside(panel, long, { width: 240 }))).toBe(
      'chart: no room for the column label "The effects that exchange rates have on what was earned by subsidiaries" in 4 lines of 80 px\n' +
        "  hint: widen it, or say it in fewer words",
    );
  });

  test("leave the columns the height that they need", async () => {
    expect(await messageOf(inside(panelOf([100, 50], { height: 80 }), names, { width: 300 }))).toBe(
      "chart panel 1 (waterfall): expected a height of at least 107 px, got 80",
    );
  });
});

describe("a waterfall is refused", () => {
  const labels = ["Start", "Factor", "End"];

  test("whose factors do not lead to its end", async () => {
    expect(await messageOf(inside(panelOf([100, 50], { end: 160 }), labels))).toBe(
      "chart panel 1 (waterfall): start and factors come to 150 but the end is 160",
    );
    expect(await messageOf(inside(panelOf([100, 50], { end: 151 }), labels))).toBe("drawn");
  });

  test("without a factor, or with a column that has no value", async () => {
    expect(await messageOf(inside(panelOf([100]), ["Start", "End"]))).toBe(
      "chart panel 1 (waterfall): expected a start, a factor or more and an end, got 2",
    );
    const { series, ...panel } = panelOf([100, 50]);
    const [first, , last] = series.marks;
    const marks = [first!, { value: null }, last!];
    expect(await messageOf(inside({ ...panel, series: { ...series, marks } }, labels))).toBe(
      'chart panel 1 (waterfall): "Income" over "Factor" has no value',
    );
  });

  test("with a tone too many", async () => {
    expect(await messageOf(inside({ ...panelOf([100, 50]), tones: ["good", "bad"] }, labels))).toBe(
      'chart panel 1 (waterfall): "Income" has 2 tones for 1 factors',
    );
  });
});
