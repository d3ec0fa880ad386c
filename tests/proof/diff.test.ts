import { describe, expect, test } from "vitest";
import { KessanError } from "../../src/problem.ts";
import { diffTraces, type TraceDiff } from "../../src/proof/diff.ts";
import { formatDiff } from "../../src/proof/format-diff.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { deckFiles } from "../memory-build.ts";
import { iijTrace, type Edit } from "./iij-trace.ts";
import { edited, sampleTrace } from "./planned-trace.ts";

const acme = await sampleTrace();
const iij = await iijTrace("en");

const told = (before: Trace, after: Trace): string => formatDiff(diffTraces(before, after));

/** What differs in the deck of the invented company after a change of its files. */
const toldAfter = async (...changes: readonly Readonly<Record<string, string>>[]): Promise<string> =>
  told(acme, await sampleTrace(Object.assign({}, ...changes) as Record<string, string>));

const facts = (from: string, to: string): Readonly<Record<string, string>> =>
  edited("facts/facts.csv", from, to);
const words = (from: string, to: string): Readonly<Record<string, string>> =>
  edited("documents/deck/text.en.yaml", from, to);

const changedFigures = ({ slides }: TraceDiff): readonly string[] =>
  [
    ...new Set(
      slides.flatMap(({ figures }) => figures.map(({ before, after }) => (after ?? before)!.figure)),
    ),
  ].sort();

