import { describe, expect, test } from "vitest";
import { placeTrace } from "../../src/proof/place-trace.ts";
import { sampleTrace } from "./planned-trace.ts";

const box = { x: 10.004, y: 20, width: 30, height: 12 };
const number = { slide: "results", page: 1, box } as const;
const literals = [{ text: "M2M" }];
const slides = [{ id: "results", width: 1280, height: 720, overflows: [], overlaps: [], type: [] }];

describe("placeTrace", () => {
  test("puts each printed figure and number in its box, to hundredths of a point", async () => {
    const figures = [{ figure: "revenue.total@1H06", text: "1,951", slide: "results", page: 1, box }];
    const numbers = [
      { ...number, text: "1", term: "1H06", within: "1H06", at: 0 },
      { ...number, text: "9", term: "2006-11-09", within: "November 9", at: 9 },
      { ...number, text: "2", within: "M2M services", at: 1 },
      { ...number, text: "2", within: "2", at: 0 },
    ];
    const { trace } = placeTrace(await sampleTrace(), { measured: { slides, figures, numbers }, literals });
    expect(trace.printed[0]!.box).toEqual([10, 20, 30, 12]);
    expect(trace.numbers.map(({ is, of }) => `${is} ${of}`)).toEqual([
      "period 1H06",
      "date 2006-11-09",
      "literal M2M",
      "page 2",
    ]);
  });

  test("gives away numbers that nothing accounts for, figures that are not planned and planned ones on no page", async () => {
    const figures = [{ figure: "cash@2Q06", text: "12", slide: "results", page: 1, box }];
    const numbers = [{ ...number, text: "17", within: "17 of M2M", at: 0 }];
    const { strays } = placeTrace(await sampleTrace(), { measured: { slides, figures, numbers }, literals });
    expect(strays.slice(0, 2)).toEqual([
      { slide: "results", sort: "foreign", text: "12", within: "cash@2Q06" },
      { slide: "results", sort: "lost", text: "2.5%", within: "revenue.total@1H06|growth(-1y)" },
    ]);
    expect(strays.at(-1)).toEqual({ slide: "results", sort: "unbound", text: "17", within: "17 of M2M" });
  });

  test("knows the numbers of footnotes and the number of all pages", async () => {
    const numbers = [
      { ...number, text: "1", within: "1", at: 0, note: "rate" },
      { ...number, text: "3", within: "3", at: 0, isPageCount: true as const },
      { ...number, text: "4", within: "4", at: 0, isPageCount: true as const },
    ];
    const sheets = [slides[0]!, slides[0]!, slides[0]!];
    const { trace, strays } = placeTrace(await sampleTrace(), {
      measured: { slides: sheets, figures: [], numbers },
      literals,
    });
    expect(trace.numbers.map(({ is, of }) => `${is} ${of}`)).toEqual(["note rate", "page 3"]);
    expect(strays.filter(({ sort }) => sort === "unbound").map(({ text }) => text)).toEqual(["4"]);
  });

  test("lists the pages as they were printed, and every figure the places that it has on paper", async () => {
    const figures = [{ figure: "revenue.total@1H06", text: "1,951", slide: "results", page: 1, box }];
    const sheets = ["cover", "results", "results"].map((id) => ({ ...slides[0]!, id }));
    const { trace } = placeTrace(await sampleTrace(), {
      measured: { slides: sheets, figures, numbers: [] },
      literals,
    });
    expect(trace.pages.map(({ page, slide, title, width }) => [page, slide, title, width])).toEqual([
      [1, "cover", "", 960],
      [2, "results", "Revenues fell 2.5% on 1H05", 960],
      [3, "results", "Revenues fell 2.5% on 1H05", 960],
    ]);
    expect(trace.figures["revenue.total@1H06"]!.places).toEqual([0]);
    expect(trace.figures["revenue.a@1H06"]!.places).toEqual([]);
  });
});
