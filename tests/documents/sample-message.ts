import { planDocument, type Plan } from "../../src/documents/plan.ts";
import { readDocument, type DocumentSource } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import { documentFiles, filesWith } from "./sample-document.ts";

const outline = `kind: message
period: 2Q06
date: 2006-11-09
attaches: [deck]
sections:
  - id: lead
    blocks:
      - kind: paragraph
      - kind: bullets
  - id: results
    unit: JPY million
    blocks:
      - kind: results-table
        groups:
          - { period: ytd, columns: [{ highlight: true }] }
          - { period: ytd - 1y, columns: [{}] }
          - { period: ytd, columns: [{ measure: growth(-1y) }] }
        rows:
          - { account: revenue.total, level: total }
          - operating-income
  - id: quarters
    unit: JPY million
    blocks:
      - { kind: chart, periods: last 2, width: 440, panels: [{ kind: columns, height: 120, of: revenue.a }] }
`;

const english = `message:
  subject: 'Acme: revenues {{moved "revenue.total@ytd" style="adverb"}} {{comparison "-1y" period="ytd"}}'
  greeting: { named: 'Dear {{recipient}},', unnamed: 'Dear Sir or Madam,' }
  attached: 'Attached:'
  closing: ['Kind regards,', '{{company}}']
  foot: 'You asked for this message.'
  notes: { basis: 'Revenues of {{period "ytd"}} were {{amount "revenue.total@ytd"}}.' }
  correction:
    subject: 'Correction: results of {{period "ytd"}}'
    text: '**Correction.** The earlier message is replaced: {{reason}}. Revenues are {{amount "revenue.total@ytd"}}.'
lead:
  paragraph:
    paragraphs:
      - 'Revenues came to {{amount "revenue.total@ytd"}}{{note "basis"}}, {{moved "revenue.total@ytd" style="adverb"}} {{comparison "-1y" period="ytd"}}.'
  bullets:
    items: ['M2M grew', 'Operating income was {{figure "operating-income@ytd"}} million']
results:
  title: 'Results of {{period "ytd"}}'
quarters:
  chart:
    heading: 'Service A by quarter'
    alt: 'Columns: Service A brought {{amount "revenue.a"}} in {{period "current"}}.'
`;

const japanese = `message:
  subject: '営業収益{{comparison "-1y" period="ytd"}}{{moved "revenue.total@ytd"}}'
  greeting: { named: '{{recipient}} 様', unnamed: '関係各位' }
  attached: '添付資料：'
  closing: ['よろしくお願い申し上げます。', '{{company}}']
  foot: 'ご希望の方にお送りしています。'
  notes: { basis: '{{period "ytd"}}の営業収益は{{amount "revenue.total@ytd"}}。' }
  correction:
    subject: '【訂正】{{period "ytd"}}決算'
    text: '**【訂正】** 先のお知らせを訂正いたします。理由：{{reason}}。営業収益は{{amount "revenue.total@ytd"}}です。'
lead:
  paragraph:
    paragraphs:
      - '営業収益は{{amount "revenue.total@ytd"}}{{note "basis"}}（{{comparison "-1y" period="ytd"}}{{moved "revenue.total@ytd"}}）となりました。'
  bullets:
    items: ['M2Mが伸びました', '営業損益は{{figure "operating-income@ytd"}}百万円です']
results:
  title: '{{period "ytd"}}の業績'
quarters:
  chart:
    heading: 'サービスAの推移'
    alt: '棒グラフ。{{period "current"}}のサービスAは{{amount "revenue.a"}}。'
`;

/** The invented company with an e-mail beside its deck, in two languages. */
export const messageFiles: Readonly<Record<string, string>> = {
  ...documentFiles,
  "documents/mail/outline.yaml": outline,
  "documents/mail/text.en.yaml": english,
  "documents/mail/text.ja.yaml": japanese,
};

/** A file of the message with a part of it replaced. */
export function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const path = `documents/mail/${file}`;
  const before = messageFiles[path]!;
  if (!before.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`);
  return { [path]: before.replace(from, () => to) };
}

/** Plans the message in a language, with what it was planned from. */
export async function planMessage(
  changes: Readonly<Record<string, string>> = {},
  lang = "en",
): Promise<{ readonly plan: Plan; readonly source: DocumentSource; readonly ledger: Ledger }> {
  const files = filesWith({ ...messageFiles, ...changes });
  const ledger = openLedger(await readFacts(files));
  const source = await readDocument(files, "mail");
  return { plan: planDocument({ source, ledger, locale: findLocale(lang) }), source, ledger };
}
