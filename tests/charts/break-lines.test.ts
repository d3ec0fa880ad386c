import { expect, test } from "vitest";
import { breakLines, evenLines, textOf } from "../../src/charts/break-lines.ts";

/** A character is 10 px wide, a Japanese one as well. */
const width = (text: string): number => [...text].length * 10;
const even = (text: string, room: number): readonly string[] =>
  evenLines([{ text }], { room, width }).map(textOf);

test("lines are about as long as each other", () => {
  expect(even("Cost of network services", 140)).toEqual(["Cost of", "network", "services"]);
  expect(even("Selling, general and administrative", 200)).toEqual([
    "Selling, general",
    "and administrative",
  ]);
  expect(breakLines("Selling, general and administrative", { room: 200, width })).toEqual([
    "Selling, general and",
    "administrative",
  ]);
});

test("Japanese breaks where the script changes, and within words only where these are too long", () => {
  expect(even("アウトソース運用", 70)).toEqual(["アウトソース", "運用"]);
  expect(even("インターネット接続サービス", 80)).toEqual(["インターネット", "接続サービス"]);
  expect(even("システムインテグレーション", 70)).toEqual(["システムインテ", "グレーション"]);
  expect(even("付加価値・その他（構築）", 60)).toEqual(["付加価値・", "その他", "（構築）"]);
});

test("a mark says where a name may break, and is not printed", () => {
  expect(even("システム\u200bインテグレーション", 90)).toEqual(["システム", "インテグレーション"]);
  expect(even("システム\u200b構築", 90)).toEqual(["システム構築"]);
});

test("a date stays marked on each of its lines", () => {
  const date = { text: "June 30, 2005", term: "2005-06-30" };
  const line = [{ text: "Held at" }, { ...date, text: ` ${date.text}` }, { text: " and later" }];
  expect(evenLines([date], { room: 130, width })).toEqual([[date]]);
  expect(evenLines([date], { room: 80, width })).toEqual([
    [{ ...date, text: "June 30," }],
    [{ ...date, text: "2005" }],
  ]);
  expect(evenLines(line, { room: 400, width })).toEqual([
    [{ text: "Held at " }, { ...date, text: "June 30, 2005 " }, { text: "and later" }],
  ]);
});

test("a word that is too long is given back whole", () => {
  expect(even("Donaudampfschifffahrt im Jahr", 100)).toEqual(["Donaudampfschifffahrt", "im Jahr"]);
});
