import { describe, expect, test } from "vitest";
import type { ChartRequest } from "../../../src/charts/request.ts";
import type { Waterfall } from "../../../src/documents/blocks/waterfall.ts";
import { plainText } from "../../../src/documents/sentence.ts";
import { documentFiles, messageOf, planSample } from "../sample-document.ts";

const outline = "documents/deck/outline.yaml";
const steps =
  "[{ figure: factor.sales@ytd }, { figure: factor.cost@ytd, label: cost }, { figure: factor.other@ytd }]";

interface Asked {
  readonly start?: string;
  readonly steps?: string;
  readonly end?: string;
  readonly optional?: boolean;
  /** Rows of facts in place of those of factor.other. */
  readonly other?: string;
  /** In place of the words for the cost. */
  readonly words?: string;
}

/** The invented company with a waterfall of its operating income. */
function changes(asked: Asked = {}): Readonly<Record<string, string>> {
  const { start = "{ figure: operating-income@ytd - 1y }", end = "{ figure: operating-income@ytd }" } = asked;
  const account = (id: string, favourable: string): string =>
    `${id}: { kind: flow, unit: JPY million, favourable: ${favourable}, members: [north] }\n`;
  const text = (lang: "en" | "ja", title: string, cost: string): string =>
    `${documentFiles[`documents/deck/text.${lang}.yaml`]!}bridge: { title: ${title}, waterfall: { alt: ${title}, ${asked.words ?? `steps: { cost: ${cost} }`} } }\n`;
  return {
    "accounts.yaml":
      documentFiles["accounts.yaml"]! +
      account("factor.sales", "up") +
      account("factor.cost", "down") +
      account("factor.other", "neither"),
    "facts/factors.csv": `account,member,unit,scenario,source,1H05,1H06
factor.sales,,JPY million,,deck slide 1,,1040
factor.sales,north,JPY million,,deck slide 1,,1040
factor.cost,,JPY million,,deck slide 1,,-1020
operating-income,,JPY million,target.initial,deck slide 1,,-30
${asked.other ?? "factor.other,,JPY million,,deck slide 1,,-5"}
`,
    "labels.en.yaml": `${documentFiles["labels.en.yaml"]!.replace(
      "accounts:",
      "accounts:\n  factor.sales: Sales volume\n  factor.cost: Cost\n  factor.other: { label: Other factors, short: Other }",
    )}members: { north: North }\n`,
    "labels.ja.yaml": `${documentFiles["labels.ja.yaml"]!.replace(
      "accounts:",
      "accounts:\n  factor.sales: 売上\n  factor.cost: 原価\n  factor.other: その他",
    )}members: { north: 北 }\n`,
    [outline]: `${documentFiles[outline]!}  - id: bridge
    layout: single
    unit: JPY million
    optional: ${asked.optional ?? false}
    blocks:
      - kind: waterfall
        width: 800
        height: 300
        start: ${start}
        steps: ${asked.steps ?? steps}
        end: ${end}
`,
    "documents/deck/text.en.yaml": text("en", "Bridge", '"Cost of sales"'),
    "documents/deck/text.ja.yaml": text("ja", "増減", "売上原価"),
  };
}

async function planned(
  asked?: Asked,
  lang?: string,
): Promise<{ chart: ChartRequest; notes: readonly string[] }> {
  const { document } = await planSample(changes(asked), lang === undefined ? {} : { lang });
  const slide = document.slides.find(({ id }) => id === "bridge")!;
  return { chart: (slide.areas["main"]![0] as Waterfall).chart, notes: slide.notes.map(plainText) };
}

const fault = (asked: Asked): Promise<string> => messageOf(planSample(changes(asked)));
const labelsOf = ({ panels }: ChartRequest) => {
  const [panel] = panels;
  return panel?.kind === "waterfall" ? panel.series.marks.map(({ label }) => label) : [];
};
const namesOf = ({ columns }: ChartRequest) => columns.map(({ lines }) => lines);

