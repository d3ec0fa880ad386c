import { readXlsx } from "hucre";
import { expect, test } from "vitest";
import { addressOf, writeWorkbook } from "../../src/proof/write-workbook.ts";

const sheets = [
  {
    name: "売上 & more",
    rows: [
      [undefined, { text: '=1+1 <"x">' }],
      [{ number: "14007" }, { number: "0.174", formula: "A2/11929-1", format: "0.0%" }],
    ],
  },
];

test("is read by a library that did not write it", async () => {
  const book = await readXlsx(writeWorkbook(sheets));
  expect(book.sheets.map(({ name, rows }) => ({ name, rows }))).toEqual([
    {
      name: "売上 & more",
      rows: [
        [null, '=1+1 <"x">'],
        [14007, 0.174],
      ],
    },
  ]);
});

test("is the same bytes for the same sheets", () => {
  expect(Buffer.compare(writeWorkbook(sheets), writeWorkbook(structuredClone(sheets)))).toBe(0);
});

test("names cells beyond the first 26 columns", () => {
  expect([addressOf(0, 0), addressOf(25, 6), addressOf(26, 0), addressOf(52, 9)]).toEqual([
    "A1",
    "Z7",
    "AA1",
    "BA10",
  ]);
});
