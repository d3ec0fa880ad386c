import { describe, expect, test } from "vitest";
import { createFonts } from "../../src/fonts/load.ts";
import { measureText, measureWith } from "../../src/fonts/measure.ts";

const fonts = await createFonts();
const faces = ["inter", "noto-sans-jp"] as const;

describe("measureText", () => {
  /** Widths that Chromium 153 gave for the cut fonts at 20 px with tabular-nums, in a span and in an SVG text alike. */
  const measuredByChromium: readonly (readonly [string, number, number])[] = [
    ["1,234,567", 400, 101.53125],
    ["1,234,567", 700, 101.25],
    ["△1,234", 400, 77.46875],
    ["△1,234", 700, 78.015625],
    ["売上高", 400, 60],
    ["営業収益 26,444百万円", 400, 215.59375],
    ["営業収益 26,444百万円", 700, 215.390625],
    ["第2四半期（7月〜9月）", 400, 218.90625],
    ["純利益「2Q06」「1Q06」、（注）", 400, 298.40625],
    ["純利益「2Q06」「1Q06」、（注）", 700, 298.65625],
    ["AVATAR To. WA", 400, 146.671875],
    ["AVATAR To. WA", 700, 153.90625],
    ["Operating income (loss)", 400, 227.015625],
    ["Operating income (loss)", 700, 235.78125],
    ["▲12.3％", 400, 84.5],
    ["▲12.3％", 700, 85.078125],
    ["é é n̂", 400, 45.890625],
  ];

  test.each(measuredByChromium)("measures %s in weight %i as Chromium does", (text, weight, width) => {
    expect(Math.abs(measureText(fonts, text, { size: 20, weight, faces }) - width)).toBeLessThan(0.1);
  });

  test("gives all digits one width", () => {
    const widths = [..."0123456789"].map((digit) =>
      measureText(fonts, digit, { size: 12, weight: 700, faces }),
    );
    expect(new Set(widths).size).toBe(1);
  });

  test("gives the same width again from its cache, and in proportion to the size", () => {
    const fresh = measureText(fonts, "cache 12", { size: 10, weight: 400, faces });
    expect(measureText(fonts, "cache 12", { size: 10, weight: 400, faces })).toBe(fresh);
    expect(measureText(fonts, "cache 12", { size: 30, weight: 400, faces })).toBeCloseTo(3 * fresh, 9);
  });

  test("keeps apart what is measured with other faces or in another weight", () => {
    const style = { size: 20, weight: 400 } as const;
    expect(measureText(fonts, "12", { ...style, faces: ["noto-sans-jp"] })).not.toBe(
      measureText(fonts, "12", { ...style, faces: ["inter"] }),
    );
    expect(measureText(fonts, "12", { size: 20, weight: 700, faces })).not.toBe(
      measureText(fonts, "12", { size: 20, weight: 400, faces }),
    );
  });

  test("measures an empty text as nothing", () => {
    expect(measureText(fonts, "", { size: 20, weight: 400, faces })).toBe(0);
  });

  test("refuses a weight that has no file", () => {
    expect(() => measureText(fonts, "a", { size: 20, weight: 500, faces })).toThrow(
      new RangeError("expected a weight of 400, 600, 700, got 500"),
    );
  });

  test("measures for one language in the form that charts take", () => {
    expect(measureWith(fonts, faces)("売上 1", { size: 12, weight: 600 })).toBe(
      measureText(fonts, "売上 1", { size: 12, weight: 600, faces }),
    );
  });
});
