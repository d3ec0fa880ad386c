import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chartHeight } from "../../src/charts/chart-height.ts";
import { drawChart } from "../../src/charts/draw.ts";
import { drawScene } from "../../src/charts/scene.ts";
import type { ChartRequest, RatioLine, Series, StackedColumns } from "../../src/charts/request.ts";
import { kinds } from "../../src/charts/index.ts";
import { allKinds, columnsOf, elementsOf, look, measure, requestOf } from "./setting.ts";

const draw = (request: ChartRequest) => drawChart(request, { look, measure });

describe.each(allKinds)("a sample of $kind", (kind) => {
  const { panel, columns } = kind.sample;
  const request = requestOf(panel, columns);
  const labelled = [...kind.series(panel), ...(kind.alsoLabelled?.(panel) ?? [])];

  test("is asked for in the shape that its schema has", () => {
    expect(kind.schema.parse(panel)).toEqual(panel);
    expect(kind.schema.safeParse({ ...panel, colour: "red" }).success).toBe(false);
  });

  test("prints each label once, with the reference of its figure", async () => {
    const printed = elementsOf(await draw(request))
      .filter(({ attributes }) => attributes["data-figure"] !== undefined)
      .map(({ text, attributes }) => `${attributes["data-figure"]} ${text}`);
    const asked = labelled.flatMap(({ marks }) =>
      marks.flatMap(({ label, figure }) => (label ? [`${figure} ${label}`] : [])),
    );
    expect(asked.length).toBeGreaterThan(3);
    expect(printed.toSorted()).toEqual(asked.toSorted());
  });

  test("is one picture with its sentence for those who cannot see it, and no roles inside", async () => {
    const [root, ...inner] = elementsOf(await draw(request));
    expect(root).toMatchObject({ name: "svg", attributes: { role: "img", "aria-label": "A sample" } });
    for (const { attributes } of inner) expect(Object.keys(attributes).join(" ")).not.toMatch(/role|aria/);
  });

  test("holds nothing that could clash with another chart, load, link, or be printed as a coarse picture", async () => {
    const elements = elementsOf(await draw(request));
    expect([...new Set(elements.map(({ name }) => name))].filter((name) => !plain.includes(name))).toEqual(
      [],
    );
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((key) => /^id$|href|src|^on|clip|class/.test(key))).toEqual([]);
      expect(Object.values(attributes).filter((value) => /url\(/.test(value))).toEqual([]);
    }
  });

  test("is as wide and as high as it was said to be", async () => {
    const [root] = elementsOf(await draw(request));
    expect(root!.attributes["width"]).toBe("720");
    expect(root!.attributes["height"]).toBe(String(chartHeight(request, look)));
    expect(chartHeight(request, look)).toBe(panel.height + 23);
  });

  test("writes numbers with two decimals at most, so that rounding noise cannot show", async () => {
    expect(await draw(request)).not.toMatch(/\d\.\d{3}|e-\d|NaN|undefined|-0[" ]/);
  });

  test.each([613, 777.7, 900, 1184])(
    "stands over the middle of table columns at a width of %d px",
    async (width) => {
      const frame = { columns, width: width - 120, height: panel.height, top: 0 };
      const scene = await drawScene(kind.spec(panel, frame, look));
      const step = (width - 120) / columns.length;
      for (const [i, { id }] of columns.entries()) {
        const edges = [
          ...scene.bars.filter(({ row }) => row.column === id).flatMap(({ x, width }) => [x, x + width]),
          ...scene.points.filter(({ row }) => row.column === id).map(({ x }) => x),
        ];
        const complete = kind.series(panel).every(({ marks }) => marks[i]!.value !== null);
        if (!complete) continue;
        const middle = (Math.min(...edges) + Math.max(...edges)) / 2;
        expect(Math.abs(middle - (i + 0.5) * step)).toBeLessThan(0.05);
      }
    },
  );
});

const plain = ["svg", "g", "rect", "path", "circle", "text"];

describe("bars", () => {
  test("are as long as their values, from zero", async () => {
    const { panel, columns } = kinds["clustered-columns"].sample;
    const frame = { columns, width: 600, height: 200, top: 0 };
    const scene = await drawScene(kinds["clustered-columns"].spec(panel, frame, look));
    const zero = scene.rules[0]!.y1;
    const perUnit = scene.bars.map(({ height, row }) => height / Math.abs(row.to));
    expect(Math.max(...perUnit) - Math.min(...perUnit)).toBeLessThan(1e-9);
    for (const { y, height, row } of scene.bars) expect(row.to < 0 ? y : y + height).toBeCloseTo(zero, 9);
  });

  test("of a stack lie on each other in the order of the series", async () => {
    const { panel, columns } = kinds["stacked-columns"].sample;
    const scene = await drawScene(
      kinds["stacked-columns"].spec(panel, { columns, width: 600, height: 200, top: 0 }, look),
    );
    const first = scene.bars.filter(({ row }) => row.column === columns[0]!.id);
    expect(first.map(({ row }) => row.series)).toEqual(panel.series.map(({ id }) => id));
    for (const [i, bar] of first.entries()) {
      if (i > 0) expect(bar.y + bar.height).toBeCloseTo(first[i - 1]!.y, 9);
    }
  });

  test("of earlier columns keep a part of their colour, solid; the current one has all of it", async () => {
    const { panel, columns } = kinds["stacked-columns"].sample;
    const rects = elementsOf(await draw(requestOf(panel, columns))).filter(({ name }) => name === "rect");
    const [earlier, , , , current] = rects
      .filter((_, i) => i % 5 === 0)
      .map(({ attributes }) => attributes["fill"]);
    expect([earlier, current]).toEqual(["#3c638c", "#0B3C6F"]);
    expect(JSON.stringify(rects)).not.toContain("opacity");
  });

  test("of a forecast are slanted lines in an outline", async () => {
    const { panel, columns } = kinds.columns.sample;
    const elements = elementsOf(await draw(requestOf(panel, columns)));
    const hatch = elements.filter(
      ({ name, attributes }) => name === "path" && /^(M[\d. ]+L[\d. ]+){10,}$/.test(attributes["d"]!),
    );
    expect(hatch).toHaveLength(1);
    expect(
      elements.filter(
        ({ attributes }) => attributes["fill"] === "none" && attributes["stroke"] === "#0B3C6F",
      ),
    ).toHaveLength(1);
  });

  test("keep the place of a column that has no value", async () => {
    const marks = [{ value: 3, label: "3" }, { value: null }, { value: 5, label: "5" }];
    const panel = {
      kind: "columns",
      height: 100,
      series: { id: "a", label: "A", colour: 0, marks },
    } as const;
    const rects = elementsOf(
      await draw(requestOf(panel, columnsOf("x", "y", "z"), { width: 320, labelWidth: 20 })),
    );
    const centres = rects
      .filter(({ name }) => name === "rect")
      .map(({ attributes }) => Number(attributes["x"]) + Number(attributes["width"]) / 2);
    expect(centres).toEqual([50, 250]);
  });
});

describe("a ratio line", () => {
  const panelOf = (...values: readonly (number | null)[]): RatioLine => ({
    kind: "ratio-line",
    height: 90,
    series: {
      id: "r",
      label: "Ratio",
      colour: 0,
      marks: values.map((value) => (value === null ? { value } : { value, label: `${value}%` })),
    },
  });
  const linesOf = async (panel: RatioLine, columns = columnsOf("a", "b", "c", "d")) =>
    elementsOf(await draw(requestOf(panel, columns))).filter(
      ({ attributes }) => attributes["stroke"] === look.bad,
    );

  test("breaks where there is no value", async () => {
    expect(await linesOf(panelOf(1, 2, 3, 4))).toHaveLength(1);
    expect(await linesOf(panelOf(1, 2, null, 4))).toHaveLength(1);
    expect((await linesOf(panelOf(1, 2, null, 4)))[0]!.attributes["d"]!.match(/L/g)).toHaveLength(1);
  });

  test("is dashed to a forecast, whose point is hollow", async () => {
    const columns = columnsOf("a", "b", "c", "d").map((column, i) =>
      i === 3 ? ({ ...column, emphasis: "forecast" } as const) : column,
    );
    const lines = await linesOf(panelOf(1, 2, 3, 4), columns);
    expect(lines.map(({ attributes }) => attributes["stroke-dasharray"])).toEqual([undefined, "4 3"]);
    const circles = elementsOf(await draw(requestOf(panelOf(1, 2, 3, 4), columns))).filter(
      ({ name }) => name === "circle",
    );
    expect(circles.filter(({ attributes }) => attributes["fill"] === look.paper)).toHaveLength(1);
  });

  test("of one value in all columns runs through the middle", async () => {
    const [line] = await linesOf(panelOf(5, 5, 5, 5));
    expect(line!.attributes["d"]).toBe("M75 45L225 45L375 45L525 45");
  });
});

describe("a chart of several panels", () => {
  const columns = columnsOf("1Q06", "2Q06");
  const ratio: RatioLine = {
    kind: "ratio-line",
    height: 80,
    caption: "売上総利益率",
    series: {
      id: "r",
      label: "Ratio",
      colour: 0,
      marks: [
        { value: 18.5, label: "18.5%" },
        { value: 18.3, label: "18.3%" },
      ],
    },
  };
  const series: Series = { id: "s", label: "S", colour: 0, marks: [{ value: 5 }, { value: 7 }] };
  const stack: StackedColumns = {
    kind: "stacked-columns",
    height: 150,
    series: [series],
    totals: [
      { value: 5, label: "5" },
      { value: 7, label: "7" },
    ],
  };

  test("stands them under each other over the same columns", async () => {
    const svg = await draw(requestOf(ratio, columns, { panels: [ratio, stack], columnLabels: false }));
    expect(elementsOf(svg).flatMap(({ attributes }) => attributes["transform"] ?? [])).toEqual([
      "translate(120 0)",
      "translate(120 92)",
    ]);
    expect(elementsOf(svg)[0]!.attributes["height"]).toBe("242");
  });

  test("sets a caption in the label column in as many lines as it needs, and over the panel if there is no such column", async () => {
    const captions = async (labelWidth: number, caption: string) =>
      elementsOf(await draw(requestOf({ ...ratio, caption }, columns, { labelWidth })))
        .filter(({ attributes }) => attributes["text-anchor"] === "start")
        .map(({ text }) => text);
    expect(await captions(120, "売上総利益率")).toEqual(["売上総利益率"]);
    expect(await captions(60, "売上総利益率、年")).toEqual(["売上総利", "益率、年"]);
    expect(await captions(80, "Gross margin ratio")).toEqual(["Gross", "margin", "ratio"]);
    expect(await captions(0, "Gross margin ratio")).toEqual(["Gross margin ratio"]);
  });

  test("names the columns only where no table does", async () => {
    const texts = async (columnLabels: boolean) =>
      elementsOf(await draw(requestOf(stack, columns, { columnLabels }))).flatMap(({ text }) => text || []);
    expect(await texts(true)).toEqual(["1Q06", "2Q06", "5", "7"]);
    expect(await texts(false)).toEqual(["5", "7"]);
  });

  test("escapes what would be markup", async () => {
    const svg = await draw(requestOf({ ...stack, caption: 'A<b>&"c"' }, columns, { alt: 'a "b" <c> & d' }));
    expect(svg).toContain('aria-label="a &quot;b&quot; &lt;c&gt; &amp; d"');
    expect(svg).toContain(">A&lt;b&gt;&amp;&quot;c&quot;</text>");
  });
});

describe("the same request", () => {
  const { panel, columns } = kinds["clustered-columns"].sample;

  test("gives the same bytes again, alone or beside others", async () => {
    const request = requestOf(panel, columns);
    const [one, , other] = await Promise.all([
      draw(request),
      drawChart(request, { look, measure: (text, { size }) => text.length * size * 0.9 }),
      draw(request),
    ]);
    expect(other).toBe(one);
    expect(await draw(request)).toBe(one);
  });

  test("gives the same bytes in another time zone and locale", async () => {
    const script = `
      const { drawChart } = await import("./src/charts/draw.ts");
      const { kinds } = await import("./src/charts/index.ts");
      const { look, measure, requestOf } = await import("./tests/charts/setting.ts");
      const { panel, columns } = kinds["clustered-columns"].sample;
      process.stdout.write(await drawChart(requestOf(panel, columns), { look, measure }));`;
    const svg = execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", script], {
      env: { TZ: "America/New_York", LANG: "de_DE.UTF-8", LC_ALL: "ar_EG.UTF-8" },
      encoding: "utf8",
    });
    expect(sha(svg)).toBe(sha(await draw(requestOf(panel, columns))));
  });
});

function sha(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
