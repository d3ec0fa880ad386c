import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agrees, parsePrinted } from "../../seeds/compare.ts";

describe("parsePrinted", () => {
  test.each([
    ["14,007", "14007", 0],
    ["(26,827)", "-26827", 0],
    ["(1.2%)", "-1.2", 1],
    ["+59.9%", "59.9", 1],
    ["-867", "-867", 0],
    ["−867", "-867", 0],
    ["253.2", "253.2", 1],
    ["100.0%", "100", 1],
    ["0", "0", 0],
    ["1,234,567.89", "1234567.89", 2],
  ])("reads %s", (printed, value, decimals) => {
    const read = parsePrinted(printed);
    expect(read.value?.toFixed()).toBe(value);
    expect(read.decimals).toBe(decimals);
  });

  test.each(["-", "—", "–", "―"])("reads the dash %s as no value", (dash) => {
    expect(parsePrinted(dash)).toEqual({ value: null, decimals: 0 });
  });

  test.each([
    "",
    "1,23",
    "12,34,567",
    "(-5)",
    "(5",
    "5)",
    "1.",
    ".5",
    "5.6.7",
    "253.2Gbps",
    "811 million",
    "5%%",
    "--5",
    "NaN",
  ])("refuses %j", (printed) => {
    expect(() => parsePrinted(printed)).toThrow(new Error(`not a printed number: "${printed}"`));
  });

  test("keeps more digits than a float", () => {
    expect(parsePrinted("9,007,199,254,740,993.1").value?.toFixed()).toBe("9007199254740993.1");
  });
});

