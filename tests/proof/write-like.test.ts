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
