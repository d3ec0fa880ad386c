import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../src/figures/exact.ts";
import { de } from "../../src/locales/de.ts";
import { en } from "../../src/locales/en.ts";
import { ja } from "../../src/locales/ja.ts";
import { readNumber } from "../../src/proof/read-number.ts";

const nbsp = "\u00a0";

/** Value, worth of the last digit, sign, and what the text says of its unit. */
const told = (text: string, lang?: string): string | undefined => {
  const read = readNumber(text, lang);
  return (
    read &&
    [
      read.value?.toFixed() ?? "none",
      read.step.toFixed(),
      read.sign,
      read.family ?? "bare",
      read.currency ?? read.noun ?? "",
      read.power ?? "",
    ]
      .join(" ")
      .trimEnd()
  );
};

describe("readNumber", () => {
  test.each([
    ["14,007", "14007 1 unsaid bare"],
    ["253.2", "253.2 0.1 unsaid bare"],
    ["(26,827)", "-26827 1 said bare"],
    ["（26,827）", "-26827 1 said bare"],
    ["−867", "-867 1 said bare"],
    ["-867", "-867 1 said bare"],
    ["△867", "-867 1 said bare"],
    ["▲867", "-867 1 said bare"],
    ["+2,854", "2854 1 said bare"],
    ["１，２３４", "1234 1 unsaid bare"],
    ["0", "0 1 unsaid bare"],
    ["1,234,567.89", "1234567.89 0.01 unsaid bare"],
    ["9,007,199,254,740,993.1", "9007199254740993.1 0.1 unsaid bare"],
    ["5.8%", "0.058 0.001 unsaid ratio  -2"],
    ["(1.2%)", "-0.012 0.001 said ratio  -2"],
    ["△20.0％", "-0.2 0.001 said ratio  -2"],
    ["100%", "1 0.01 unsaid ratio  -2"],
    [`1.8${nbsp}points`, "0.018 0.001 unsaid points  -2"],
    ["1.8 percentage points", "0.018 0.001 unsaid points  -2"],
    ["△1.5ポイント", "-0.015 0.001 said points  -2"],
    [`JPY${nbsp}14,007${nbsp}million`, "14007000000 1000000 unsaid money JPY 6"],
    [`−JPY${nbsp}26${nbsp}million`, "-26000000 1000000 said money JPY 6"],
    ["JPY 14.0 billion", "14000000000 100000000 unsaid money JPY 9"],
    ["USD 3 trillion", "3000000000000 1000000000000 unsaid money USD 12"],
    ["JPY 12 thousand", "12000 1000 unsaid money JPY 3"],
    ["¥(1,234) million", "-1234000000 1000000 said money JPY 6"],
    ["$1.5bn", "1500000000 100000000 unsaid money USD 9"],
    ["JPY 1,234", "1234 1 unsaid money JPY 0"],
    ["1,234円", "1234 1 unsaid money JPY 0"],
    ["445百万円", "445000000 1000000 unsaid money JPY 6"],
    ["14,007千円", "14007000 1000 unsaid money JPY 3"],
    ["5,500万円", "55000000 10000 unsaid money JPY 4"],
    ["140.1億円", "14010000000 10000000 unsaid money JPY 8"],
    ["12十億円", "12000000000 1000000000 unsaid money JPY 9"],
    ["1.5兆円", "1500000000000 100000000000 unsaid money JPY 12"],
    ["1兆2,345億円", "1234500000000 100000000 unsaid money JPY 8"],
    ["△12万3,456円", "-123456 1 said money JPY 0"],
    ["3百万米ドル", "3000000 1000000 unsaid money USD 6"],
    ["100 million", "100000000 1000000 unsaid bare  6"],
    ["16,112件", "16112 1 unsaid plain 件 0"],
    ["40名", "40 1 unsaid plain 名 0"],
    ["253.2Gbps", "253.2 0.1 unsaid plain Gbps 0"],
    [`27.8${nbsp}Gbps`, "27.8 0.1 unsaid plain Gbps 0"],
    ["3 contracts", "3 1 unsaid plain contracts 0"],
    ["17.4%増", "0.174 0.001 said ratio  -2"],
    ["3.6億円減", "-360000000 10000000 said money JPY 8"],
    ["20.0％減少", "-0.2 0.001 said ratio  -2"],
    ["1.5ポイント上昇", "0.015 0.001 said points  -2"],
    ["1.7ポイント低下", "-0.017 0.001 said points  -2"],
    ["up 3.6%", "0.036 0.001 said ratio  -2"],
    ["fell by JPY 362 million", "-362000000 1000000 said money JPY 6"],
    ["an increase of 5.0%", "0.05 0.001 said ratio  -2"],
    ["5.0% lower", "-0.05 0.001 said ratio  -2"],
  ])("reads %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test.each(["-", "–", "—", "―", "－", "−", "n.m.", "N.M."])("reads the dash %s as no value", (text) => {
    expect(told(text)).toBe("none 1 unsaid bare");
  });

  test.each([
    "",
    "revenues",
    "unchanged",
    "1,23",
    "12,34,567",
    "(5",
    "5)",
    "(-5)",
    "1.",
    ".5",
    "5.6.7",
    "5%%",
    "--5",
    "△5%減",
    "NaN",
    "811²",
    "811①",
    "2Q06",
    "2006年9月30日",
    "9月",
    "1st",
    "FY2006",
    "1億1億円",
    "1兆12,345億円",
    "1.5兆2億円",
    "5 million %",
    "JPY 5 USD",
    "ABC 5",
    "増5%",
  ])("takes %j for no figure", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  test.each([
    ["14.007", "14007 1 unsaid bare"],
    ["1.234,5", "1234.5 0.1 unsaid bare"],
    ["253,2", "253.2 0.1 unsaid bare"],
    ["1.234.567,89", "1234567.89 0.01 unsaid bare"],
    ["1234,5", "1234.5 0.1 unsaid bare"],
    ["1,234", "1.234 0.001 unsaid bare"],
    ["−26.827", "-26827 1 said bare"],
    ["(26.827)", "-26827 1 said bare"],
    ["+2.854", "2854 1 said bare"],
    [`5,8${nbsp}%`, "0.058 0.001 unsaid ratio  -2"],
    [`−1,2${nbsp}%`, "-0.012 0.001 said ratio  -2"],
    ["3,6 Prozent", "0.036 0.001 unsaid ratio  -2"],
    [`+1,5${nbsp}Prozentpunkte`, "0.015 0.001 said points  -2"],
    [`1,0${nbsp}Prozentpunkt`, "0.01 0.001 unsaid points  -2"],
    [`26.444${nbsp}Mio.${nbsp}EUR`, "26444000000 1000000 unsaid money EUR 6"],
    [`−26${nbsp}Mio.${nbsp}EUR`, "-26000000 1000000 said money EUR 6"],
    [`5,2${nbsp}Mrd.${nbsp}EUR`, "5200000000 100000000 unsaid money EUR 9"],
    [`1.234${nbsp}Tsd.${nbsp}EUR`, "1234000 1000 unsaid money EUR 3"],
    ["1.234 TEUR", "1234000 1000 unsaid money EUR 3"],
    ["1.234 T€", "1234000 1000 unsaid money EUR 3"],
    ["5,2 Milliarden Euro", "5200000000 100000000 unsaid money EUR 9"],
    ["1 Billion Euro", "1000000000000 1000000000000 unsaid money EUR 12"],
    ["3.021,29 EUR", "3021.29 0.01 unsaid money EUR 0"],
    ["1.234 €", "1234 1 unsaid money EUR 0"],
    ["3.100 Tonnen", "3100 1 unsaid plain Tonnen 0"],
    ["12 Unternehmen", "12 1 unsaid plain Unternehmen 0"],
    ["1,5fach", "1.5 0.1 unsaid plain fach 0"],
    [`plus${nbsp}3,6${nbsp}%`, "0.036 0.001 said ratio  -2"],
    ["sank um 362 Mio. EUR", "-362000000 1000000 said money EUR 6"],
    ["ein Anstieg von 1,5 Prozentpunkten", "0.015 0.001 said points  -2"],
    ["ein Anstieg von 5,0 %", "0.05 0.001 said ratio  -2"],
    [`n.${nbsp}a.`, "none 1 unsaid bare"],
    ["–", "none 1 unsaid bare"],
  ])("reads %s in German", (text, expected) => {
    expect(told(text, "de")).toBe(expected);
  });

  test.each([
    "1.23",
    "12.34.567",
    "1,234,567",
    "1,234.5",
    "1.5.2006",
    "3.8.",
    "9. November 2006",
    "Q2 2006",
    "9M 2006",
    "5,2 Mio. %",
    "n.m.",
  ])("takes %j for no figure in German", (text) => {
    expect(readNumber(text, "de")).toBeUndefined();
  });

  test.each([
    ["en", en, [0, 3, 6, 9, 12]],
    ["ja", ja, [0, 3, 4, 6, 8, 9, 12]],
    ["de", de, [0, 3, 6, 9, 12]],
  ] as const)("reads back every amount that %s writes, without its code", (lang, locale, powers) => {
    const size = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });
    fc.assert(
      fc.property(size, fc.nat(3), fc.constantFrom(...powers), (size, decimals, power) => {
        const rounded = new Exact(size).div(10 ** decimals).toFixed(decimals);
        const read = readNumber(
          locale.amount(rounded, { name: "JPY", family: "money", currency: "JPY", power }),
          lang,
        );
        expect(read?.value?.toFixed()).toBe(new Exact(rounded).times(`1e${power}`).toFixed());
      }),
    );
  });
});
