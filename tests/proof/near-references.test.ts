import { expect, test } from "vitest";
import { formatReference } from "../../src/figures/reference.ts";
import { nearReferences } from "../../src/proof/near-references.ts";
import { openSample, referenceIn } from "../figures/sample-company.ts";

const near = async (text: string): Promise<readonly string[]> => {
  const ledger = await openSample();
  return [...nearReferences(referenceIn(ledger, text), ledger.facts)].map(formatReference);
};

test("figures of the same account with one difference come first, those with two next", async () => {
  const found = await near("revenue.total@1H06|growth(target.initial)");
  const at = (id: string): number => found.indexOf(id);
  const once = [
    "revenue.total@1H06/target.initial|growth(target.initial)",
    "revenue.total@1H06|growth(-1y)",
    "revenue.total@1H05|growth(target.initial)",
    "revenue.total@1H06|change(target.initial)",
    "revenue.total@1H06/non-consolidated|growth(target.initial)",
    "revenue.total@1H06",
  ];
  const twice = ["revenue.total@1H06/target.initial", "revenue.total@1H05|growth(-1y)"];
  const places = [once, twice].map((ids) => ids.map(at));
  expect(places.flat().filter((place) => place < 0)).toEqual([]);
  expect(Math.max(...places[0]!)).toBeLessThan(Math.min(...places[1]!));
  expect(Math.max(...places[1]!)).toBeLessThan(at("revenue.a@1H06|growth(target.initial)"));
});

test("parts, totals and the parts beside it follow, and members", async () => {
  const accounts = (ids: readonly string[]): readonly string[] => [
    ...new Set(ids.map((id) => id.replace(/@.*/, ""))),
  ];
  expect(accounts(await near("revenue.total@2Q06"))).toEqual([
    "revenue.total",
    "revenue.a",
    "revenue.b",
    "gross-margin",
    "gross-margin-ratio",
    "cost.total",
  ]);
  expect(accounts(await near("contracts[north]@2006-09-30"))).toEqual([
    "contracts[north]",
    "contracts",
    "contracts[south]",
  ]);
});

test("gives none twice and not the reference itself", async () => {
  const found = await near("revenue.a@2Q06|growth(-1y)");
  expect(new Set(found).size).toBe(found.length);
  expect(found).not.toContain("revenue.a@2Q06|growth(-1y)");
  expect(found.length).toBeLessThan(1_000);
});
