import type { Files } from "../../src/effects.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { parseReference, type Reference } from "../../src/figures/reference.ts";
import type { Figure } from "../../src/figures/figure.ts";
import { memoryFiles } from "../memory-files.ts";

/** A small invented company: two services, costs, a balance, a ratio, targets. */
export const companyFiles: Readonly<Record<string, string>> = {
  "company.yaml": `id: acme
name: { en: Acme Corp., ja: 株式会社アクメ }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: halfUp, points: halfUp, footing: footnote }
scenarios: [target.initial]
sources:
  deck: { title: An invented deck, date: 2006-11-09 }
`,
  "accounts.yaml": `revenue.total: { kind: flow, unit: JPY million, favourable: up, parts: [revenue.a, revenue.b] }
revenue.a: { kind: flow, unit: JPY million, favourable: up }
revenue.b: { kind: flow, unit: JPY million, favourable: up }
cost.total: { kind: flow, unit: JPY million, favourable: down }
gross-margin: { kind: flow, unit: JPY million, favourable: up, difference: [revenue.total, cost.total], marginOf: revenue.total }
gross-margin-ratio: { kind: ratio, unit: "%", favourable: up, ratio: [gross-margin, revenue.total] }
operating-income: { kind: flow, unit: JPY million, favourable: up }
cash: { kind: stock, unit: JPY million, favourable: up }
contracts: { kind: count, unit: contracts, favourable: up, members: [north, south] }
line-speed: { kind: rate, unit: Gbps, favourable: up }
`,
  "facts/facts.csv": `account,member,unit,scenario,source,2Q05,1H05,1Q06,2Q06,1H06
revenue.a,,JPY million,,deck slide 1,600,1100,500,700,1200
revenue.b,,JPY million,,deck slide 1,400,900,450,300,750
revenue.total,,JPY million,,deck slide 1,1000,2000,950,1001,1951
revenue.total,,JPY million,target.initial,deck slide 1,,,,,1900
cost.total,,JPY million,,deck slide 1,800,,,700,1400
operating-income,,JPY million,,deck slide 1,-10,,-20,5,-15
cash,,JPY million,,deck slide 1,300,,310,320,
contracts,north,contracts,,deck slide 1,10,,,12,
line-speed,,Gbps,,deck slide 1,1.0,,,1.5,
`,
  "facts/reported.csv": `account,unit,measure,source,period,value
revenue.a,%,growth(-1y),deck slide 1,2Q06,16.6
`,
};

/** The ledger of the invented company, with files replaced or added. */
export async function openSample(changes: Readonly<Record<string, string>> = {}): Promise<Ledger> {
  return openLedger(await readFacts(sampleFiles(changes)));
}

export function sampleFiles(changes: Readonly<Record<string, string>> = {}): Files {
  return memoryFiles({ ...companyFiles, ...changes }, "acme");
}

/** A reference of a document that reports 2Q06. Fails the test if it is none. */
export function referenceIn(ledger: Ledger, text: string): Reference {
  const { calendar, company } = ledger.facts;
  const reference = parseReference(text, {
    calendar,
    own: calendar.parse("2Q06")!,
    date: "2006-11-09",
    scenarios: company.scenarios,
  });
  if ("fault" in reference) throw new Error(reference.fault);
  return reference;
}

/** The figure of a reference. Fails the test if there is none. */
export function figureIn(ledger: Ledger, text: string): Figure {
  const found = ledger.find(referenceIn(ledger, text));
  if ("figure" in found) return found.figure;
  throw new Error(JSON.stringify(found));
}
