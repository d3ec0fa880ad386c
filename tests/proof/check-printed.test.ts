import { describe, expect, test } from "vitest";
import { checkPrinted } from "../../src/proof/check-printed.ts";
import type { Glyph } from "../../src/proof/read-pages.ts";
import type { Trace } from "../../src/proof/trace.ts";

/** Glyphs of 10 points, 6 apart, on a baseline. */
const write = (text: string, x = 100, y = 200): readonly Glyph[] =>
  [...text].flatMap((character, index) =>
    character === " " ? [] : [{ text: character, x: x + index * 6, y, width: 6, size: 10 }],
  );

const trace = {
  pages: [{ page: 1, slide: "results", title: "", width: 960, height: 540 }],
  printed: [
    {
      page: 1,
      slide: "results",
      box: [100, 196, 30, 12],
      text: "△811",
      figure: "profit@2Q06",
      unit: "JPY million",
      decimals: 0,
      by: "fact",
    },
  ],
  numbers: [{ page: 1, slide: "results", box: [100, 296, 24, 12], text: "2006", is: "period", of: "2Q06" }],
} as unknown as Trace;

const told = (...glyphs: readonly Glyph[]): readonly string[] =>
  checkPrinted(trace, [{ page: 1, width: 960, height: 540, glyphs }]).map(({ what }) => what);

const figure = write("△811");
const year = write("2006", 100, 300);

describe("checkPrinted", () => {
  test("is content with every figure and number where it was printed", () => {
    expect(told(...figure, ...year, ...write("Profit", 300))).toEqual([]);
  });

  test("takes full-width forms and radicals for the characters that they stand for", () => {
    expect(told(...write("△８11"), ...year)).toEqual([]);
  });

  test("misses a sign, a digit and a whole figure", () => {
    expect(told(...write("811", 106), ...year)).toEqual([
      '"△811" of profit@2Q06 is not where it was printed: found "811"',
    ]);
    expect(told(...write("△821"), ...year)).toEqual([
      '"△811" of profit@2Q06 is not where it was printed: found "△821"',
    ]);
    expect(told(...year)).toEqual(['"△811" of profit@2Q06 is not where it was printed: nothing is there']);
    expect(told(...figure)).toEqual([
      '"2006" of the period 2Q06 is not where it was printed: nothing is there',
    ]);
  });

  test("finds a figure that stands elsewhere on the page twice: missing here, unknown there", () => {
    expect(told(...write("△811", 100, 220), ...year)).toEqual([
      '"△811" of profit@2Q06 is not where it was printed: nothing is there',
      'the number "811" is on the page, but not in the trace',
    ]);
  });

  test("finds a sign before a figure that is not part of it, but not a bracket or a dash further off", () => {
    expect(told(...figure, ...year, ...write("−", 94))).toEqual([
      '"−" stands before "△811" of profit@2Q06 and does not belong to it',
    ]);
    expect(told(...figure, ...year, ...write("(", 94))).toEqual([]);
    expect(told(...figure, ...year, ...write("–", 88))).toEqual([]);
  });

  test("finds text that is printed twice at the same place", () => {
    expect(told(...figure, ...year, ...write("Total", 300), ...write("Total", 300.5))).toEqual([
      'the text "Total" is printed twice at the same place',
    ]);
    expect(told(...figure, ...year, ...write("ll", 300))).toEqual([]);
  });

  test("reports numbers of any script", () => {
    expect(told(...figure, ...year, ...write("１２ ②", 300))).toEqual([
      'the number "１２ ②" is on the page, but not in the trace',
    ]);
  });
});
