import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  buildDocuments,
  checkPaths,
  readDocument,
  rollDocument,
  type Outputs,
  type RollRequest,
  type RollResult,
} from "../src/index.ts";
import { formatProblem } from "../src/problem.ts";
import { messageFiles } from "./documents/sample-message.ts";
import { deckFiles, memoryBuild, problemsOf } from "./memory-build.ts";
import { memoryFiles } from "./memory-files.ts";

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Rolls a document of a company in memory; gives the result and the company's files afterwards. */
async function rolled(
  folder: Contents,
  { document = "acme/documents/deck", ...request }: Partial<RollRequest> & { readonly to: string },
): Promise<RollResult & { readonly files: Readonly<Record<string, string>> }> {
  const files: Record<string, string | Uint8Array> = { ...folder };
  const outputs = (into: string): Outputs => ({
    display: (file) => `${into}/${file}`,
    check: async () => {},
    write: async (written) =>
      written.forEach((content, file) => (files[`${into}/${file}`.replace(/^acme\//, "")] = content)),
  });
  const result = await rollDocument(
    { document, ...request },
    { files: (path) => memoryFiles(path === "acme" ? folder : {}, path), outputs },
  );
  const text = (content: string | Uint8Array): string =>
    typeof content === "string" ? content : new TextDecoder().decode(content);
  return {
    ...result,
    files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, text(content)])),
  };
}
/** Everything confirmed, as a person would write it. */
const confirmed = (list: string): string =>
  list.replaceAll(/^ {2}confirmed: false$/gm, "  confirmed: true\n  by: A. Person\n  on: 2006-08-09");
const check = (folder: Contents, name: string) =>
  checkPaths({ paths: [`acme/documents/${name}`] }, memoryBuild({ folders: { acme: folder } }).effects);

const dated = { to: "1Q06", date: "2006-11-09" };
const OUTLINE = "documents/deck/outline.yaml";
const EN = "documents/deck/text.en.yaml";
const JA = "documents/deck/text.ja.yaml";
const listed = ({ toConfirm }: RollResult): readonly string[] =>
  toConfirm.map(({ sort, key, why }) => `${sort} ${key}: ${why}`);
/** The deck with items in place of its only one, the same in both languages unless others are given. */
const withItems = (items: readonly string[], japanese = items): Contents => {
  const list = (words: readonly string[]): string =>
    words.map((text) => `      - ${JSON.stringify(text)}\n`).join("");
  const replaced = (path: string, words: readonly string[]): string =>
    deckFiles[path]!.replace(/ {6}- '.*\n$/, list(words));
  return { ...deckFiles, [EN]: replaced(EN, items), [JA]: replaced(JA, japanese) };
};
const reasons = async (items: readonly string[], japanese?: readonly string[]): Promise<readonly string[]> =>
  listed(await rolled(withItems(items, japanese), dated)).map((line) =>
    line.replace("text quarters.words.items.", ""),
  );

describe("a document that is rolled forward", () => {
  test("is its outline with another period and date, its words as they are, and a list of what is to confirm", async () => {
    const outline = `# The second quarter\n${deckFiles[OUTLINE]!.replace("2Q06", "2Q06 # its quarter")}`;
    const folder = {
      ...deckFiles,
      [OUTLINE]: outline,
      "documents/deck/left-out.yaml": "- { what: a, why: b }\n",
    };
    const { files, written, name, period, date, remarks } = await rolled(folder, dated);
    expect([name, period, date]).toEqual(["deck-1q06", "1Q06", "2006-11-09"]);
    expect(written).toEqual(
      ["confirm", "left-out", "outline", "text.en", "text.ja"].map(
        (file) => `acme/documents/deck-1q06/${file}.yaml`,
      ),
    );
    expect(files["documents/deck-1q06/outline.yaml"]).toBe(outline.replace("2Q06 #", "1Q06 #"));
    expect(files["documents/deck-1q06/text.en.yaml"]).toBe(deckFiles[EN]);
    expect(files["documents/deck-1q06/text.ja.yaml"]).toBe(deckFiles[JA]);
    expect(files["documents/deck-1q06/left-out.yaml"]).toBe("- { what: a, why: b }\n");
    expect(remarks).toEqual(["left-out.yaml is taken over as it is: see whether it still holds"]);
    expect(files["documents/deck-1q06/confirm.yaml"]).toBe(
      `# Taken over from deck and not known to be true of 1Q06. Until every entry is confirmed, this document is
# neither built nor checked. For each entry: read the words in every language, mend them there, then write here
#   confirmed: true
#   by: <name>
#   on: <date, such as 2006-11-09>
# \`of\` stands for the words in all languages: after they were mended, \`kessan check\` says what to write there, and
# words that change later have to be confirmed again. Remove an entry whose words are gone.
#
# - left-out.yaml is taken over as it is: see whether it still holds
# - slide "results" is dropped: nobody reports revenue.a@1Q06/target.initial, revenue.b@1Q06/target.initial, revenue.total@1Q06/target.initial
# - slide "quarters" is dropped: nobody reports revenue.a@4Q05
- text: quarters.words.items.1
  why: free words (6 in en)
  was: Service A {{moved "revenue.a" against="-1y"}} against a year before
  of: tppuyjul
  confirmed: false
`,
    );
  });

  test("leaves judgements of the old quarter and files that no document reads with the old one", async () => {
    const { files, remarks } = await rolled(
      {
        ...deckFiles,
        "documents/deck/accepted.yaml": "[]",
        "documents/deck/overrides.yaml": "[]",
        "documents/deck/notes.txt": "x",
      },
      dated,
    );
    expect(Object.keys(files).filter((path) => path.startsWith("documents/deck-1q06/"))).toHaveLength(4);
    expect(remarks).toEqual([
      "accepted.yaml of deck is not taken over: its findings were judged for the old quarter",
      "notes.txt of deck is not taken over: no document reads it",
      "overrides.yaml of deck is not taken over: its cells are those of the old quarter",
    ]);
  });

  test.each([
    ["2q06-results", "1q06-results"],
    ["Results-2Q06", "Results-1Q06"],
    ["results-12q06", "results-12q06-1q06"],
    ["deck", "deck-1q06"],
  ])("%s becomes %s", async (from, to) => {
    const folder = Object.fromEntries(
      Object.entries(deckFiles).map(([path, text]) => [path.replace("/deck/", `/${from}/`), text]),
    );
    expect((await rolled(folder, { ...dated, document: `acme/documents/${from}/` })).name).toBe(to);
    expect((await rolled(folder, { ...dated, document: `acme/documents/${from}`, as: "other" })).name).toBe(
      "other",
    );
  });

  test("keeps an outline byte by byte, whatever its line ends and quotes, and names what it cannot change", async () => {
    const windows = `\ufeff${deckFiles[OUTLINE]!.replace("period: 2Q06", "period: '2Q06'").replaceAll("\n", "\r\n")}`;
    const { files } = await rolled({ ...deckFiles, [OUTLINE]: new TextEncoder().encode(windows) }, dated);
    // The decoder of the tests takes the byte order mark off
    expect(files["documents/deck-1q06/outline.yaml"]).toBe(windows.slice(1).replace("'2Q06'", "1Q06"));
    const long = deckFiles[OUTLINE]!.replace("period: 2Q06", "period: >-\n  2Q06");
    expect(await problemsOf(rolled({ ...deckFiles, [OUTLINE]: long }, dated))).toBe(
      `acme/documents/deck/outline.yaml:2:9 period is a text of several lines, which cannot be changed in its place
  hint: write it behind period:`,
    );
  });

  test("is neither built nor checked until all is confirmed, and then checked as any other", async () => {
    const { files } = await rolled(deckFiles, dated);
    const { effects } = memoryBuild({ folders: { acme: files } });
    const open = `acme/documents/deck-1q06/confirm.yaml:15:14 quarters.words.items.1 has to be confirmed for 1Q06: free words (6 in en)
  hint: check acme/documents/deck-1q06/text.en.yaml:22:9, acme/documents/deck-1q06/text.ja.yaml:22:9; then write confirmed: true, by: <name>, on: <date>`;
    expect(await problemsOf(check(files, "deck-1q06"))).toBe(open);
    expect(await problemsOf(checkPaths({ paths: ["acme"] }, effects))).toBe(open);
    expect(await problemsOf(buildDocuments({ documents: ["acme/documents/deck-1q06"] }, effects))).toBe(open);
    const list = confirmed(files["documents/deck-1q06/confirm.yaml"]!);
    const { companies } = await check({ ...files, "documents/deck-1q06/confirm.yaml": list }, "deck-1q06");
    expect(companies[0]!.documents.map(({ name, lang, slides }) => [name, lang, slides])).toEqual([
      ["deck-1q06", "en", 1],
      ["deck-1q06", "ja", 1],
    ]);
  });

  test("can be rolled forward itself, confirmed or not, and keeps what somebody listed by hand", async () => {
    const { files } = await rolled(deckFiles, dated);
    const path = "documents/deck-1q06/confirm.yaml";
    const subject =
      "- { text: deck.subject, why: the name of the report, was: x, of: x, confirmed: false }\n";
    const gone = "- { text: deck.gone, why: w, was: x, of: x, confirmed: false }\n";
    const next = { to: "3Q06", date: "2007-02-13", document: "acme/documents/deck-1q06" };
    const again = await rolled({ ...files, [path]: files[path] + subject + gone }, next);
    expect([again.name, again.period]).toEqual(["deck-3q06", "3Q06"]);
    expect(again.remarks).toEqual([
      "confirm.yaml of deck-1q06 is not taken over: what it confirms was confirmed for the old quarter",
    ]);
    expect(listed(again)).toEqual([
      "text quarters.words.items.1: free words (6 in en)",
      "text deck.subject: the name of the report",
    ]);
    expect(again.toConfirm[1]!.was).toBe("Quarterly results");
    expect(again.confirm).not.toContain("\n  confirmed: true");
    const whole = await rolled({ ...files, [path]: confirmed(files[path]!) }, next);
    expect(whole.confirm).toContain("  confirmed: false");
    expect(whole.confirm).not.toContain("\n  confirmed: true");
  });
});

describe("what is to confirm", () => {
  test("is prose, in any language, but no label, heading or figure with its words", async () => {
    expect(
      await reasons(
        [
          "One two three four",
          "One two three four five",
          '{{amount "revenue.a"}} of Service A {{moved "revenue.a"}}',
          '{{#when "revenue.a" above="0"}}one two three{{else}}four five{{/when}}',
          "Service",
          "Service",
        ],
        [
          "ネットワークサービス",
          "一二三四五六",
          '{{amount "revenue.a"}}',
          '{{#when "revenue.a" above="0"}}一{{else}}二{{/when}}',
          "大口のお客様の契約が増えたためです",
          "設備投資及びキャッシュ・フロー",
        ],
      ),
    ).toEqual(["2: free words (5 in en)", "4: free words (5 in en)", "5: free words (5 in ja)"]);
  });

  test("is a claim, a fixed period or date, a quotation, a literal with digits", async () => {
    const words = [
      'Up{{claim "revenue.a" above="0"}}',
      'Since {{period "1Q04"}}',
      'Until {{period "2005-09-30"}}',
      'On {{date "2005-04-11"}}',
      'Was {{amount "revenue.a@2Q06"}}',
      '{{#when "revenue.a" above="revenue.a@1H05"}}Up{{/when}}',
      "The “best” service",
      "„Gut“, sagte er",
      "Growth, she said",
      "「最高」の四半期",
      'A "top" service',
      "M2M services",
      "The firm’s own",
    ];
    const folder = withItems(words);
    const literals =
      "- { text: M2M, reason: a name }\n- { text: IPv6, reason: a name }\n- { text: VPN, reason: a name }\n";
    expect(
      listed(await rolled({ ...folder, "literals.yaml": literals }, dated)).map((line) =>
        line.replace("text quarters.words.items.", ""),
      ),
    ).toEqual([
      "1: a claim, of which the figures prove only the direction",
      "2: the fixed period 1Q04 (current - 9q of 2Q06)",
      "3: the fixed date 2005-09-30 (end - 1y of 2Q06)",
      "4: the fixed date 2005-04-11",
      "5: the fixed period 2Q06 (current of 2Q06)",
      "6: the fixed period 1H05 (ytd - 1y of 2Q06)",
      "7: a quotation",
      "8: a quotation",
      "9: a quotation",
      "10: a quotation",
      "11: a quotation",
      '12: the literal "M2M"',
    ]);
  });

  test("is a text that cannot be read as a sentence by what is written in it", async () => {
    expect(await reasons(['{{period "1Q04"'])).toEqual([
      "1: the fixed period 1Q04 (current - 9q of 2Q06); a quotation",
    ]);
  });

  test("is a part of the outline with a fixed period", async () => {
    const outline = deckFiles[OUTLINE]!.replace("period: ytd - 1y", "period: 1H05").replace(
      "date: 2006-11-09",
      "date: 2006-11-09\npublished: [2q06-results]",
    );
    const result = await rolled({ ...deckFiles, [OUTLINE]: outline }, dated);
    expect(listed(result).slice(1)).toEqual([
      "outline published.1: the fixed period 2q06 (current of 2Q06)",
      "outline results.results-table.groups.2.period: the fixed period 1H05 (ytd - 1y of 2Q06)",
    ]);
    expect(result.toConfirm.slice(1).map(({ was }) => was)).toEqual(["2q06-results", "1H05"]);
  });

  test("is every document that a message attaches, and its letter like any other words", async () => {
    const { files, ...result } = await rolled(messageFiles, { ...dated, document: "acme/documents/mail" });
    expect(listed(result)).toEqual([
      "text message.foot: free words (5 in en)",
      "text message.correction.text: free words (8 in en, 8 in ja)",
      'text lead.bullets.items.1: the literal "M2M"',
      "text quarters.chart.alt: free words (5 in en)",
      "outline attaches.1: a document that the message attaches",
    ]);
    expect(files["documents/mail-1q06/outline.yaml"]).toContain("period: 1Q06\n");
  });

  test("is written so that any words come back as they were", async () => {
    const words = [
      `'one' "two" three: four # five`,
      "- one two three four five",
      "**one** two three four *five, and so on until the line is longer than a line of the list may be, with  two spaces",
      "one\u200btwo three four five six\nseven eight",
      "yes, one two three four: five {six} [seven] & *eight ! % @ `nine`",
      " one two three four five ",
    ];
    const { files, toConfirm } = await rolled(withItems(words), dated);
    const { confirmations } = await readDocument(memoryFiles(files, "acme"), "deck-1q06");
    expect(confirmations).toHaveLength(words.length);
    expect(confirmations.map(({ of, now }) => now!.of === of)).toEqual(words.map(() => true));
    expect(toConfirm.map(({ was }) => was)).toEqual(words.map((text) => text.trim()));
    const list = parse(files["documents/deck-1q06/confirm.yaml"]!) as readonly { readonly was: string }[];
    expect(list.map(({ was }) => was)).toEqual(words.map((text) => text.trim()));
  });

  test("may be nothing", async () => {
    const { toConfirm, files } = await rolled(withItems(["Service"]), dated);
    expect(toConfirm).toEqual([]);
    expect(files["documents/deck-1q06/confirm.yaml"]).toMatch(/\n\[\]\n$/);
    expect((await check(files, "deck-1q06")).companies).toHaveLength(1);
  });
});

describe("rolling a document forward", () => {
  test.each<[string, Partial<RollRequest> & { readonly to: string }, string]>([
    [
      "a period that is no quarter, and no date",
      { to: "1H06" },
      `--to: expected a quarter such as 2Q06, got "1H06"
--date is missing: the day on which the new document is published
  hint: write it as --date 2006-11-09; only --dry-run can do without`,
    ],
    [
      "a date that is none, and a name that leads elsewhere",
      { to: "1Q06", date: "2006-02-30", as: "../deck" },
      `--date: expected a date such as 2006-11-09, got "2006-02-30"
--as: expected a name of letters, digits, hyphens and dots, got "../deck"
  hint: the new folder lies beside the old one`,
    ],
    [
      "its own quarter",
      { ...dated, to: "2Q06" },
      `--to: deck reports 2Q06 itself
  hint: name the quarter of the new document`,
    ],
    [
      "itself",
      { ...dated, as: "deck", force: true },
      `--as: "deck" is the document that is rolled forward
  hint: give the new one another name`,
    ],
    [
      "a document that is not there",
      { ...dated, document: "acme/documents/dekc" },
      `acme/documents/dekc no such document
  hint: did you mean "deck"?`,
    ],
    [
      "a company",
      { ...dated, document: "acme" },
      `acme is a company folder, not a document
  hint: name acme/documents/deck`,
    ],
  ])("refuses %s", async (_, request, message) => {
    expect(await problemsOf(rolled(deckFiles, request))).toBe(message);
  });

  test("refuses a document that cannot be read, with what is wrong in it", async () => {
    const folder = { ...deckFiles, [OUTLINE]: deckFiles[OUTLINE]!.replace("period: 2Q06", "period: 1H06") };
    expect(await problemsOf(rolled(folder, dated))).toBe(
      'acme/documents/deck/outline.yaml:2:9 expected a quarter such as 2Q06, got "1H06"',
    );
    const { "company.yaml": _, ...homeless } = deckFiles;
    expect(await problemsOf(rolled(homeless, dated))).toBe("acme/company.yaml is missing");
  });

  test("replaces nothing unless it is told to, and then says what stays", async () => {
    const there = {
      ...deckFiles,
      "documents/deck-1q06/outline.yaml": "old",
      "documents/deck-1q06/confirm.yaml": "old",
      "documents/deck-1q06/accepted.yaml": "[]",
    };
    expect(await problemsOf(rolled(there, dated))).toBe(
      `acme/documents/deck-1q06 is already there
  hint: --force replaces its files, --as gives the new document another name`,
    );
    const { files, remarks, problems } = await rolled(there, { ...dated, force: true });
    expect(remarks).toEqual(["accepted.yaml was there already and stays as it is"]);
    expect(problems).toEqual([]);
    expect(files["documents/deck-1q06/outline.yaml"]).toContain("period: 1Q06");
    expect(files["documents/deck-1q06/confirm.yaml"]).toContain("confirmed: false");
  });

  test("writes nothing in a dry run, which needs no date", async () => {
    const { files, written, date, confirm } = await rolled(deckFiles, { to: "1Q06", dryRun: true });
    expect([written, date]).toEqual([undefined, undefined]);
    expect(files).toEqual(deckFiles);
    expect(confirm).toBe((await rolled(deckFiles, dated)).confirm);
  });

  test("tells slides that are dropped, facts of a later day, and what else is wrong as the facts stand", async () => {
    const cover = (path: string): string =>
      deckFiles[path]!.replace(/lines: .*/, `lines: ['{{claim "revenue.a" below="revenue.b"}}A']`);
    const folder = {
      ...deckFiles,
      [OUTLINE]: deckFiles[OUTLINE]!.replace("optional: true", "optional: false"),
      [EN]: cover(EN),
      [JA]: cover(JA),
    };
    const late = await rolled(folder, dated);
    expect(late.problems.map(formatProblem)).toEqual([
      `acme/documents/deck-1q06/text.en.yaml:9:13 the wording claims that revenue.a@1Q06 is below revenue.b@1Q06
  hint: it is 500.0 JPY million against 450.0 JPY million; change the wording, or choose it with {{#when}}`,
      `acme/documents/deck-1q06/outline.yaml:9:9 slide "results" needs facts that nobody reports: revenue.a@1Q06/target.initial, revenue.b@1Q06/target.initial, revenue.total@1Q06/target.initial
  hint: add them to the facts, or mark the slide optional: true`,
      `acme/documents/deck-1q06/text.ja.yaml:9:13 the wording claims that revenue.a@1Q06 is below revenue.b@1Q06
  hint: it is 500.0 JPY million against 450.0 JPY million; change the wording, or choose it with {{#when}}`,
    ]);
    expect(late.confirm.split("\n").filter((line) => line.startsWith("# - "))).toEqual([
      '# - slide "quarters" is dropped: nobody reports revenue.a@4Q05',
      "# - the wording claims that revenue.a@1Q06 is below revenue.b@1Q06",
      '# - slide "results" needs facts that nobody reports: revenue.a@1Q06/target.initial, revenue.b@1Q06/target.initial, revenue.total@1Q06/target.initial',
    ]);
    expect(late.dropped).toEqual([{ slide: "quarters", missing: ["revenue.a@4Q05"] }]);
    const early = await rolled(deckFiles, { ...dated, date: "2006-08-10" });
    expect(early.problems).toEqual([]);
    expect(early.remarks).toEqual([
      "slides miss facts that are known only after 2006-08-10: revenue.total@1Q06 on 2006-11-09, revenue.a@1Q06 on 2006-11-09, revenue.b@1Q06 on 2006-11-09",
    ]);
  });
});

describe("the sample deck", () => {
  const folder = Object.fromEntries(
    readdirSync("data/iij", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice("data/iij/".length), new Uint8Array(readFileSync(file))]),
  );
  const document = "acme/documents/2q06-results";

  test("is rolled to another quarter, confirmed and checked", async () => {
    const { files, name, toConfirm, dropped, problems } = await rolled(folder, { ...dated, document });
    expect([name, toConfirm.length, dropped.length, problems]).toEqual(["1q06-results", 94, 9, []]);
    const path = "documents/1q06-results/confirm.yaml";
    const open = await problemsOf(check(files, name));
    expect(open.match(/ has to be confirmed for 1Q06: /g)).toHaveLength(94);
    const { companies } = await check({ ...files, [path]: confirmed(files[path]!) }, name);
    expect(companies[0]!.documents.map(({ lang, slides, figures }) => [lang, slides, figures])).toEqual([
      ["en", 5, 49],
      ["ja", 5, 49],
    ]);
  });

  test("of a day before its facts were known is told what it misses", async () => {
    const { files, name } = await rolled(folder, { ...dated, date: "2006-08-10", document });
    const path = "documents/1q06-results/confirm.yaml";
    expect(await problemsOf(check({ ...files, [path]: confirmed(files[path]!) }, name))).toBe(
      `acme/documents/1q06-results/outline.yaml:6:9 slide "cover" needs facts that nobody reports: revenue.total@1Q06
  hint: known only after the document's date: revenue.total@1Q06 on 2006-11-09; mend the date of the document or of the source
acme/documents/1q06-results/outline.yaml:282:9 slide "group" needs facts that nobody reports: ownership[net-chart]@2006-08-10, ownership[internet-revolution]@2006-08-10, ownership[atom]@2006-08-10, ownership[iij-america]@2006-08-10, ownership[multifeed]@2006-08-10, ownership[net-care]@2006-08-10, ownership[iij-tech]@2006-08-10, ownership[iij-fs]@2006-08-10, employees[net-chart]@2006-08-10, company-capital[net-chart]@2006-08-10, company-surplus[net-chart]@2006-08-10
  hint: add them to the facts, or mark the slide optional: true
acme/documents/1q06-results/text.en.yaml:2:1 the texts of the deck need facts that nobody reports: revenue.total@1Q06`,
    );
  });
});
