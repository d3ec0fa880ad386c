import { expect, test } from "vitest";
import { aroundNumber } from "../../src/documents/move.ts";
import type { FigureRun } from "../../src/documents/runs.ts";
import type { Move } from "../../src/locales/locale.ts";

const run: FigureRun = {
  figure: "revenue.total@1H06|growth(target.initial)",
  text: "21.3%",
  value: "0.213",
  shown: { unit: "%", decimals: 1, by: "derivation" },
};
const move: Move = { direction: "up", sort: "growth", size: "21.3", style: "adverb" };

test("the number of a phrase is the figure, though a name before it has digits", () => {
  expect(aroundNumber("2006年5月予想比 21.3%増", { run, move })).toEqual([
    "2006年5月予想比 ",
    { ...run, text: "21.3%増" },
  ]);
});

test("a phrase without a number is the figure itself", () => {
  expect(aroundNumber("little changed", { run, move })).toEqual([{ ...run, text: "little changed" }]);
});

test("the number of a German phrase has its unit, and the name after it does not belong to it", () => {
  expect(
    aroundNumber("ein Anstieg von 1.021,3\u00a0Mio.\u00a0EUR", { run, move: { ...move, size: "1021.3" } }),
  ).toEqual(["ein Anstieg von ", { ...run, text: "1.021,3\u00a0Mio.\u00a0EUR" }]);
  expect(aroundNumber("minus\u00a021,3\u00a0%", { run, move })).toEqual([
    "minus\u00a0",
    { ...run, text: "21,3\u00a0%" },
  ]);
  expect(aroundNumber("+21,3\u00a0% ggü. Q2 2005", { run, move })).toEqual([
    { ...run, text: "+21,3\u00a0%" },
    " ggü. Q2 2005",
  ]);
});
