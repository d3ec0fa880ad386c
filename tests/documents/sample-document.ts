import type { Files } from "../../src/effects.ts";
import { planDocument, type Plan } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import { KessanError } from "../../src/problem.ts";
import { companyFiles } from "../figures/sample-company.ts";
import { memoryFiles } from "../memory-files.ts";

/** The invented company with a deck of two slides in two languages. */
export const documentFiles: Readonly<Record<string, string>> = {
  ...companyFiles,
  "labels.en.yaml": `accounts:
  revenue.total: Revenues
  revenue.a: { label: Service A, short: A }
  revenue.b: { label: Service B, short: B }
  gross-margin: Gross margin
  operating-income: Operating income
  cash: Cash
scenarios: { actual: Result, target.initial: { label: Initial target, short: Initial } }
bases: { consolidated: Consolidated }
shares: { revenue.total: "% of revenues" }
`,
  "labels.ja.yaml": `accounts:
  revenue.total: 営業収益
  revenue.a: { label: サービスA, short: A }
  revenue.b: { label: サービスB, short: B }
  gross-margin: 売上総利益
  operating-income: 営業利益
  cash: 現金
scenarios: { actual: 実績, target.initial: { label: 期初予想, short: 期初 } }
bases: { consolidated: 連結 }
shares: { revenue.total: 構成比 }
`,
  "literals.yaml": `- { text: M2M, reason: name of a product }
`,
  "documents/deck/outline.yaml": `kind: deck
period: 2Q06
date: 2006-11-09
slides:
  - id: cover
    layout: cover
    blocks:
      - kind: cover
  - id: results
    layout: single
    unit: JPY million
    optional: true
    blocks:
      - kind: results-table
        groups:
          - { period: ytd, columns: [{ scenario: target.initial }, { highlight: true }] }
          - { period: ytd - 1y, columns: [{}] }
          - { period: ytd, columns: [{ measure: growth(-1y) }] }
        rows: [revenue.a, revenue.b, { account: revenue.total, level: total, rule: true }]
`,
  "documents/deck/text.en.yaml": `deck:
  title: 'Results of {{period "current" form="name"}}'
  subject: Quarterly results
  keywords: [results]
  foot: '{{company}} · consolidated'
cover:
  cover:
    issuer: '{{company}}'
    lines: [Results]
    date: '{{date "date"}}'
results:
  title: 'Revenues {{moved "revenue.total@ytd"}} {{comparison "-1y" period="ytd"}}'
  subtitle: 'Results · {{period "ytd" form="head"}}'
`,
  "documents/deck/text.ja.yaml": `deck:
  title: '{{period "current" form="name"}} 決算'
  subject: 四半期決算
  keywords: [決算]
  foot: '{{company}}・連結'
cover:
  cover:
    issuer: '{{company}}'
    lines: [決算]
    date: '{{date "date"}}'
results:
  title: '営業収益は{{comparison "-1y" period="ytd"}}{{moved "revenue.total@ytd"}}'
  subtitle: '業績・{{period "ytd" form="head"}}'
`,
  "facts/facts.csv": `account,member,unit,scenario,source,2Q05,1H05,1Q06,2Q06,1H06
revenue.a,,JPY million,,deck slide 1,600,1100,500,700,1200
revenue.b,,JPY million,,deck slide 1,400,900,450,300,750
revenue.total,,JPY million,,deck slide 1,1000,2000,950,1001,1951
revenue.a,,JPY million,target.initial,deck slide 1,,,,,1150
revenue.b,,JPY million,target.initial,deck slide 1,,,,,-
revenue.total,,JPY million,target.initial,deck slide 1,,,,,1900
cost.total,,JPY million,,deck slide 1,800,,,700,1400
operating-income,,JPY million,,deck slide 1,-10,-30,-20,5,-15
cash,,JPY million,,deck slide 1,300,,310,320,
line-speed,,Gbps,,deck slide 1,1.0,,,1.5,
`,
};

export function filesWith(changes: Readonly<Record<string, string>> = {}): Files {
  return memoryFiles({ ...documentFiles, ...changes }, "acme");
}

/** Plans the deck in a language, of its own period or another. */
export async function planSample(
  changes: Readonly<Record<string, string>> = {},
  { lang = "en", period }: { readonly lang?: string; readonly period?: string } = {},
): Promise<Plan> {
  const files = filesWith(changes);
  const ledger = openLedger(await readFacts(files));
  const source = await readDocument(files, "deck");
  const own = period === undefined ? undefined : ledger.facts.calendar.parse(period)!;
  return planDocument({ source, ledger, locale: findLocale(lang), ...(own && { period: own }) });
}

/** The English text file with the words of one more slide. */
export function textWith(yaml: string): string {
  return documentFiles["documents/deck/text.en.yaml"]! + yaml;
}

/** The message of the KessanError that a promise ends with. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
