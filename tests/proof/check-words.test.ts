import { describe, expect, test } from "vitest";
import { fiscalCalendar } from "../../src/facts/calendar.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { formatProblem } from "../../src/problem.ts";
import { buildTrace } from "../../src/proof/build-trace.ts";
import { checkWords } from "../../src/proof/check-words.ts";
import { documentFiles, filesWith, planSample } from "../documents/sample-document.ts";
import { checkPlanted, type Leftover } from "./plant-leftover.ts";
import { hear, speak } from "./words/hear.ts";

const en = (from: string, to: string): Leftover => ({ file: "text.en.yaml", from, to });
const ja = (from: string, to: string): Leftover => ({ file: "text.ja.yaml", from, to });

const calendar = fiscalCalendar({ endsIn: 3, named: "start" });

interface Planted {
  readonly what: string;
  readonly leftover: Leftover;
  /** Ids of all findings in both languages. */
  readonly found: readonly string[];
}

/** What stays when the deck of an earlier quarter is copied. */
const leftovers: readonly Planted[] = [
  {
    what: "the periods of the year before in a subtitle",
    leftover: en(
      `Summary of results · {{period "ytd" form="head"}} and {{period "current" form="head"}}`,
      `Summary of results · {{period "1H05" form="head"}} and {{period "2Q05" form="head"}}`,
    ),
    found: ["stale-period summary.subtitle en 1H05 2Q05"],
  },
  {
    what: "the quarter before over the columns of this one",
    leftover: en(
      `Other financial data · {{period "current" form="head"}}`,
      `Other financial data · {{period "1Q06" form="head"}}`,
    ),
    found: ["stale-period other-data.subtitle en 1Q06"],
  },
  {
    what: "the quarter before on the Japanese cover",
    leftover: ja(`      - '{{period "current" form="name"}}'\n`, `      - '{{period "1Q06" form="name"}}'\n`),
    found: ["stale-period cover.cover.lines.1 ja 1Q06"],
  },
  {
    what: "last year in the safe harbour",
    leftover: en(
      `net profitability in {{period "year" form="year"}}`,
      `net profitability in {{period "FY2005" form="year"}}`,
    ),
    found: ["stale-period forward-looking.paragraph.paragraphs.1 en FY2005"],
  },
  {
    what: "last year in the Japanese safe harbour",
    leftover: ja(
      `本資料には、{{period "year" form="year"}}の`,
      `本資料には、{{period "FY2005" form="year"}}の`,
    ),
    found: ["stale-period forward-looking.paragraph.paragraphs.1 ja FY2005"],
  },
  {
    what: "the quarter before in a heading beside a chart that shows it",
    leftover: en(
      `heading: 'Operating income · {{period "current"}}'`,
      `heading: 'Operating income · {{period "1Q06"}}'`,
    ),
    found: ["stale-period quarterly-income.operating.heading en 1Q06"],
  },
  {
    what: "an amount of the quarter before",
    leftover: en(
      `**Revenues** {{amount "revenue.total@ytd"}}`,
      `**Revenues** {{amount "revenue.total@1Q06"}}`,
    ),
    found: ["stale-period summary.drivers.items.1 en revenue.total@1Q06"],
  },
  {
    what: "an amount of the quarter before that is given for this one",
    leftover: en(
      `to {{amount "revenue.total"}} in {{period "current"}}`,
      `to {{amount "revenue.total@1Q06"}} in {{period "current"}}`,
    ),
    found: ["stale-period quarterly-revenues.chart-table.alt en revenue.total@1Q06 2Q06"],
  },
  {
    what: "an amount of the half that is given for the quarter",
    leftover: en(
      `of {{amount "deferred-tax-benefit"}} in {{period "current"}}`,
      `of {{amount "operating-income@ytd"}} in {{period "current"}}`,
    ),
    found: ["stale-period summary.drivers.items.3 en operating-income@1H06 2Q06"],
  },
  {
    what: "the first column of an older chart",
    leftover: ja(
      `サービス別四半期営業収益と売上総利益率の推移 ・ {{period "current - 9q"}}`,
      `サービス別四半期営業収益と売上総利益率の推移 ・ {{period "1Q03"}}`,
    ),
    found: ["stale-period quarterly-revenues.subtitle ja 1Q03"],
  },
  {
    what: "the first quarter in words",
    leftover: en(`heading: Cash flows of the quarter`, `heading: Cash flows of the first quarter`),
    found: ["stale-period balance-and-cash.cash-flow.heading en first quarter"],
  },
  {
    what: "the first quarter in kanji",
    leftover: ja(`キャッシュ・フロー（四半期）`, `キャッシュ・フロー（第一四半期）`),
    found: ["stale-period balance-and-cash.cash-flow.heading ja 第一四半期"],
  },
  {
    what: "the second half in Japanese",
    leftover: ja(
      `heading: '{{period "current" form="name"}}の主な取り組み'`,
      `heading: '下期の主な取り組み'`,
    ),
    found: ["stale-period summary.news.heading ja 下期"],
  },
  {
    what: "the months of the quarter before",
    leftover: en(`heading: 'New in {{period "current"}}'`, `heading: 'New from April to June'`),
    found: ["stale-period summary.news.heading en April to June"],
  },
  {
    what: "the date of the deck before on the cover",
    leftover: en(`    date: '{{date "date"}}'`, `    date: '{{date "2006-08-10"}}'`),
    found: ["stale-date cover.cover.date en 2006-08-10"],
  },
  {
    what: "a date of the year before in the properties of the file",
    leftover: ja(`決算説明資料（{{date "date"}}）`, `決算説明資料（{{date "2005-11-10"}}）`),
    found: ["stale-date deck.subject ja 2005-11-10"],
  },
  {
    what: "the balance date of the quarter before",
    leftover: en(
      `IIJ Group and ownership · As of {{date "date"}}`,
      `IIJ Group and ownership · As of {{date "2006-06-30"}}`,
    ),
    found: ["stale-period group.subtitle en 2006-06-30"],
  },
  {
    what: "a press release of years ago",
    leftover: en(`press release of {{date "2005-04-11"}}`, `press release of {{date "2003-05-15"}}`),
    found: ["stale-date cover.cover.notes.1 en 2003-05-15"],
  },
  {
    what: "a reason to be written",
    leftover: en(`- 'Raised: reflects the results of {{period "ytd"}}`, `- 'Raised: TBD {{period "ytd"}}`),
    found: ["placeholder targets.consolidated.comments.year.1 en TBD"],
  },
  {
    what: "black circles in an address",
    leftover: ja(`神奈川県横浜市`, `●●県●●市`),
    found: ["placeholder group.net-chart.items.1.value ja ●●"],
  },
  {
    what: "a preliminary heading in Japanese",
    leftover: ja(`heading: 貸借対照表（抜粋）`, `heading: 貸借対照表（仮）`),
    found: ["placeholder balance-and-cash.balance.heading ja （仮）"],
  },
  {
    what: "Japanese in an English text",
    leftover: en(`**Security** · Protects`, `**【セキュリティ】** · Protects`),
    found: ["foreign-script solutions.text-table.rows.1.description en 【セキュリティ】"],
  },
  {
    what: "an English heading in the Japanese deck",
    leftover: ja(`heading: 設備投資及び調整後EBITDA`, `heading: Investment and adjusted EBITDA`),
    found: ["untranslated other-data.investment.heading ja copied"],
  },
  {
    what: "a percent sign on points",
    leftover: en(
      `gross margin ratio\n    {{moved "gross-margin-ratio.connectivity-vas" against="-1q"}}`,
      `gross margin ratio\n    up {{figure "gross-margin-ratio.connectivity-vas|points(-1q)" form="level"}}%`,
    ),
    found: ["percent-of-ratio connectivity.title en gross-margin-ratio.connectivity-vas@2Q06|points(-1q)"],
  },
  {
    what: "a title without the base of its comparison",
    leftover: en(
      `Adjusted EBITDA {{moved "adjusted-ebitda"}} {{comparison "-1y"}} to`,
      `Adjusted EBITDA {{moved "adjusted-ebitda"}} to`,
    ),
    found: ["comparison-without-base other-data.title en 2Q05"],
  },
  {
    what: "the growth of the half on the quarter of the year before",
    leftover: en(
      `{{comparison "-1y" period="ytd"}}{{#when "revenue.total@ytd|growth(target.initial)" above="0"}}`,
      `{{comparison "-1y"}}{{#when "revenue.total@ytd|growth(target.initial)" above="0"}}`,
    ),
    found: ["comparison-without-base summary.title en 1H05"],
  },
  {
    what: "a rise that has become a fall",
    leftover: en(
      `to {{amount "adjusted-ebitda"}}; capex {{moved "capex"}}`,
      `to {{amount "adjusted-ebitda"}}; capex rose {{figure "capex|growth(-1y)" absolute=true}}`,
    ),
    found: ["wording other-data.title en rose capex@2Q06|growth(-1y)"],
  },
  {
    what: "a rise that has become a fall, in Japanese",
    leftover: ja(
      `{{comparison "-1y"}}{{moved "revenue.dial-up"}}。`,
      `{{comparison "-1y"}}{{figure "revenue.dial-up|growth(-1y)" absolute=true}}増。`,
    ),
    found: ["wording connectivity.services.items.2 ja 増 revenue.dial-up@2Q06|growth(-1y)"],
  },
];

