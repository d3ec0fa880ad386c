import { documentFiles } from "./sample-document.ts";

const outline = `kind: report
period: 2Q06
date: 2006-11-09
sections:
  - id: head
    blocks: [{ kind: masthead }]
  - id: results
    unit: JPY million
    blocks:
      - kind: paragraph
      - kind: results-table
        groups:
          - { period: ytd, columns: [{ highlight: true }, { unit: JPY thousand }] }
          - { period: ytd - 1y, columns: [{}] }
        rows:
          - { heading: services }
          - { account: revenue.a, indent: 1, label: first }
          - { account: revenue.b, indent: 1 }
          - { account: revenue.total, level: total, rule: true }
  - id: outlook
    level: 2
    blocks: [{ kind: paragraph }]
`;

const english = `report:
  title: 'Results of {{period "current" form="name"}}'
  subject: Results
  keywords: [results]
  head: '{{company}}'
  foot: Unaudited
  notes:
    basis: 'Revenues were {{amount "revenue.total@ytd"}} and are rounded.'
    service: Service A is one of two services.
head:
  masthead:
    release: For immediate release
    headline: '{{company}} reports revenues of {{amount "revenue.total@ytd"}}{{note "basis"}}'
    lead: 'The results of {{period "ytd" form="name"}} are out.'
results:
  title: Results
  paragraph: { paragraphs: ['Service A{{note "service"}} grew, and revenues{{note "basis"}} with it.'] }
  results-table:
    rows: { services: Services, first: 'Service A{{note "service"}}' }
outlook:
  title: Outlook
  paragraph: { paragraphs: [Demand goes on to be strong.] }
`;

const japanese = `report:
  title: '{{period "current" form="name"}} 決算'
  subject: 決算
  keywords: [決算]
  head: '{{company}}'
  foot: 未監査
  notes:
    basis: '営業収益は{{amount "revenue.total@ytd"}}で、四捨五入しています。'
    service: サービスAは二つのサービスの一つです。
head:
  masthead:
    release: 報道関係者各位
    headline: '営業収益{{amount "revenue.total@ytd"}}{{note "basis"}}'
    lead: '{{period "ytd" form="name"}}の決算を発表しました。'
results:
  title: 業績
  paragraph: { paragraphs: ['サービスA{{note "service"}}が伸び、営業収益{{note "basis"}}も伸びました。'] }
  results-table:
    rows: { services: サービス, first: 'サービスA{{note "service"}}' }
outlook:
  title: 見通し
  paragraph: { paragraphs: [需要は引き続き堅調です。] }
`;

/** The invented company with a report in two languages in place of its deck. */
export const reportFiles: Readonly<Record<string, string>> = {
  ...documentFiles,
  "documents/deck/outline.yaml": outline,
  "documents/deck/text.en.yaml": english,
  "documents/deck/text.ja.yaml": japanese,
};
