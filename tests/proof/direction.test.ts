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
