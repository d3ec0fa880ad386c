import { expect, test } from "vitest";
import type { Fact } from "../../src/facts/fact.ts";
import { fiscalCalendar } from "../../src/facts/calendar.ts";
import { parseUnit, type Unit } from "../../src/facts/unit.ts";
import { formatMutation } from "../../src/proof/format-mutation.ts";
import type { NamedFact } from "../../src/proof/mutate.ts";

/** A fact of 2Q06 in a line of its own. */
function named(account: string, line: number, value: string | null = "100"): NamedFact {
  const fact: Fact = {
    account,
    period: fiscalCalendar({ endsIn: 3, named: "start" }).parse("2Q06")!,
    scenario: "actual",
    basis: "consolidated",
    value,
    decimals: 0,
    unit: parseUnit("JPY million") as Unit,
    place: { file: "acme/facts/facts.csv", line, column: 30 },
  };
  return { fact, id: `${account}@2Q06` };
}

test("tells the counts, then every dead, unguarded and loosely guarded fact with its cell", () => {
  const told = formatMutation({
    facts: 9,
    dead: [
      { ...named("cost", 2), why: "unused", figures: [] },
      { ...named("capex", 3), why: "insensitive", figures: ["capex@1H06", "capex@2Q06|growth(-1y)"] },
      { ...named("cash", 4), why: "replaced", figures: [] },
      { ...named("tax", 5, null), why: "unused", figures: [] },
    ],
    unguarded: [named("debt", 6)],
    guarded: [
      { ...named("sales", 7), slip: 10, by: "facts" },
      { ...named("profit", 8), slip: 11, by: "published" },
      { ...named("margin", 9), slip: null, by: "facts" },
    ],
  });
  expect(told).toBe(`9 facts: 4 dead, 1 unguarded, 2 loosely guarded

dead: one unit of the last digit changes nothing that is printed
  acme/facts/facts.csv:2:30 cost@2Q06 is 100 JPY million: nothing printed depends on it
  acme/facts/facts.csv:3:30 capex@2Q06 is 100 JPY million: turns no digit of capex@1H06, capex@2Q06|growth(-1y)
  acme/facts/facts.csv:4:30 cash@2Q06 is 100 JPY million: a later report replaces it
  acme/facts/facts.csv:5:30 tax@2Q06 is "-": nothing printed depends on it

unguarded: no other fact and no published figure would show that it is wrong
  acme/facts/facts.csv:6:30 debt@2Q06 is 100 JPY million

loosely guarded: a slip of 10 units of the last digit goes unnoticed
  acme/facts/facts.csv:8:30 profit@2Q06 is 100 JPY million: published figures show it once it is off by 11 JPY million
  acme/facts/facts.csv:9:30 margin@2Q06 is 100 JPY million: other facts show it if it is too large, or if it is too small, but not both
`);
});

test("says only the counts where nothing is to be said", () => {
  expect(formatMutation({ facts: 3, dead: [], unguarded: [], guarded: [] })).toBe(
    "3 facts: 0 dead, 0 unguarded, 0 loosely guarded\n",
  );
});
