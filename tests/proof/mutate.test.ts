import { describe, expect, test } from "vitest";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import type { Files } from "../../src/effects.ts";
import { factsKnownOn } from "../../src/facts/known-on.ts";
import { readFacts } from "../../src/facts/read.ts";
import { checkConsistency } from "../../src/figures/consistency.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { mutateFacts, type MutationReport } from "../../src/proof/mutate.ts";
import { readPublished } from "../../src/proof/published.ts";
import { memoryFiles } from "../memory-files.ts";

/** Mutates the facts of a folder that plans one document in these languages; its facts must agree. */
async function mutate(files: Files, name: string, languages: readonly string[]): Promise<MutationReport> {
  const source = await readDocument(files, name);
  const facts = factsKnownOn(await readFacts(files), source.outline.value.date);
  const ledger = openLedger(facts);
  expect(checkConsistency(ledger)).toEqual([]);
  const plans = languages.map((lang) => planDocument({ source, ledger, locale: findLocale(lang) }));
  return mutateFacts({ facts, plans, published: await readPublished(files) });
}

const flow = "{ kind: flow, unit: JPY million }";
const accounts = `total: { kind: flow, unit: JPY million, parts: [part.one, part.two, part.three], equals: [[north, south]] }
part.one: ${flow}
part.two: ${flow}
part.three: ${flow}
north: ${flow}
south: ${flow}
balance: { kind: stock, unit: JPY million, movedBy: [total] }
fine: ${flow}
hidden.total: { kind: flow, unit: JPY million, parts: [hidden.one, hidden.two, hidden.three] }
hidden.one: ${flow}
hidden.two: ${flow}
hidden.three: ${flow}
${["one", "two", "three", "four", "five", "six"].map((name) => `lone.${name}: ${flow}\n`).join("")}cash: { kind: stock, unit: JPY million }
contracts: { kind: count, unit: contracts, members: [east] }
speed: { kind: rate, unit: Gbps }
`;
const facts = `account,member,unit,scenario,as_of,source,2Q05,2006-03-31,1Q06,2Q06,1H06
part.one,,JPY million,,,deck slide 1,150,,100,200,300
part.two,,JPY million,,2006-11-09,deck slide 1,160,,110,210,320
part.three,,JPY million,,,deck slide 1,170,,120,220,340
total,,JPY million,,,deck slide 1,480,,330,630,960
north,,JPY million,,,deck slide 1,,,,400,
south,,JPY million,,,deck slide 1,,,,230,
balance,,JPY million,,,deck slide 1,,1000,,1960,
`;
const planted = {
  dead: `account,member,unit,scenario,as_of,source,2Q05,1Q06,2Q06,1H06
part.two,,JPY million,,2006-07-31,deck slide 1,,109,,
fine,,JPY thousand,,,deck slide 1,2181700,1234700,2345700,3580400
hidden.total,,JPY million,,,deck slide 1,,,60,
hidden.one,,JPY million,,,deck slide 1,,,10,
hidden.two,,JPY million,,,deck slide 1,,,20,
hidden.three,,JPY million,,,deck slide 1,,,30,
`,
  deadReports: `account,unit,measure,source,period,value
fine,%,growth(-1y),deck slide 1,2Q06,7.5
`,
  unguarded: `account,member,unit,scenario,as_of,source,2Q06
lone.one,,JPY million,,,deck slide 1,1
lone.two,,JPY million,,,deck slide 1,2
lone.three,,JPY million,,,deck slide 1,3
lone.four,,JPY million,,,deck slide 1,4
lone.five,,JPY million,,,deck slide 1,5
lone.six,,JPY million,,,deck slide 1,6
cash,,JPY million,,,deck slide 1,7
contracts,east,contracts,,,deck slide 1,8
speed,,Gbps,,,deck slide 1,9.5
lone.one,,JPY million,target.initial,,deck slide 1,2
`,
};
const alive = [
  ...["part.one", "part.two", "part.three", "total"].flatMap((account) =>
    ["2Q05", "1Q06", "2Q06", "1H06"].map((period) => `${account}@${period}`),
  ),
  ...["north@2Q06", "south@2Q06", "balance@2006-03-31", "balance@2006-09-30"],
];
const lone = [
  ...["one", "two", "three", "four", "five", "six"].map((name) => `lone.${name}@2Q06`),
  ...["cash@2006-09-30", "contracts[east]@2006-09-30", "speed@2006-09-30", "lone.one@2Q06/target.initial"],
];
const figure = (reference: string): string => `{{figure "${reference}"}}`;
const amount = (reference: string): string => `{{amount "${reference}"}}`;

