import { describe, expect, test } from "vitest";
import { drawChart } from "../../src/charts/draw.ts";
import { kinds } from "../../src/charts/index.ts";
import type { ChartRequest, Columns, Mark, Panel, Series, StackedColumns } from "../../src/charts/request.ts";
import { KessanError } from "../../src/problem.ts";
import { columnsOf, look, measure, requestOf } from "./setting.ts";

const columns = columnsOf("1Q06", "2Q06");
const seriesOf = (...marks: readonly Mark[]): Series => ({ id: "s", label: "Revenues", colour: 0, marks });
const panelOf = (...marks: readonly Mark[]): Columns => ({
  kind: "columns",
  height: 120,
  series: seriesOf(...marks),
});
const good = panelOf({ value: 1, label: "1" }, { value: 2, label: "2" });

async function messageOf(request: ChartRequest): Promise<string> {
  const error = await drawChart(request, { look, measure }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(KessanError);
  return (error as KessanError).message;
}
const messageOfPanel = (panel: unknown): Promise<string> => messageOf(requestOf(panel as Panel, columns));

describe("a request is refused that", () => {
  test("asks for an unknown kind of panel", async () => {
    expect(await messageOfPanel({ ...good, kind: "colums" })).toBe(
      'chart panel 1 (colums): unknown kind "colums", expected stacked-columns, clustered-columns, columns, ratio-line or waterfall\n' +
        '  hint: did you mean "columns"?',
    );
  });

  test("gives text where numbers are needed", async () => {
    expect(
      await messageOfPanel(panelOf({ value: "1,234" as unknown as number }, { value: Number.NaN })),
    ).toBe(
      'chart panel 1 (columns) series.marks.0.value: expected number, got "1,234"\n' +
        "chart panel 1 (columns) series.marks.1.value: expected number, got NaN",
    );
    expect(await messageOfPanel(panelOf({ value: 1 }, { value: Number.POSITIVE_INFINITY }))).toBe(
      "chart panel 1 (columns) series.marks.1.value: expected number, got Infinity",
    );
  });

  test("has a key that nobody knows", async () => {
    expect(await messageOfPanel({ ...good, format: ".2f" })).toBe(
      'chart panel 1 (columns): unknown key "format"',
    );
    expect(await messageOf({ ...requestOf(good, columns), url: "a" } as ChartRequest)).toBe(
      'chart: unknown key "url"',
    );
  });

  test("has nothing to draw", async () => {
    expect(await messageOf(requestOf(good, []))).toBe("chart columns: expected at least 1, got 0");
    expect(await messageOf(requestOf(good, columns, { panels: [] }))).toBe(
      "chart panels: expected at least 1, got 0",
    );
    expect(await messageOfPanel(panelOf({ value: null }, { value: null }))).toBe(
      "chart panel 1 (columns): expected at least one value, got none",
    );
  });

  test("has another number of marks than of columns", async () => {
    expect(await messageOfPanel(panelOf({ value: 1, label: "1" }))).toBe(
      'chart panel 1 (columns): "Revenues" has 1 marks for 2 columns',
    );
  });

  test("labels some values and not others, or labels nothing", async () => {
    expect(await messageOfPanel(panelOf({ value: 1, label: "1" }, { value: 2 }))).toBe(
      'chart panel 1 (columns): "Revenues" over "2Q06" has a value but no label, as others of its series have',
    );
    expect(await messageOfPanel(panelOf({ value: 1, label: "1" }, { value: null, label: "–" }))).toBe(
      'chart panel 1 (columns): "Revenues" over "2Q06" has the label "–" but no value',
    );
  });

  test("has control characters in a text", async () => {
    expect(await messageOfPanel(panelOf({ value: 1, label: "1\u0000" }, { value: 2, label: "2" }))).toBe(
      'chart panel 1 (columns): "Revenues" over "1Q06": expected a label without control characters',
    );
    expect(await messageOf(requestOf(good, columns, { alt: "a\u0007" }))).toBe(
      "chart alt: expected text without control characters",
    );
  });

  test("names a column or a series twice", async () => {
    const twice = columns.map((column) => ({ ...column, id: "x" }));
    expect(await messageOf(requestOf(good, twice))).toBe('chart: column "x" comes twice');
    const panel: Panel = { kind: "clustered-columns", height: 120, series: [good.series, good.series] };
    expect(await messageOf(requestOf(panel, columns))).toBe(
      'chart panel 1 (clustered-columns): series "s" comes twice',
    );
  });

  test("wants a colour that the look does not have", async () => {
    expect(await messageOfPanel({ ...good, series: { ...good.series, colour: 6 } })).toBe(
      'chart panel 1 (columns): "Revenues" wants colour 6, but the look has 6 (from 0)',
    );
  });

  test("is larger than a chart may be", async () => {
    expect(await messageOf(requestOf(good, columns, { width: 1e9 }))).toBe(
      "chart width: expected at most 10000, got 1000000000",
    );
    expect(await messageOfPanel({ ...good, height: 1e9 })).toBe(
      "chart panels.0.height: expected at most 10000, got 1000000000",
    );
    const tall = { ...good, height: 6000 };
    expect(await messageOf(requestOf(tall, columns, { panels: [tall, tall] }))).toBe(
      "chart: expected at most 10000 px in height, got 12000",
    );
    expect(await messageOf(requestOf(good, columns, { labelWidth: 720 }))).toBe(
      "chart: a label column of 720 px leaves nothing of 720 px",
    );
  });

  test("has more marks, labels or columns than a chart may have", async () => {
    const ids = Array.from({ length: 5001 }, (_, i) => `c${i}`);
    const crowd = requestOf(panelOf(...ids.map((label) => ({ value: 1, label }))), columnsOf(...ids));
    expect(await messageOf(crowd)).toBe(
      "chart: expected at most 5000 marks, got 5001\n" +
        "chart: expected at most 1000 labels, got 5001\n" +
        "chart: expected at most 400 columns, got 5001",
    );
  });

  test("is none of these: 400 columns of 12 series are drawn", async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `c${i}`);
    const series = Array.from({ length: 12 }, (_, i) => ({
      ...seriesOf(...ids.map((_, j) => ({ value: i + j }))),
      id: `s${i}`,
    }));
    const panel: Panel = { kind: "clustered-columns", height: 200, series };
    const request = requestOf(panel, columnsOf(...ids), { width: 9000, columnLabels: false });
    const svg = await drawChart(request, { look, measure });
    expect(svg.match(/<rect/g)).toHaveLength(4800);
  });

  test("gives a panel no room for its shapes", async () => {
    expect(await messageOfPanel({ ...good, height: 40 })).toBe(
      "chart panel 1 (columns): expected a height of at least 52 px, got 40",
    );
  });

  test("stacks a negative part", async () => {
    const panel: StackedColumns = {
      kind: "stacked-columns",
      height: 150,
      caption: "Cash flows",
      series: [seriesOf({ value: 5 }, { value: -2 })],
      totals: [{ value: 5 }, { value: -2 }],
    };
    expect(await messageOfPanel(panel)).toBe(
      'chart panel 1 (Cash flows): "Revenues" over "2Q06" is -2: a stack cannot hold a negative part; use clustered-columns',
    );
  });

  test("puts a total over parts that do not add to it", async () => {
    const { panel, columns: five } = kinds["stacked-columns"].sample;
    const totals = panel.totals.map((mark, i) => (i === 4 ? { ...mark, value: 14007 } : mark));
    expect(await messageOf(requestOf({ ...panel, totals }, five))).toBe(
      'chart panel 1 (Revenues): the parts over "2Q06" add to 12168 but their total is 14007',
    );
  });

  test("has several faults: all of them are told, with the place that asked", async () => {
    const request = requestOf(panelOf({ value: 1, label: "1" }, { value: 2 }), columns, {
      panels: [good, panelOf({ value: 1 })],
    });
    const error = await drawChart(request, {
      look,
      measure,
      place: { file: "outline.yaml", line: 12 },
    }).catch((reason: unknown) => reason);
    expect((error as KessanError).message).toBe(
      'outline.yaml:12 chart panel 2 (columns): "Revenues" has 1 marks for 2 columns',
    );
    const both = {
      ...request,
      panels: [
        { ...good, height: 30 },
        { ...good, height: 31 },
      ],
    };
    expect(await messageOf(both)).toBe(
      "chart panel 1 (columns): expected a height of at least 52 px, got 30\n" +
        "chart panel 2 (columns): expected a height of at least 52 px, got 31",
    );
  });
});

