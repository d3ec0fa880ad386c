import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLocale, locales } from "../../src/locales/index.ts";
import type { Comparison } from "../../src/locales/locale.ts";
import { KessanError } from "../../src/problem.ts";
import * as sample from "./samples.ts";

describe("findLocale", () => {
  test.each(locales.map((locale) => locale.lang))("finds %s", (lang) => {
    expect(findLocale(lang).lang).toBe(lang);
  });

  test.each([
    ["jp", 'did you mean "ja"?'],
    ["JA", 'did you mean "ja"?'],
    ["ja-JP", 'did you mean "ja"?'],
    ["eng", 'did you mean "en"?'],
    ["de-AT", 'did you mean "de"?'],
    ["deu", 'did you mean "de"?'],
    ["fr", 'known are "en", "ja", "de"'],
    ["", 'known are "en", "ja", "de"'],
  ])("refuses %j with the hint: %s", (lang, hint) => {
    expect(() => findLocale(lang)).toThrow(new KessanError([{ what: `unknown locale "${lang}"`, hint }]));
  });
});

describe.each(locales)("every form of $lang", (locale) => {
  const plainDecimal = fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.oneof(fc.constant(""), fc.stringMatching(/^\.[0-9]{1,6}$/)),
    )
    .map(([integer, fraction]) => `${integer}${fraction}`);
  const isZero = (text: string) => !/[1-9]/.test(text);
  const form = fc.constantFrom(...sample.numberForms);

  test("gives some text", () => {
    const comparisons: readonly Comparison[] = sample.periods.flatMap((period) =>
      (["year", "quarter", "year-end", "scenario"] as const).flatMap((against) => {
        const bare: Comparison = { against, kind: period.kind, scenario: "Initial target" };
        return [bare, { ...bare, base: period }];
      }),
    );
    const texts = [
      locale.none,
      locale.notMeaningful,
      ...Object.values(locale.terms),
      ...sample.numberForms.flatMap((each) => ["-1.5", "0", "1.5"].map((text) => locale.number(text, each))),
      ...sample.units.flatMap((unit) => [locale.amount("-1.5", unit), locale.unitHead(unit)]),
      ...sample.moveStyles.flatMap((style) => [
        ...(["up", "down"] as const).flatMap((direction) => [
          locale.moved(sample.growth(direction, "1.5", style)),
          locale.moved(sample.pointsMove(direction, "1.5", style)),
          ...sample.units.map((unit) => locale.moved({ ...sample.changeBy(direction, "1", unit), style })),
        ]),
        locale.moved(sample.growth("none", "0", style)),
        ...sample.outcomes.map((outcome) => locale.outcome(outcome, style)),
      ]),
      ...sample.outcomes.map((outcome) => locale.outcome(outcome)),
      ...sample.periods.flatMap((period) => sample.periodStyles.map((style) => locale.period(period, style))),
      locale.date("2006-11-09"),
      locale.date("2006-11-09", "short"),
      ...comparisons.flatMap((each) => [
        locale.comparison(each, "head"),
        locale.comparison(each, "sentence"),
      ]),
    ];
    expect(texts.filter((text) => text.trim() === "" || /undefined|NaN|null/.test(text))).toEqual([]);
  });

  test("gives the digits back when the grouping is removed", () => {
    fc.assert(
      fc.property(plainDecimal, form, fc.boolean(), (text, each, negative) => {
        const printed = locale.number(negative ? `-${text}` : text, each);
        const isGerman = locale.lang === "de";
        const [grouping, point] = isGerman ? [".", ","] : [",", "."];
        expect(
          printed
            .replaceAll(grouping, "")
            .replace(point, ".")
            .replace(/[^0-9.]/g, ""),
        ).toBe(text);
      }),
    );
  });

  test("writes the two signs around the same digits, and tells them apart", () => {
    fc.assert(
      fc.property(plainDecimal, form, (text, each) => {
        const unsigned = (printed: string) => printed.replace(/^[+−△]|[()]/g, "");
        const [plus, minus] = [locale.number(text, each), locale.number(`-${text}`, each)];
        expect(unsigned(minus)).toBe(unsigned(plus));
        expect(minus === plus).toBe(isZero(text));
      }),
    );
  });

  test("never signs a zero", () => {
    const zero = fc.constantFrom("0", "-0", "0.0", "-0.0", "-0.000");
    fc.assert(
      fc.property(zero, form, fc.constantFrom(...sample.units), (text, each, unit) => {
        expect(locale.number(text, each)).toMatch(/^0/);
        expect(locale.amount(text, unit)).not.toMatch(/[-+−△(]/);
      }),
    );
  });

  test.each(["", "NaN", "1e3", "1,234", "Infinity"])("refuses %j as a number of any form", (text) => {
    const refusal = new TypeError(`expected a plain decimal, got ${JSON.stringify(text)}`);
    for (const each of sample.numberForms) expect(() => locale.number(text, each)).toThrow(refusal);
    expect(() => locale.amount(text, sample.millions)).toThrow(refusal);
    expect(() => locale.proseUnit(sample.millions, text)).toThrow(refusal);
    expect(() => locale.moved(sample.growth("up", text))).toThrow(refusal);
  });

  test("refuses a move that contradicts itself", () => {
    expect(() => locale.moved(sample.growth("up", "-1.5"))).toThrow(
      new TypeError('expected the size of a move without a sign, got "-1.5"'),
    );
    expect(() => locale.moved(sample.growth("none", "1.5"))).toThrow(
      new TypeError('expected no size where nothing moved, got "1.5"'),
    );
    expect(() => locale.moved({ direction: "up", sort: "change", size: "38", style: "verb" })).toThrow(
      new TypeError('expected a unit for a change of "38"'),
    );
  });

  test("refuses what is no date", () => {
    expect(() => locale.date("2006-02-30")).toThrow(
      new TypeError('expected a date as YYYY-MM-DD, got "2006-02-30"'),
    );
  });

  test("prints Inter's figures first", () => {
    expect(locale.faces[0]).toBe("inter");
    expect(locale.leading).toBeGreaterThan(1);
  });
});
