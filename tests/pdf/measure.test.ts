import { expect, test } from "vitest";
import { joinMeasured, type Measured, type MeasuredSlide } from "../../src/pdf/measure.ts";

const box = { x: 0, y: 0, width: 10, height: 10 };

/** A part with these slides, each with a figure and a number. */
function part(...ids: readonly string[]): Measured {
  return {
    slides: ids.map((id): MeasuredSlide => ({
      ...{ id, width: 1280, height: 720 },
      ...{ overflows: [], overlaps: [], type: [] },
    })),
    figures: ids.map((slide, page) => ({ figure: "revenue", text: "1", slide, page, box })),
    numbers: ids.map((slide, page) => ({ text: "2", within: "2 of them", at: 0, slide, page, box })),
    missingGlyphs: ids.map((slide) => ({ slide, character: "x", text: "x", font: "" })),
  };
}

test("the pages of parts are counted on", () => {
  const joined = joinMeasured([part("a", "b"), part("c"), part("d", "e")]);
  expect(joined.slides.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
  expect(joined.figures.map(({ slide, page }) => [slide, page])).toEqual(
    [..."abcde"].map((slide, page) => [slide, page]),
  );
  expect(joined.numbers.map(({ slide, page }) => [slide, page])).toEqual(
    [..."abcde"].map((slide, page) => [slide, page]),
  );
  expect(joined.missingGlyphs.map(({ slide }) => slide)).toEqual([..."abcde"]);
});

test("one part is what it was", () => {
  expect(joinMeasured([part("a", "b")])).toEqual(part("a", "b"));
});