describe("a waterfall", () => {
  test("is a chart of its figures in their own texts, factors with their sign", async () => {
    const { chart, notes } = await planned();
    const shown = { unit: "JPY million", decimals: 0, by: "fact" };
    const mark = (value: number, label: string, figure: string) => ({
      value,
      label,
      figure,
      exact: `${value}000000`,
      shown,
    });
    expect(chart).toEqual({
      width: 800,
      labelWidth: 0,
      columnLabels: "inside",
      alt: "Bridge. Operating income 1H05: (30); Sales volume: +1,040; Cost of sales: −1,020; Other: −5; Operating income 1H06: (15).",
      columns: [
        {
          id: "0",
          label: "Operating income 1H05",
          lines: [[{ text: "Operating income" }], [{ text: "1H05", term: "1H05" }]],
          emphasis: "past",
        },
        { id: "1", label: "Sales volume", lines: [[{ text: "Sales volume" }]], emphasis: "past" },
        { id: "2", label: "Cost of sales", lines: [[{ text: "Cost of sales" }]], emphasis: "past" },
        { id: "3", label: "Other", lines: [[{ text: "Other" }]], emphasis: "past" },
        {
          id: "4",
          label: "Operating income 1H06",
          lines: [[{ text: "Operating income" }], [{ text: "1H06", term: "1H06" }]],
          emphasis: "current",
        },
      ],
      panels: [
        {
          kind: "waterfall",
          height: 300,
          series: {
            id: "operating-income",
            label: "operating-income@1H06",
            colour: 0,
            marks: [
              mark(-30, "(30)", "operating-income@1H05"),
              mark(1040, "+1,040", "factor.sales@1H06"),
              mark(-1020, "−1,020", "factor.cost@1H06"),
              mark(-5, "−5", "factor.other@1H06"),
              mark(-15, "(15)", "operating-income@1H06"),
            ],
          },
          tones: ["good", "good", "neither"],
          slack: 5,
        },
      ],
    });
    expect(notes).toEqual([]);
  });

  test("says the same in another language", async () => {
    const { chart } = await planned({}, "ja");
    expect(chart.columns.map(({ label }) => label)).toEqual([
      "営業利益 1H05",
      "売上",
      "売上原価",
      "その他",
      "営業利益 1H06",
    ]);
    expect(labelsOf(chart)).toEqual(["△30", "+1,040", "△1,020", "△5", "△15"]);
  });

  test("takes changes and members as factors", async () => {
    const { chart } = await planned({
      start: "{ figure: revenue.total@ytd - 1y }",
      steps: "[{ figure: revenue.a@ytd|change(-1y) }, { figure: revenue.b@ytd|change(-1y) }]",
      end: "{ figure: revenue.total@ytd }",
      words: "",
    });
    expect(labelsOf(chart)).toEqual(["2,000", "+100", "−150", "1,951"]);
    const members = await planned({ steps: steps.replace("factor.sales@ytd", '"factor.sales[north]@ytd"') });
    expect(namesOf(members.chart)[1]).toEqual([[{ text: "North" }]]);
  });

  test("says of its ends what tells them apart, and hatches what is not actual", async () => {
    const { chart } = await planned({ start: "{ figure: operating-income@ytd/target.initial }" });
    expect(namesOf(chart)[0]).toEqual([[{ text: "Operating income" }], [{ text: "Initial" }]]);
    expect(namesOf(chart)[4]).toEqual([[{ text: "Operating income" }], [{ text: "Result" }]]);
    expect(chart.columns[0]!.emphasis).toBe("forecast");
  });

  test("names its columns by the block's words, with their periods marked", async () => {
    const { chart } = await planned({
      start: "{ figure: operating-income@ytd - 1y, label: start }",
      words: `steps: { cost: Cost, start: 'Income of {{period "ytd - 1y"}}' }`,
    });
    expect(namesOf(chart)[0]).toEqual([[{ text: "Income of " }, { text: "1H05", term: "1H05" }]]);
  });

  test("notes by itself that its figures do not add up as they are shown", async () => {
    const { notes } = await planned({ other: "factor.other,,JPY million,,deck slide 1,,-4" });
    expect(notes).toEqual([
      "Each figure is rounded on its own, so totals may differ from the sum of their parts.",
    ]);
  });

  test("that is optional is left out where a fact is missing, and stops the build where it is not", async () => {
    const other = "factor.other,,JPY million,,deck slide 1,-5,";
    const { dropped } = await planSample(changes({ other, optional: true }));
    expect(dropped).toEqual([{ slide: "bridge", missing: ["factor.other@1H06"] }]);
    expect(await fault({ other })).toBe(
      'acme/documents/deck/outline.yaml:20:9 slide "bridge" needs facts that nobody reports: factor.other@1H06\n' +
        "  hint: add them to the facts, or mark the slide optional: true",
    );
  });
});

