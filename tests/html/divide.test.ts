import { expect, test } from "vitest";
import { divide } from "../../src/html/divide.ts";

/** Slides by their levels: "1221". */
function slides(levels: string): readonly { readonly level: number }[] {
  return [...levels].map((level) => ({ level: Number(level) }));
}

function shapeOf(levels: string, most: number): readonly string[] {
  return divide(slides(levels), most).map((group) => group.map(({ level }) => level).join(""));
}

test("keeps a deck whole that has no more slides than a part may have", () => {
  expect(shapeOf("11111", 5)).toEqual(["11111"]);
});

test("fills parts one after the other", () => {
  expect(shapeOf("11111", 2)).toEqual(["11", "11", "1"]);
});

test("keeps a slide together with those of the second level behind it", () => {
  expect(shapeOf("112211", 3)).toEqual(["1", "122", "11"]);
});

test("lets a part be larger where nothing in it begins on the first level", () => {
  expect(shapeOf("112222221", 3)).toEqual(["1", "1222222", "1"]);
});

test("begins with a slide of the second level where the deck does", () => {
  expect(shapeOf("2211", 2)).toEqual(["22", "11"]);
});

test("takes a slide without a level as one of the first", () => {
  expect(divide([{}, {}, { level: 2 }], 2)).toEqual([[{}], [{}, { level: 2 }]]);
});
