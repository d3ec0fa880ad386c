import { describe, expect, test } from "vitest";
import type { FigureRun, Runs } from "../../src/documents/runs.ts";
import { linesOf, runsText } from "../../src/html/text-lines.ts";
import { figureTableText } from "../../src/html/text-table.ts";
import { padded, widthOf } from "../../src/html/text-width.ts";

const figure = (text: string): FigureRun => ({
  figure: "revenue",
  text,
  value: "1",
  shown: { unit: "JPY million", decimals: 0, by: "fact" },
});
const period = (text: string): Runs => [{ term: "2Q06", text, sort: "period" }];

describe("the width of a text", () => {
  test.each([
    ["abc", "en", 3],
    ["営業収益", "ja", 8],
    ["ｱｲｳ", "ja", 3],
    ["（１２）", "ja", 8],
    ["△1.2", "ja", 5],
    ["△1.2", "en", 4],
    ["－", "ja", 2],
    ["a\u0301\u200b", "en", 1],
    ["𠮷", "ja", 2],
  ])("of %s in %s is %i columns", (text, lang, columns) => {
    expect(widthOf(text, lang)).toBe(columns);
  });

  test("is what padding counts", () => {
    expect(padded("営業", { to: 6, at: "start", lang: "ja" })).toBe("  営業");
    expect(padded("営業", { to: 6, at: "end", lang: "ja" })).toBe("営業  ");
    expect(padded("too long", { to: 3, at: "end", lang: "en" })).toBe("too long");
  });
});

describe("lines of plain text", () => {
  test("end at spaces and hold no more columns than asked for", () => {
    const lines = linesOf(["one two three four"], { lang: "en", width: 9 });
    expect(lines).toEqual(["one two", "three", "four"]);
  });

  test("keep a figure whole, with its unit", () => {
    const runs = ["Revenues came to ", figure("JPY 1,951 million"), ", more"];
    expect(linesOf(runs, { lang: "en", width: 24 })).toEqual(["Revenues came to", "JPY 1,951 million, more"]);
  });

  test("end between kana and kanji, but not before a full stop or after an opening bracket", () => {
    expect(linesOf(["営業収益は増えた。"], { lang: "ja", width: 16 })).toEqual(["営業収益は増え", "た。"]);
    expect(linesOf(["営業（収益）"], { lang: "ja", width: 6 })).toEqual(["営業", "（収", "益）"]);
  });

  test("begin as a list asks for, and end as asked for", () => {
    expect(linesOf(["one two three"], { lang: "en", width: 9, first: "- ", rest: "  ", last: "." })).toEqual([
      "- one two",
      "  three.",
    ]);
  });

  test("leave a word whole that is longer than a line", () => {
    expect(linesOf(["a Kapitalflussrechnung b"], { lang: "de", width: 8 })).toEqual([
      "a",
      "Kapitalflussrechnung",
      "b",
    ]);
  });

  test("have no marks of strong words and places to break, and footnotes in brackets", () => {
    const runs: Runs = [
      { strong: ["Reve\u00adnues"] },
      " grew",
      { note: "basis", text: "1" },
      { aside: [" (a\u200bb)"] },
    ];
    expect(linesOf(runs, { lang: "en" })).toEqual(["Revenues grew[1] (ab)"]);
    expect(runsText(runs)).toBe("Revenues grew[1] (ab)");
  });

  test("are none for a text without words", () => {
    expect(linesOf([], { lang: "en" })).toEqual([]);
  });
});

describe("a table of figures in plain text", () => {
  const row = (label: string, cells: readonly string[], more = {}) => ({
    label: [label],
    level: "plain" as const,
    rule: false,
    cells: cells.map((text) => (text === "" ? [] : [figure(text)])),
    ...more,
  });
  const column = (label: string) => ({ label: [label], highlight: false, sort: "level" as const });

  test("has its last digits under each other, in full-width characters too", () => {
    const table = {
      groups: [],
      columns: [column("実績"), column("前年同期比")],
      rows: [row("営業収益", ["1,951", "△2.5%"]), row("営業損益", ["△15", "－"])],
    };
    expect(figureTableText(table, "ja")).toBe(
      [
        "           実績  前年同期比",
        "---------------------------",
        "営業収益  1,951      △2.5%",
        "営業損益   △15          －",
      ].join("\n"),
    );
  });

  test("leaves room for the brackets of losses", () => {
    const table = {
      groups: [],
      columns: [column("Result")],
      rows: [row("Revenues", ["1,951"]), row("Loss", ["(15)"])],
    };
    expect(figureTableText(table, "en")).toBe(
      ["          Result", "----------------", "Revenues  1,951", "Loss        (15)"].join("\n"),
    );
  });

  test("has the heads of groups over their columns, and a rule where a row asks for one", () => {
    const table = {
      groups: [
        { label: period("2Q06\nJuly – September"), span: 2 },
        { label: [], span: 1 },
      ],
      columns: [column("Result"), column("%"), column("YoY")],
      rows: [
        row("Services", ["", "", ""], { level: "heading" }),
        row("Service A", ["700", "70.0%", "+1.0%"], { indent: 1 }),
        row("Revenues", ["1,001", "100.0%", "+0.1%"], { rule: true }),
      ],
    };
    expect(figureTableText(table, "en")).toBe(
      [
        "                         2Q06",
        "             July – September",
        "               Result       %    YoY",
        "------------------------------------",
        "Services",
        "  Service A       700   70.0%  +1.0%",
        "------------------------------------",
        "Revenues        1,001  100.0%  +0.1%",
      ].join("\n"),
    );
  });

  test("has the words beside a row under it", () => {
    const table = {
      groups: [],
      columns: [column("Result")],
      rows: [row("Cash", ["320"], { comment: ["collected in time"] })],
      comment: ["Comment"],
    };
    expect(figureTableText(table, "en").split("\n").slice(-2)).toEqual([
      "Cash     320",
      "    collected in time",
    ]);
  });
});
