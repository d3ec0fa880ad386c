import { expect, test } from "vitest";
import { readCMap } from "../../src/pdf/read-cmap.ts";

const read = (source: string) => readCMap(Buffer.from(source));

test("reads single codes, with texts of several characters", () => {
  const { texts } = read("2 beginbfchar <01> <00660069> <02> <D83DDE00> endbfchar");
  expect([...texts]).toEqual([
    [1, "fi"],
    [2, "😀"],
  ]);
});

test("reads ranges that count up, and ranges with a list", () => {
  const { texts } = read("2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <0059>] endbfrange");
  expect([...texts.values()].join("")).toBe("ABCXY");
});

test("says how many bytes a code has by its first", () => {
  const { lengthOf } = read("2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange");
  expect([lengthOf(0x41), lengthOf(0x82), lengthOf(0xff)]).toEqual([1, 2, undefined]);
});

test("does not follow a range without end", () => {
  expect(read("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange").texts.size).toBe(0x10000);
});
