import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact, powerOfTen } from "../../src/figures/exact.ts";
import { agrees, type Agreement } from "../../src/proof/agrees.ts";
import { readNumber } from "../../src/proof/read-number.ts";

describe("agrees", () => {
  /** The figure is in the unit that the number is printed in: % for "59.9%". */
  interface Given {
    readonly lo: string | null;
    readonly hi: string | null;
    readonly value: string | null;
    readonly dash?: "nothing" | "zero";
  }

  /** Digits that are right, in the unit printed. */
  type Told = Omit<Agreement, "should" | "allowed"> & { readonly should: string | null };

  const held = (printed: string, { lo, hi, value, dash }: Given): Told => {
    const read = readNumber(printed)!;
    const worth = powerOfTen(read.power ?? 0);
    const [least, own, most] = [lo, value, hi].map((text) => text && new Exact(text).times(worth));
    const {
      should,
      agrees: isRight,
      exact,
    } = agrees({
      printed: read.value,
      step: read.step,
      value: own || null,
      interval: least && most ? { lo: least, hi: most } : null,
      ...(dash && { dash }),
    });
    return { agrees: isRight, exact, should: should && should.div(worth).toFixed(read.decimals) };
  };
  const inside = (printed: string, lo: string, hi: string, value: string): Told =>
    held(printed, { lo, hi, value });

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

  test("rounds at the printed decimals", () => {
    expect(inside("100%", "99.6", "100.4", "100")).toEqual({ agrees: true, exact: true, should: "100" });
    expect(inside("100.0%", "99.6", "99.9", "99.8")).toEqual({ agrees: false, exact: false, should: "99.8" });
  });

  test("agrees a dash with a figure that does not exist, and with nothing else", () => {
    const none = { lo: null, hi: null, value: null };
    expect(held("-", none)).toEqual({ agrees: true, exact: true, should: null });
    expect(held("0", none)).toEqual({ agrees: false, exact: false, should: null });
    expect(held("—", { ...none, dash: "zero" })).toEqual({ agrees: false, exact: false, should: null });
    expect(inside("-", "0", "0", "0")).toEqual({ agrees: false, exact: false, should: "0" });
    expect(inside("-", "24.5", "25.5", "25")).toEqual({ agrees: false, exact: false, should: "25" });
  });

  test("takes a dash for no change where it says so", () => {
    const change = (lo: string, hi: string, value: string): Told =>
      held("—", { lo, hi, value, dash: "zero" });
    expect(change("-1", "1", "0")).toEqual({ agrees: true, exact: true, should: "0" });
    expect(change("0", "2", "1")).toEqual({ agrees: true, exact: false, should: "1" });
    expect(change("1", "3", "2")).toEqual({ agrees: false, exact: false, should: "2" });
  });

  test("holds a figure without bounds against its value alone", () => {
    expect(held("5", { lo: null, hi: null, value: "5.4" })).toEqual({
      agrees: true,
      exact: true,
      should: "5",
    });
    expect(held("6", { lo: null, hi: null, value: "5.4" })).toEqual({
      agrees: false,
      exact: false,
      should: "5",
    });
  });

  test("gives the least and the greatest number that would agree", () => {
    const allowed = (lo: string, hi: string, value: string): readonly string[] => {
      const interval = { lo: new Exact(lo), hi: new Exact(hi) };
      const found = agrees({ printed: null, step: new Exact("0.1"), value: new Exact(value), interval });
      return [found.allowed!.lo.toFixed(1), found.allowed!.hi.toFixed(1)];
    };
    expect(allowed("59.70", "60.22", "59.96")).toEqual(["59.7", "60.2"]);
    expect(allowed("59.65", "59.75", "59.7")).toEqual(["59.7", "59.7"]);
    expect(allowed("-0.04", "0.04", "0")).toEqual(["0.0", "0.0"]);
  });

  test("never gives a negative zero", () => {
    expect(inside("0", "-0.4", "-0.2", "-0.3")).toEqual({ agrees: true, exact: true, should: "0" });
    expect(inside("(0.0%)", "-0.04", "-0.02", "-0.03")).toEqual({ agrees: true, exact: true, should: "0.0" });
  });

  test("agrees with the rounding of every value inside the interval", () => {
    const millionths = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(millionths, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (ends, decimals) => {
          const [lo, value, hi] = ends.sort((a, b) => a - b).map((end) => new Exact(end).div(1_000_000));
          const printed = value!.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
          const given = { printed, step: powerOfTen(-decimals), interval: { lo: lo!, hi: hi! } };
          expect(agrees({ ...given, value: value! })).toMatchObject({ agrees: true, exact: true });
          expect(agrees({ ...given, value: lo! }).agrees).toBe(true);
        },
      ),
    );
  });
});