/** The company with texts that say these references, and facts of its own. */
function company(
  texts: Readonly<Record<"en" | "ja", readonly string[]>>,
  changes: Readonly<Record<string, string>> = {},
): Files {
  const text = (
    lang: "en" | "ja",
  ): string => `deck: { title: Deck, subject: Results, keywords: [], foot: Foot }
words:
  title: Words
  words: { items: [${texts[lang].map((said) => `'${said}'`).join(", ")}] }
`;
  return memoryFiles(
    {
      "company.yaml": `id: acme
name: { en: Acme Corp., ja: 株式会社アクメ }
fiscalYear: { endsIn: March, named: start }
currency: JPY
rounding: { amount: halfUp, percent: halfUp, points: halfUp, footing: footnote }
scenarios: [target.initial]
sources: { deck: { title: An invented deck, date: 2006-11-09 } }
`,
      "accounts.yaml": accounts,
      "facts/facts.csv": facts,
      "labels.en.yaml": "accounts: { total: Total }\n",
      "labels.ja.yaml": "accounts: { total: 合計 }\n",
      "documents/deck/outline.yaml": `kind: deck
period: 2Q06
date: 2006-11-09
slides:
  - { id: words, layout: single, blocks: [{ kind: bullets, id: words }] }
`,
      "documents/deck/text.en.yaml": text("en"),
      "documents/deck/text.ja.yaml": text("ja"),
      ...changes,
    },
    "acme",
  );
}

const printed = [
  ...alive,
  ...lone,
  "fine@2Q05",
  "fine@1Q06",
  "fine@2Q06",
  "fine@1H06",
  "fine@2Q06|growth(-1y)",
];
const files = {
  "facts/planted-dead.csv": planted.dead,
  "facts/planted-reports.csv": planted.deadReports,
  "facts/planted-unguarded.csv": planted.unguarded,
};
const en = printed.map(figure);