describe("a text without room is an error that names it", () => {
  test("where labels would touch each other", async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `${i + 1}Q`);
    const panel = panelOf(...ids.map((_, i) => ({ value: 1_000_000 + i, label: `1,000,0${10 + i}` })));
    expect(
      await messageOf(
        requestOf(panel, columnsOf(...ids), { width: 300, labelWidth: 0, columnLabels: false }),
      ),
    ).toMatch(
      /^chart panel 1 \(columns\): no room for the label "1,000,0\d\d" over "\d+Q": it would touch (the label "1,000,0\d\d" over "\d+Q"|a bar|the edge of the panel)\n  hint: widen the chart, raise the panel from 120 px, or show fewer columns$/,
    );
  });

  test("where a caption is too long", async () => {
    expect(await messageOfPanel({ ...good, caption: "Donaudampfschifffahrtsgesellschaft" })).toBe(
      "chart panel 1 (Donaudampfschifffahrtsgesellschaft): " +
        'no room for the caption "Donaudampfschifffahrtsgesellschaft" in 108 px\n' +
        "  hint: widen it, or say it in fewer words",
    );
  });

  test("where the name of a column is too long", async () => {
    const long = columns.map((column) => ({ ...column, label: "six months ended September 30, 2006" }));
    expect(await messageOf(requestOf(good, long, { width: 300 }))).toBe(
      'chart: no room for the column label "six months ended September 30, 2006" in 90 px\n' +
        "  hint: widen it, or say it in fewer words",
    );
  });
});
