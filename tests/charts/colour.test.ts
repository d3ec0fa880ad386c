import { describe, expect, test } from "vitest";
import { contrast, flatten, readableOn } from "../../src/charts/colour.ts";

describe("flatten", () => {
  test("mixes a colour with its ground to a solid one", () => {
    expect(flatten("#0B3C6F", { share: 0.8, ground: "#FFFFFF" })).toBe("#3c638c");
    expect(flatten("#0B3C6F", { share: 1, ground: "#FFFFFF" })).toBe("#0b3c6f");
    expect(flatten("#0B3C6F", { share: 0, ground: "#000000" })).toBe("#000000");
  });

  test("refuses what is no colour of six digits", () => {
    expect(() => flatten("red", { share: 1, ground: "#FFFFFF" })).toThrow(
      new RangeError('expected a colour #RRGGBB, got "red"'),
    );
  });
});

test("contrast is 21 between black and white, and 1 of a colour with itself", () => {
  expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 9);
  expect(contrast("#FFFFFF", "#000000")).toBeCloseTo(21, 9);
  expect(contrast("#1F78B4", "#1F78B4")).toBe(1);
});

test("readableOn takes the first that reads, or the one that reads best", () => {
  expect(readableOn("#0B3C6F", ["#FFFFFF", "#000000"])).toBe("#FFFFFF");
  expect(readableOn("#F2A541", ["#FFFFFF", "#12263A"])).toBe("#12263A");
  expect(readableOn("#7C8994", ["#FFFFFF", "#888888"])).toBe("#FFFFFF");
});