describe("agrees", () => {
  const inside = (printed: string, lo: string, hi: string, value: string) =>
    agrees({ printed, lo, hi, value });

  test("accepts a number that some value inside the interval rounds to", () => {
    expect(inside("+59.9%", "59.70", "60.22", "59.96")).toEqual({
      agrees: true,
      exact: false,
      should: "60.0",
    });
  });

  test("says exact where the value itself rounds to it", () => {
    expect(inside("+60.0%", "59.70", "60.22", "59.96")).toEqual({
      agrees: true,
      exact: true,
      should: "60.0",
    });
  });

  test("refuses a number that no value inside the interval rounds to, and gives what it should be", () => {
    expect(inside("+5.6%", "5.774", "5.778", "5.776")).toEqual({
      agrees: false,
      exact: false,
      should: "5.8",
    });
    expect(inside("+59.6%", "59.70", "60.22", "59.96").agrees).toBe(false);
    expect(inside("+60.3%", "59.70", "60.22", "59.96").agrees).toBe(false);
  });

  test("accepts the numbers that the ends of the interval come near to", () => {
    expect(inside("59.7", "59.70", "60.22", "59.96").agrees).toBe(true);
    expect(inside("60.2", "59.70", "60.22", "59.96").agrees).toBe(true);
    expect(inside("59.8", "59.84", "59.86", "59.85").agrees).toBe(true);
    expect(inside("59.9", "59.84", "59.86", "59.85").agrees).toBe(true);
  });

  test("does not take the open end of an input's precision for a value", () => {
    expect(inside("811", "810.5", "811.5", "811").agrees).toBe(true);
    expect(inside("812", "810.5", "811.5", "811").agrees).toBe(false);
    expect(inside("810", "810.5", "811.5", "811").agrees).toBe(false);
    expect(inside("(811)", "-811.5", "-810.5", "-811").agrees).toBe(true);
    expect(inside("(812)", "-811.5", "-810.5", "-811").agrees).toBe(false);
    expect(inside("(810)", "-811.5", "-810.5", "-811").agrees).toBe(false);
  });

  test("rounds ties of an exact value away from zero", () => {
    expect(inside("3", "2.5", "2.5", "2.5")).toEqual({ agrees: true, exact: true, should: "3" });
    expect(inside("2", "2.5", "2.5", "2.5")).toEqual({ agrees: false, exact: false, should: "3" });
    expect(inside("-3", "-2.5", "-2.5", "-2.5")).toEqual({ agrees: true, exact: true, should: "-3" });
    expect(inside("-2", "-2.5", "-2.5", "-2.5").agrees).toBe(false);
  });

  test("counts an end of the interval that is the value itself", () => {
    expect(inside("60.0", "59.90", "59.95", "59.95")).toEqual({ agrees: true, exact: true, should: "60.0" });
  });

  test("compares negative numbers in brackets", () => {
    expect(inside("(26,827)", "-26827.5", "-26826.5", "-26827")).toEqual({
      agrees: true,
      exact: true,
      should: "-26827",
    });
    expect(inside("26,827", "-26827.5", "-26826.5", "-26827").agrees).toBe(false);
    expect(inside("(1.2%)", "-1.159", "-1.147", "-1.153")).toEqual({
      agrees: true,
      exact: true,
      should: "-1.2",
    });
    expect(inside("(1.1%)", "-1.159", "-1.147", "-1.153")).toEqual({
      agrees: true,
      exact: false,
      should: "-1.2",
    });
    expect(inside("(1.3%)", "-1.159", "-1.147", "-1.153").agrees).toBe(false);
  });

  test("scales the figure to the printed unit without loss", () => {
    expect(agrees({ printed: "+59.9%", lo: "0.5970", hi: "0.6022", value: "0.5996", scale: -2 })).toEqual({
      agrees: true,
      exact: false,
      should: "60.0",
    });
    const yen = new Decimal("811499999");
    expect(agrees({ printed: "811", lo: yen, hi: yen, value: yen, scale: 6 }).exact).toBe(true);
    expect(agrees({ printed: "812", lo: "811499999", hi: "811500000", value: yen, scale: 6 }).agrees).toBe(
      false,
    );
  });

  test("rounds at the printed decimals", () => {
    expect(inside("100%", "99.6", "100.4", "100")).toEqual({ agrees: true, exact: true, should: "100" });
    expect(inside("100.0%", "99.6", "99.9", "99.8")).toEqual({ agrees: false, exact: false, should: "99.8" });
  });

  test("rounds at the given decimals where they are given", () => {
    expect(agrees({ printed: "100%", lo: "99.6", hi: "99.9", value: "99.8", decimals: 1 })).toEqual({
      agrees: false,
      exact: false,
      should: "99.8",
    });
    expect(agrees({ printed: "5.25", lo: "5.2", hi: "5.3", value: "5.25", decimals: 1 }).agrees).toBe(false);
  });

  test("agrees a dash with a figure that does not exist, and with nothing else", () => {
    const none = { lo: null, hi: null, value: null };
    expect(agrees({ printed: "-", ...none })).toEqual({ agrees: true, exact: true, should: null });
    expect(agrees({ printed: "0", ...none })).toEqual({ agrees: false, exact: false, should: null });
    expect(agrees({ printed: "—", ...none, dash: "zero" })).toEqual({
      agrees: false,
      exact: false,
      should: null,
    });
    expect(inside("-", "0", "0", "0")).toEqual({ agrees: false, exact: false, should: "0" });
    expect(inside("-", "24.5", "25.5", "25")).toEqual({ agrees: false, exact: false, should: "25" });
  });

  test("takes a dash for no change where it says so", () => {
    const change = { printed: "—", dash: "zero" } as const;
    expect(agrees({ ...change, lo: "-1", hi: "1", value: "0" })).toEqual({
      agrees: true,
      exact: true,
      should: "0",
    });
    expect(agrees({ ...change, lo: "0", hi: "2", value: "1" })).toEqual({
      agrees: true,
      exact: false,
      should: "1",
    });
    expect(agrees({ ...change, lo: "1", hi: "3", value: "2" })).toEqual({
      agrees: false,
      exact: false,
      should: "2",
    });
    expect(agrees({ ...change, lo: "0.01", hi: "0.03", value: "0.02", decimals: 1 })).toEqual({
      agrees: true,
      exact: true,
      should: "0.0",
    });
  });

  test("never gives a negative zero", () => {
    expect(inside("0", "-0.4", "-0.2", "-0.3")).toEqual({ agrees: true, exact: true, should: "0" });
    expect(inside("(0.0%)", "-0.04", "-0.02", "-0.03")).toEqual({ agrees: true, exact: true, should: "0.0" });
  });

  test("takes the sign from the direction in words", () => {
    const fell = { printed: "0.3%", lo: "-0.0033", hi: "-0.0026", value: "-0.00297", scale: -2 };
    expect(agrees({ ...fell, direction: "down" }).exact).toBe(true);
    expect(agrees({ ...fell, direction: "up" }).agrees).toBe(false);
    expect(agrees(fell)).toEqual({ agrees: false, exact: false, should: "-0.3" });
    expect(() => agrees({ ...fell, printed: "-0.3%", direction: "down" })).toThrow(
      new Error("a direction in words and a negative sign: -0.3 down"),
    );
  });

  test("refuses a value outside its interval, and an interval without a value", () => {
    expect(() => inside("5", "6", "7", "5")).toThrow(new Error("5 is outside of [6, 7]"));
    expect(() => agrees({ printed: "5", lo: "4", hi: "6", value: null })).toThrow(
      new Error('a figure without a value has no interval: "5"'),
    );
  });

  test("agrees with the rounding of every value inside the interval", () => {
    const millionths = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(millionths, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (ends, decimals) => {
          const [lo, value, hi] = ends.sort((a, b) => a - b).map((end) => new Decimal(end).div(1_000_000));
          const printed = value!.toFixed(decimals, Decimal.ROUND_HALF_UP);
          const given = { printed, lo: lo!, value: value!, hi: hi! };
          expect(agrees(given)).toMatchObject({ agrees: true, exact: true });
          expect(agrees({ ...given, value: lo! }).agrees).toBe(true);
        },
      ),
    );
  });
});
