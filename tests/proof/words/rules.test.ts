import { describe, expect, test } from "vitest";
import { fiscalCalendar } from "../../../src/facts/calendar.ts";
import { checkWords } from "../../../src/proof/check-words.ts";
import type { FindingRule } from "../../../src/proof/finding.ts";
import { hear, hearText, speak } from "./hear.ts";

const up = "[revenue@2Q06|growth(-1y)=59.9%]";
const down = "[-revenue@2Q06|growth(-1y)=3.6%]";
const body = "results.words.items.1";
const on = "{base:2Q05=on 2Q05}";

/** Words that a 2Q06 document may use; the key where it matters. */
const quiet: readonly (readonly [FindingRule, string, string, string?])[] = [
  ["stale-period", "en", "Demand is expected to be stronger in the second half"],
  ["stale-period", "en", "Sales were higher than in the first quarter"],
  ["stale-period", "en", "The last quarter weighs heavily on the year"],
  ["stale-period", "en", "Profit from April to September"],
  ["stale-period", "en", "The second quarter and the first half"],
  ["stale-period", "en", "{period:1Q04=1Q04} to {period:3Q04=3Q04} are restated"],
  ["stale-period", "en", `Revenues rose ${up} from {period:2Q05=2Q05}`, "a.title"],
  ["stale-period", "en", "[revenue@2Q06=JPY 14 million] against {period:2Q05=2Q05}", "a.title"],
  ["stale-period", "en", "[revenue@2Q06=14], after [revenue@2Q05=12] in {period:2Q05=2Q05}", "a.title"],
  ["stale-period", "en", "[cash@2006-03-31=12] at the last year-end"],
  [
    "stale-period",
    "en",
    "{date:2006-03-31=March 31, 2006} and {date:2006-09-30=September 30, 2006}",
    "a.title",
  ],
  ["stale-period", "en", "Targets for {period:FY2006=FY2006} and {period:FY2007=FY2007}", "a.title"],
  ["stale-period", "ja", "上期は好調、第二四半期は横ばい"],
  ["stale-period", "ja", "売上期待が高い"],
  ["stale-period", "ja", "下期は増収を見込む"],
  ["stale-period", "ja", "前年上期の反動、通期予想"],
  ["stale-date", "en", "{date:2006-07-03=July 3, 2006} – {date:2006-11-01=November 1, 2006}", "a.subtitle"],
  ["placeholder", "en", "A dividend is to be announced in May; a merger is expected to be completed."],
  ["placeholder", "en", "Actual results may differ from the outlook given here. Why?"],
  ["placeholder", "en", "MX, XV and XL"],
  ["placeholder", "ja", "仮想化の仮定、主要更新、未定、二〇〇五"],
  ["foreign-script", "en", "“Quotes”, naïve – α · …"],
  ["foreign-script", "ja", "α版、Ａ社、システム"],
  ["untranslated", "ja", "Net Chart Japan Corporationの事業、OEM、VPN"],
  ["untranslated", "ja", "Consolidated Financial Results for the Year"],
  ["percent-of-ratio", "en", "up [margin@2Q06|points(-1y)=+1.5] percentage points"],
  ["percent-of-ratio", "en", "[margin@2Q06|points(-1y)=1.5 points] to [margin@2Q06=5.8%]"],
  ["comparison-without-base", "en", `Revenues rose ${up} year on year`],
  ["comparison-without-base", "en", "Sequentially, revenues rose [revenue@2Q06|growth(-1q)=2%]"],
  ["comparison-without-base", "en", "[revenue@1H06|growth(target.initial)=5.8%] above the initial target"],
  ["comparison-without-base", "en", "[contracts@2006-09-30|growth(-1q)=4.9%] {base:1Q06=on 1Q06}"],
  ["comparison-without-base", "en", "[revenue@2Q06|growth(-1y)=turned to loss]"],
  ["comparison-without-base", "ja", `前年同期比${up}増`],
  [
    "wording",
    "en",
    `Revenues rose strongly by ${up} ${on} and costs are down [-costs@2Q06|growth(-1y)=3.6%]`,
  ],
  ["wording", "en", `Revenues did not rise by ${down} ${on}`],
  ["wording", "en", `Gain on securities ${down}, contracts for set-up ${down}`],
  ["wording", "en", "Cost ratio improved by [-cost@2Q06|points(-1y)=1.2 points]"],
  ["wording", "en", `Revenues fell (${down.replace("3.6", "−3.6")})`],
  ["wording", "ja", `売上は減少（{base:2Q05=前年同四半期比}${down.replace("%", "%減")}）`],
  ["wording", "ja", `減価償却費は${up}`],
  ["number-in-words", "ja", "単位：百万円、千円、十億円。一部の一社が万一に備え十分"],
  ["number-in-words", "en", "Ten contracts and one point of sale"],
  ["number-in-words", "ja", "単位：百万円、役割、一割合"],
];

