import { expect, test } from "vitest";
import { hatchPath } from "../../src/charts/hatch.ts";

test("hatch lines slant at 45 degrees, and end on the edges of their box", () => {
  const box = { x: 10, y: 20, width: 40, height: 90 };
  const lines = [...hatchPath(box, String).matchAll(/M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g)].map((line) =>
    line.slice(1).map(Number),
  );
  expect(lines.length).toBe(21);
  const edge = (x: number, y: number) => x === 10 || x === 50 || y === 20 || y === 110;
  for (const [x1, y1, x2, y2] of lines) {
    expect(x2! - x1!).toBe(y1! - y2!);
    expect([edge(x1!, y1!), edge(x2!, y2!)]).toEqual([true, true]);
    expect(
      Math.min(x1!, x2!) >= 10 &&
        Math.max(x1!, x2!) <= 50 &&
        Math.min(y1!, y2!) >= 20 &&
        Math.max(y1!, y2!) <= 110,
    ).toBe(true);
  }
});

test("a box without height has no hatch lines", () => {
  expect(hatchPath({ x: 0, y: 0, width: 40, height: 0 }, String)).toBe("");
});