describe("mutateFacts", () => {
  test("finds exactly the dead and the unguarded facts that were planted", async () => {
    const report = await mutate(company({ en, ja: en }, files), "deck", ["en", "ja"]);
    expect(report.facts).toBe(40);
    expect(report.dead.map(({ id, why, figures }) => [id, why, ...figures])).toEqual([
      ["part.two@1Q06 as of 2006-07-31", "replaced"],
      ["fine@2Q05", "insensitive", "fine@2Q05", "fine@2Q06|growth(-1y)"],
      ["fine@1Q06", "insensitive", "fine@1Q06", "fine@2Q06", "fine@1H06"],
      ["fine@2Q06", "insensitive", "fine@1Q06", "fine@2Q06", "fine@1H06"],
      ["fine@1H06", "insensitive", "fine@1Q06", "fine@2Q06", "fine@1H06"],
      ["hidden.total@2Q06", "unused"],
      ["hidden.one@2Q06", "unused"],
      ["hidden.two@2Q06", "unused"],
      ["hidden.three@2Q06", "unused"],
      ["fine@2Q06|growth(-1y)", "insensitive", "fine@2Q06|growth(-1y)"],
    ]);
    expect(report.unguarded.map(({ id }) => id).toSorted()).toEqual(lone.toSorted());
    expect(report.guarded).toHaveLength(40 - 10 - 1);
  });

  test("tells the slip from which a check finds a fact wrong, up or down", async () => {
    const { guarded } = await mutate(company({ en, ja: en }, files), "deck", ["en"]);
    const slips = Object.fromEntries(guarded.map(({ id, slip }) => [id.replace(/ as of .*/, ""), slip]));
    expect(slips).toMatchObject({
      // A sum of two, known to half a unit each: 1.5 units are allowed
      "part.one@1Q06": 2,
      // Only the total of three guards it: 2 units are allowed
      "part.one@2Q05": 3,
      // Two sums guard it, and the one of two is closer
      "total@2Q06": 2,
      "north@2Q06": 2,
      "balance@2006-03-31": 2,
      // A growth of 7.5% allows 7.55% on 1,363 thousand more, and 7.45% on 669 thousand less
      "fine@2Q05": 1363,
      "fine@2Q06|growth(-1y)": 1,
    });
  });

  test("a published figure guards the facts behind it, and one that is wrong guards none", async () => {
    const rows = [
      "slide 1,Two,2,lone.two@2Q06",
      "slide 1,Three,4,lone.three@2Q06",
      "slide 1,Cash,7,cash@2Q06",
    ];
    const table = `where,label,text,figure\n${rows.join("\n")}\n`;
    const changed = { ...files, "published/deck.csv": table };
    const { guarded, unguarded } = await mutate(company({ en, ja: en }, changed), "deck", ["en"]);
    const others = guarded.filter(({ by }) => by === "published");
    expect(others.map(({ id, slip }) => [id, slip])).toEqual([
      ["lone.two@2Q06", 1],
      ["cash@2006-09-30", 1],
    ]);
    expect(unguarded.map(({ id }) => id)).toContain("lone.three@2Q06");
  });

  test("a fact is alive if any language shows its last digit", async () => {
    const said = [amount("north@2Q06")];
    const isDead = async (languages: readonly string[]): Promise<boolean> => {
      const { dead } = await mutate(company({ en: said, ja: said }, files), "deck", languages);
      return dead.some(({ id }) => id === "north@2Q06");
    };
    // 400 million is written in hundreds of millions in Japanese: 4.0億円
    expect([await isDead(["en", "ja"]), await isDead(["ja"])]).toEqual([false, true]);
  });

  test("a fact is alive if wording hangs on it, though no figure of it is printed", async () => {
    const said = ['{{#when "hidden.one@2Q06" above="10000000"}}more{{else}}not more{{/when}}'];
    const { dead } = await mutate(company({ en: said, ja: said }, files), "deck", ["en"]);
    const hidden = dead.filter(({ id }) => id.startsWith("hidden"));
    expect(hidden.map(({ id, why }) => [id, why])).toEqual([
      ["hidden.total@2Q06", "unused"],
      ["hidden.two@2Q06", "unused"],
      ["hidden.three@2Q06", "unused"],
    ]);
  });

  test("a comparison that one unit does not turn leaves its facts dead, and is named", async () => {
    const said = ['{{#when "hidden.one@2Q06" above="hidden.two@2Q06"}}more{{else}}less{{/when}}'];
    const { dead } = await mutate(company({ en: said, ja: said }, files), "deck", ["en"]);
    const two = dead.find(({ id }) => id === "hidden.two@2Q06")!;
    expect([two.why, two.figures]).toEqual(["insensitive", ["hidden.one@2Q06"]]);
  });

  test("one unit that turns a profit to zero shows in the words for it", async () => {
    const change = {
      "facts/planted-dead.csv": "account,unit,source,2Q05,2Q06\nlone.one,JPY million,deck slide 1,-5,0\n",
      "facts/planted-reports.csv": "account,unit,source,2Q06\nlone.two,JPY million,deck slide 1,0\n",
      "facts/planted-unguarded.csv": "account,unit,source,2Q06\nlone.three,JPY million,deck slide 1,0\n",
    };
    const said = ['{{moved "lone.one@2Q06"}}'];
    const { dead } = await mutate(company({ en: said, ja: said }, change), "deck", ["en"]);
    const ones = dead.filter(({ id }) => id.startsWith("lone.one"));
    // From 0 to 1 the loss that narrowed turns to profit; from -5 to -4 it narrows as before
    expect(ones.map(({ id, figures }) => [id, ...figures])).toEqual([
      ["lone.one@2Q05", "lone.one@2Q06|growth(-1y)"],
    ]);
  });

  test("a dash is dead where nothing printed asks for it, and never unguarded", async () => {
    const change = {
      "facts/planted-dead.csv":
        "account,unit,scenario,source,2Q06,1H06\nhidden.one,JPY million,target.initial,deck slide 1,-,-\n",
      "facts/planted-reports.csv": "account,unit,source,2Q06\nlone.two,JPY million,deck slide 1,0\n",
      "facts/planted-unguarded.csv": "account,unit,source,2Q06\nlone.three,JPY million,deck slide 1,0\n",
    };
    const said = [figure("hidden.one@2Q06/target.initial")];
    const report = await mutate(company({ en: said, ja: said }, change), "deck", ["en"]);
    const ids = (list: MutationReport["unguarded"]): readonly string[] =>
      list.map(({ id }) => id).filter((id) => id.startsWith("hidden"));
    expect([ids(report.dead), ids(report.unguarded)]).toEqual([["hidden.one@1H06/target.initial"], []]);
  });

  test("a check that holds whatever a fact says guards nothing", async () => {
    const change = {
      "accounts.yaml": accounts.replace(
        "hidden.three] }",
        "hidden.three], equals: [[hidden.one, hidden.two, hidden.three]] }",
      ),
      "facts/planted-dead.csv": planted.dead.replace(/^hidden.total.*\n/m, ""),
    };
    const { unguarded } = await mutate(company({ en, ja: en }, { ...files, ...change }), "deck", ["en"]);
    const hidden = unguarded.map(({ id }) => id).filter((id) => id.startsWith("hidden"));
    expect(hidden).toEqual(["hidden.one@2Q06", "hidden.two@2Q06", "hidden.three@2Q06"]);
  });
});

