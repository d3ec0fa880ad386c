import { describe, expect, test } from "vitest";
import type { ChartTable } from "../../src/documents/blocks/chart-table.ts";
import type { KeyFigures } from "../../src/documents/blocks/key-figures.ts";
import type { ResultsTable } from "../../src/documents/blocks/results-table.ts";
import type { Runs } from "../../src/documents/runs.ts";
import { plainText } from "../../src/documents/sentence.ts";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import { documentFiles, filesWith, messageOf, planSample } from "./sample-document.ts";

const outline = documentFiles["documents/deck/outline.yaml"]!;
const english = documentFiles["documents/deck/text.en.yaml"]!;
const texts = (cells: readonly Runs[]): readonly string[] => cells.map(plainText);

describe("planDocument", () => {
  test("resolves every word and figure of a slide", async () => {
    const { document } = await planSample();
    const slide = document.slides[1]!;
    const table = slide.areas["main"]![0] as ResultsTable;
    expect(plainText(slide.title)).toBe("Revenues fell 2.5% on 1H05");
    expect(plainText(slide.subtitle)).toBe("Results · 1H06 (April – September 2006)");
    expect(slide.unit).toBe("JPY million");
    expect(plainText(slide.foot)).toBe("Acme Corp. · consolidated");
    expect(table.groups.map(({ label }) => plainText(label))).toEqual([
      "1H06\nApril – September 2006",
      "1H05\nApril – September 2005",
      "",
    ]);
    expect(table.columns.map(({ label }) => plainText(label))).toEqual([
      "Initial target",
      "Result",
      "Result",
      "YoY",
    ]);
    expect(table.rows.map(({ cells }) => texts(cells))).toEqual([
      ["1,150", "1,200", "1,100", "+9.1%"],
      ["–", "750", "900", "−16.7%"],
      ["1,900", "1,951", "2,000", "−2.5%"],
    ]);
  });

  test("says the same figures in the words of another language", async () => {
    const { document } = await planSample({}, { lang: "ja" });
    const slide = document.slides[1]!;
    const table = slide.areas["main"]![0] as ResultsTable;
    expect(plainText(slide.title)).toBe("営業収益は前年同期比2.5%減");
    expect(slide.unit).toBe("単位：百万円");
    expect(table.columns.map(({ label }) => plainText(label))).toEqual([
      "期初予想",
      "実績",
      "実績",
      "前年同期比",
    ]);
    expect(table.rows.map(({ cells }) => texts(cells))[1]).toEqual(["－", "750", "900", "△16.7%"]);
  });

  test("names the unit of the digits that a sentence gives", async () => {
    const said = documentFiles["documents/deck/text.ja.yaml"]!.replace(
      "業績・",
      '{{amount "revenue.total@ytd"}}・',
    );
    const { document } = await planSample(
      {
        "documents/deck/text.ja.yaml": said,
        "documents/deck/text.en.yaml": english.replace("Results ·", '{{amount "revenue.total@ytd"}} ·'),
      },
      { lang: "ja" },
    );
    const [, amount] = document.figures;
    expect([amount!.text, amount!.shown]).toEqual([
      "19.5億円",
      { unit: "JPY 100 million", decimals: 1, by: "fact" },
    ]);
  });

  test("lists every printed figure with its canonical reference and exact value", async () => {
    const { document } = await planSample();
    expect(document.figures).toHaveLength(13);
    expect(document.figures[0]).toEqual({
      figure: "revenue.total@1H06|growth(-1y)",
      text: "2.5%",
      value: "-0.0245",
      shown: { unit: "%", decimals: 1, by: "midpoint" },
      slide: "results",
    });
  });

  test("notes by itself that visible sums do not add", async () => {
    const { document } = await planSample();
    expect(document.slides[1]!.notes.map(plainText)).toEqual([
      "Each figure is rounded on its own, so totals may differ from the sum of their parts.",
    ]);
  });

  test("under the plug policy moves the largest part instead, and logs it", async () => {
    const company = documentFiles["company.yaml"]!.replace("footnote", "plug");
    const { document, adjusted } = await planSample({ "company.yaml": company });
    const table = document.slides[1]!.areas["main"]![0] as ResultsTable;
    expect(document.slides[1]!.notes).toEqual([]);
    expect(table.rows.map(({ cells }) => plainText(cells[1]!))).toEqual(["1,201", "750", "1,951"]);
    expect(adjusted).toEqual([{ figure: "revenue.a@1H06", from: "1200", to: "1201" }]);
  });

  test("heads a growth over more than a year with its base, never as growth on the year before", async () => {
    const twoYears = outline.replace("growth(-1y)", "growth(-2y)");
    const more =
      "account,unit,source,1H04\nrevenue.a,JPY million,deck slide 1,800\nrevenue.b,JPY million,deck slide 1,800\nrevenue.total,JPY million,deck slide 1,1600\n";
    const { document } = await planSample({
      "documents/deck/outline.yaml": twoYears,
      "facts/more.csv": more,
    });
    const table = document.slides[1]!.areas["main"]![0] as ResultsTable;
    expect(plainText(table.columns.at(-1)!.label)).toBe("vs 1H04");
    expect(plainText(table.rows[0]!.cells.at(-1)!)).toBe("+50.0%");
  });

  test("heads margins with their own label, under the period", async () => {
    const { document } = await planSample({
      "labels.en.yaml": documentFiles["labels.en.yaml"]!.replace("shares: {", "shares: { margin: Margin,"),
      "documents/deck/outline.yaml": outline
        .replace("measure: growth(-1y)", "measure: margin")
        .replace(/rows: .*/, "rows: [gross-margin]")
        .replace("{ scenario: target.initial }, ", ""),
      "facts/more.csv": "account,unit,source,1H05\ncost.total,JPY million,deck slide 1,1600\n",
    });
    const table = document.slides[1]!.areas["main"]![0] as ResultsTable;
    expect(plainText(table.groups.at(-1)!.label)).toBe("1H06\nApril – September 2006");
    expect(plainText(table.columns.at(-1)!.label)).toBe("Margin");
    expect(plainText(table.rows[0]!.cells.at(-1)!)).toBe("28.2%");
  });

  test("refuses an amount under a head that names another unit of money", async () => {
    const thousands = outline.replace("unit: JPY million", "unit: JPY thousand");
    expect(await messageOf(planSample({ "documents/deck/outline.yaml": thousands }))).toContain(
      `acme/documents/deck/outline.yaml:19:27 revenue.b@1H06 is in JPY million, but the head of the slide says JPY thousand
  hint: make the unit of the slide or of the account the other's`,
    );
  });

  test("gives the exact values of a chart's labels in base units", async () => {
    const chart = `  - id: chart
    layout: single
    blocks:
      - { kind: chart, periods: last 2, width: 400, panels: [{ kind: columns, height: 100, of: revenue.a }] }
`;
    const { document } = await planSample({
      "documents/deck/outline.yaml": outline + chart,
      "documents/deck/text.en.yaml": `${english}chart: { title: Chart, chart: { alt: A chart } }\n`,
      "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}chart: { title: 図, chart: { alt: 図 } }\n`,
    });
    expect(document.figures.filter(({ slide }) => slide === "chart")).toEqual([
      {
        figure: "revenue.a@1Q06",
        text: "500",
        value: "500000000",
        shown: { unit: "JPY million", decimals: 0, by: "fact" },
        slide: "chart",
      },
      {
        figure: "revenue.a@2Q06",
        text: "700",
        value: "700000000",
        shown: { unit: "JPY million", decimals: 0, by: "fact" },
        slide: "chart",
      },
    ]);
  });

  test("refuses a panel whose accounts are in units of different size", async () => {
    const chart = `  - id: chart
    layout: single
    blocks:
      - kind: chart
        periods: last 2
        width: 400
        panels: [{ kind: clustered-columns, height: 100, series: [revenue.a, revenue.b] }]
`;
    expect(
      await messageOf(
        planSample({
          "accounts.yaml": documentFiles["accounts.yaml"]!.replace(
            "revenue.b: { kind: flow, unit: JPY million,",
            "revenue.b: { kind: flow, unit: JPY thousand,",
          ),
          "documents/deck/outline.yaml": outline.replace("    unit: JPY million\n", "") + chart,
          "documents/deck/text.en.yaml": `${english}chart: { title: Chart, chart: { alt: A chart } }\n`,
          "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}chart: { title: 図, chart: { alt: 図 } }\n`,
        }),
      ),
    ).toContain("the accounts of one panel are in JPY million and JPY thousand");
  });

  test("draws members of an account, each under its own name, and compares their units", async () => {
    const withChart = (series: string): Readonly<Record<string, string>> => ({
      "labels.en.yaml": `${documentFiles["labels.en.yaml"]!.replace("  cash: Cash", "  cash: Cash\n  contracts: Contracts")}members: { north: { label: North branch, short: North }, south: South }\n`,
      "facts/more.csv":
        "account,member,unit,source,1Q06,2Q06\n" +
        "contracts,north,contracts,deck slide 1,10,12\ncontracts,south,contracts,deck slide 1,5,4\ncontracts,,contracts,deck slide 1,15,16\n",
      "documents/deck/outline.yaml": `${outline}  - id: chart
    layout: single
    blocks:
      - kind: chart-table
        periods: last 2
        width: 400
        labelWidth: 100
        panels: [{ kind: stacked-columns, height: 100, series: ${series}, total: contracts }]
        rows: ["contracts[south]", { account: "contracts[north]", short: true }, contracts]
`,
      "documents/deck/text.en.yaml": `${english}chart: { title: Chart, chart-table: { alt: A chart } }\n`,
      "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}chart: { title: 図, chart-table: { alt: 図 } }\n`,
    });
    const { document } = await planSample(withChart('["contracts[north]", "contracts[south]"]'));
    const table = document.slides[2]!.areas["main"]![0] as ChartTable;
    const [panel] = table.chart.panels;
    expect("series" in panel! && Array.isArray(panel.series) && panel.series).toMatchObject([
      { id: "contracts[north]", label: "North", colour: 0, marks: [{ value: 10 }, { value: 12 }] },
      { id: "contracts[south]", label: "South", colour: 1, marks: [{ value: 5 }, { value: 4 }] },
    ]);
    expect(table.rows.map(({ label, colour }) => [plainText(label), colour])).toEqual([
      ["South", 1],
      ["North", 0],
      ["Contracts", undefined],
    ]);
    expect(await messageOf(planSample(withChart('["contracts[north]", revenue.a]')))).toContain(
      "the accounts of one panel are in contracts and JPY million",
    );
  });

  test("says on a card in words what has no percentage", async () => {
    const cards = `  - id: cards
    layout: single
    blocks:
      - { kind: key-figures, items: [{ figure: operating-income, comparisons: [growth(-1y), growth(-1q)] }] }
`;
    const words = async (lang: string): Promise<readonly string[]> => {
      const { document } = await planSample(
        {
          "documents/deck/outline.yaml": outline + cards,
          "documents/deck/text.en.yaml": `${english}cards: { title: Cards }\n`,
          "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}cards: { title: 指標 }\n`,
        },
        { lang },
      );
      const { items } = document.slides[2]!.areas["main"]![0] as KeyFigures;
      expect(document.figures.filter(({ slide }) => slide === "cards").map(({ figure }) => figure)).toEqual([
        "operating-income@2Q06",
        "operating-income@2Q06|growth(-1y)",
        "operating-income@2Q06|growth(-1q)",
      ]);
      return items[0]!.comparisons.map(plainText);
    };
    expect(await words("en")).toEqual(["turned to profit YoY", "turned to profit QoQ"]);
    expect(await words("ja")).toEqual(["前年同四半期比 黒字転換", "前四半期比 黒字転換"]);
  });

  test("adds up nothing across members", async () => {
    const accounts = documentFiles["accounts.yaml"]!.replace(
      "revenue.a: { kind: flow, unit: JPY million, favourable: up }",
      "revenue.a: { kind: flow, unit: JPY million, favourable: up, members: [north] }",
    );
    const { document, adjusted } = await planSample({
      "company.yaml": documentFiles["company.yaml"]!.replace("footnote", "plug"),
      "accounts.yaml": accounts,
      "labels.en.yaml": `${documentFiles["labels.en.yaml"]!}members: { north: North }\n`,
      "documents/deck/outline.yaml": outline
        .replace("rows: [revenue.a,", 'rows: [revenue.a, "revenue.a[north]",')
        .replace(
          "columns: [{ scenario: target.initial }, { highlight: true }]",
          "columns: [{ highlight: true }]",
        ),
      "facts/more.csv":
        "account,member,unit,source,1H05,1H06\nrevenue.a,north,JPY million,deck slide 1,100,200\n",
    });
    const table = document.slides[1]!.areas["main"]![0] as ResultsTable;
    expect(table.rows.map(({ label }) => plainText(label))).toEqual([
      "Service A",
      "North",
      "Service B",
      "Revenues",
    ]);
    expect(table.rows.map(({ cells }) => plainText(cells[0]!))).toEqual(["1,201", "200", "750", "1,951"]);
    expect(adjusted).toEqual([{ figure: "revenue.a@1H06", from: "1200", to: "1201" }]);
  });

  test("refuses texts of the deck that need facts which nobody reports", async () => {
    const text = english.replace(
      "subject: Quarterly results",
      `subject: 'Revenues of {{amount "revenue.total@FY2001"}}'`,
    );
    expect(await messageOf(planSample({ "documents/deck/text.en.yaml": text }))).toBe(
      "acme/documents/deck/text.en.yaml:1:1 the texts of the deck need facts that nobody reports: revenue.total@FY2001",
    );
  });

  test("refuses a measure outside the accounting standard without its reconciliation", async () => {
    const accounts = documentFiles["accounts.yaml"]!.replace(
      "revenue.b: { kind: flow, unit: JPY million, favourable: up }",
      "revenue.b: { kind: flow, unit: JPY million, favourable: up, nonGaap: { comparable: operating-income } }",
    );
    expect(await messageOf(planSample({ "accounts.yaml": accounts }))).toBe(
      `the document prints revenue.b, which is not of the accounting standard, but not operating-income
  hint: add a slide that reconciles it to operating-income`,
    );
  });

  test("moves every label with the period and drops an optional slide whose facts are missing", async () => {
    const { document, dropped } = await planSample({}, { period: "1Q06" });
    expect(document.name).toBe("deck@1Q06");
    expect(document.title).toBe("Results of first quarter of FY2006");
    expect(document.slides.map(({ id }) => id)).toEqual(["cover"]);
    expect(dropped).toEqual([
      {
        slide: "results",
        missing: [
          "revenue.a@1Q06/target.initial",
          "revenue.b@1Q06/target.initial",
          "revenue.total@1Q06/target.initial",
        ],
      },
    ]);
  });

  test("names the facts that a slide misses where it is not optional", async () => {
    const strict = outline.replace("    optional: true\n", "");
    expect(await messageOf(planSample({ "documents/deck/outline.yaml": strict }, { period: "4Q06" }))).toBe(
      `acme/documents/deck/outline.yaml:9:9 slide "results" needs facts that nobody reports: revenue.total@FY2006, revenue.a@FY2006/target.initial, revenue.a@FY2006, revenue.a@FY2005, revenue.b@FY2006/target.initial, revenue.b@FY2006, revenue.b@FY2005, revenue.total@FY2006/target.initial, revenue.total@FY2005
  hint: add them to the facts, or mark the slide optional: true`,
    );
  });

  test("lists all problems of outline and texts at once, with their places", async () => {
    const message = messageOf(
      planSample({
        "documents/deck/outline.yaml": outline.replace("revenue.b, {", "revenue.x, {"),
        "documents/deck/text.en.yaml": english
          .replace('moved "revenue.total@ytd"', 'moved "revenue.total@5Q06"')
          .replace("lines: [Results]", "lines: ['Results of 2Q06']"),
      }),
    );
    expect(await message).toBe(
      `acme/documents/deck/text.en.yaml:9:13 period "2Q06" is typed in "Results of 2Q06"
  hint: write {{period "current"}}, so that it moves with the document
acme/documents/deck/text.en.yaml:12:10 unknown period "5Q06" in "revenue.total@5Q06"
acme/documents/deck/outline.yaml:19:27 unknown account "revenue.x" in "revenue.x@ytd/target.initial"
  hint: did you mean "revenue.a"?
acme/documents/deck/outline.yaml:19:27 unknown account "revenue.x" in "revenue.x@ytd"
  hint: did you mean "revenue.a"?
acme/documents/deck/outline.yaml:19:27 unknown account "revenue.x" in "revenue.x@ytd - 1y"
  hint: did you mean "revenue.a"?
acme/documents/deck/outline.yaml:19:27 unknown account "revenue.x" in "revenue.x@ytd|growth(-1y)"
  hint: did you mean "revenue.a"?
acme/labels.en.yaml missing label accounts.revenue.x`,
    );
  });

  test("names a text that a slide needs, and one that nothing uses", async () => {
    const text = english.replace("  title: 'Revenues", "  titel: 'Revenues");
    const japanese = documentFiles["documents/deck/text.ja.yaml"]!.replace(
      "  title: '営業収益は",
      "  titel: '営業収益は",
    );
    expect(
      await messageOf(
        planSample({ "documents/deck/text.en.yaml": text, "documents/deck/text.ja.yaml": japanese }),
      ),
    ).toBe(
      `acme/documents/deck/text.en.yaml missing text results.title
acme/documents/deck/text.en.yaml:12:10 no block of the slide uses the text results.titel
  hint: remove it, or give it the key of a block on the slide`,
    );
  });

  test("names a text of the deck that nothing uses", async () => {
    const text = english.replace("  subject: Quarterly", "  footer: Unaudited\n  subject: Quarterly");
    const japanese = documentFiles["documents/deck/text.ja.yaml"]!.replace(
      "  subject:",
      "  footer: 未監査\n  subject:",
    );
    expect(
      await messageOf(
        planSample({ "documents/deck/text.en.yaml": text, "documents/deck/text.ja.yaml": japanese }),
      ),
    ).toBe(
      `acme/documents/deck/text.en.yaml:3:11 a deck has no text deck.footer
  hint: it has title, subject, keywords and foot`,
    );
  });

  test("lists a figure in the foot on every slide", async () => {
    const text = english.replace(
      "· consolidated'",
      `· revenues of {{amount "revenue.total@ytd" unit="JPY million"}}'`,
    );
    const { document } = await planSample({ "documents/deck/text.en.yaml": text });
    const footed = document.figures.filter(({ figure }) => figure === "revenue.total@1H06");
    expect(footed.map(({ slide, text }) => `${slide}: ${text}`)).toEqual([
      "cover: JPY\u00a01,951\u00a0million",
      "results: 1,951",
      "results: JPY\u00a01,951\u00a0million",
    ]);
  });

  test("lists the unsettled figures of the deck's own texts", async () => {
    const text = english.replace(
      "subject: Quarterly results",
      `subject: '{{amount "revenue.total@2Q06|change(-1y)" unit="JPY million"}}'`,
    );
    const { unsettled } = await planSample({ "documents/deck/text.en.yaml": text });
    expect(unsettled).toContain("revenue.total@2Q06|change(-1y)");
    expect((await planSample()).unsettled).not.toContain("revenue.total@2Q06|change(-1y)");
  });

  test("refuses a period that is no quarter", async () => {
    const yearly = outline.replace("period: 2Q06", "period: FY2006");
    expect(await messageOf(planSample({ "documents/deck/outline.yaml": yearly }))).toBe(
      'acme/documents/deck/outline.yaml:2:9 expected a quarter such as 2Q06, got "FY2006"',
    );
  });

  test("names the languages that a document has", async () => {
    const files = filesWith();
    const ledger = openLedger(await readFacts(files));
    const { texts, ...source } = await readDocument(files, "deck");
    const english = new Map([["en", texts.get("en")!]]);
    const plan = () =>
      planDocument({ source: { ...source, texts: english }, ledger, locale: findLocale("ja") });
    expect(await messageOf((async () => plan())())).toBe(
      'document "deck" has no texts in "ja"\n  hint: it has en, ja',
    );
  });
});
