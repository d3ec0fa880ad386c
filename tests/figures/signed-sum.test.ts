import { describe, expect, test } from "vitest";
import { checkConsistency } from "../../src/figures/consistency.ts";
import { companyFiles, figureIn, openSample, referenceIn } from "./sample-company.ts";

const accounts = `${companyFiles["accounts.yaml"]}
paid: { kind: flow, unit: JPY million }
purchases: { kind: flow, unit: JPY million, equals: [[-paid]] }
leases: { kind: flow, unit: JPY million }
impairment: { kind: flow, unit: JPY million }
capex: { kind: flow, unit: JPY million, parts: [purchases, leases, impairment] }
ring.a: { kind: flow, unit: JPY million, equals: [[ring.b], [leases]] }
ring.b: { kind: flow, unit: JPY million, equals: [[ring.a]] }
`;
const files = (rows: string) => ({
  "accounts.yaml": accounts,
  "facts/more.csv": `account,unit,source,1Q06,2Q06\n${rows}`,
});

describe("a sum that an account equals", () => {
  test("gives its value where nobody reports it", async () => {
    const ledger = await openSample(files("paid,JPY million,deck slide 1,,-70\n"));
    const figure = figureIn(ledger, "purchases@2Q06");
    expect(figure.value?.toFixed()).toBe("70000000");
    expect(figure.derived?.formula).toBe("-paid@2Q06");
    expect(ledger.find(referenceIn(ledger, "purchases@1Q06"))).toEqual({ missing: ["purchases@1Q06"] });
  });

  test("does not stand beside a report: it is checked against it", async () => {
    const ledger = await openSample(
      files("paid,JPY million,deck slide 1,,-70\npurchases,JPY million,deck slide 1,,90\n"),
    );
    expect(figureIn(ledger, "purchases@2Q06").derived).toBeUndefined();
    expect(checkConsistency(ledger).map(({ what }) => what)).toEqual([
      "purchases@2Q06 is reported as 90 JPY million, but -paid@2Q06 gives 70: a difference of 20, more than the precision of the facts allows",
    ]);
  });

  test("may lead round to itself: only one is used on the way", async () => {
    const ledger = await openSample(files("leases,JPY million,deck slide 1,,7\n"));
    expect(ledger.find(referenceIn(ledger, "ring.b@2Q06"))).toEqual({ missing: ["ring.b@2Q06"] });
    expect(figureIn(ledger, "ring.a@2Q06").derived?.formula).toBe("leases@2Q06");
    expect(ledger.find(referenceIn(ledger, "ring.a@1Q06"))).toEqual({ missing: ["ring.a@1Q06"] });
  });
});

describe("a dash", () => {
  test("adds nothing to a total", async () => {
    const ledger = await openSample(
      files(
        "paid,JPY million,deck slide 1,,-70\nleases,JPY million,deck slide 1,,7\nimpairment,JPY million,deck slide 1,,-\n",
      ),
    );
    const figure = figureIn(ledger, "capex@2Q06");
    expect(figure.value?.toFixed()).toBe("77000000");
    expect(figure.derived?.formula).toBe("purchases@2Q06 + leases@2Q06");
  });

  test("is no total where all parts have one, and no part that nobody reports", async () => {
    const dashes = ["purchases", "leases", "impairment"].map((id) => `${id},JPY million,deck slide 1,-,\n`);
    const ledger = await openSample(files(dashes.join("")));
    expect(ledger.find(referenceIn(ledger, "capex@1Q06"))).toEqual({ missing: ["capex@1Q06"] });
    const half = await openSample(files(dashes[0]! + "leases,JPY million,deck slide 1,7,\n"));
    expect(half.find(referenceIn(half, "capex@1Q06"))).toEqual({ missing: ["impairment@1Q06"] });
  });
});
