import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCellNumber } from "../../src/facts/cell-number.ts";
import { readNumberFormat } from "../../src/facts/number-format.ts";

interface Asked {
  readonly format?: string;
  readonly formula?: string;
  readonly decimals?: number;
  readonly rounding?: "halfUp" | "halfEven" | "truncate";
}
function read(text: string, { format = "General", formula, decimals, rounding = "halfUp" }: Asked = {}) {
  const number = readCellNumber(
    {
      row: 1,
      column: 1,
      sort: "number",
      text,
      format: readNumberFormat(format),
      ...(formula !== undefined && { formula }),
    },
    { decimals, rounding },
  );
  if ("what" in number) return `${number.what}\n  hint: ${number.hint}`;
  return number.isPercent ? `${number.text}%` : number.text;
}

describe("a typed number", () => {
  test.each([
    ["1234.5", "1234.5"],
    ["0.1", "0.1"],
    ["1E-05", "0.00001"],
    ["1.2345678E7", "12345678"],
    ["-0", "0"],
    ["-26827", "-26827"],
    ["12345678901234567", "12345678901234567"],
    ["0.59899999999999998", "0.599"],
    ["1.0049999999999999", "1.005"],
    ["253.19999999999999", "253.2"],
  ])("stored as %s is %s", (stored, value) => {
    expect(read(stored)).toBe(value);
  });

  test("of 15 digits or fewer comes back from the 17 digits that Excel stores", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 15 }),
        (digits, point) => {
          const padded = digits.toString().padStart(point + 1, "0");
          const whole = padded.slice(0, padded.length - point);
          const fraction = padded.slice(padded.length - point).replace(/0+$/, "");
          const typed = fraction === "" ? whole : `${whole}.${fraction}`;
          expect(read(Number(typed).toPrecision(17))).toBe(typed);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("has the decimals that its format shows, and all that it holds", () => {
    expect([read("5", { format: "0.00" }), read("5.125", { format: "0.0" })]).toEqual(["5.00", "5.125"]);
  });

  test("is read in the scale that its cell shows", () => {
    expect(read("0.59899999999999998", { format: "0.0%" })).toBe("59.9%");
    expect(read("26444123456", { format: "#,##0,,", decimals: 0 })).toBe("26444");
    expect(read("26444123456", { format: "#,##0,," })).toBe("26444.123456");
  });

  test("is rounded once to declared decimals, as the company rounds", () => {
    expect(read("253.25", { decimals: 1 })).toBe("253.3");
    expect(read("253.25", { decimals: 1, rounding: "halfEven" })).toBe("253.2");
    expect(read("-253.29", { decimals: 1, rounding: "truncate" })).toBe("-253.2");
    expect(read("-0.04", { decimals: 1 })).toBe("0.0");
    expect(read("5", { decimals: 1 })).toBe("5.0");
    expect(read("12345678901234567", { decimals: 0 })).toBe("12345678901234567");
  });
});

describe("a calculated number", () => {
  test("is taken where it is whole, and else needs the decimals that are reported", () => {
    expect(read("26444", { formula: "SUM(A1:A5)" })).toBe("26444");
    expect(read("0.3", { formula: "A1/A2", format: "0.0%" })).toBe("30%");
    expect(read("0.59930000000000005", { formula: "A1/A2", format: "0.0%" })).toBe(
      "is calculated, and is not whole: 59.93\n  hint: say in the mapping how many decimals are reported: decimals: 1",
    );
    expect(read("0.59930000000000005", { formula: "A1/A2", format: "0.0%", decimals: 1 })).toBe("59.9%");
    expect(read("0.30000000000000004")).toBe(
      "is calculated, and is not whole: 0.30000000000000004\n  hint: say in the mapping how many decimals are reported: decimals: 0",
    );
  });

  test("is refused where only binary noise decides how it is rounded", () => {
    expect(read("1.0049999999999997", { formula: "A1", decimals: 2 })).toBe(
      "is 1.0049999999999997, so near to where rounding turns that binary noise decides between 1.00 and 1.01\n" +
        "  hint: round it in the workbook, or type its value",
    );
    expect(read("1.0049999999999999", { formula: "A1", decimals: 2 })).toBe("1.01");
  });
});

test("what is no number in its place is refused", () => {
  expect(read("38990", { format: "yyyy/m/d" })).toBe(
    'holds a date (its number format is "yyyy/m/d")\n  hint: give the cell a number format, or leave its row or column out',
  );
  expect(read("1", { format: '[>=1000]0,"k";0' })).toBe(
    'its number format "[>=1000]0,"k";0" scales some values and others not\n  hint: give the cell a plain number format',
  );
  expect(read("NaN")).toBe('holds "NaN", which is no number\n  hint: type the number again');
});