describe("the sample's facts", () => {
  test("are all printed, and these are guarded by no other fact and no published figure", async () => {
    const report = await mutate(folderFiles("data/iij"), "2q06-results", ["en", "ja"]);
    const { facts, dead, unguarded, guarded } = report;
    expect([facts, dead.length, unguarded.length, guarded.length]).toEqual([331, 0, 19, 309]);
    expect(byAccount(unguarded)).toEqual([
      "ownership[iij-tech]@: 2006-11-09",
      "ownership[net-care]@: 2006-11-09",
      "ownership[multifeed]@: 2006-11-09",
      "ownership[iij-fs]@: 2006-11-09",
      "ownership[internet-revolution]@: 2006-11-09",
      "ownership[atom]@: 2006-11-09",
      "ownership[iij-america]@: 2006-11-09",
      "securities-gains@: 1Q05, 2Q05, 3Q05, 4Q05, 1Q06",
      "bandwidth@: 2004-06-30, 2004-09-30, 2004-12-31, 2005-03-31, 2005-06-30, 2005-12-31, 2006-03-31",
    ]);
    expect(
      guarded.filter(({ slip }) => slip === null || slip > 10).map(({ id, slip }) => [id, slip]),
    ).toEqual([["operating-income@4Q04", 13]]);
  });
});

test("the Japanese sample alone does not show the last digit of two taxes, which it writes in 億円", async () => {
  const { dead } = await mutate(folderFiles("data/iij"), "2q06-results", ["ja"]);
  expect(dead.map(({ id, why }) => [id, why])).toEqual([
    ["income-tax-benefit@2Q06", "insensitive"],
    ["deferred-tax-benefit@2Q06", "insensitive"],
  ]);
});

/** References with what they have in common said once: "revenue.total@/target.initial: 1H06, FY2006". */
function byAccount(named: MutationReport["unguarded"]): readonly string[] {
  const groups = Map.groupBy(named, ({ id, fact }) => id.replace(fact.period.id, ""));
  return [...groups].map(([id, list]) => `${id}: ${list.map(({ fact }) => fact.period.id).join(", ")}`);
}