/** Words that are found in a 2Q06 document, and what is said of them. */
const heard: readonly (readonly [FindingRule, string, string, string, string?])[] = [
  [
    "stale-period",
    "en",
    "In the nine months ended",
    `"In the nine months ended" says "nine months ended", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "en",
    "A second-half result",
    `"A second-half result" says "second-half", but the document reports 2Q06`,
  ],
  [
    "stale-period",
    "ja",
    "平成十七年度の業績",
    `"平成十七年度の業績" has the year "平成十七年度" typed in words`,
  ],
  [
    "stale-period",
    "en",
    "Up [revenue@2Q06|growth(1Q05)=9%] {base:1Q05=on 1Q05}",
    `"9%" compares 2Q06 with 1Q05 in "Up 9% on 1Q05"`,
  ],
  [
    "stale-period",
    "en",
    "Sales fell in {period:3Q05=3Q05}",
    `"Sales fell in 3Q05" names 3Q05, but the document reports 2Q06, and no figure of the slide is of it`,
  ],
  [
    "stale-period",
    "en",
    "{period:2Q05=2Q05} revenues rose [revenue@2Q06|growth(-1y)=9%]",
    `"2Q05 revenues rose 9%" names 2Q05, but the document reports 2Q06`,
    "a.title",
  ],
  [
    "stale-date",
    "en",
    "News · {date:2006-05-15=May 15, 2006}",
    `"News · May 15, 2006" names only dates before 2Q06, which begins on 2006-07-01`,
    "a.title",
  ],
  ["placeholder", "en", "XX+ companies", `the placeholder "XX+" is left in "XX+ companies"`],
  ["placeholder", "en", "As of [date]", `the placeholder "[date]" is left in "As of [date]"`],
  [
    "placeholder",
    "en",
    "Insert quote here",
    `the placeholder "Insert quote here" is left in "Insert quote here"`,
  ],
  [
    "placeholder",
    "en",
    "Comments to be added",
    `the placeholder "to be added" is left in "Comments to be added"`,
  ],
  ["placeholder", "en", "…", `the placeholder "…" is left in "…"`],
  ["placeholder", "ja", "数値を記入", `the placeholder "記入" is left in "数値を記入"`],
  ["placeholder", "ja", "要確認", `the placeholder "要確認" is left in "要確認"`],
  ["foreign-script", "en", "Текст", `"Текст" holds "Текст", which is not written in "en"`],
  ["foreign-script", "en", "ＩＩＪ", `"ＩＩＪ" holds "ＩＪ", which is not written in "en"`],
  ["foreign-script", "ja", "ｼｽﾃﾑ", `"ｼｽﾃﾑ" holds "ｼｽﾃﾑ", which is not written in "ja"`],
  [
    "untranslated",
    "ja",
    "増加。Revenues grew strongly in the quarter",
    `"増加。Revenues grew strongly in the quarter" has a run of words in Latin letters`,
  ],
  [
    "percent-of-ratio",
    "ja",
    "[margin@2Q06|points(-1y)=1.5]％上昇",
    `"％" is typed beside "1.5" in "1.5％上昇", but margin@2Q06|points(-1y) is in points`,
  ],
  [
    "percent-of-ratio",
    "en",
    "[margin@2Q06|points(-1y)=1.5 points] percentage points",
    `"percentage points" is typed after "1.5 points" in "1.5 points percentage points", which says it already`,
  ],
  [
    "percent-of-ratio",
    "en",
    "[revenue@2Q06|growth(-1y)=9%]%",
    `"%" is typed after "9%" in "9%%", which says it already`,
  ],
  [
    "comparison-without-base",
    "en",
    "Revenues rose [revenue@2Q06|growth(-1q)=2%] {base:2Q05=on 2Q05}",
    `"Revenues rose 2% on 2Q05" compares "2%" with 1Q06, but names 2Q05`,
  ],
  [
    "comparison-without-base",
    "ja",
    `営業利益は${up}増`,
    `"営業利益は59.9%増" does not say what "59.9%" is compared with`,
  ],
  [
    "wording",
    "en",
    `Revenues decreased by ${down.replace("3.6", "−3.6")}`,
    `"Revenues decreased by −3.6%" says "decreased" of "−3.6%", which has its minus already`,
  ],
  [
    "wording",
    "en",
    `Revenues grew sharply (${down} ${on})`,
    `"Revenues grew sharply (3.6% on 2Q05)" says "grew" of "3.6%", but revenue@2Q06|growth(-1y) is a fall`,
  ],
  [
    "wording",
    "en",
    `A ${up} decline`,
    `"A 59.9% decline" says "decline" of "59.9%", but revenue@2Q06|growth(-1y) is a rise`,
  ],
  [
    "wording",
    "ja",
    `${up}の減少`,
    `"59.9%の減少" says "減少" of "59.9%", but revenue@2Q06|growth(-1y) is a rise`,
  ],
  [
    "number-in-words",
    "en",
    "Revenue doubled",
    `"doubled" in "Revenue doubled" is a number in words, with no figure behind it`,
  ],
  [
    "number-in-words",
    "ja",
    "現金は百二十億円",
    `"百二十億円" in "現金は百二十億円" is a number in words, with no figure behind it`,
  ],
  [
    "number-in-words",
    "ja",
    "契約は三割増",
    `"三割" in "契約は三割増" is a number in words, with no figure behind it`,
  ],
];

describe("words that are right:", () => {
  test.each(quiet.map(([rule, lang, text, key = body]) => ({ rule, lang, text, key })))(
    "$rule in $lang lets pass: $text",
    ({ rule, lang, text, key }) => {
      expect(hearText(rule, text, { lang, key })).toEqual([]);
    },
  );
});

describe("words that are found:", () => {
  test.each(heard.map(([rule, lang, text, what, key = body]) => ({ rule, lang, text, what, key })))(
    "$rule in $lang: $text",
    ({ rule, lang, text, what, key }) => {
      expect(hearText(rule, text, { lang, key })).toEqual([what]);
    },
  );
});

describe("stale-period", () => {
  test("takes a period of a figure on the slide, and no other", () => {
    const texts = { "a.words.items.1": "Sales fell in {period:3Q05=3Q05}" };
    expect(hear("stale-period", { texts, printed: [["a", "revenue@3Q05", "1", "1"]] })).toEqual([]);
    expect(hear("stale-period", { texts, printed: [["b", "revenue@3Q05", "1", "1"]] })).toHaveLength(1);
  });

  test("finds the first half in the document of a third quarter", () => {
    const found = hearText("stale-period", "上期の業績", { lang: "ja", period: "3Q06", date: "2007-02-09" });
    expect(found).toEqual([`"上期の業績" says "上期", but the document reports 3Q06`]);
  });

  test("finds a literal that is a period", () => {
    expect(hearText("stale-period", "Results of 2Q05", { literals: ["2Q05"] })).toEqual([
      `the literal "2Q05" in "Results of 2Q05" is a period, and stays when the document moves on`,
    ]);
    expect(hearText("stale-period", "Form 20-F", { literals: ["Form 20-F"] })).toEqual([]);
  });

  test("lets the heading over an entry name the period of its figures", () => {
    const entry = { "a.words.items.1": "Revenues [revenue@2Q05=12]" };
    const heading = { "a.words.heading": "In {period:2Q05=2Q05} and {period:2Q06=2Q06}" };
    expect(hear("stale-period", { texts: { ...entry, ...heading } })).toEqual([]);
    expect(hear("stale-period", { texts: entry }).map(({ what }) => what)).toEqual([
      `"12" is revenue@2Q05, but "Revenues 12" does not say that it is of 2Q05`,
    ]);
  });
});

describe("the head of a figure", () => {
  test.each([
    ["a.list.items.1.items.2", "a.list.items.1.text"],
    ["a.list.items.1.value", "a.list.items.1.label"],
    ["a.table.rows.3.result", "a.table.columns.result"],
    ["a.table.rows.3.result", "a.table.heading"],
  ])("of %s is %s", (key, head) => {
    const texts = { [key]: "[revenue@2Q05=12]", [head]: "{period:2Q05=2Q05} and {period:2Q06=2Q06}" };
    const printed = [["a", "revenue@2Q05", "12", "12"]] as const;
    expect(hear("stale-period", { texts, printed })).toEqual([]);
    expect(hear("stale-period", { texts: { [key]: texts[key]! }, printed })).toHaveLength(1);
  });
});

describe("stale-date", () => {
  test("finds a document that is older than its quarter", () => {
    const [found, ...more] = hear("stale-date", { texts: {}, date: "2006-08-10" });
    expect(more).toEqual([]);
    expect(found).toEqual({
      rule: "stale-date",
      severity: "error",
      id: "stale-date en 2006-08-10",
      lang: "en",
      place: { file: "documents/deck/outline.yaml" },
      what: "the document is dated 2006-08-10, but 2Q06 ends on 2006-09-30",
      hint: "write the day on which the results are published as date",
    });
  });
});

describe("placeholder", () => {
  test("lets a name of literals.yaml pass", () => {
    expect(hearText("placeholder", "The XX series", { literals: ["XX series"] })).toEqual([]);
    expect(hearText("placeholder", "The XX series")).toHaveLength(1);
  });
});

describe("untranslated", () => {
  const texts = { "a.heading": "Service", "labels.members.acme": "Service" };

  test("finds the words of another language, but in names", () => {
    const others = [speak({ lang: "en", texts })];
    expect(hear("untranslated", { lang: "ja", texts, others }).map(({ id, what }) => [id, what])).toEqual([
      ["untranslated a.heading ja copied", `"Service" is the same in "en"`],
    ]);
    expect(hear("untranslated", { lang: "ja", texts })).toEqual([]);
  });
});

describe("comparison-without-base", () => {
  test("lets the entry above name the base of those below it", () => {
    const below = { "a.b.items.1.items.2": `One-time ${up}` };
    const above = { "a.b.items.1.text": `Revenues ${up} ${on}` };
    expect(hear("comparison-without-base", { texts: { ...above, ...below } })).toEqual([]);
    expect(hear("comparison-without-base", { texts: below })).toHaveLength(1);
  });

  test("lets 同 refer to the entry before", () => {
    const first = { "a.b.items.1": `{base:2Q05=前年同四半期比}${up}増` };
    const second = { "a.b.items.2": `営業利益率（同${up}増）` };
    expect(hear("comparison-without-base", { lang: "ja", texts: { ...first, ...second } })).toEqual([]);
    expect(hear("comparison-without-base", { lang: "ja", texts: second })).toHaveLength(1);
  });

  test("is an error where another base is named", () => {
    const severities = (text: string): readonly string[] =>
      hear("comparison-without-base", { texts: { [body]: text } }).map(({ severity }) => severity);
    expect(severities("Revenues rose [revenue@2Q06|growth(-1q)=2%] {base:2Q05=on 2Q05}")).toEqual(["error"]);
    expect(severities("Revenues rose [revenue@2Q06|growth(-1q)=2%]")).toEqual(["warning"]);
  });
});

describe("label-differs", () => {
  const labels = { revenue: "Revenues", profit: "Operating income", margin: "Operating income ratio" };
  const said = (text: string): readonly string[] => hearText("label-differs", text, { labels });
  const profit = "[profit@2Q06=JPY 811 million]";
  const revenue = "[revenue@2Q06=JPY 14,007 million]";

  test.each([
    `Operating income was ${profit}, revenues ${revenue}`,
    `${profit} of operating income and ${revenue} of revenues`,
    `Operating income ratio up to [margin@2Q06=5.8%]; operating income ${profit}`,
    `With operating income at a record, the group sold for ${revenue}`,
    `Operating income as a share of revenues: [profit@2Q06|share(revenue)=5.8%]`,
    `Operating income fell. Sales came to ${revenue}`,
  ])("lets pass: %s", (text) => {
    expect(said(text)).toEqual([]);
  });

  test.each([
    [
      `Operating income ${revenue}`,
      `"JPY 14,007 million" in "Operating income JPY 14,007 million" follows "Operating income", but it is revenue@2Q06`,
    ],
    [
      `Sales ${revenue}, operating income rose to ${revenue}`,
      `"JPY 14,007 million" in "Sales JPY 14,007 million, operating income rose to JPY 14,00…" follows "operating income", but it is revenue@2Q06`,
    ],
    [
      `Operating income ratio ${profit}`,
      `"JPY 811 million" in "Operating income ratio JPY 811 million" follows "Operating income ratio", but it is profit@2Q06`,
    ],
  ])("finds: %s", (text, what) => {
    const texts = { other: `${profit} [margin@2Q06=5.8%]` };
    expect(hearText("label-differs", text, { labels, texts })).toEqual([what]);
  });

  test("finds the name of another account in Japanese", () => {
    const labels = { revenue: "営業収益", profit: "営業利益" };
    const text =
      "{base:2Q05=前年同四半期比}で営業収益は[profit@2Q06|growth(-1y)=59.9%増]、営業利益は[revenue@2Q06|growth(-1y)=17.4%増]";
    expect(hearText("label-differs", text, { lang: "ja", labels })).toHaveLength(2);
  });
});

describe("order-differs", () => {
  const labels = { revenue: "Revenues", profit: "Operating income" };
  const [a, b] = ["[revenue@2Q06|growth(-1y)=17.4%]", "[profit@2Q06|growth(-1y)=59.9%]"];
  const told = (en: string, ja: string): readonly string[] => {
    const spoken = (lang: string, text: string) => speak({ lang, texts: { [body]: text }, labels });
    const traces = [spoken("en", en), spoken("ja", ja)];
    const options = { calendar: fiscalCalendar({ endsIn: 3, named: "start" }), literals: [], others: traces };
    return traces
      .flatMap((trace) => checkWords(trace, options))
      .filter(({ rule }) => rule === "order-differs")
      .map(({ what }) => what);
  };

  test("finds two figures that changed places in one language", () => {
    expect(told(`Sales ${a}, profit ${b}`, `売上${b}、利益${a}`)).toEqual([
      `"売上59.9%、利益17.4%" gives profit@2Q06|growth(-1y) before revenue@2Q06|growth(-1y), but "en" gives them the other way round`,
    ]);
  });

  test("lets the grammar of a language turn the order where both name a figure", () => {
    expect(
      told(`Operating income ${b}, owing to sales ${a}`, `売上${a}により、Operating income${b}`),
    ).toEqual([]);
  });

  test("lets two forms of one account stand in either order", () => {
    const points = "[revenue@2Q06|points(-1y)=1.5 points]";
    expect(told(`Sales ${a}, ratio ${points}`, `比率${points}、売上${a}`)).toEqual([]);
  });
});

describe("mixed-periods", () => {
  const level = "[revenue@2Q06=JPY 14,007 million]";
  const growth = "[revenue@1H06|growth(-1y)=21.3%]";

  test("finds the growth of a half beside the amount of a quarter", () => {
    expect(
      hear("mixed-periods", { texts: { [body]: `Revenues ${level}, up ${growth} {base:1H05=on 1H05}` } }),
    ).toEqual([
      {
        rule: "mixed-periods",
        severity: "error",
        id: `mixed-periods ${body} en revenue@1H06|growth(-1y) revenue@2Q06`,
        slide: "results",
        place: { file: "text.en.yaml", line: 1 },
        lang: "en",
        what: `"Revenues JPY 14,007 million, up 21.3% on 1H05" gives "21.3%" of 1H06 beside "JPY 14,007 million" of 2Q06`,
        hint: `ask for both in one period, or name the other: {{period "ytd"}}`,
      },
    ]);
  });

  test.each([
    `Revenues ${level}; in {period:1H06=1H06} up ${growth}`,
    `Revenues ${level}, in the first half up ${growth}`,
    `Revenues ${level} and [revenue@1H06=JPY 26,444 million], up ${growth}`,
    `From [revenue@1H05=JPY 21,809 million], up ${growth}`,
  ])("lets pass: %s", (text) => {
    expect(hearText("mixed-periods", text)).toEqual([]);
  });
});

describe("number-in-words", () => {
  test("lets a claim guard the wording", () => {
    const decisions = [
      {
        slide: "results",
        cell: { file: "text.en.yaml", line: 1 },
        left: "a",
        relation: "above" as const,
        right: "1",
        holds: true,
      },
    ];
    expect(hearText("number-in-words", "Revenue doubled", { decisions })).toEqual([]);
    expect(hearText("number-in-words", "Revenue doubled")).toHaveLength(1);
  });
});

describe("points-differ", () => {
  const ratios = (points: string): Parameters<typeof hear>[1] => ({
    texts: {},
    printed: [
      ["a", "margin@2Q06", "0.0584", "5.8%"],
      ["a", "margin@2Q05", "0.0425", "4.3%"],
      ["a", "margin@2Q06|points(-1y)", "0.0159", points],
    ],
  });

  test("says all three numbers where the digits do not add up", () => {
    expect(hear("points-differ", ratios("+1.6\u00a0points"))).toEqual([
      {
        rule: "points-differ",
        severity: "warning",
        id: "points-differ en margin@2Q06|points(-1y)",
        slide: "a",
        lang: "en",
        what: `margin@2Q06|points(-1y) is printed as "+1.6 points", but "5.8%" less "4.3%" is 1.5`,
        hint: "both are right; say the ratios with one more decimal, or accept it with the reason",
      },
    ]);
  });

  test("lets digits that add up and other decimals pass", () => {
    expect(hear("points-differ", ratios("+1.5\u00a0points"))).toEqual([]);
    expect(hear("points-differ", ratios("+1.59\u00a0points"))).toEqual([]);
  });
});

describe("beside-figure", () => {
  const cash = "[cash@2Q06=12,860]";
  const amount = "[cash@2Q06=JPY 12,860 million]";
  const loss = "[-debt@2Q06=−855]";

  test.each([
    ["en", `Cash of JPY ${cash} million`],
    ["en", `Cash (${amount}), debt (${loss})`],
    ["en", `Cash – ${amount}; from ${amount}–${amount}`],
    ["en", `non-${cash}`],
    ["en", `${cash} − ${cash} + ${cash}`],
    ["en", `Of ${amount} points to growth`],
    ["ja", `現金（${cash}）、${cash}百万円、[cash@2Q06=129億円]円高の影響`],
    ["ja", "差し引き[-cash@2Q06=△8.6億円]"],
    ["ja", `${cash}百万円（単位：百万円）`],
  ])("lets pass in %s: %s", (lang, text) => {
    expect(hearText("beside-figure", text, { lang, unit: "JPY million" })).toEqual([]);
  });

  test.each([
    [
      "en",
      `to -${amount}`,
      `"-" is typed before "JPY 12,860 million" in "to -JPY 12,860 million", which does not move with cash@2Q06`,
    ],
    [
      "en",
      `to minus ${amount}`,
      `"minus" is typed before "JPY 12,860 million" in "to minus JPY 12,860 million", which does not move with cash@2Q06`,
    ],
    [
      "en",
      `to + ${amount}`,
      `"+" is typed before "JPY 12,860 million" in "to + JPY 12,860 million", which does not move with cash@2Q06`,
    ],
    [
      "ja",
      `現金△${cash}`,
      `"△" is typed before "12,860" in "現金△12,860", which does not move with cash@2Q06`,
    ],
    [
      "ja",
      `現金マイナス${cash}`,
      `"マイナス" is typed before "12,860" in "現金マイナス12,860", which does not move with cash@2Q06`,
    ],
    [
      "en",
      `to (${cash})`,
      `brackets are typed around "12,860" in "to (12,860)", which makes a negative number of cash@2Q06`,
    ],
    [
      "en",
      `to JPY ${cash} billion`,
      `"JPY … billion" is typed around "12,860" in "to JPY 12,860 billion", but cash@2Q06 is shown in JPY million`,
    ],
    [
      "en",
      `to ¥${cash}`,
      `"¥" is typed before "12,860" in "to ¥12,860", but cash@2Q06 is shown in JPY million`,
    ],
    [
      "en",
      `to US$${cash} million`,
      `"US$ … million" is typed around "12,860" in "to US$12,860 million", but cash@2Q06 is shown in JPY million`,
    ],
    [
      "en",
      `to ${cash}%`,
      `"%" is typed after "12,860" in "to 12,860%", but cash@2Q06 is shown in JPY million`,
    ],
    [
      "en",
      `to €${amount}`,
      `"€" is typed before "JPY 12,860 million" in "to €JPY 12,860 million", which says its unit already`,
    ],
    [
      "ja",
      `現金${cash}億円`,
      `"億円" is typed after "12,860" in "現金12,860億円", but cash@2Q06 is shown in JPY million`,
    ],
    [
      "ja",
      `${cash}百万円（単位：億円）`,
      `"12,860百万円（単位：億円）" says "単位：億円", but the numbers of the slide are in JPY million`,
    ],
    [
      "en",
      `Cash, in JPY billion: JPY ${cash} million`,
      `"Cash, in JPY billion: JPY 12,860 million" says "JPY billion", but the numbers of the slide are in JPY million`,
    ],
  ])("finds in %s: %s", (lang, text, what) => {
    expect(hearText("beside-figure", text, { lang, unit: "JPY million" })).toEqual([what]);
  });

  test.each([
    ["en", "Investing [-investing@2Q06=JPY 855 million]", true],
    ["en", "Investing outflow of [-investing@2Q06=JPY 855 million]", false],
    ["en", "Investing [-investing@2Q06=−JPY 855 million]", false],
    ["ja", "投資は[-investing@2Q06=8.6億円]", true],
    ["ja", "投資に[-investing@2Q06=8.6億円]を支出", false],
  ])("warns in %s of a negative figure whose sign is left out: %s", (lang, text, isFound) => {
    const found = hear("beside-figure", { lang, unit: "JPY million", texts: { [body]: text } });
    expect(found.map(({ severity, id }) => ({ severity, id }))).toEqual(
      isFound ? [{ severity: "warning", id: `beside-figure ${body} ${lang} size investing@2Q06` }] : [],
    );
  });

  test("compares with the unit in which a figure is shown, not with its own", () => {
    const trace = speak({ texts: { [body]: "to JPY [cash@2Q06=12.9] billion" }, unit: "JPY million" });
    const shown = { ...trace, printed: trace.printed.map((print) => ({ ...print, unit: "JPY billion" })) };
    const found = checkWords(shown, {
      calendar: fiscalCalendar({ endsIn: 3, named: "start" }),
      literals: [],
    });
    expect(found.filter(({ rule }) => rule === "beside-figure")).toEqual([]);
  });
});
