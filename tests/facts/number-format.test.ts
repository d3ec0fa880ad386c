import { expect, test } from "vitest";
import { builtInFormat, readNumberFormat } from "../../src/facts/number-format.ts";

test.each([
  ["General", { shift: 0, sort: "number" }],
  ["@", { shift: 0, sort: "text" }],
  ["0", { shift: 0, sort: "number", decimals: 0 }],
  ["#,##0.00_);[Red](#,##0.00)", { shift: 0, sort: "number", decimals: 2 }],
  ['#,##0;"▲ "#,##0', { shift: 0, sort: "number", decimals: 0 }],
  ["0.0%", { shift: 2, sort: "percent", decimals: 1 }],
  ['0.0"%"', { shift: 0, sort: "number", decimals: 1 }],
  ["#,##0,", { shift: -3, sort: "number", decimals: 0 }],
  ["#,##0.0,,", { shift: -6, sort: "number", decimals: 1 }],
  ["#,##0,.0", { shift: -3, sort: "number", decimals: 1 }],
  ['[>=1000000]0.0,,"M";0', { shift: -6, sort: "number", decimals: 1, mixed: true }],
  ["0.00E+00", { shift: 0, sort: "number", decimals: 2 }],
  ['#,##0"円"', { shift: 0, sort: "number", decimals: 0 }],
  ["[$¥-411]#,##0", { shift: 0, sort: "number", decimals: 0 }],
  ["yyyy/m/d", { shift: 0, sort: "date" }],
  ['[$-411]ggge"年"m"月"', { shift: 0, sort: "date" }],
  ["[h]:mm", { shift: 0, sort: "date" }],
])("%s is read for what it shows", (code, shown) => {
  expect(readNumberFormat(code)).toEqual({ code, ...shown });
});

test("formats without a declaration are known by their number", () => {
  expect([0, 9, 14, 38, 49, 57, 163].map(builtInFormat)).toEqual([
    "General",
    "0%",
    "yyyy-mm-dd",
    "#,##0;[Red](#,##0)",
    "@",
    "yyyy-mm-dd",
    "General",
  ]);
});
