import { expect, test } from "vitest";
import { factsKnownOn, knownFrom } from "../../src/facts/known-on.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { companyFiles, figureIn, openSample, referenceIn } from "../figures/sample-company.ts";

const later = {
  "company.yaml": companyFiles["company.yaml"]!.replace(
    "sources:",
    "sources:\n  next: { title: The next deck, date: 2007-02-14 }",
  ),
  "facts/later.csv": `account,unit,as_of,source,2Q06,1H06,3Q06
revenue.a,JPY million,2007-02-14,next slide 1,710,,
revenue.b,JPY million,,next slide 1,,,310
`,
};

test("a fact is known from its as_of, else from the date of its source, else always", async () => {
  const { facts } = await openSample(later);
  const dates = facts.facts.map((fact) => knownFrom(fact, facts.company));
  expect([...new Set(dates)]).toEqual(["2006-11-09", "2007-02-14"]);
  const { source: _, ...unsourced } = facts.facts[0]!;
  expect(knownFrom(unsourced, facts.company)).toBeUndefined();
});

test("facts that became known after a day are set aside, and the value of that day speaks", async () => {
  const { facts } = await openSample(later);
  const then = openLedger(factsKnownOn(facts, "2006-11-09"));
  const now = openLedger(factsKnownOn(facts, "2007-02-14"));
  expect(figureIn(then, "revenue.a@2Q06").value?.toFixed()).toBe("700000000");
  expect(figureIn(now, "revenue.a@2Q06").value?.toFixed()).toBe("710000000");
  expect(figureIn(now, "revenue.a@2Q06").reported?.restated).toBe(true);
  expect(then.find(referenceIn(then, "revenue.b@3Q06"))).toEqual({ missing: ["revenue.b@3Q06"] });
  expect(then.knownLater("revenue.b@3Q06")).toBe("2007-02-14");
  expect(then.knownLater("revenue.c@3Q06")).toBeUndefined();
  expect(factsKnownOn(facts, "2007-02-14")).toBe(facts);
});