describe("two drafts", () => {
  test("that are the same have no difference", () => {
    expect(told(acme, acme)).toBe("Two drafts of deck (en)\nNo difference");
  });

  test("differ in the figures that follow from a changed cell, which is named", async () => {
    expect(await toldAfter(facts("1100,500,700,1200", "1000,500,700,1200"))).toBe(`Two drafts of deck (en)
page 2 touched

1 fact changed
  Service A, 1H05: JPY 1,100 million → JPY 1,000 million
    revenue.a@1H05 in facts/facts.csv:2:42; 2 printed figures change

page 2  Revenues fell 2.5% on 1H05
  2 figures changed
    Service A, 1H05                  1,100 → 1,000   reported otherwise
    Service A, 1H06: growth on 1H05  +9.1% → +20.0%  from revenue.a@1H05`);
  });

  test("in which a change turns a direction have no other words for it", async () => {
    const diff = diffTraces(acme, await sampleTrace(facts("950,1001,1951", "950,1001,2050")));
    expect(diff.slides.map(({ slide, sentences }) => [slide, sentences])).toEqual([["results", []]]);
    const title = diff.slides[0]!.figures.find(({ after }) => after!.figure.includes("growth"));
    expect(title).toMatchObject({
      before: { texts: ["2.5%", "−2.5%"] },
      after: { texts: ["2.5%", "+2.5%"] },
    });
    expect(diff.slides[0]!.title).toBe("Revenues rose 2.5% on 1H05");
  });

  test("in which a direction is said in other words are reworded", async () => {
    expect(
      await toldAfter(words('{{moved "revenue.total@ytd"}}', '{{moved "revenue.total@ytd" style="adverb"}}')),
    ).toBe(
      `Two drafts of deck (en)
page 2 touched

page 2  Revenues down 2.5% on 1H05
  results.title reworded
    - Revenues fell 2.5% on 1H05
    + Revenues down 2.5% on 1H05`,
    );
  });

  test("name a report that is new, and what it unsettles no more", async () => {
    const report = `${deckFiles["facts/reported.csv"]}revenue.a,%,growth(-1y),deck slide 1,1H06,9.1\n`;
    expect(await toldAfter({ "facts/reported.csv": report })).toBe(`Two drafts of deck (en)
page 2 touched

1 fact changed
  Service A, 1H06: growth on 1H05: not reported → 9.1%
    revenue.a@1H06|growth(-1y) in facts/reported.csv:3:43; 1 printed figure changes

page 2  Revenues fell 2.5% on 1H05
  1 figure changed
    Service A, 1H06: growth on 1H05  +9.1% as before (9.09% → 9.10%)  now reported`);
    const without = await sampleTrace({ "facts/reported.csv": report });
    expect(told(without, acme)).toContain("no longer reported");
  });

  test("name another source of the same value", async () => {
    expect(
      await toldAfter(facts("revenue.a,,JPY million,,deck slide 1", "revenue.a,,JPY million,,deck slide 2")),
    ).toMatch(
      /^Two drafts of deck \(en\)\n\n\d facts changed\n {2}Service A, 1H06: JPY 1,200 million, now from deck slide 2, was from deck slide 1\n {4}revenue\.a@1H06 in facts\/facts\.csv:2:55\n/,
    );
  });

  test("name another formula of a figure, or of what it follows from", async () => {
    const derived = facts("revenue.total,,JPY million,,deck slide 1,1000,2000,950,1001,1951\n", "");
    const parts = edited(
      "accounts.yaml",
      "parts: [revenue.a, revenue.b]",
      "parts: [revenue.a, revenue.b, cost.total]",
    );
    const costs = derived["facts/facts.csv"]!.replace(
      "cost.total,,JPY million,,deck slide 1,800,,",
      "cost.total,,JPY million,,deck slide 1,800,1500,",
    );
    const before = await sampleTrace({ "facts/facts.csv": costs });
    const { slides, facts: changed } = diffTraces(
      before,
      await sampleTrace({ "facts/facts.csv": costs, ...parts }),
    );
    expect(changed).toEqual([]);
    const formula = (period: string): unknown => ({
      sort: "formula",
      figure: `revenue.total@${period}`,
      before: `revenue.a@${period} + revenue.b@${period}`,
      after: `revenue.a@${period} + revenue.b@${period} + cost.total@${period}`,
    });
    expect(slides[0]!.figures.map(({ after, why }) => [after!.figure, why])).toEqual([
      ["revenue.total@1H06|growth(-1y)", [formula("1H06"), formula("1H05")]],
      ["revenue.total@1H06", [formula("1H06")]],
      ["revenue.total@1H05", [formula("1H05")]],
    ]);
  });

  test("name another unit or number of decimals, and another form", async () => {
    expect(await toldAfter(words('{{amount "revenue.a"}}', '{{amount "revenue.a" decimals=1}}')))
      .toBe(`Two drafts of deck (en)
page 3 touched

page 3  Service A brought JPY 700.0 million
  1 figure changed
    Service A, 2Q06  JPY 700 million → JPY 700.0 million
        shown in JPY million with 0 decimals and JPY million with 1 decimal, was JPY million with 0
        decimals`);
    expect(await toldAfter(words('{{amount "revenue.a"}}', '{{figure "revenue.a"}}')))
      .toBe(`Two drafts of deck (en)
page 3 touched

page 3  Service A brought 700
  1 figure changed
    Service A, 2Q06  JPY 700 million, 700 → 700  the same value in another form`);
  });

  test("name figures and sentences that came", async () => {
    const text = words(
      `    items:
      - 'Service A {{moved "revenue.a" against="-1y"}} against a year before'`,
      `    items:
      - 'Cash was {{amount "cash@end"}}'
      - 'Service A {{moved "revenue.a" against="-1y"}} against a year before'`,
    );
    const diff = diffTraces(acme, await sampleTrace(text));
    expect(formatDiff(diff)).toBe(
      `Two drafts of deck (en)
page 3 touched

page 3  Service A brought JPY 700 million
  1 figure added
    cash, 2006-09-30  JPY 320 million
  quarters.words.items.1 added
    + Cash was JPY 320 million`,
    );
  });

  test("name slides that were moved, added and removed", async () => {
    const outline = deckFiles["documents/deck/outline.yaml"]!;
    const at = outline.indexOf("  - id: quarters");
    const middle = outline.indexOf("  - id: results");
    const swapped = outline.slice(0, middle) + outline.slice(at) + outline.slice(middle, at);
    expect(await toldAfter({ "documents/deck/outline.yaml": swapped })).toBe(
      "Two drafts of deck (en)\npage 3 touched\n\npage 3, moved from 2  Revenues fell 2.5% on 1H05",
    );
    const texts = ["en", "ja"].map((lang) => {
      const text = deckFiles[`documents/deck/text.${lang}.yaml`]!;
      return [`documents/deck/text.${lang}.yaml`, text.slice(0, text.indexOf("quarters:"))];
    });
    const shorter = await sampleTrace({
      "documents/deck/outline.yaml": outline.slice(0, at),
      ...(Object.fromEntries(texts) as Record<string, string>),
    });
    expect(told(acme, shorter)).toBe(
      "Two drafts of deck (en)\n1 slide removed\n\npage 3  Service A brought JPY 700 million\n  removed, with 3 figures",
    );
    expect(told(shorter, acme)).toBe(
      "Two drafts of deck (en)\n1 slide added\n\npage 3  Service A brought JPY 700 million\n  added, with 3 figures",
    );
  });

  test("name wording that figures turned, and the sentence", async () => {
    const chosen = words(
      '\'Service A {{moved "revenue.a" against="-1y"}} against a year before\'',
      `'{{#when "revenue.a" above="revenue.b"}}A leads{{else}}B leads{{/when}}'`,
    );
    const before = await sampleTrace(chosen);
    const after = await sampleTrace({ ...chosen, ...facts("500,700,1200", "500,200,700") });
    const { slides } = diffTraces(before, after);
    expect(slides.find(({ slide }) => slide === "quarters")).toMatchObject({
      decisions: [{ left: "revenue.a@2Q06", relation: "above", right: "revenue.b@2Q06", holds: false }],
      sentences: [
        {
          key: "quarters.words.items.1",
          change: "changed",
          before: "A leads",
          after: "B leads",
          because: "figures",
        },
      ],
    });
    expect(told(before, after)).toContain(
      "  wording turned: revenue.a@2Q06 is no longer above revenue.b@2Q06\n" +
        "  quarters.words.items.1 reworded by its figures\n    - A leads\n    + B leads",
    );
  });

  test("name a label once with its slides, and the date and title", async () => {
    const label = edited("labels.en.yaml", "Service B,", "Service Bee,");
    const outline = edited("documents/deck/outline.yaml", "date: 2006-11-09", "date: 2006-11-10");
    expect(await toldAfter(label, outline, words("Results of", "Figures of"))).toBe(`Two drafts of deck (en)
page 1 touched

title: Results of second quarter of FY2006 → Figures of second quarter of FY2006
date: 2006-11-09 → 2006-11-10

every page
  deck.title reworded
    - Results of second quarter of FY2006
    + Figures of second quarter of FY2006

page 1  
  cover.cover.date reworded
    - November 9, 2006
    + November 10, 2006

labels
  accounts.revenue.b, on 1 slide
    - Service B
    + Service Bee`);
  });

  const cells: readonly (readonly [string, Edit])[] = [
    ["revenue.systems@1Q04", { path: "facts/quarterly.csv", from: "slide 6,1040,", to: "slide 6,1041," }],
    [
      "operating-income@1H06",
      { path: "facts/results.csv", from: /^(operating-income.*,)1370$/m, to: "$11371" },
    ],
    ["contracts.dedicated@2006-06-30", { path: "facts/quarterly.csv", from: "15354", to: "15355" }],
    ["revenue.total@1H06/target.initial", { path: "facts/targets.csv", from: "25000", to: "25100" }],
  ];
  test.each(cells)("with one other cell for %s differ in exactly its dependants", async (figure, edit) => {
    const after = await iijTrace("en", [edit]);
    const diff = diffTraces(iij, after);
    const [old, now] = [printedOf(iij), printedOf(after)];
    const dependants = [...now.keys()].filter(
      (id) => isMadeOf(id, figure, after) && JSON.stringify(old.get(id)) !== JSON.stringify(now.get(id)),
    );
    expect(dependants.length).toBeGreaterThan(0);
    expect(changedFigures(diff)).toEqual(dependants.sort());
    expect(diff.facts.map((fact) => [fact.figure, [...fact.changed].sort()])).toEqual([[figure, dependants]]);
  });
});

