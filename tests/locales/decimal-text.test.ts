import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDecimalText } from "../../src/locales/decimal-text.ts";

describe("readDecimalText", () => {
  test("takes sign, digits and fraction apart", () => {
    expect(readDecimalText("-1234.50")).toEqual({
      sign: -1,
      integer: "1234",
      fraction: ".50",
      grouped: "1,234.50",
    });
  });

  test.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["26444", "26,444"],
    ["123456.7891", "123,456.7891"],
    ["12345678901234567890123456789", "12,345,678,901,234,567,890,123,456,789"],
  ])("groups %s as %s", (text, grouped) => {
    expect(readDecimalText(text).grouped).toBe(grouped);
  });

  test.each(["0", "-0", "0.0", "-0.00"])("gives %s no sign", (text) => {
    expect(readDecimalText(text).sign).toBe(0);
  });

  test.each([
    "",
    " 1",
    "1 ",
    "NaN",
    "Infinity",
    "1e3",
    "1,234",
    "+1",
    "--1",
    ".5",
    "5.",
    "007",
    "１２",
    "△1",
    "−1",
    "1\n",
  ])("refuses %j as no plain decimal", (text) => {
    expect(() => readDecimalText(text)).toThrow(
      new TypeError(`expected a plain decimal, got ${JSON.stringify(text)}`),
    );
  });

  test("keeps every digit of numbers of any length", () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 80n });
    const fraction = fc.oneof(fc.constant(""), fc.stringMatching(/^\.[0-9]{1,30}$/));
    fc.assert(
      fc.property(digits, fraction, (integer, decimals) => {
        const { grouped } = readDecimalText(`-${integer}${decimals}`);
        expect(grouped.replaceAll(",", "")).toBe(`${integer}${decimals}`);
        expect(grouped).toMatch(/^[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?$/);
      }),
    );
  });
});
