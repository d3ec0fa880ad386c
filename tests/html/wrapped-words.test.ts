import { expect, test } from "vitest";
import { isBrokenAtSpace } from "../../src/html/wrapped-words.ts";

/** Two lines of one text. */
function broken(above: string, below: string): boolean {
  const [last, before] = [...above].toReversed();
  return isBrokenAtSpace({ last: last!, next: [...below][0]!, ...(before !== undefined && { before }) });
}

test("lines of words are broken at spaces", () => {
  for (const [above, below] of [
    ["expand", "revenues"],
    ["statements:", "what"],
    ["Beträge", "öffentlich"],
    ["2006", "(unaudited)"],
    ["сумма", "и"],
    ["매출", "증가"],
  ] as const)
    expect(broken(above, below), `${above}|${below}`).toBe(true);
});

test("lines of Chinese and Japanese are broken anywhere", () => {
  for (const [above, below] of [
    ["営業", "利益"],
    ["営業利益は", "13.7億円"],
    ["2006", "年"],
    ["、", "売上"],
  ] as const)
    expect(broken(above, below), `${above}|${below}`).toBe(false);
});

test("a hyphen or a stroke keeps together what it joins, and a dash between spaces does not", () => {
  expect(broken("long-", "term")).toBe(false);
  expect(broken("and/", "or")).toBe(false);
  expect(broken("2004–", "2006")).toBe(false);
  expect(broken("July –", "September")).toBe(true);
});

test("where a space is printed none is missing", () => {
  expect(broken("expand ", "revenues")).toBe(false);
  expect(broken("expand", " revenues")).toBe(false);
  expect(broken("expand\u00a0", "revenues")).toBe(false);
});
