import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { oldestBrowser } from "../src/pdf/find-browser.ts";
import { formatTrace } from "../src/proof/build-trace.ts";
import { makeWorkbook } from "./facts/make-workbook.ts";
import { deckFiles } from "./memory-build.ts";
import { edited, pdfWith, sampleTrace } from "./proof/planned-trace.ts";
import { runKessan } from "./run-kessan.ts";

const base = mkdtempSync(join(tmpdir(), "kessan-test-"));
afterAll(() => rmSync(base, { recursive: true }));

/** A company folder on disk, below a new folder: the invented company with files replaced or added. */
function companyFolder(changes: Readonly<Record<string, string>> = {}): {
  readonly root: string;
  readonly deck: string;
} {
  // Tests run side by side here: what they leave goes when all of them have ended
  const root = mkdtempSync(join(base, "root-"));
  for (const [path, text] of Object.entries({ ...deckFiles, ...changes })) {
    const file = join(root, "acme", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { root, deck: "acme/documents/deck" };
}

const unsettled = ["total", "a", "b"].map((account) => `revenue.${account}@1H06|growth(-1y)`);
const toDocuments = ["--stop-after", "documents"];
const usageHint = (command: string): string =>
  `\n  hint: kessan${command} --help tells what there is\n1 problem\n`;

describe.concurrent("help", () => {
  test("lists the commands", async ({ expect }) => {
    const { code, out, err } = await runKessan(["--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: kessan \[options\] \[command\]\n/);
    expect(out).toMatch(
      /^ {2}build \[options\] <document\.\.\.> {6}Build documents of a company folder as PDF\.$/m,
    );
    expect(out).toMatch(/^ {2}check \[options\] <path\.\.\.>/m);
    expect(out).toMatch(/^ {2}explain \[options\] <file> <number>/m);
    expect(out).toMatch(/^ {2}diff \[options\] <before> <after>/m);
    expect(out).toMatch(/^ {2}import \[options\] <workbook>/m);
    expect(out).toMatch(/^ {2}roll \[options\] <document>/m);
    expect(out).toMatch(/^ {2}init \[options\] <folder>/m);
    expect(out).toMatch(/^ {2}setup \[options\] +Find, unpack or download the browser/m);
  });

  test.each(["build", "check", "explain", "diff", "import", "roll", "init"])(
    "of %s ends with examples",
    async (command) => {
      const { code, out, err } = await runKessan([command, "--help"]);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(
        new RegExp(
          `\\nExamples:\\n(  kessan ${command} ((data|output|old)/iij|'data/\\*|results\\.xlsx|\\.\\./acme).*\\n)+$`,
        ),
      );
    },
  );

  test("goes to stderr where no command is given", async ({ expect }) => {
    const { code, out, err } = await runKessan([]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^Usage: kessan /);
  });

  test("tells the version of the package", async ({ expect }) => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await runKessan(["--version"])).toEqual({ code: 0, signal: null, out: `${version}\n`, err: "" });
  });
});

describe.concurrent("a wrong command line", () => {
  test.each([
    ["bild data/iij", 'unknown command "bild"\n  hint: did you mean "build"?\n1 problem\n'],
    ["build x --lagn en", 'unknown option "--lagn"\n  hint: did you mean "--lang"?\n1 problem\n'],
    ["check x --jsn", 'unknown option "--jsn"\n  hint: did you mean "--json"?\n1 problem\n'],
    ["build x --quiet-please", `unknown option "--quiet-please"${usageHint(" build")}`],
    ["build x --out", `option "--out <folder>" argument missing${usageHint(" build")}`],
    ["build", `missing required argument "document"${usageHint(" build")}`],
    ["--colour", `unknown option "--colour"${usageHint("")}`],
    [
      "build x --jobs 0",
      '--jobs: expected a number from 1 to 99, got "0"\n  hint: as many as there are cores\n1 problem\n',
    ],
    [
      "build nowhere/*/documents/*",
      "nowhere/*/documents/* no folder is of this pattern\n  hint: a document is a folder such as data/iij/documents/2q06-results\n1 problem\n",
    ],
    [
      "build x --format jpg,hmtl",
      '--format: unknown format "jpg"\n  hint: did you mean "png"?\n--format: unknown format "hmtl"\n  hint: did you mean "html"?\n2 problems\n',
    ],
    [
      "build x --format html --stop-after html",
      "--format and --stop-after: a build that stops early writes what its stage gives\n1 problem\n",
    ],
    ["build x --quick --strict", "--quick and --strict: a quick build looks for no warnings\n1 problem\n"],
    [
      "build x --stop-after pdf",
      'option "--stop-after <stage>" argument "pdf" is invalid\n  hint: choose from documents, html\n1 problem\n',
    ],
  ])("%s ends with 1 and says what was meant", async (line, err) => {
    expect(await runKessan(line.split(" "))).toEqual({ code: 1, signal: null, out: "", err });
  });

  test("is data on stdout with --json", async ({ expect }) => {
    const { code, out, err } = await runKessan(["build", "x", "--lagn", "en", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      results: [],
      problems: [{ what: 'unknown option "--lagn"', hint: 'did you mean "--lang"?' }],
    });
    expect(err).toBe('unknown option "--lagn"\n  hint: did you mean "--lang"?\n1 problem\n');
  });
});

describe.concurrent("kessan check", () => {
  test("says what it found, on stdout alone", async ({ expect }) => {
    const { root } = companyFolder();
    const { code, out, err } = await runKessan(["check", "acme"], { cwd: root });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(
      `acme: 32 facts, no contradictions; 3 printed figures derived, 15 typed that follow from others, 0 of them though their inputs settle them\ndeck (en): 3 slides, 17 figures\ndeck (ja): 3 slides, 17 figures\n3 figures printed from the middle of an interval: --details lists them\n`,
    );
    const { out: detailed } = await runKessan(["check", "acme", "--details"], { cwd: root });
    const middle = `  printed from the middle of their interval: ${unsettled.join(", ")}\n`;
    const [first] = out.split("\n");
    expect(detailed).toBe(
      `${first}\ndeck (en): 3 slides, 17 figures\n${middle}deck (ja): 3 slides, 17 figures\n${middle}`,
    );
    expect(readdirSync(root)).toEqual(["acme"]);
  });

  test("gives the same as data", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const { code, out, err } = await runKessan(["check", deck, "--lang", "en", "--json"], { cwd: root });
    expect([code, err]).toEqual([0, ""]);
    const document = {
      name: "deck",
      lang: "en",
      kind: "deck",
      slides: 3,
      figures: 17,
      dropped: [],
      unsettled,
      adjusted: [],
      findings: [],
      published: [],
    };
    expect(JSON.parse(out)).toEqual({
      results: [
        {
          company: "acme",
          facts: 32,
          derivable: { typed: 15, settled: 0, derived: 3 },
          documents: [document],
          leftOut: [],
          warnings: [],
        },
      ],
      problems: [],
    });
  });

  test("says problems on stderr, and as data on stdout", async ({ expect }) => {
    const { root } = companyFolder({ "literals.yaml": "- { txt: M2M, reason: name }\n" });
    const { code, out, err } = await runKessan(["check", "acme", "--json"], { cwd: root });
    expect(code).toBe(1);
    expect(err).toBe(
      'acme/literals.yaml:1:3 missing key "text"\nacme/literals.yaml:1:5 unknown key "txt"\n  hint: did you mean "text"?\n2 problems\n',
    );
    expect(JSON.parse(out)).toEqual({
      results: [],
      problems: [
        { place: { file: "acme/literals.yaml", line: 1, column: 3 }, what: 'missing key "text"' },
        {
          place: { file: "acme/literals.yaml", line: 1, column: 5 },
          what: 'unknown key "txt"',
          hint: 'did you mean "text"?',
        },
      ],
    });
  });

  test("ends quietly when nobody reads what it prints", async ({ expect }) => {
    const { root } = companyFolder();
    const closed = await runKessan(["check", "acme"], {
      cwd: root,
      started: ({ stdout }) => void stdout!.destroy(),
    });
    expect([closed.code, closed.err]).toEqual([0, ""]);
  });
});

/** Runs a command as on a terminal. */
const onTerminal = (command: string, cwd: string) =>
  spawnSync("script", ["-qec", command, "/dev/null"], { cwd, encoding: "utf8" });

describe.skipIf(onTerminal("true", ".").status !== 0)("on a terminal", () => {
  test("kessan build shows where it is, and takes it away again", () => {
    const { root, deck } = companyFolder();
    const command = `${process.execPath} ${resolve("src/cli.ts")} build ${deck} --lang en --stop-after documents`;
    const shown = onTerminal(command, root).stdout.replaceAll("\u001b[2m", "").replaceAll("\u001b[22m", "");
    expect(shown).toMatch(/^\r\u001b\[Kread\r\u001b\[Kplan deck en\r\u001b\[Kfile +pages/);
    expect(onTerminal(`${command} 2>/dev/null`, root).stdout).toMatch(/^file +pages/);
    expect(onTerminal(`${command} --json`, root).stdout).toMatch(/^\{/);
  });
});

describe.concurrent("kessan import", () => {
  const workbook = makeWorkbook({
    sheets: [
      {
        name: "Results",
        rows: [
          ["JPY million", "2Q05", "1H05", "1Q06", "2Q06", "1H06", "1H06 Initial target"],
          ["Service A", 600, 1100, 500, 700, 1200, 1150],
          ["Service B", 400, 900, 450, 300, 750, "-"],
          ["Revenues", 1000, 2000, 950, 1001, 1951, 1900],
          ["Something else", 1, 2, 3, 4, 5, 6],
        ],
      },
    ],
  });
  const withWorkbook = (): ReturnType<typeof companyFolder> => {
    const company = companyFolder();
    rmSync(join(company.root, "acme/facts/facts.csv"));
    writeFileSync(join(company.root, "r.xlsx"), workbook);
    return company;
  };

  test("takes a workbook into the facts, says what is left to do, and the company is checked by it", async ({
    expect,
  }) => {
    const { root } = withWorkbook();
    expect(await runKessan(["import", "r.xlsx", "--into", "acme"], { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: [
        "acme/facts/r.xlsx",
        "acme/facts/r.map.yaml",
        "Results: 6 columns and 3 rows are mapped, 0 left out",
        "18 facts as it stands",
        "to fill in or to look at:",
        '  Results: "Something else" (row 5)',
        "  source: it is taken to be deck, the latest of company.yaml",
        "",
      ].join("\n"),
      err: "",
    });
    expect(readFileSync(join(root, "acme/facts/r.xlsx"))).toEqual(Buffer.from(workbook));
    const { code, out, err } = await runKessan(["check", "acme"], { cwd: root });
    expect([code, out.split("\n")[0]]).toEqual([
      0,
      "acme: 19 facts, no contradictions; 3 printed figures derived, 12 typed that follow from others, 0 of them though their inputs settle them",
    ]);
    expect(err).toContain(
      'warning: acme/facts/r.xlsx!Results!A5 the row "Something else" is not mapped\n  hint: say in r.map.yaml what it is',
    );
    expect(await runKessan(["import", "r.xlsx", "--into", "acme"], { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err:
        "acme/facts/r.xlsx is already there\n  hint: --force replaces it\n" +
        "acme/facts/r.map.yaml is already there\n  hint: --force replaces it\n2 problems\n",
    });
  });

  test("prints the mapping in a dry run and writes nothing", async ({ expect }) => {
    const { root } = withWorkbook();
    const { code, out } = await runKessan(["import", "r.xlsx", "--into", "acme", "--dry-run"], { cwd: root });
    expect([code, out.split("\n").slice(0, 4)]).toEqual([
      0,
      ["source: deck", "tables:", "  - sheet: Results", "    headRows: 1"],
    ]);
    expect(readdirSync(join(root, "acme/facts")).filter((name) => name.startsWith("r."))).toEqual([]);
  });

  test("needs to know the company", async ({ expect }) => {
    const { code, err } = await runKessan(["import", "r.xlsx"]);
    expect([code, err]).toEqual([
      1,
      `required option "--into <company>" not specified${usageHint(" import")}`,
    ]);
  });
});

describe.concurrent("kessan roll", () => {
  const roll = ["roll", "acme/documents/deck", "--to", "1Q06"];
  const dated = [...roll, "--date", "2006-11-09"];

  test("writes a document for another quarter, and says what has to be confirmed before it is built", async ({
    expect,
  }) => {
    const { root } = companyFolder();
    expect(await runKessan(dated, { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: [
        "acme/documents/deck-1q06/confirm.yaml",
        "acme/documents/deck-1q06/outline.yaml",
        "acme/documents/deck-1q06/text.en.yaml",
        "acme/documents/deck-1q06/text.ja.yaml",
        'deck-1q06: slide "results" is dropped: nobody reports revenue.a@1Q06/target.initial, revenue.b@1Q06/target.initial, revenue.total@1Q06/target.initial',
        'deck-1q06: slide "quarters" is dropped: nobody reports revenue.a@4Q05',
        "to confirm in acme/documents/deck-1q06/confirm.yaml before it may be built:",
        "  quarters.words.items.1: free words (6 in en)",
        "",
      ].join("\n"),
      err: "",
    });
    const checked = await runKessan(["check", "acme/documents/deck-1q06"], { cwd: root });
    const hint =
      "check acme/documents/deck-1q06/text.en.yaml:22:9, acme/documents/deck-1q06/text.ja.yaml:22:9; then write confirmed: true, by: <name>, on: <date>";
    expect(checked).toEqual({
      code: 1,
      signal: null,
      out: "",
      err: `acme/documents/deck-1q06/confirm.yaml:15:14 quarters.words.items.1 has to be confirmed for 1Q06: free words (6 in en)\n  hint: ${hint}\n1 problem\n`,
    });
    expect(await runKessan(dated, { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err: "acme/documents/deck-1q06 is already there\n  hint: --force replaces its files, --as gives the new document another name\n1 problem\n",
    });
    expect((await runKessan([...dated, "--force"], { cwd: root })).code).toBe(0);
    expect((await runKessan([...dated, "--as", "first"], { cwd: root })).out).toMatch(
      /^acme\/documents\/first\/confirm\.yaml\n/,
    );
  });

  test("prints the list in a dry run, and the result as data", async ({ expect }) => {
    const { root } = companyFolder();
    const dry = await runKessan([...roll, "--dry-run"], { cwd: root });
    expect([dry.code, dry.err]).toEqual([0, ""]);
    expect(dry.out).toMatch(
      /^# Taken over from deck and .*\n- text: quarters\.words\.items\.1\n.*confirmed: false\n$/s,
    );
    const { code, out, err } = await runKessan([...dated, "--dry-run", "--json"], { cwd: root });
    expect([code, err]).toEqual([0, ""]);
    const { results, problems } = JSON.parse(out);
    expect(problems).toEqual([]);
    expect(results).toEqual([
      {
        name: "deck-1q06",
        period: "1Q06",
        date: "2006-11-09",
        toConfirm: [
          {
            sort: "text",
            key: "quarters.words.items.1",
            why: "free words (6 in en)",
            of: "tppuyjul",
            was: 'Service A {{moved "revenue.a" against="-1y"}} against a year before',
          },
        ],
        confirm: dry.out,
        dropped: [
          {
            slide: "results",
            missing: [
              "revenue.a@1Q06/target.initial",
              "revenue.b@1Q06/target.initial",
              "revenue.total@1Q06/target.initial",
            ],
          },
          { slide: "quarters", missing: ["revenue.a@4Q05"] },
        ],
        problems: [],
        remarks: [],
      },
    ]);
    expect(readdirSync(join(root, "acme/documents"))).toEqual(["deck"]);
  });

  test("says what is wrong with its options, as data too", async ({ expect }) => {
    const { root } = companyFolder();
    const missing = "--date is missing: the day on which the new document is published";
    const hint = "write it as --date 2006-11-09; only --dry-run can do without";
    const { code, out, err } = await runKessan([...roll, "--json"], { cwd: root });
    expect([code, err]).toEqual([1, `${missing}\n  hint: ${hint}\n1 problem\n`]);
    expect(JSON.parse(out)).toEqual({ results: [], problems: [{ what: missing, hint }] });
    expect((await runKessan(["roll", "acme/documents/deck"], { cwd: root })).err).toBe(
      `required option "--to <quarter>" not specified${usageHint(" roll")}`,
    );
  });
});

describe.concurrent("kessan explain", () => {
  const ofGrowth = `Service A, 2Q06: growth on 2Q05
revenue.a@2Q06|growth(-1y)  =  16.6%

Printed in 1 place
  page  3  Service A brought JPY 700 million
           "16.6%"

Where it comes from
  reported as 16.6% in facts/reported.csv:2:43, deck slide 1
  also follows from revenue.a@2Q06 / revenue.a@2Q05 - 1, which gives 16.67%
    Service A, 2Q06  JPY 700 million  facts/facts.csv:2:51, deck slide 1
    Service A, 2Q05  JPY 600 million  facts/facts.csv:2:38, deck slide 1

How exactly it is known
  by its report  between 16.55% and 16.65%
  by its inputs  between 16.48% and 16.85%; the report lies inside

How the printed digits were settled
  "16.6%": its inputs do not settle the last digit, so the reported 16.6% is printed

Sources
  deck  An invented deck (2006-11-09)
`;

  test("says where a number of a PDF comes from, without the company's folder", async ({ expect }) => {
    const root = mkdtempSync(join(base, "root-"));
    writeFileSync(join(root, "deck.pdf"), await pdfWith(await sampleTrace()));
    expect(await runKessan(["explain", "deck.pdf", "16.6%"], { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: ofGrowth,
      err: "",
    });
  });

  test("warns at the top that a PDF was altered", async ({ expect }) => {
    const root = mkdtempSync(join(base, "root-"));
    const bytes = Buffer.from(await pdfWith(await sampleTrace()));
    bytes.write("b", bytes.indexOf("a picture"));
    writeFileSync(join(root, "deck.pdf"), bytes);
    const warning =
      "warning: deck.pdf is not as kessan wrote it: what it shows may differ from what is told here\n\n";
    const { code, out } = await runKessan(["explain", "deck.pdf", "16.6%"], { cwd: root });
    expect([code, out]).toEqual([0, warning + ofGrowth]);
    const asData = await runKessan(["explain", "deck.pdf", "16.6%", "--json"], { cwd: root });
    expect(JSON.parse(asData.out)).toMatchObject({
      results: [{ file: "deck.pdf", altered: true }],
      problems: [],
    });
  });

  test("plans a folder, in the language that prints the number or the one asked for", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const english = await runKessan(["explain", deck, "16.6%"], { cwd: root });
    expect([english.code, english.out, english.err]).toEqual([0, ofGrowth, ""]);
    const asked = async (...args: readonly string[]): Promise<unknown> => {
      const { out } = await runKessan(["explain", deck, ...args, "--json"], { cwd: root });
      const { results } = JSON.parse(out) as {
        results: { document: { lang: string }; by: string; texts: string[] }[];
      };
      return results.map(({ document: { lang }, by, texts }) => [lang, by, ...texts]);
    };
    expect(
      await Promise.all([asked("16.6%増"), asked("16.6%", "--lang", "ja"), asked("-16.7%", "--page", "2")]),
    ).toEqual([[["ja", "text", "16.6%増"]], [["ja", "digits", "16.6%増"]], [["en", "text", "−16.7%"]]]);
    expect(readdirSync(root)).toEqual(["acme"]);
  });

  test.each([
    [
      ["nothing.pdf", "811"],
      "nothing.pdf is no file and no document\n  hint: name a PDF, a .trace.json file, or a folder such as data/iij/documents/2q06-results\n1 problem\n",
    ],
    [
      ["acme", "811"],
      "acme is a company folder, not a document\n  hint: name acme/documents/deck\n1 problem\n",
    ],
    [
      ["acme/documents/deck", "812"],
      '"812" is printed nowhere in deck (en)\n  hint: ask for a text as it is printed, "+59.9%", or a reference, "operating-income@ytd"\n1 problem\n',
    ],
    [
      ["acme/documents/deck", "700", "--page", "4"],
      "there is no page 4: the document has pages 1 to 3\n1 problem\n",
    ],
    [
      ["acme/documents/deck", "700", "--page", "two"],
      '--page: expected the number of a page, got "two"\n1 problem\n',
    ],
    [
      ["acme/company.yaml", "700"],
      'acme/company.yaml expected a PDF or a trace, got a text that begins with "id: acme"\n  hint: name a PDF that kessan build has written, or the .trace.json file beside it\n1 problem\n',
    ],
    [
      ["deck.trace.json", "700", "--lang", "ja"],
      'deck.trace.json is in "en", and no other language\n  hint: leave --lang out, or name the file of that language\n1 problem\n',
    ],
  ])("%j is refused", async (args, err) => {
    const { root } = companyFolder();
    writeFileSync(join(root, "deck.trace.json"), formatTrace(await sampleTrace()));
    expect(await runKessan(["explain", ...args], { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err,
    });
  });
});

describe.concurrent("kessan diff", () => {
  test("compares a PDF with a folder that has changed since", async ({ expect }) => {
    const { root, deck } = companyFolder(edited("facts/reported.csv", "16.6", "16.7"));
    writeFileSync(join(root, "old.pdf"), await pdfWith(await sampleTrace()));
    expect(await runKessan(["diff", "old.pdf", deck], { cwd: root })).toEqual({
      code: 0,
      signal: null,
      out: `Two drafts of deck (en)
page 3 touched

1 fact changed
  Service A, 2Q06: growth on 2Q05: 16.6% → 16.7%
    revenue.a@2Q06|growth(-1y) in facts/reported.csv:2:43; 1 printed figure changes

page 3  Service A brought JPY 700 million
  1 figure changed
    Service A, 2Q06: growth on 2Q05  16.6% → 16.7%  reported otherwise
`,
      err: "",
    });
  });

  test("gives the same as data, and ends with 0 where nothing differs", async ({ expect }) => {
    const root = mkdtempSync(join(base, "root-"));
    const [en, ja] = [await sampleTrace(), await sampleTrace({}, { lang: "ja" })];
    writeFileSync(join(root, "en.pdf"), await pdfWith(en));
    writeFileSync(join(root, "ja.trace.json"), formatTrace(ja));
    const same = await runKessan(["diff", "en.pdf", "en.pdf"], { cwd: root });
    expect([same.code, same.out, same.err]).toEqual([0, "Two drafts of deck (en)\nNo difference\n", ""]);
    const asData = await runKessan(["diff", "en.pdf", "ja.trace.json", "--json"], { cwd: root });
    expect(JSON.parse(asData.out)).toEqual({
      results: [
        {
          files: ["en.pdf", "ja.trace.json"],
          altered: [],
          sort: "language",
          before: en.document,
          after: ja.document,
          document: [],
          facts: [],
          slides: [],
          labels: [],
        },
      ],
      problems: [],
    });
  });

  test("says that a PDF was altered, whose trace alone is compared, and ends with 1", async ({ expect }) => {
    const root = mkdtempSync(join(base, "root-"));
    const bytes = Buffer.from(await pdfWith(await sampleTrace()));
    writeFileSync(join(root, "deck.pdf"), bytes);
    writeFileSync(join(root, "altered.pdf"), Buffer.concat([bytes, Buffer.from("x")]));
    const { code, out, err } = await runKessan(["diff", "altered.pdf", "deck.pdf"], { cwd: root });
    expect([code, out, err]).toEqual([
      1,
      "Two drafts of deck (en)\nNo difference\n",
      "altered.pdf is not as kessan wrote it: its trace was compared, and not what it shows\n" +
        "  hint: kessan check altered.pdf says what it shows\n",
    ]);
  });

  test("says which languages there are where none is in both", async ({ expect }) => {
    const root = mkdtempSync(join(base, "root-"));
    const zh = await sampleTrace();
    writeFileSync(
      join(root, "zh.trace.json"),
      formatTrace({ ...zh, document: { ...zh.document, lang: "zh" } }),
    );
    const { root: other, deck } = companyFolder();
    expect(await runKessan(["diff", "zh.trace.json", join(other, deck)], { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err: `zh.trace.json is in zh, ${join(other, deck)} in en, ja: no language is in both\n1 problem\n`,
    });
  });
});

describe.concurrent("kessan build", () => {
  test("writes what a stage gives into a folder that it makes, and tells the files", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const out = join("made", "here");
    const ended = await runKessan(["build", deck, "--lang", "en,ja", "--out", out, ...toDocuments], {
      cwd: root,
    });
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(ended.out).toMatch(
      /^file {35}pages {2}figures +size {2}seconds\nmade\/here\/acme-deck\.en\.documents\.json {14}17 +\d+ kB +\d\.\d\d\nmade\/here\/acme-deck\.ja\.documents\.json {14}17 +\d+ kB +\d\.\d\d\n$/,
    );
    expect(readdirSync(join(root, out))).toEqual([
      "acme-deck.en.documents.json",
      "acme-deck.ja.documents.json",
    ]);
    const document = JSON.parse(readFileSync(join(root, out, "acme-deck.ja.documents.json"), "utf8")) as {
      lang: string;
    };
    expect(document.lang).toBe("ja");
  });

  test("takes languages one by one too, and puts files into output where nothing else is said", async ({
    expect,
  }) => {
    const { root, deck } = companyFolder();
    const { code, err } = await runKessan(["build", deck, "--lang", "ja", "--lang", "en", ...toDocuments], {
      cwd: root,
    });
    expect([code, err]).toEqual([0, ""]);
    expect(readdirSync(join(root, "output"))).toEqual([
      "acme-deck.en.documents.json",
      "acme-deck.ja.documents.json",
    ]);
  });

  test("of another quarter carries it in the name and says what is dropped", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const ended = await runKessan(
      ["build", deck, "--period", "1Q06", "--out", "out", "--json", ...toDocuments],
      { cwd: root },
    );
    expect([ended.code, ended.err]).toEqual([
      0,
      'deck@1Q06: slide "results" is dropped: nobody reports revenue.a@1Q06/target.initial, revenue.b@1Q06/target.initial, revenue.total@1Q06/target.initial\n' +
        'deck@1Q06: slide "quarters" is dropped: nobody reports revenue.a@4Q05\n',
    ]);
    const { results } = JSON.parse(ended.out) as {
      results: { file: string; dropped: { slide: string }[] }[];
    };
    expect(results.map(({ file }) => file)).toEqual([
      "out/acme-deck@1Q06.en.documents.json",
      "out/acme-deck@1Q06.ja.documents.json",
    ]);
    expect(results[0]!.dropped.map(({ slide }) => slide)).toEqual(["results", "quarters"]);
  });

  test("finds a document from any place and by any spelling of its path", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const inside = join(root, deck);
    const ways = [
      [root, `./${deck}/`],
      [root, inside],
      [join(root, "acme"), "documents/deck"],
      [join(root, "acme/documents"), "deck"],
      [inside, "."],
      [join(root, "acme/facts"), "../documents/deck"],
    ] as const;
    const ends = ways.map(async ([cwd, path], way) => {
      const out = join(root, `out-${way}`);
      const { code, err } = await runKessan(["build", path, "--lang", "en", "--out", out, ...toDocuments], {
        cwd,
      });
      return { cwd, path, code, err, written: readdirSync(out) };
    });
    const written = ["acme-deck.en.documents.json"];
    expect(await Promise.all(ends)).toEqual(
      ways.map(([cwd, path]) => ({ cwd, path, code: 0, err: "", written })),
    );
  });

  test("builds a document once that is named twice", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const args = ["build", deck, join(root, deck), "--lang", "en", "--json", ...toDocuments];
    const { code, out } = await runKessan(args, { cwd: root });
    expect(code).toBe(0);
    expect((JSON.parse(out) as { results: unknown[] }).results).toHaveLength(1);
  });

  test("refuses two companies whose files have one name, and writes neither", async ({ expect }) => {
    const { root, deck } = companyFolder(
      Object.fromEntries(Object.entries(deckFiles).map(([path, text]) => [`../second/${path}`, text])),
    );
    const { code, err } = await runKessan(["build", deck, "second/documents/deck", "--lang", "en"], {
      cwd: root,
    });
    expect([code, err]).toEqual([
      1,
      "output/acme-deck.en.pdf two documents would be written to this file\n  hint: build them into different folders\n1 problem\n",
    ]);
    expect(existsSync(join(root, "output"))).toBe(false);
  });

  test.each([
    [
      "a language that there is not",
      ["--lang", "en,jp"],
      'unknown locale "jp"\n  hint: did you mean "ja"?\n1 problem\n',
    ],
    [
      "a period that is no quarter",
      ["--period", "1H06"],
      '--period: expected a quarter such as 2Q06, got "1H06"\n1 problem\n',
    ],
    [
      "stdout as a folder",
      ["--out", "-"],
      '--out "-": results are files\n  hint: name a folder\n1 problem\n',
    ],
    [
      "a file as the folder",
      ["--out", "acme/company.yaml"],
      "acme/company.yaml cannot write here: a file of that name is in the way (EEXIST)\n  hint: name another folder with --out\n1 problem\n",
    ],
    [
      "a browser that is not there",
      ["--browser", "/nowhere/chrome"],
      `--browser: expected the program file of Chrome or Chromium ${oldestBrowser} or newer, found no executable file at "/nowhere/chrome"\n` +
        '  hint: leave --browser out to use the browser that "npm run setup" unpacks\n1 problem\n',
    ],
  ])("refuses %s", async (_, args, err) => {
    const { root, deck } = companyFolder();
    expect(await runKessan(["build", deck, ...args], { cwd: root })).toEqual({
      code: 1,
      signal: null,
      out: "",
      err,
    });
    expect(readdirSync(root)).toEqual(["acme"]);
  });

  test("refuses folders and links in the place of its files, and leaves them", async ({ expect }) => {
    const { root, deck } = companyFolder();
    mkdirSync(join(root, "out", "acme-deck.en.pdf"), { recursive: true });
    symlinkSync("../acme/company.yaml", join(root, "out", "acme-deck.ja.pdf"));
    const { code, err } = await runKessan(["build", deck, "--out", "out"], { cwd: root });
    expect([code, err]).toEqual([
      1,
      "out/acme-deck.en.pdf expected a file to replace, found a folder\n  hint: remove it, or name another folder with --out\n" +
        "out/acme-deck.ja.pdf expected a file to replace, found a symbolic link\n  hint: remove it, or name another folder with --out\n2 problems\n",
    ]);
    expect(readFileSync(join(root, "acme/company.yaml"), "utf8")).toBe(deckFiles["company.yaml"]);
  });

  test("turns warnings into problems with --strict", async ({ expect }) => {
    const reported =
      "account,unit,measure,source,period,value\nrevenue.a,%,growth(-1y),deck slide 1,1H06,9\n";
    const { root, deck } = companyFolder({ "facts/reported.csv": reported });
    const said =
      "acme/facts/reported.csv:2:43 revenue.a@1H06|growth(-1y) is typed, but its inputs settle it: 9\n" +
      "  hint: remove the cell; it follows from revenue.a@1H06 / revenue.a@1H05 - 1\n" +
      '  accept: "needless-report revenue.a@1H06|growth(-1y)" in accepted.yaml, with reason, owner and date\n';
    const lax = await runKessan(["build", deck, ...toDocuments], { cwd: root });
    expect([lax.code, lax.err]).toEqual([0, `warning: ${said}`]);
    const strict = await runKessan(["build", deck, "--strict", "--out", "strict", ...toDocuments], {
      cwd: root,
    });
    expect([strict.code, strict.err]).toEqual([1, `${said}1 problem\n`]);
    expect(existsSync(join(root, "strict"))).toBe(false);
  });

  test("refuses to check a trace alone, and to change the facts of a PDF", async ({ expect }) => {
    const { root } = companyFolder();
    const check = (...args: readonly string[]) => runKessan(["check", ...args], { cwd: root });
    const trace = await check("output/a.trace.json");
    expect([trace.code, trace.err]).toEqual([
      1,
      "output/a.trace.json is a trace, which proves nothing alone\n" +
        "  hint: the same trace travels in the PDF: kessan check output/a.pdf\n1 problem\n",
    ]);
    const pdf = await check("output/a.pdf", "--mutate");
    expect([pdf.code, pdf.err]).toEqual([
      1,
      "output/a.pdf --mutate: a PDF has no facts to change\n" +
        "  hint: name the company's folder, such as data/iij\n1 problem\n",
    ]);
  });

  test("gives the same bytes in another time zone, language and folder", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const build = async (
      cwd: string,
      out: string,
      env: Readonly<Record<string, string>>,
    ): Promise<readonly string[]> => {
      const args = ["build", join(root, deck), "--out", join(root, out), "--stop-after", "html"];
      const { code, err } = await runKessan(args, { cwd, env });
      expect([code, err]).toEqual([0, ""]);
      return ["en", "ja"].map((lang) => readFileSync(join(root, out, `acme-deck.${lang}.html`), "utf8"));
    };
    const [here, there] = await Promise.all([
      build(root, "here", { TZ: "Asia/Tokyo", LANG: "ja_JP.UTF-8" }),
      build("/", "there", {
        TZ: "America/New_York",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "de_DE.UTF-8",
        LANGUAGE: "de",
      }),
    ]);
    expect(here.map((html, index) => html === there[index])).toEqual([true, true]);
    expect(here[0]).not.toBe(here[1]);
  });

  test.skipIf(process.platform === "win32")(
    "keeps the old files when the disk takes no more",
    async ({ expect }) => {
      const { root, deck } = companyFolder();
      const args = ["build", deck, "--lang", "en", "--out", "out", ...toDocuments];
      await runKessan([...args, "--period", "2Q06"], { cwd: root });
      const old = readFileSync(join(root, "out/acme-deck.en.documents.json"));
      // Stands for a full disk: every file may have 8 kB
      const limited = await runKessan(args, { cwd: root, shell: "ulimit -f 8" });
      expect([limited.code, limited.out, limited.err]).toEqual([
        1,
        "",
        "out/acme-deck.en.documents.json cannot write here: the file is larger than this machine allows (EFBIG)\n" +
          "  hint: name another folder with --out\n1 problem\n",
      ]);
      expect(readFileSync(join(root, "out/acme-deck.en.documents.json"))).toEqual(old);
      expect(readdirSync(join(root, "out"))).toEqual(["acme-deck.en.documents.json"]);
    },
  );

  test("ends with 2 and the stack where kessan itself is at fault", async ({ expect }) => {
    const { root, deck } = companyFolder();
    const fault =
      "data:text/javascript,performance.now = () => { throw new Error('the clock stands still'); };";
    const args = ["build", deck, "--lang", "en", "--out", "out", "--stop-after", "html", "--json"];
    const { code, out, err } = await runKessan(args, { cwd: root, node: ["--import", fault] });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ results: [], problems: [{ what: "the clock stands still" }] });
    expect(err).toMatch(
      /^Error: the clock stands still\n {4}at .*\nthis is a fault of kessan, not of the input; nothing was written\n$/s,
    );
    expect(existsSync(join(root, "out"))).toBe(false);
  });
});
