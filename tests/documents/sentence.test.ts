import { describe, expect, test } from "vitest";
import { plainText, saySentence } from "../../src/documents/sentence.ts";
import { formatProblem, type Problem } from "../../src/problem.ts";
import { textWith, documentFiles, messageOf, planSample } from "./sample-document.ts";

const outline = `${documentFiles["documents/deck/outline.yaml"]!}  - id: words
    layout: single
    blocks:
      - kind: paragraph
`;

/** Plans a slide with one paragraph. */
const planned = (sentence: string, lang = "en") =>
  planSample(
    {
      "documents/deck/outline.yaml": outline,
      "documents/deck/text.en.yaml": textWith(
        `words: { title: Words, paragraph: { paragraphs: '${sentence}' } }\n`,
      ),
      "documents/deck/text.ja.yaml": `${documentFiles["documents/deck/text.ja.yaml"]!}words: { title: 文, paragraph: { paragraphs: '${sentence}' } }\n`,
    },
    { lang },
  );

async function said(sentence: string, lang = "en"): Promise<string> {
  const { document } = await planned(sentence, lang);
  const [block] = document.slides[2]!.areas["main"]!;
  return block?.kind === "paragraph" ? plainText(block.paragraphs[0]!) : "";
}

describe("helpers of sentences", () => {
  test.each([
    ['{{amount "revenue.total@ytd"}}', "JPY 1,951 million", "19.5億円"],
    ['{{amount "cash@end"}}', "JPY 320 million", "3.2億円"],
    ['{{amount "operating-income@ytd" absolute=true}}', "JPY 15 million", "1,500万円"],
    ['{{amount "line-speed@end"}}', "1.5 Gbps", "1.5Gbps"],
    ['{{amount "revenue.total@ytd" unit="JPY billion" decimals=2}}', "JPY 1.95 billion", undefined],
    ['{{figure "operating-income"}}', "5", "5"],
    ['{{figure "operating-income@ytd"}}', "(15)", "△15"],
    ['{{figure "revenue.total@ytd|growth(-1y)"}}', "−2.5%", "△2.5%"],
    ['{{figure "revenue.total@ytd|growth(-1y)" absolute=true}}', "2.5%", "2.5%"],
    ['{{figure "revenue.total@ytd|change(-1y)" absolute=true}}', "49", "49"],
    ['{{figure "gross-margin|share(revenue.total)" decimals=0}}', "30%", "30%"],
    ['{{moved "revenue.total@ytd"}}', "fell 2.5%", "2.5%減"],
    ['{{moved "revenue.a" style="adverb"}}', "up 16.6%", "16.6%増"],
    ['{{moved "revenue.total@ytd" against="target.initial" style="noun"}}', "an increase of 2.7%", "2.7%増"],
    ['{{moved "cash" as="change"}}', "rose by JPY 20 million", "2,000万円増"],
    ['{{moved "operating-income"}}', "turned to profit", "黒字転換"],
    ['{{label "revenue.a"}} ({{label "revenue.a" short=true}})', "Service A (A)", "サービスA (A)"],
    ['{{scenario "target.initial"}}', "Initial target", "期初予想"],
    ['{{period "ytd - 1y"}}', "1H05", "1H05"],
    ['{{period "year" form="year"}}', "FY2006", "2007年3月期"],
    ['{{date "2006-10-01"}}', "October 1, 2006", "2006年10月1日"],
    ['{{date "end"}}', "September 30, 2006", "2006年9月30日"],
    ['{{comparison "-1y"}}', "on 2Q05", "前年同四半期比"],
    ['{{comparison "-2y"}}', "on 2Q04", "2Q04比"],
    ['{{comparison "1Q06"}}', "on 1Q06", "1Q06比"],
    ['{{comparison "target.initial" period="ytd"}}', "against the initial target", "期初予想比"],
    ['{{#when "revenue.a" above="revenue.b"}}more{{else}}less{{/when}}', "more", "more"],
    ['{{#when "revenue.total@ytd|growth(-1y)" above="0"}}up{{else}}down{{/when}}', "down", "down"],
    ['{{claim "revenue.a" above="revenue.b"}}A leads', "A leads", "A leads"],
    ['{{claim "revenue.a@1Q06" equal="500000000"}}kept', "kept", "kept"],
    ["M2M grew", "M2M grew", "M2M grew"],
  ])("%s", async (sentence, english, japanese) => {
    expect((await said(sentence)).replaceAll("\u00a0", " ")).toBe(english);
    if (japanese !== undefined) expect(await said(sentence, "ja")).toBe(japanese);
  });

  test("mark the number alone as the figure of a move", async () => {
    const { document } = await planned('Revenues {{moved "revenue.total@ytd"}}.');
    const [block] = document.slides[2]!.areas["main"]!;
    expect(block?.kind === "paragraph" && block.paragraphs[0]).toEqual([
      "Revenues ",
      "fell ",
      {
        figure: "revenue.total@1H06|growth(-1y)",
        text: "2.5%",
        value: "-0.0245",
        shown: { unit: "%", decimals: 1, by: "midpoint" },
        tone: "bad",
      },
      ".",
    ]);
  });

  test("make words between double asterisks strong, figures among them", async () => {
    const { document } = await planned('**Cash {{figure "cash"}}** is kept');
    const [block] = document.slides[2]!.areas["main"]!;
    expect(block?.kind === "paragraph" && block.paragraphs[0]).toEqual([
      {
        strong: [
          "Cash ",
          {
            figure: "cash@2006-09-30",
            text: "320",
            value: "320000000",
            shown: { unit: "JPY million", decimals: 0, by: "fact" },
          },
        ],
      },
      " is kept",
    ]);
  });

  test.each([
    ['{{amout "cash"}}', 'unknown helper "amout"\n  hint: did you mean "amount"?'],
    [
      "{{amount cash}}",
      'argument "cash" of "amount" is no literal\n  hint: write it in quotes: {{amount "…"}}',
    ],
    ["{{amount}}", 'helper "amount" expects a reference\n  hint: write {{amount "…"}}'],
    ['{{amount "cahs"}}', 'unknown account "cahs" in "cahs"\n  hint: did you mean "cash"?'],
    [
      '{{amount "cash" unit="JPN million"}}',
      'unknown currency "JPN" in the unit "JPN million"\n  hint: did you mean "JPY"?',
    ],
    [
      '{{amount "cash" decimal=1}}',
      'unknown option "decimal" of helper "amount"\n  hint: options are unit, decimals, absolute',
    ],
    ['{{amount "cash" decimals="one"}}', 'expected decimals to be a whole number, got "one"'],
    [
      '{{amount "gross-margin|share(revenue.total)"}}',
      'amount of "gross-margin@2Q06|share(revenue.total)", a ratio\n  hint: write {{figure "…"}} or {{moved "…"}}',
    ],
    [
      '{{moved "cash" style="loud"}}',
      'unknown style "loud" of helper "moved"\n  hint: it is one of verb, adverb, noun',
    ],
    ['{{label "csah"}}', undefined],
    ['{{company "x"}}', 'helper "company" takes 0 argument(s), got 1'],
    [
      '{{claim "revenue.b" above="revenue.a"}}B leads',
      "the wording claims that revenue.b@2Q06 is above revenue.a@2Q06\n  hint: it is 300.0 JPY million against 700.0 JPY million; change the wording, or choose it with {{#when}}",
    ],
    [
      '{{amount "cash" unit="USD million"}}',
      "cash@2006-09-30 is in JPY million and cannot be shown in USD million",
    ],
    [
      '{{moved "cash" unit="JPY million"}}',
      "cash@2006-09-30|growth(-1y) is in % and cannot be shown in JPY million",
    ],
    [
      '{{moved "cash|growth(-1y)" against="-1q"}}',
      'option "against" of helper "moved" beside "cash|growth(-1y)"\n  hint: say it once: in the reference, or as an option',
    ],
    [
      '{{figure "cash" form="percent"}}',
      'unknown form "percent" of helper "figure"\n  hint: it is one of level, change',
    ],
    [
      '{{#when "operating-income|growth(-1y)" above="0"}}up{{else}}down{{/when}}',
      "operating-income@2Q06|growth(-1y) has no value to compare (turned to profit)\n  hint: compare the figures that it is made of, or say it with {{moved}}",
    ],
    [
      '{{claim "cash" above="revenue.a|growth(-1y)"}}x',
      "cash@2006-09-30 is in JPY million and cannot be compared with revenue.a@2Q06|growth(-1y) in %",
    ],
    ['{{#when "cash"}}x{{/when}}', '"when" takes one of above, below, equal'],
    [
      "revenues of 1,951",
      'unbound number "1,951" in "revenues of 1,951"\n  hint: ask the ledger for it with a helper, or list it in literals.yaml with a reason',
    ],
    [
      "more than in 1Q06",
      'period "1Q06" is typed in "more than in 1Q06"\n  hint: write {{period "current"}} if the document\'s own period is meant, {{period "current - 1q"}} if the earlier one is',
    ],
    [
      "founded in FY1985",
      'period "FY1985" is typed in "founded in FY1985"\n  hint: write {{period "current"}} or {{period "FY1985"}}, so that it moves with the document',
    ],
    [
      "2007年3月期 第2四半期の業績",
      'period "2007年3月期 第2四半期" is typed in "2007年3月期 第2四半期の業績"\n  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document',
    ],
    [
      "平成元年度の業績",
      'period "平成元年度" is typed in "平成元年度の業績"\n  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document',
    ],
    [
      "Ergebnis des 2. Quartals 2006",
      'period "2. Quartals 2006" is typed in "Ergebnis des 2. Quartals 2006"\n  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document',
    ],
    [
      "seit dem Geschäftsjahr 2004/05",
      'period "Geschäftsjahr 2004/05" is typed in "seit dem Geschäftsjahr 2004/05"\n  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document',
    ],
    [
      "im Q2 2006",
      'period "Q2 2006" is typed in "im Q2 2006"\n  hint: write {{period "current"}} or {{period "year" form="year"}}, so that it moves with the document',
    ],
    [
      "１２３",
      'unbound number "１２３" in "１２３"\n  hint: ask the ledger for it with a helper, or list it in literals.yaml with a reason',
    ],
    [
      "up ½",
      'unbound number "½" in "up ½"\n  hint: ask the ledger for it with a helper, or list it in literals.yaml with a reason',
    ],
    [
      'Revenues {{amount "cash"} rose',
      'text cannot be read as a sentence: {{ is never closed with }} in "{{amount "cash"} rose"\n  hint: write helpers as {{amount "account"}}',
    ],
    [
      'Revenues {{amount "cash}} rose',
      'text cannot be read as a sentence: a quote " is never closed in "{{amount "cash}} rose"\n  hint: write helpers as {{amount "account"}}',
    ],
    [
      'Revenues {{amount "cash"}}} rose',
      'text cannot be read as a sentence: }}} closes {{ in "{{amount "cash"}}} rose"\n  hint: write helpers as {{amount "account"}}',
    ],
    ["{{{company}}}", "raw output {{{…}}} is not allowed in a text"],
    ["{{> part}}", "PartialStatement is not allowed in a text"],
    [
      "{{#each x}}a{{/each}}",
      'argument "x" of "each" is no literal\n  hint: write it in quotes: {{each "…"}}',
    ],
  ])("refuse %s", async (sentence, problem) => {
    const message = await messageOf(planned(sentence));
    if (problem === undefined) expect(message).toBe("acme/labels.en.yaml missing label accounts.csah");
    else expect(message).toBe(`acme/documents/deck/text.en.yaml:14:49 ${problem}`);
  });

  test.each([
    ["M2 and 4G, not M2.", []],
    ["M20", ["M20"]],
    ["M2.5 of 14G", ["M2.5", "14G"]],
    ["M2,000", ["M2,000"]],
  ])("take a literal for a name and not for a part of a number: %s", (text, unbound) => {
    const problems: Problem[] = [];
    const problem = (found: Problem): void => void problems.push(found);
    const helpers = { say: {}, decide: {} };
    saySentence({ text, place: { file: "text.en.yaml" }, helpers, literals: ["M2", "4G"], problem });
    expect(problems.map(({ what }) => what)).toEqual(
      unbound.map((number) => `unbound number "${number}" in "${text}"`),
    );
  });

  test("says where a text is no Handlebars", () => {
    const problems: Problem[] = [];
    const place = { file: "text.en.yaml", line: 3, column: 9 };
    const runs = saySentence({
      text: 'up {{#when "a" above="b"}} more',
      place,
      helpers: { say: {}, decide: {} },
      literals: [],
      problem: (problem) => problems.push(problem),
    });
    expect(runs).toEqual([]);
    expect(problems.map(formatProblem)).toEqual([
      "text.en.yaml:3:9 {{#when}} is never closed\n  hint: end it with {{/when}}",
    ]);
  });
});