describe("a waterfall is refused", () => {
  test("that does not foot", async () => {
    expect(await fault({ other: "factor.other,,JPY million,,deck slide 1,,25" })).toBe(
      "acme/documents/deck/outline.yaml:29:16 a waterfall that does not foot: operating-income@1H05 (-30) with " +
        "factor.sales@1H06 (1040), factor.cost@1H06 (-1020), factor.other@1H06 (25) comes to 15 JPY million, but " +
        "operating-income@1H06 is -15: a difference of -30, more than the precision of the facts allows\n" +
        "  hint: add the step that is missing, or correct the figure that is wrong",
    );
    expect(
      await fault({
        start: "{ figure: revenue.total@ytd - 1y }",
        steps: "[{ figure: revenue.a@ytd|change(-1y) }]",
        end: "{ figure: revenue.total@ytd }",
        words: "",
      }),
    ).toBe(
      "acme/documents/deck/outline.yaml:29:16 a waterfall that does not foot: revenue.total@1H05 (2000) with " +
        "revenue.a@1H06|change(-1y) (100) comes to 2100 JPY million, but revenue.total@1H06 is 1951: " +
        "a difference of -149, more than the precision of the facts allows\n" +
        "  hint: add the step that is missing, or correct the figure that is wrong",
    );
  });

  test("with a step in another unit", async () => {
    expect(
      await fault({
        steps: "[{ figure: factor.sales@ytd }, { figure: line-speed@end, label: cost }]",
      }),
    ).toBe(
      "acme/documents/deck/outline.yaml:29:57 a waterfall in two units: operating-income@1H05 is in JPY million, line-speed@2006-09-30 in Gbps\n" +
        "  hint: ask for figures of one unit",
    );
  });

  test("with a figure that has no value", async () => {
    expect(await fault({ other: "factor.other,,JPY million,,deck slide 1,,-" })).toBe(
      "acme/documents/deck/outline.yaml:29:99 factor.other@1H06 has no value, and a waterfall needs one for every column",
    );
  });

  test("without a step", async () => {
    expect(await fault({ steps: "[]", words: "" })).toBe(
      "acme/documents/deck/outline.yaml:29:16 expected at least 1 entry, got an empty list",
    );
  });

  test("with a figure in the name of a column", async () => {
    expect(await fault({ words: `steps: { cost: 'Cost of {{figure "factor.cost@ytd"}}' }` })).toBe(
      "acme/documents/deck/outline.yaml:29:47 the figure factor.cost@1H06 in the name of a column\n" +
        "  hint: name the column in words: its figure stands over it",
    );
  });

  test("with words that no column is named by, or a column without its words", async () => {
    expect(await fault({ words: "steps: { costs: Cost }" })).toBe(
      "acme/documents/deck/text.en.yaml missing text bridge.waterfall.steps.cost\n" +
        "acme/documents/deck/text.en.yaml:14:68 no block of the slide uses the text bridge.waterfall.steps.costs\n" +
        "  hint: remove it, or give it the key of a block on the slide",
    );
  });

  test("under a head that names another unit of money, figure by figure", async () => {
    const asked = changes();
    const thousands = asked[outline]!.replace(/(id: bridge\n.*\n    unit: JPY) million/, "$1 thousand");
    const problem = (at: string, figure: string): string =>
      `acme/documents/deck/outline.yaml:${at} ${figure} is in JPY million, but the head of the slide says JPY thousand\n` +
      "  hint: make the unit of the slide or of the account the other's";
    expect(await messageOf(planSample({ ...asked, [outline]: thousands }))).toBe(
      [
        problem("28:26", "operating-income@1H05"),
        problem("29:27", "factor.sales@1H06"),
        problem("29:57", "factor.cost@1H06"),
        problem("29:99", "factor.other@1H06"),
        problem("30:24", "operating-income@1H06"),
      ].join("\n"),
    );
  });
});
