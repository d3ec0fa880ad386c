import { describe, expect, test } from "vitest";
import type { LabelRow } from "../../src/charts/layers.ts";
import { type Label, placeLabels } from "../../src/charts/labels.ts";
import type { Anchor, Bar, Box, Scene } from "../../src/charts/scene.ts";
import { drawScene } from "../../src/charts/scene.ts";
import { allKinds, look, measure } from "./setting.ts";

const bounds: Box = { x: 0, y: 0, width: 400, height: 100 };
const empty: Scene = { bars: [], rules: [], lines: [], points: [], labels: [] };
const anchor = (x: number, y: number, row: Partial<LabelRow> = {}): Anchor => ({
  x,
  y,
  row: { column: `c${x}`, series: "s", at: 0, label: "1,234", weight: 400, place: "above", lean: 0, ...row },
});
const barAt = (box: Box, row: Partial<Bar["row"]> = {}): Bar => ({
  ...box,
  fill: "#0B3C6F",
  row: { column: "c", series: "s", from: 0, to: 1, fill: "#0B3C6F", hatched: false, ...row },
});

function place(scene: Partial<Scene>, within: Box = bounds): readonly Label[] {
  const placed = placeLabels({ ...empty, ...scene }, { bounds: within, look, measure });
  if ("crowded" in placed) throw new Error(`crowded: ${JSON.stringify(placed.crowded)}`);
  return placed.labels;
}

describe("placeLabels", () => {
  test.each(allKinds)(
    "leaves no two labels of the sample of $kind touching",
    async (kind) => {
      const { panel, columns } = kind.sample;
      const frame = { columns, width: 600, height: panel.height, top: 0 };
      const scene = await drawScene(kind.spec(panel, frame, look));
      const labels = place(scene, { x: 0, y: 0, width: frame.width, height: frame.height });
      expect(labels).toHaveLength(scene.labels.length);
      expect(touching(labels)).toEqual([]);
    },
    10_000,
  );

  test("puts a label above a rising bar and below a hanging one", () => {
    const [above, below] = place({ labels: [anchor(50, 60), anchor(150, 60, { place: "below" })] });
    expect(above!.box.y + above!.box.height).toBeLessThan(60);
    expect(below!.box.y).toBeGreaterThan(60);
  });

  test("moves the label of a line away from the line", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 50 },
      { x: 200, y: 60 },
    ];
    const line = { points, stroke: "#000000", strokeWidth: 2, dash: [] };
    const [label] = place({ lines: [line], labels: [anchor(100, 50, { place: "over" })] });
    const [free] = place({ labels: [anchor(100, 50, { place: "over" })] });
    expect(free!.y).toBe(43);
    expect(label!.y).toBeGreaterThan(60);
  });

  test("moves neighbours apart, each to its side", () => {
    const [left, right] = place({ labels: [anchor(100, 50, { lean: -1 }), anchor(132, 50, { lean: 1 })] });
    expect(left!.x).toBeLessThan(100);
    expect(right!.x).toBeGreaterThan(132);
    expect(right!.x - left!.x).toBeGreaterThan(measure("1,234", { size: 12, weight: 400 }) + 3);
  });

  test("sets all labels of a panel smaller where moving is not enough", () => {
    const labels = place({ labels: [0, 1, 2, 3, 4, 5, 6, 7].map((i) => anchor(20 + 33.5 * i, 20)) });
    expect(new Set(labels.map(({ size }) => size)).size).toBe(1);
    expect(labels[0]!.size).toBeLessThan(12);
    expect(labels[0]!.size).toBeGreaterThanOrEqual(10);
    expect(touching(labels)).toEqual([]);
  });

  test("sets a label inside its bar in a colour that reads there, or beside a bar too small for it", () => {
    const bar = barAt({ x: 100, y: 20, width: 60, height: 40 });
    const small = barAt({ x: 100, y: 60, width: 60, height: 5 }, { series: "t" });
    const inside = { column: "c", place: "inside", ground: "#0B3C6F" } as const;
    const labels = place({
      bars: [bar, small],
      labels: [anchor(130, 40, inside), anchor(130, 62, { ...inside, series: "t" })],
    });
    expect(labels[0]).toMatchObject({ x: 130, colour: look.paper, size: 12 });
    expect(labels[1]).toMatchObject({ colour: look.ink, size: 12 });
    expect(labels[1]!.box.x).toBeGreaterThan(160);
  });

  test("sets a label inside smaller rather than beside", () => {
    const bar = barAt({ x: 100, y: 20, width: 60, height: 11 });
    const [label] = place({
      bars: [bar],
      labels: [anchor(130, 25.5, { column: "c", place: "inside", ground: "#0B3C6F" })],
    });
    expect(label).toMatchObject({ x: 130, size: 10 });
  });

  test("gives back the label without room, and what it would touch", () => {
    const labels = [anchor(50, 50, { label: "1" }), anchor(100, 50, { label: "9".repeat(80) })];
    expect(placeLabels({ ...empty, labels }, { bounds, look, measure })).toEqual({
      crowded: { label: labels[1], touches: "the edge of the panel" },
    });
    const same = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((i) =>
      anchor(200, 30, { label: "1,234,567,890", column: `${i}` }),
    );
    expect(placeLabels({ ...empty, labels: same }, { bounds, look, measure })).toMatchObject({
      crowded: { touches: { row: { label: "1,234,567,890" } } },
    });
  });
});

function touching(labels: readonly Label[]): readonly string[] {
  return labels.flatMap((one, i) =>
    labels.slice(i + 1).flatMap((other) => {
      const apart =
        one.box.x + one.box.width <= other.box.x ||
        other.box.x + other.box.width <= one.box.x ||
        one.box.y + one.box.height <= other.box.y ||
        other.box.y + other.box.height <= one.box.y;
      return apart ? [] : [`${one.anchor.row.label} ${other.anchor.row.label}`];
    }),
  );
}