/** Every printed figure with its texts and the values that were rounded for them. */
function printedOf({ printed, figures }: Trace): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(printed, ({ figure }) => figure);
  return new Map(
    [...groups].map(([id, prints]) => [
      id,
      prints.flatMap(({ text, value }) => [text, value ?? String(figures[id]!.value)]),
    ]),
  );
}

function isMadeOf(id: string, root: string, trace: Trace): boolean {
  return (
    id === root || (trace.figures[id]?.derived?.from.some((from) => isMadeOf(from, root, trace)) ?? false)
  );
}

describe("two quarters", () => {
  const calm = edited(
    "documents/deck/outline.yaml",
    "columns: [{ scenario: target.initial }, { highlight: true }]",
    "columns: [{ highlight: true }]",
  );
  const more = `account,unit,source,1Q05,3Q05,4Q05,3Q06,9M05,9M06
revenue.a,JPY million,deck slide 1,500,610,620,710,1710,1910
revenue.b,JPY million,deck slide 1,500,400,400,400,1300,1150
revenue.total,JPY million,deck slide 1,1000,1010,1020,1110,3010,3061
`;
  const changes = { ...calm, "facts/more.csv": more };

  test("are aligned by how their periods lie to their own", async () => {
    const [half, nine] = await Promise.all([sampleTrace(changes), sampleTrace(changes, { period: "3Q06" })]);
    const diff = diffTraces(half, nine);
    expect(diff.sort).toBe("quarter");
    expect(
      diff.slides.flatMap(({ slide, figures }) =>
        figures.map(({ change, before, after }) => [slide, change, before?.figure, after?.figure]),
      ),
    ).toEqual([
      ["results", "changed", "revenue.total@1H06|growth(-1y)", "revenue.total@9M06|growth(-1y)"],
      ["results", "changed", "revenue.a@1H06", "revenue.a@9M06"],
      ["results", "changed", "revenue.a@1H05", "revenue.a@9M05"],
      ["results", "changed", "revenue.a@1H06|growth(-1y)", "revenue.a@9M06|growth(-1y)"],
      ["results", "changed", "revenue.b@1H06", "revenue.b@9M06"],
      ["results", "changed", "revenue.b@1H05", "revenue.b@9M05"],
      ["results", "changed", "revenue.b@1H06|growth(-1y)", "revenue.b@9M06|growth(-1y)"],
      ["results", "changed", "revenue.total@1H06", "revenue.total@9M06"],
      ["results", "changed", "revenue.total@1H05", "revenue.total@9M05"],
      ["quarters", "changed", "revenue.a@2Q06", "revenue.a@3Q06"],
      ["quarters", "changed", "revenue.a@1Q06", "revenue.a@2Q06"],
      ["quarters", "changed", "revenue.a@2Q06|growth(-1y)", "revenue.a@3Q06|growth(-1y)"],
    ]);
  });

  test("name figures that were restated since", async () => {
    const [half, nine] = await Promise.all([
      sampleTrace(changes),
      sampleTrace({ ...changes, ...facts("500,700,1200", "500,702,1200") }, { period: "3Q06" }),
    ]);
    expect(told(half, nine).split("\n\n")[1]).toBe(
      "1 figure restated since\n  Service A, 2Q06: JPY 700 million → JPY 702 million\n    revenue.a@2Q06 in facts/facts.csv:2:51",
    );
  });

  test("with the first quarter have its year to date in the quarter itself", async () => {
    const [first, half] = await Promise.all([sampleTrace(changes, { period: "1Q06" }), sampleTrace(changes)]);
    const { slides } = diffTraces(first, half);
    const results = slides.find(({ slide }) => slide === "results")!;
    expect(results.figures.filter(({ change }) => change !== "changed")).toEqual([]);
    expect(results.sentences).toEqual([]);
    expect(results.figures[1]).toMatchObject({
      before: { figure: "revenue.a@1Q06" },
      after: { figure: "revenue.a@1H06" },
    });
  });
});