/** What planning refuses already. */
const refused: readonly { readonly what: string; readonly leftover: Leftover; readonly problem: string }[] = [
  {
    what: "a typed quarter",
    leftover: en(`heading: 'Net income · {{period "current"}}'`, `heading: 'Net income · 1Q06'`),
    problem: `period "1Q06" is typed in "Net income · 1Q06"
  hint: write {{period "current"}} if the document's own period is meant, {{period "current - 1q"}} if the earlier one is`,
  },
  {
    what: "a typed fiscal year in Japanese",
    leftover: ja(`上方修正：{{period "ytd" form="name"}}の実績を反映`, `上方修正：2006年3月期の実績を反映`),
    problem: `period "2006年3月期" is typed in "上方修正：2006年3月期の実績を反映"
  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document`,
  },
];

describe("a leftover in the sample is found, and nothing else:", () => {
  test("thirty are planted, few of which planning refuses", () => {
    expect([leftovers.length, refused.length]).toEqual([28, 2]);
  });

  test.each(leftovers)("$what", async ({ leftover, found }) => {
    const { problems, findings } = await checkPlanted(leftover);
    expect({ problems, found: findings.map(({ id }) => id) }).toEqual({ problems: [], found });
  });

  test.each(refused)("$what is refused by planning", async ({ leftover, problem }) => {
    expect((await checkPlanted(leftover)).problems).toEqual([problem]);
  });
});

