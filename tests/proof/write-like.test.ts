import { expect, test } from "vitest";
import { Exact } from "../../src/figures/exact.ts";
import { readNumber } from "../../src/proof/read-number.ts";
import { writeLike } from "../../src/proof/write-like.ts";

test.each([
  ["+5.6%", "0.0578", "+5.8%"],
  ["+5.6%", "-0.0578", "−5.8%"],
  ["−5.6%", "0.0578", "+5.8%"],
  ["26,827", "1234567", "1,234,567"],
  ["26,827", "-12", "−12"],
  ["26827", "1234567", "1234567"],
  ["(26,827)", "-26828", "(26,828)"],
  ["(26,827)", "26828", "26,828"],
  ["0.1234", "1234.5678", "1,234.5678"],
  ["△1.2％", "-0.013", "△1.3％"],
  ["17.4%増", "-0.033", "3.3%減"],
  ["1.7ポイント低下", "0.018", "1.8ポイント上昇"],
  ["JPY 14,007 million", "14107000000", "JPY 14,107 million"],
  ["140.1億円", "-14210000000", "△142.1億円"],
  ["1兆2,345億円", "1234600000000", "12,346億円"],
  ["+1.0%", "-0.0001", "0.0%"],
])("%s becomes with the value %s %s", (text, value, expected) => {
  expect(writeLike(text, readNumber(text)!, new Exact(value))).toBe(expected);
});

test.each([
  ["+5,6 %", "0.0578", "+5,8 %"],
  ["+5,6 %", "-0.0578", "−5,8 %"],
  ["−26.827", "-26828", "−26.828"],
  ["26.827", "-1234567", "−1.234.567"],
  ["26827", "1234567", "1234567"],
  ["0,1234", "1234.5678", "1.234,5678"],
  ["1.234,5", "7.25", "7,3"],
  ["14.007 Mio. EUR", "14107000000", "14.107 Mio. EUR"],
  ["5,2 Mrd. EUR", "-15300000000", "−15,3 Mrd. EUR"],
  ["+1,0 %", "-0.0001", "0,0 %"],
])("in German %s becomes with the value %s %s", (text, value, expected) => {
  expect(writeLike(text, readNumber(text, "de")!, new Exact(value), "de")).toBe(expected);
});
