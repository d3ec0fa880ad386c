import { describe, expect, test } from "vitest";
import { checkSpec } from "../../src/charts/check-spec.ts";
import { formatProblem } from "../../src/problem.ts";
import { allKinds, look } from "./setting.ts";

const bar = {
  data: { values: [{ q: "1Q", revenue: 5, zero: 0 }] },
  mark: { type: "bar" },
  encoding: {
    x: { field: "q", type: "nominal" },
    y: { field: "revenue", type: "quantitative", axis: null, scale: { domain: [0, 5] } },
    y2: { field: "zero" },
  },
};
const faults = (layer: unknown, more: object = {}): readonly string[] =>
  checkSpec({ width: 100, layer: [layer], ...more }, "panel").map(formatProblem);

test.each(allKinds)("lets the spec of $kind pass", (kind) => {
  const { panel, columns } = kind.sample;
  expect(
    checkSpec(kind.spec(panel, { columns, width: 600, height: panel.height, top: 0 }, look), "panel"),
  ).toEqual([]);
});

describe("a spec is refused that", () => {
  test("has an unknown mark: the marks are listed", () => {
    expect(faults({ ...bar, mark: "barr" })).toEqual([
      'panel: layer 1: unknown mark "barr", expected bar, line, point, rule or text\n  hint: did you mean "bar"?',
    ]);
    expect(faults({ ...bar, mark: { type: "image" } })).toEqual([
      'panel: layer 1: unknown mark "image", expected bar, line, point, rule or text',
    ]);
  });

  test("names a field that is not in the data", () => {
    expect(
      faults({ ...bar, encoding: { ...bar.encoding, y: { field: "revenu", type: "quantitative" } } }),
    ).toEqual([
      'panel: layer 1 y: field "revenu" is not in the data, which has q, revenue, zero\n  hint: did you mean "revenue"?',
    ]);
  });

  test("has no data", () => {
    expect(faults({ ...bar, data: { values: [] } })).toEqual([
      "panel: layer 1 data.values: expected at least one row, got none",
    ]);
    expect(faults({ ...bar, data: undefined })).toContain("panel: layer 1: expected data, got nothing");
    expect(checkSpec({ layer: [] }, "panel").map(formatProblem)).toEqual([
      "panel: expected layers, got none",
    ]);
    expect(checkSpec("a", "panel").map(formatProblem)).toEqual(['panel: expected a spec, got "a"']);
  });

  test("has text where numbers are drawn", () => {
    const values = [
      { q: "1Q", revenue: 5, zero: 0 },
      { q: "2Q", revenue: "1,234", zero: 0 },
      { q: "3Q", revenue: null, zero: 0 },
    ];
    expect(faults({ ...bar, data: { values } })).toEqual([
      'panel: layer 1 y: expected a number in "revenue" of row 2, got "1,234"',
      'panel: layer 1 y: expected a number in "revenue" of row 3, got null',
    ]);
  });

  test("has a log scale, or a scale of bars that does not hold zero", () => {
    const scaled = (scale: object) =>
      faults({ ...bar, encoding: { ...bar.encoding, y: { ...bar.encoding.y, scale } } });
    expect(scaled({ type: "log" })).toEqual([
      'panel: layer 1 y scale: unknown type "log", expected linear, band or point',
    ]);
    expect(scaled({ domain: [3, 5] })).toEqual([
      "panel: layer 1 y scale: bars start at zero, got a scale from 3 to 5",
    ]);
    expect(scaled({ domain: [-5, -3] })).toEqual([
      "panel: layer 1 y scale: bars start at zero, got a scale from -5 to -3",
    ]);
  });

  test("shows periods on a time scale", () => {
    expect(faults({ ...bar, encoding: { ...bar.encoding, x: { field: "q", type: "temporal" } } })).toEqual([
      'panel: layer 1 x: expected ordinal periods, got type "temporal"\n  hint: a time scale shows other months in other time zones',
    ]);
  });

  const inline = "\n  hint: a chart has only inline data: it loads and links nothing";
  test.each([
    [
      "data from an address",
      { ...bar, data: { url: "file:///etc/passwd" } },
      'layer 1 data "url" is not allowed, expected values',
    ],
    [
      "a link",
      { ...bar, encoding: { ...bar.encoding, href: { field: "q" } } },
      'layer 1 encoding "href" is not allowed, expected x, x2, y, y2, xOffset, color, text or detail',
    ],
    [
      "a look-up",
      { ...bar, transform: [{ lookup: "q" }] },
      'layer 1 "transform" is not allowed, expected data, mark or encoding',
    ],
    [
      "a number format",
      { ...bar, encoding: { ...bar.encoding, text: { field: "q", format: ".2f" } } },
      'layer 1 text "format" is not allowed, expected field, type, sort, axis, scale, legend or bandPosition',
    ],
    [
      "a picture",
      { ...bar, mark: { type: "bar", href: "javascript:alert(1)" } },
      'layer 1 mark "href" is not allowed, expected type, color, filled, opacity, size, strokeDash or strokeWidth',
    ],
  ])("holds %s", (_, layer, message) => {
    expect(faults(layer)).toEqual([`panel: ${message}${inline}`]);
  });

  test.each(["params", "signals", "url"])("holds %s", (key) => {
    expect(faults(bar, { [key]: [] })).toEqual([
      `panel: "${key}" is not allowed, expected width, height, padding, autosize, background or layer${inline}`,
    ]);
  });

  test("hides an expression in a value", () => {
    expect(faults(bar, { width: { signal: "1" } })).toEqual([
      'panel: width: expected a plain value, got {"signal":"1"}',
    ]);
    expect(faults({ ...bar, mark: { type: "bar", color: { expr: "1" } } })).toEqual([
      'panel: layer 1 mark color: expected a plain value, got {"expr":"1"}',
    ]);
    const y = { ...bar.encoding.y, scale: { domain: [{ signal: "1" }, 5] } };
    expect(faults({ ...bar, encoding: { ...bar.encoding, y } })).toContain(
      'panel: layer 1 y scale domain: expected a plain value, got [{"signal":"1"},5]',
    );
  });
});
