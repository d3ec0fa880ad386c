import { expect, test } from "vitest";
import { directionAfter, directionBefore, splitDirection } from "../../src/proof/direction.ts";

test.each([
  ["rose ", "up"],
  ["operating income up\u00a0", "up"],
  ["cash fell by ", "down"],
  ["a decrease of ", "down"],
  ["rose to ", undefined],
  ["a backup ", undefined],
  ["", undefined],
])("the words %j say %s of the number after them", (words, direction) => {
  expect(directionBefore(words)).toBe(direction);
});

test.each([
  ["増", "up"],
  [" lower, and", "down"],
  ["減少、", "down"],
  ["増収により", undefined],
  [" on 2Q05", undefined],
])("the words %j say %s of the number before them", (words, direction) => {
  expect(directionAfter(words)).toBe(direction);
});

test("a number is parted from the words that touch it", () => {
  expect(splitDirection("17.4%増")).toEqual({ text: "17.4%", direction: "up" });
  expect(splitDirection("1.7ポイント低下")).toEqual({ text: "1.7ポイント", direction: "down" });
  expect(splitDirection("down 3.6%")).toEqual({ text: "3.6%", direction: "down" });
  expect(splitDirection("3 contracts")).toEqual({ text: "3 contracts" });
});

test.each([
  ["stieg um ", "up"],
  ["Der Umsatz erhöhte sich um ", "up"],
  ["plus\u00a0", "up"],
  ["die Kosten sanken um ", "down"],
  ["ein Rückgang von ", "down"],
  ["minus\u00a0", "down"],
  ["stieg auf ", undefined],
  ["im Fall ", undefined],
  ["up ", undefined],
])("the German words %j say %s of the number after them", (words, direction) => {
  expect(directionBefore(words, "de")).toBe(direction);
});

test.each([
  [" höher als", "up"],
  [" niedriger, und", "down"],
  [" gegenüber dem Vorjahr", undefined],
])("the German words %j say %s of the number before them", (words, direction) => {
  expect(directionAfter(words, "de")).toBe(direction);
});

test("a number is parted from the German words that touch it, in German only", () => {
  expect(splitDirection("stieg um 17,4 %", "de")).toEqual({ text: "17,4 %", direction: "up" });
  expect(splitDirection("ein Rückgang von 3,6 %", "de")).toEqual({ text: "3,6 %", direction: "down" });
  expect(splitDirection("3,6 % weniger", "de")).toEqual({ text: "3,6 %", direction: "down" });
  expect(splitDirection("minus 3.6%")).toEqual({ text: "minus 3.6%" });
});
