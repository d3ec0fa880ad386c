import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/facts/csv.ts";
import { errorOf } from "./error-of.ts";

const read = (text: string) => readCsv({ bytes: new TextEncoder().encode(text), file: "q.csv" });
const messageOf = (text: string) => errorOf(() => read(text));
const texts = (text: string) => read(text).records.map(({ cells }) => cells.map((cell) => cell.text));

describe("reading CSV", () => {
  test("keeps cells as text", () => {
    expect(texts("a,b,c\n1-2,007, 1e5 \n")).toEqual([["1-2", "007", " 1e5 "]]);
  });

  test("gives the line and column of every cell, behind quotes and line breaks too", () => {
    const { records } = read('\ufeffa,b,c\r\n"x ""y""","two\r\nlines",3\r\n4,"5",6');
    expect(
      records.map(({ cells }) => cells.map(({ text, place }) => [text, place.line, place.column])),
    ).toEqual([
      [
        ['x "y"', 2, 1],
        ["two\nlines", 2, 11],
        ["3", 3, 8],
      ],
      [
        ["4", 4, 1],
        ["5", 4, 3],
        ["6", 4, 7],
      ],
    ]);
  });

  test("skips blank rows and rows of commas", () => {
    expect(texts("a,b\n\n1,2\n,\n3,\n")).toEqual([
      ["1", "2"],
      ["3", ""],
    ]);
  });

  test("reads back whatever is written with quotes", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", '"', ",", "\n", ";", "売") })
      .map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const lines = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        expect(texts(["a,b", ...lines].join("\n"))).toEqual(rows);
      }),
    );
  });

  test("names the line with too few or too many cells", () => {
    expect(messageOf("a,b,c,d,e,f\n1,2,3,4,5\n1,2,3,4,5,6,7\n")).toBe(
      "q.csv:2 expected 6 cells, got 5\nq.csv:3 expected 6 cells, got 7",
    );
  });

  test("names the place where an unclosed quote opened", () => {
    expect(messageOf('a,b\n1,"2\n3,4\n')).toBe("q.csv:2:3 the quote that opens here is never closed");
  });

  test("names the opening of a quote that closes at a later one", () => {
    expect(messageOf('a,b\n1,"2\n3,"x"\n')).toBe(
      'q.csv:3:4 expected a comma after the closing quote, got "x"\n' +
        "  hint: the quote opens at q.csv:2:3; write a quote inside a cell twice",
    );
  });

  test("refuses a quote inside a bare cell", () => {
    expect(messageOf('a,b\n1,12" disk\n')).toBe(
      'q.csv:2:3 quote inside a cell that does not start with one: "12" disk"\n' +
        "  hint: put the whole cell in quotes and write the quote inside twice",
    );
  });

  test("says that another delimiter separates the cells", () => {
    expect(messageOf("a;b;c\n1;2,5;3\n")).toBe('q.csv:1 cells are separated by ";", expected a comma');
    expect(messageOf("a\tb\n1\t2\n")).toBe("q.csv:1 cells are separated by a tab, expected a comma");
  });

  test("refuses a duplicate head and one of spaces", () => {
    expect(messageOf("a,  ,b,a \n1,2,3,4\n")).toBe(
      'q.csv:1:3 column 2 has no name\nq.csv:1:8 column "a" is also at q.csv:1:1',
    );
  });

  test("refuses a file of commas", () => {
    expect(messageOf(",,\n,,\n")).toBe("q.csv has no cells with text");
  });

  test("refuses a formula", () => {
    expect(messageOf("a,b\n1,=1+1\n")).toBe('q.csv:2:3 formula in CSV: "=1+1"\n  hint: write its value');
  });
});