describe("a clean deck has no findings:", () => {
  test("the sample in both languages", async () => {
    expect(await checkPlanted()).toEqual({ problems: [], findings: [] });
  });

  test.each(["1Q06", "2Q05"])("the sample planned for %s, where slides drop", async (period) => {
    expect(await checkPlanted(undefined, period)).toEqual({ problems: [], findings: [] });
  });
});

describe("checkWords", () => {
  test("tells where, what came and how to mend it", async () => {
    const { findings } = await checkPlanted(leftovers[1]!.leftover);
    expect(findings).toEqual([
      {
        rule: "stale-period",
        severity: "error",
        id: "stale-period other-data.subtitle en 1Q06",
        slide: "other-data",
        lang: "en",
        place: { file: "documents/2q06-results/text.en.yaml", line: 280, column: 13 },
        what: `"Other financial data · 1Q06 (April – June 2006)" names 1Q06, but the document reports 2Q06`,
        hint: `write {{period "current"}}, so that it moves with the document`,
      },
    ]);
  });

  test("shows the part of a long text around what was found", async () => {
    const { findings } = await checkPlanted(leftovers[8]!.leftover);
    expect(findings.map(formatProblem)).toEqual([
      `documents/2q06-results/text.en.yaml:74:9 "…on 1H05: deferred tax benefits of JPY 1,370 million in 2Q06" gives "JPY 1,370 million" for 2Q06, but it is of 1H06
  hint: ask for the figure of the period that the sentence names`,
    ]);
  });

  test("finds a label that many slides say once", () => {
    const label = { "a.title": "TBD", "b.title": "TBD" };
    const trace = speak({ texts: label });
    const sentences = trace.sentences.map((sentence) => ({ ...sentence, key: "labels.accounts.capex" }));
    expect(checkWords({ ...trace, sentences }, { calendar, literals: [] }).map(({ id }) => id)).toEqual([
      "placeholder labels.accounts.capex en TBD",
    ]);
  });

  test("finds that a title names no base", async () => {
    const baseless = documentFiles["documents/deck/text.en.yaml"]!.replace(/ \{\{comparison .*?\}\}/, "");
    const plan = await planSample({ "documents/deck/text.en.yaml": baseless });
    const ledger = openLedger(await readFacts(filesWith()));
    const trace = buildTrace({ plan, ledger, company: "acme" });
    const findings = checkWords(trace, { calendar, literals: [] });
    expect(findings.map(formatProblem)).toEqual([
      `documents/deck/text.en.yaml:12:10 "Revenues fell 2.5%" does not say what "2.5%" is compared with
  hint: name the base: {{comparison "-1y" period="ytd"}}`,
    ]);
  });

  test("says nothing of a language that it has no words for", () => {
    expect(hear("placeholder", { lang: "ko", texts: { "a.title": "TBD" } })).toEqual([]);
    expect(hear("placeholder", { lang: "en", texts: { "a.title": "TBD" } })).toHaveLength(1);
  });
});
