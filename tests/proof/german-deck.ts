import { deckFiles } from "../memory-build.ts";

/** The deck of the invented company in German, to be added to its other files. */
export const germanFiles: Readonly<Record<string, string>> = {
  "company.yaml": deckFiles["company.yaml"]!.replace(
    /name: .*/,
    "name: { en: Acme, ja: アクメ, de: Acme AG }",
  ),
  "labels.de.yaml": `accounts:
  revenue.total: Umsatzerlöse
  revenue.a: { label: Dienst A, short: A }
  revenue.b: { label: Dienst B, short: B }
  gross-margin: Bruttoergebnis
  operating-income: Betriebsergebnis
  cash: Zahlungsmittel
scenarios: { actual: Ist, target.initial: { label: Ursprüngliches Ziel, short: Ziel } }
bases: { consolidated: Konzern }
shares: { revenue.total: "% der Umsatzerlöse" }
`,
  "documents/deck/text.de.yaml": `deck:
  title: 'Ergebnisse: {{period "current" form="name"}}'
  subject: Quartalsergebnisse
  keywords: [Ergebnisse]
  foot: '{{company}} · Konzern'
cover:
  cover:
    issuer: '{{company}}'
    lines: [Ergebnisse]
    date: '{{date "date"}}'
results:
  title: 'Der Umsatz {{moved "revenue.total@ytd"}} {{comparison "-1y" period="ytd"}}'
  subtitle: 'Ergebnisse · {{period "ytd" form="head"}}'
quarters:
  title: 'Dienst A brachte {{amount "revenue.a"}}'
  subtitle: 'Dienst A · {{period "current" form="head"}}'
  chart:
    heading: '{{label "revenue.a"}}'
    alt: 'Dienst A nach Quartalen'
  words:
    items:
      - 'Dienst A {{moved "revenue.a" against="-1y"}} gegenüber dem Vorjahreszeitraum'
`,
};
