import { describe, expect, test } from "vitest";
import { formatReference, parseReference } from "../../src/figures/reference.ts";
import { openSample, referenceIn } from "./sample-company.ts";

describe("parseReference", () => {
  test.each([
    ["revenue.a", "revenue.a@2Q06"],
    ["revenue.a@ytd - 1y", "revenue.a@1H05"],
    ["revenue.a@ytd|growth( -1y )", "revenue.a@1H06|growth(-1y)"],
    ["contracts[north]@end", "contracts[north]@2006-09-30"],
    ["revenue.a@year/target.initial", "revenue.a@FY2006/target.initial"],
    ["revenue.a@year/non-consolidated/target.initial", "revenue.a@FY2006/target.initial/non-consolidated"],
    ["revenue.a/actual/consolidated", "revenue.a@2Q06"],
    ["revenue.a@date", "revenue.a@2006-11-09"],
    ["a@current|share(b)|points(-1y)", "a@2Q06|share(b)|points(-1y)"],
    ["a|margin", "a@2Q06|margin"],
  ])("%s is %s", async (text, canonical) => {
    expect(formatReference(referenceIn(await openSample(), text))).toBe(canonical);
  });

  test.each([
    ["", 'expected account[member]@period/scenario/basis|measure(against), got ""'],
    ["Revenue", 'expected account[member]@period/scenario/basis|measure(against), got "Revenue"'],
    ["revenue@5Q06", 'unknown period "5Q06" in "revenue@5Q06"'],
    [
      "revenue@2Q06/target.revisd",
      'unknown scenario or basis "target.revisd" in "revenue@2Q06/target.revisd"',
    ],
  ])("refuses %j", async (text, fault) => {
    const { calendar, company } = (await openSample()).facts;
    const own = calendar.parse("2Q06")!;
    expect(parseReference(text, { calendar, own, date: "2006-11-09", scenarios: company.scenarios })).toEqual(
      { fault },
    );
  });

  test("reads back what it writes", async () => {
    const ledger = await openSample();
    for (const fact of ledger.facts.facts) {
      const canonical = formatReference(ledger.referenceOf(fact));
      expect(formatReference(referenceIn(ledger, canonical))).toBe(canonical);
    }
  });
});
