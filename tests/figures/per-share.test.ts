import { describe, expect, test } from "vitest";
import { KessanError } from "../../src/problem.ts";
import { roundFigure } from "../../src/figures/rounding.ts";
import { companyFiles, figureIn, openSample, referenceIn } from "./sample-company.ts";

const accounts = `${companyFiles["accounts.yaml"]}
net-income: { kind: flow, unit: JPY million, favourable: up }
shares.average: { kind: average, unit: shares }
ads-per-share: { kind: average, unit: ADSs per share }
ads.average: { kind: average, unit: ADSs, product: [shares.average, ads-per-share] }
income-per-share: { kind: per-share, unit: JPY, quotient: [net-income, shares.average] }
income-per-ads: { kind: per-share, unit: JPY, quotient: [net-income, ads.average] }
exchange-rate.usd: { kind: rate, unit: JPY per USD, decimals: 2 }
`;
const facts = `account,unit,source,2Q06,1H06
net-income,JPY thousand,deck slide 1,612313,859277
shares.average,shares,deck slide 1,202666,202605
ads-per-share,ADSs per share,deck slide 1,400,400
exchange-rate.usd,JPY per USD,deck slide 1,83.53,
`;
const files = {
  "accounts.yaml": accounts,
  "company.yaml": `${companyFiles["company.yaml"]}rates: { USD: exchange-rate.usd }\n`,
  "facts/shares.csv": facts,
};

async function shown(reference: string): Promise<string> {
  const ledger = await openSample(files);
  const { text, unit, by } = roundFigure(figureIn(ledger, reference), ledger.facts.company);
  return `${text} ${unit.name} by ${by}`;
}

async function faultOf(reference: string): Promise<unknown> {
  const ledger = await openSample(files);
  return ledger.find(referenceIn(ledger, reference));
}

describe("an amount per share", () => {
  test("is the exact amount over the average number of shares of its own period", async () => {
    expect(await shown("income-per-share@2Q06")).toBe("3021.29 JPY by derivation");
    expect(await shown("income-per-share@1H06")).toBe("4241.14 JPY by midpoint");
  });

  test("is given for depositary shares, of which one share is worth many", async () => {
    expect(await shown("ads.average@1H06")).toBe("81042000 ADSs by derivation");
    expect(await shown("income-per-ads@1H06")).toBe("10.60 JPY by derivation");
  });

  test("has no other period to be derived from: averages do not add up", async () => {
    expect(await faultOf("income-per-share@1Q06")).toEqual({
      missing: ["net-income@1Q06", "shares.average@1Q06"].slice(1),
    });
  });
});

describe("an amount in another currency", () => {
  test("is the exact amount over the rate at the end of its period", async () => {
    expect(await shown("net-income@1H06|in(USD)")).toBe("10 USD million by derivation");
    const ledger = await openSample(files);
    const figure = figureIn(ledger, "net-income@1H06|in(USD)");
    expect(figure.derived?.formula).toBe("net-income@1H06 / exchange-rate.usd@2006-09-30");
    expect(await shown("income-per-share@1H06|in(USD)")).toBe("50.77 USD by derivation");
    expect(await shown("cash@end|in(USD)")).toBe("4 USD million by derivation");
  });

  test("needs a rate of that date", async () => {
    expect(await faultOf("net-income@1Q06|in(USD)")).toEqual({ missing: ["exchange-rate.usd@2006-06-30"] });
    expect(await faultOf("cash@2005-09-30|in(USD)")).toEqual({ missing: ["exchange-rate.usd@2005-09-30"] });
  });

  test("may be translated at the rate of a named day", async () => {
    const ledger = await openSample(files);
    const figure = figureIn(ledger, "cash@2006-06-30|in(USD@2006-09-30)");
    expect(figure.derived?.formula).toBe("cash@2006-06-30 / exchange-rate.usd@2006-09-30");
    expect(figure.unit.name).toBe("USD million");
    expect(await faultOf("cash|in(USD@soon)")).toEqual({
      fault: 'unknown date "soon" in in(USD@soon)',
      hint: "write a date such as 2006-09-30",
    });
  });

  test("needs a rate that the company names", async () => {
    expect(await faultOf("cash|in(EUR)")).toEqual({
      fault: 'no rate of "EUR" in in(EUR)',
      hint: "name the account of its rate in company.yaml: rates: { EUR: <account> }",
    });
  });

  test("is where computing ends, and is made of amounts only", async () => {
    expect(await faultOf("net-income|in(USD)|growth(-1y)")).toEqual({
      fault: "growth of a translated amount",
      hint: "take it of the amount itself: a translation comes last",
    });
    expect(await faultOf("contracts[north]|in(USD)")).toEqual({
      fault: 'in of "contracts[north]@2006-09-30", a count',
      hint: "only an amount is translated",
    });
    expect(await faultOf("gross-margin-ratio|in(USD)")).toEqual({
      fault: 'in of "gross-margin-ratio@2Q06", a ratio',
      hint: "only an amount is translated",
    });
  });
});

test.each([
  [
    "company.yaml",
    `${companyFiles["company.yaml"]}rates: { JPY: exchange-rate.usd }\n`,
    'acme/company.yaml:9:15: a rate of "JPY": expected a currency other than JPY',
  ],
  [
    "company.yaml",
    `${companyFiles["company.yaml"]}rates: { USD: cash }\n`,
    'company.yaml: rate of USD: account "cash" is a stock',
  ],
  [
    "accounts.yaml",
    `${accounts}x: { kind: average, unit: JPY million }\n`,
    'acme/accounts.yaml:19:27: x: an average is in a plain unit, got "JPY million"',
  ],
])("a wrong %s is told", async (file, text, told) => {
  const error: unknown = await openSample({ ...files, [file]: text }).catch((caught: unknown) => caught);
  expect(
    (error as KessanError).problems.map(({ place, what }) =>
      [place && `${place.file}:${place.line}:${place.column}`, what].filter(Boolean).join(": "),
    ),
  ).toContain(told);
});
