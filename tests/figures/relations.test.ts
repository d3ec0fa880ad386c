import { expect, test } from "vitest";
import type { Ledger } from "../../src/figures/ledger.ts";
import { factsOf, findRelations, isBroken, relationIn, type Relation } from "../../src/figures/relations.ts";
import { companyFiles, openSample } from "./sample-company.ts";

const told = ({ kind, left, right }: Relation): string => `${kind}: ${left.formula} = ${right?.formula}`;
const changes = {
  "accounts.yaml": companyFiles["accounts.yaml"]!.replace(
    "operating-income: { kind: flow,",
    "operating-income: { kind: flow, equals: [[gross-margin, -revenue.b]],",
  ),
  "facts/facts.csv": `account,member,unit,scenario,source,2Q05,1Q06,2Q06,1H06
revenue.a,,JPY million,,deck slide 1,600,500,700,1200
revenue.b,,JPY million,,deck slide 1,,,300,
revenue.total,,JPY million,,deck slide 1,,,1001,
cost.total,,JPY million,,deck slide 1,,,700,
operating-income,,JPY million,,deck slide 1,,,1,
`,
};
const factAt = (ledger: Ledger, line: number) =>
  ledger.facts.facts.filter(({ place }) => place.file.endsWith("facts.csv") && place.line === line);

test("lists every way to check a report, and every sum that is only checked", async () => {
  expect(findRelations(await openSample(changes)).map(told)).toEqual([
    "over-time: revenue.a@1Q06 = revenue.a@1H06 - revenue.a@2Q06",
    "over-time: revenue.a@2Q06 = revenue.a@1H06 - revenue.a@1Q06",
    "over-time: revenue.a@1H06 = revenue.a@1Q06 + revenue.a@2Q06",
    "definition: revenue.total@2Q06 = revenue.a@2Q06 + revenue.b@2Q06",
    "measure: revenue.a@2Q06|growth(-1y) = revenue.a@2Q06 / revenue.a@2Q05 - 1",
    "equals: operating-income@2Q06 = gross-margin@2Q06 - revenue.b@2Q06",
  ]);
});

test("a relation holds the facts behind figures that are derived themselves", async () => {
  const relation = findRelations(await openSample(changes)).at(-1)!;
  expect([...factsOf(relation)].map(({ account, value }) => `${account} ${value}`)).toEqual([
    "operating-income 1",
    "revenue.total 1001",
    "cost.total 700",
    "revenue.b 300",
  ]);
});

test("the same relation is found over a changed fact, and breaks beyond what is known of both sides", async () => {
  const ledger = await openSample(changes);
  const relation = findRelations(ledger).at(-1)!;
  const [cost] = factAt(ledger, 5);
  const broken = [700, 702, 703].map((value) =>
    isBroken(relationIn(ledger.withValue(cost!, String(value)), relation)!),
  );
  expect(broken).toEqual([false, false, true]);
});

test("a report whose inputs give no value has a relation that is broken", async () => {
  const ledger = await openSample(changes);
  const growth = findRelations(ledger).find(({ kind }) => kind === "measure")!;
  const [base] = factAt(ledger, 2);
  const changed = relationIn(ledger.withValue(base!, "-600"), growth)!;
  expect([changed.right, changed.outcome, isBroken(changed)]).toEqual([null, "turned-to-profit", true]);
});

test("a report that was replaced has no relation", async () => {
  const ledger = await openSample({
    "facts/facts.csv": `account,unit,as_of,source,1Q06,2Q06,1H06
revenue.a,JPY million,2006-07-01,deck slide 1,500,,
revenue.a,JPY million,2006-11-09,deck slide 1,501,700,1201
`,
    "facts/reported.csv": "account,unit,source,1Q06\n",
  });
  expect(findRelations(ledger).map(({ left }) => left.from[0]!.reported?.fact.value)).toEqual([
    "501",
    "700",
    "1201",
  ]);
});

test("an equal sum is checked wherever enough is reported to follow from, and of members only where all have them", async () => {
  const ledger = await openSample({
    "accounts.yaml": changes["accounts.yaml"].replace(
      "members: [north, south] }",
      "members: [north, south], equals: [[lines]] }\nlines: { kind: count, unit: contracts, members: [north] }",
    ),
    "facts/facts.csv": `account,member,unit,scenario,basis,source,2Q06
revenue.a,,JPY million,target.initial,,deck slide 1,700
revenue.b,,JPY million,target.initial,,deck slide 1,300
cost.total,,JPY million,target.initial,,deck slide 1,690
operating-income,,JPY million,target.initial,,deck slide 1,10
operating-income,,JPY million,,,deck slide 1,10
revenue.b,,JPY million,,non-consolidated,deck slide 1,300
contracts,north,contracts,,,deck slide 1,12
contracts,south,contracts,,,deck slide 1,9
lines,north,contracts,,,deck slide 1,12
`,
  });
  expect(findRelations(ledger).map(told)).toEqual([
    "equals: operating-income@2Q06/target.initial = gross-margin@2Q06/target.initial - revenue.b@2Q06/target.initial",
    "equals: contracts[north]@2006-09-30 = lines[north]@2006-09-30",
  ]);
});
