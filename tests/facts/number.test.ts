import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNumber, type NumberStyle } from "../../src/facts/number.ts";

const plain: NumberStyle = { grouping: false, negativeStyles: [] };
const japanese: NumberStyle = { grouping: true, negativeStyles: ["parentheses", "triangle", "minus-sign"] };

describe("reading a number", () => {
  test.each([
    ["531", "531", 0],
    ["-1234.5", "-1234.5", 1],
    [" 1.10 ", "1.10", 2],
    ["9007199254740993", "9007199254740993", 0],
    ["12345678901234567890.55", "12345678901234567890.55", 2],
    ["0.0000000000000000000000000001", "0.0000000000000000000000000001", 28],
    ["1234567890123456789012345678", "1234567890123456789012345678", 0],
  ])("keeps %s exactly", (text, value, decimals) => {
    expect(readNumber(text, plain)).toEqual({ value, decimals });
  });

  test.each([
    ["-0", 0],
    ["0.0", 1],
    ["-0.00", 2],
  ])("reads %s as 0 without a sign", (text, decimals) => {
    expect(readNumber(text, plain)).toEqual({ value: "0", decimals });
  });

  test.each(["-", "－"])("reads %s as a value that does not exist", (text) => {
    expect(readNumber(text, plain)).toEqual({ value: null, decimals: 0 });
  });

  test.each([
    ["1,234", "1234", 0],
    ["-1,234,567.8", "-1234567.8", 1],
    ["▲1,234", "-1234", 0],
    ["△ 5", "-5", 0],
    ["(123)", "-123", 0],
    ["（123）", "-123", 0],
    ["−5.0", "-5.0", 1],
    ["(0)", "0", 0],
  ])("reads %s where the company writes so", (text, value, decimals) => {
    expect(readNumber(text, japanese)).toEqual({ value, decimals });
  });

  test("takes a percent sign where the unit is %", () => {
    expect(readNumber("59.9%", { ...plain, percent: true })).toEqual({ value: "59.9", decimals: 1 });
    expect(readNumber("(5%)", { ...japanese, percent: true })).toEqual({ value: "-5", decimals: 0 });
  });

  test.each([
    [
      "1,234",
      'expected a number, got "1,234"',
      "write 1234; a comma groups thousands only if company.yaml says so",
    ],
    ["1.234,56", 'ambiguous separator in "1.234,56"', "write 1234.56"],
    ["3.871,0", 'ambiguous separator in "3.871,0"', "write 3871.0"],
    ["1.234.567", 'ambiguous separator in "1.234.567"', "write 1234567"],
    ["12,34,567", 'ambiguous separator in "12,34,567"', "write 1234567"],
    ["1e3", 'expected a number, got "1e3"', "write plain decimal: 1000"],
    ["1.5e-3", 'expected a number, got "1.5e-3"', "write plain decimal: 0.0015"],
    ["-2.5E+1", 'expected a number, got "-2.5E+1"', "write plain decimal: -25"],
    ["0x1F", 'expected a number, got "0x1F"', "write plain decimal: 31"],
    ["0o17", 'expected a number, got "0o17"', "write plain decimal: 15"],
    ["017", 'expected a number, got "017"', "write plain decimal: 17"],
    ["007", 'expected a number, got "007"', "write plain decimal: 7"],
    ["1_000", 'expected a number, got "1_000"', "write 1000"],
    ["1 000", 'expected a number, got "1 000"', "write 1000"],
    ["+17.4", 'expected a number, got "+17.4"', "write 17.4"],
    [".5", 'expected a number, got ".5"', "write 0.5"],
    ["¥811", 'expected a number, got "¥811"', "write 811"],
    ["–", 'expected a number, got "–"', 'write "-" where the source says that there is no value'],
    ["１２３", 'full-width digits in "１２３"', "write 123"],
    ["▲１，２３４", 'full-width digits in "▲１，２３４"', "write -1234"],
    ["12%", 'percent in a non-percent row: "12%"', 'write 12, or "%" as its unit'],
    [
      "▲123",
      'negative written with a triangle: "▲123"',
      "write -123, or list triangle under numbers: negative: in company.yaml",
    ],
    [
      "△123",
      'negative written with a triangle: "△123"',
      "write -123, or list triangle under numbers: negative: in company.yaml",
    ],
    [
      "(123)",
      'negative written in parentheses: "(123)"',
      "write -123, or list parentheses under numbers: negative: in company.yaml",
    ],
    [
      "−5",
      'negative written with the minus sign U+2212: "−5"',
      "write -5, or list minus-sign under numbers: negative: in company.yaml",
    ],
  ])("refuses %s and says what to write", (text, what, hint) => {
    expect(readNumber(text, plain)).toEqual({ what, hint });
  });

  test.each([
    ["12345678901234567890123456789", 'more than 28 digits in "12345678901234567890123456789"'],
    ["0.12345678901234567890123456789", 'more than 28 digits in "0.12345678901234567890123456789"'],
    ["NaN", '"NaN" is not a finite number'],
    ["-.inf", '"-.inf" is not a finite number'],
    ["1-2", 'expected a number, got "1-2"'],
    ["1,2345", 'ambiguous separator in "1,2345"'],
    ["abc", 'expected a number, got "abc"'],
    ["", 'expected a number, got ""'],
    ["▲-5", 'expected a number, got "▲-5"'],
    ["(▲5)", 'expected a number, got "(▲5)"'],
    ["--5", 'expected a number, got "--5"'],
  ])("refuses %s", (text, what) => {
    expect(readNumber(text, japanese)).toMatchObject({ what });
  });

  test("gives back every integer up to 28 digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 28n) + 1n, max: 10n ** 28n - 1n }), (number) => {
        expect(readNumber(String(number), plain)).toEqual({ value: String(number), decimals: 0 });
      }),
    );
  });

  test("reads grouped digits as the digits, and only whole groups", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1000n, max: 10n ** 27n }), (number) => {
        const grouped = number.toLocaleString("en-US");
        expect(readNumber(grouped, japanese)).toEqual({ value: String(number), decimals: 0 });
        expect(readNumber(`${grouped}0`, japanese)).toHaveProperty("what");
      }),
    );
  });

  test("gives a plain decimal or a problem for any text", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789.,-+()%▲−e１x ") });
    fc.assert(
      fc.property(text, (any) => {
        const reading = readNumber(any, japanese);
        if ("value" in reading && reading.value !== null) {
          expect(reading.value).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
          expect(reading.value).not.toMatch(/^-0(\.0*)?$/);
        }
      }),
    );
  });
});