describe("two languages", () => {
  test("of one document have no difference, whatever their words", async () => {
    expect(told(iij, await iijTrace("ja"))).toBe(
      "Two languages: 2q06-results (en) → 2q06-results (ja)\nNo difference in figures, and no sentence is missing",
    );
  });

  test("differ in figures and sentences that one has alone, and in values", async () => {
    const ja = await sampleTrace(
      {
        ...facts("500,700,1200", "500,701,1200"),
        "documents/deck/text.ja.yaml": deckFiles["documents/deck/text.ja.yaml"]!.replace(
          'サービスAは前年同期比{{moved "revenue.a" against="-1y"}}',
          "サービスAは好調",
        ),
      },
      { lang: "ja" },
    );
    const fewer = { ...ja, sentences: ja.sentences.filter(({ key }) => key !== "results.subtitle") };
    expect(told(acme, fewer)).toBe(`Two languages: deck (en) → deck (ja)
pages 2 and 3 touched

page 2  営業収益は前年同期比2.5%減
  results.subtitle in en alone
    - Results · 1H06 (April – September 2006)

page 3  サービスAは7.0億円
  1 figure with another value
    サービスA, 2Q06  JPY 700 million, 700 → 7.0億円, 701
  1 figure in en alone
    Service A, 2Q06: growth on 2Q05  16.6%`);
  });
});

describe("what cannot be compared", () => {
  const of = (changes: Partial<Trace["document"]>): Trace => ({
    ...acme,
    document: { ...acme.document, ...changes },
  });
  const messageOf = (after: Trace): string => {
    try {
      return told(acme, after);
    } catch (error) {
      if (error instanceof KessanError) return error.message;
      throw error;
    }
  };

  test("is refused: two companies, or two quarters in two languages", () => {
    expect(messageOf(of({ company: "zenith" }))).toBe(
      "acme deck (en) and zenith deck (en) are of two companies\n  hint: compare documents of one company",
    );
    expect(messageOf(of({ lang: "ja", period: "1Q06", name: "deck@1Q06" }))).toBe(
      "acme deck (en) and acme deck@1Q06 (ja) differ in language and in period\n" +
        "  hint: compare two languages of one document, or two quarters in one language",
    );
  });
});
