import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Document } from "../src/documents/document.ts";
import { buildDocuments, checkPaths, createBuilder, folderFiles } from "../src/index.ts";
import {
  makeWorkbook,
  makeZip,
  partsOf,
  type RawCell,
  type RawSheet,
  type RawWorkbook,
} from "./facts/make-workbook.ts";
import { deckFiles, memoryBuild, problemsOf } from "./memory-build.ts";
import { temporaryFolder } from "./scripts/temporary-folder.ts";

// Every way in which the input of a build can be broken, by the number that it has in the list of bad inputs. Each goes
// through the public functions: what they say is asserted whole, nothing is written and no browser starts. Those of the
// command line and of the environment (97-101, 109, 110, 119, 120) are in cli.test.ts, cli.browser.test.ts and
// scripts/launcher.test.ts; what only a browser sees (58) is in build.browser.test.ts, a file that changes while it is
// read (42) in folder-files.test.ts.

type Changes = Readonly<Record<string, string | Uint8Array>>;

const deck = "acme/documents/deck";
const paths = {
  csv: "facts/facts.csv",
  outline: "documents/deck/outline.yaml",
  en: "documents/deck/text.en.yaml",
  ja: "documents/deck/text.ja.yaml",
  bullets: "templates/blocks/bullets.hbs",
} as const;

/** The file with the first occurrence of a text replaced. Fails where it does not occur: the case would test nothing. */
function replaced(path: string, [before, after]: readonly [string, string]): Changes {
  const text = deckFiles[path]!;
  if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`);
  return { [path]: text.replace(before, () => after) };
}
const inCsv = (before: string, after: string): Changes => replaced(paths.csv, [before, after]);
const inOutline = (before: string, after: string): Changes => replaced(paths.outline, [before, after]);
const inEnglish = (before: string, after: string): Changes => replaced(paths.en, [before, after]);
const inJapanese = (before: string, after: string): Changes => replaced(paths.ja, [before, after]);
const bullets = (inside: string): Changes => ({ [paths.bullets]: `<ul id="{{id}}">${inside}</ul>` });
const yamlFact = (value: string): Changes => ({
  "facts/more.yaml": `account: cash\nunit: JPY million\nsource: deck slide 1\nfacts:\n  - { period: 2006-12-31, value: ${value} }\n`,
});

function utf16(text: string): Uint8Array {
  return new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
}
/** `deck:\n  title: 決算` in Shift_JIS. */
const shiftJis = new Uint8Array([...Buffer.from("deck:\n  title: "), 0x8c, 0x88, 0x8e, 0x5a, 0x0a]);
/** Only the head of a PNG: its size is known before its pixels. */
function pngOf(side: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(13, 8);
  bytes.write("IHDR", 12);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return new Uint8Array(bytes);
}
const chartIn = (panel: string): Changes => inOutline("kind: columns, height: 300, of: revenue.a", panel);

interface BadInput {
  readonly number: string;
  readonly title: string;
  readonly changes: Changes;
  readonly said: readonly string[];
  /** Whether it is found by proving, and not by reading and planning. */
  readonly isProved?: boolean;
}

const facts: readonly BadInput[] = [
  {
    number: "1",
    title: "empty files",
    changes: { [paths.csv]: "", "accounts.yaml": "# nothing\n" },
    said: ["acme/accounts.yaml is empty", "acme/facts/facts.csv is empty"],
  },
  {
    number: "2",
    title: "UTF-16",
    changes: { "company.yaml": utf16(deckFiles["company.yaml"]!) },
    said: [
      "acme/company.yaml:1:1 is not UTF-8: byte 0 is 0xFF; it looks like UTF-16LE",
      "  hint: save the file as UTF-8",
    ],
  },
  {
    number: "2",
    title: "Shift_JIS",
    changes: { [paths.ja]: shiftJis },
    said: [
      "acme/documents/deck/text.ja.yaml:2:10 is not UTF-8: byte 15 is 0x8C; it looks like Shift_JIS",
      "  hint: save the file as UTF-8",
    ],
  },
  {
    number: "4",
    title: "a tab that indents",
    changes: replaced("accounts.yaml", ["revenue.a: {", "revenue.a:\n\t{"]),
    said: ["acme/accounts.yaml:3:1 tabs are not allowed; indent with spaces"],
  },
  {
    number: "5",
    title: "a key twice",
    changes: { "labels.en.yaml": `${deckFiles["labels.en.yaml"]}shares: {}\n` },
    said: ['acme/labels.en.yaml:11:1 duplicate key "shares", first on line 10'],
  },
  {
    number: "6",
    title: "two documents in one file",
    changes: { "company.yaml": `${deckFiles["company.yaml"]}---\nid: other\n` },
    said: ["acme/company.yaml:9:1 one document expected, another starts here"],
  },
  {
    number: "7",
    title: "more aliases than anybody writes",
    changes: { [paths.en]: `${deckFiles[paths.en]}bomb: [&a x${", *a".repeat(101)}]\n` },
    said: ["acme/documents/deck/text.en.yaml more aliases than the alias limit 100"],
  },
  {
    number: "8",
    title: "20,000 levels",
    changes: { "literals.yaml": "[".repeat(20_000) },
    said: ["acme/literals.yaml:1:65 nested deeper than the depth limit 64"],
  },
  {
    number: "9",
    title: "reserved keys",
    changes: { [paths.en]: `${deckFiles[paths.en]}__proto__: { title: x }\nconstructor: x\n` },
    said: [
      'acme/documents/deck/text.en.yaml:23:1 reserved key "__proto__"',
      'acme/documents/deck/text.en.yaml:24:1 reserved key "constructor"',
    ],
  },
  {
    number: "10",
    title: "an unknown key",
    changes: { "company.yaml": `${deckFiles["company.yaml"]}curency: JPY\n` },
    said: ['acme/company.yaml:9:1 unknown key "curency"', '  hint: did you mean "currency"?'],
  },
  {
    number: "10",
    title: "an unknown account",
    changes: inCsv("revenue.a,,JPY", "reveune.a,,JPY"),
    said: ['acme/facts/facts.csv:2:1 unknown account "reveune.a"', '  hint: did you mean "revenue.a"?'],
  },
  {
    number: "11",
    title: "numbers that are not finite",
    changes: { ...inCsv("700,1200\n", "700,.nan\n"), ...yamlFact(".inf") },
    said: [
      'acme/facts/facts.csv:2:55 revenue.a@1H06: ".nan" is not a finite number',
      'acme/facts/more.yaml:5:34 ".inf" is not a finite number',
    ],
  },
  {
    number: "12",
    title: "30 digits",
    changes: inCsv("700,1200\n", `700,${"1234567890".repeat(3)}\n`),
    said: [`acme/facts/facts.csv:2:55 revenue.a@1H06: more than 28 digits in "${"1234567890".repeat(3)}"`],
  },
  {
    number: "13",
    title: "a programmer's numbers",
    changes: { ...inCsv("500,700,1200\n", "1e3,0x1F,0o17\n"), ...yamlFact("017") },
    said: [
      'acme/facts/facts.csv:2:47 revenue.a@1Q06: expected a number, got "1e3"',
      "  hint: write plain decimal: 1000",
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: expected a number, got "0x1F"',
      "  hint: write plain decimal: 31",
      'acme/facts/facts.csv:2:56 revenue.a@1H06: expected a number, got "0o17"',
      "  hint: write plain decimal: 15",
      'acme/facts/more.yaml:5:34 cash@2006-12-31: expected a number, got "017"',
      "  hint: write plain decimal: 17",
    ],
  },
  {
    number: "14",
    title: "thousands grouped where the company does not say so",
    changes: inCsv("500,700,1200\n", '1_000,"1,234",1200\n'),
    said: [
      'acme/facts/facts.csv:2:47 revenue.a@1Q06: expected a number, got "1_000"',
      "  hint: write 1000",
      'acme/facts/facts.csv:2:53 revenue.a@2Q06: expected a number, got "1,234"',
      "  hint: write 1234; a comma groups thousands only if company.yaml says so",
    ],
  },
  {
    number: "15",
    title: "a decimal comma",
    changes: inCsv("500,700,1200\n", '500,"1.234,56",1200\n'),
    said: [
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: ambiguous separator in "1.234,56"',
      "  hint: write 1234.56",
    ],
  },
  {
    number: "16",
    title: "negatives in styles that the company does not declare",
    changes: inCsv("-10,-30,-20,5,-15", "▲10,△30,(20),−5,-15"),
    said: [
      'acme/facts/facts.csv:9:45 operating-income@2Q05: negative written with a triangle: "▲10"',
      "  hint: write -10, or list triangle under numbers: negative: in company.yaml",
      'acme/facts/facts.csv:9:49 operating-income@1H05: negative written with a triangle: "△30"',
      "  hint: write -30, or list triangle under numbers: negative: in company.yaml",
      'acme/facts/facts.csv:9:53 operating-income@1Q06: negative written in parentheses: "(20)"',
      "  hint: write -20, or list parentheses under numbers: negative: in company.yaml",
      'acme/facts/facts.csv:9:58 operating-income@2Q06: negative written with the minus sign U+2212: "−5"',
      "  hint: write -5, or list minus-sign under numbers: negative: in company.yaml",
    ],
  },
  {
    number: "17",
    title: "full-width digits",
    changes: inCsv("500,700,1200\n", "500,７００,1200\n"),
    said: ['acme/facts/facts.csv:2:51 revenue.a@2Q06: full-width digits in "７００"', "  hint: write 700"],
  },
  {
    number: "18",
    title: "a percentage in a row of amounts",
    changes: inCsv("500,700,1200\n", "500,12%,1200\n"),
    said: [
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: percent in a non-percent row: "12%"',
      '  hint: write 12, or "%" as its unit',
    ],
  },
  {
    number: "19",
    title: "a unit that is missing and one that is mixed",
    changes: {
      [paths.csv]: deckFiles[paths.csv]!.replace("revenue.a,,JPY million,,deck", "revenue.a,,,,deck").replace(
        "revenue.b,,JPY million,target.initial",
        "revenue.b,,千円,target.initial",
      ),
    },
    said: [
      "acme/facts/facts.csv:2:12 no unit for revenue.a",
      '  hint: its account is in "JPY million"',
      'acme/facts/facts.csv:6:12 revenue.b is in "JPY thousand" here and in "JPY million" at acme/facts/facts.csv:3:12',
      "  hint: use one unit for an account in a file",
    ],
  },
  {
    number: "20",
    title: "a period that comes twice",
    changes: inCsv("2Q05,1H05,1Q06,2Q06,1H06", "2Q05,1H05,2Q06,2Q06,1H06"),
    said: [
      'acme/facts/facts.csv:1:52 column "2Q06" is also at acme/facts/facts.csv:1:47',
      ...(
        [
          ["revenue.a", 2, 51, 47],
          ["revenue.b", 3, 50, 46],
          ["revenue.total", 4, 56, 52],
          ["operating-income", 9, 57, 53],
          ["cash@2006-09-30", 10, 42, 38],
        ] as const
      ).flatMap(([account, line, column, first]) => [
        `acme/facts/facts.csv:${line}:${column} ${account.includes("@") ? account : `${account}@2Q06`} is also given at acme/facts/facts.csv:${line}:${first}`,
        "  hint: delete one; if it was restated, give the later one its date in as_of",
      ]),
    ],
  },
  {
    number: "20",
    title: "periods out of order",
    changes: inCsv("2Q05,1H05,1Q06,2Q06,1H06", "2Q05,1H05,2Q06,1Q06,1H06"),
    said: ["acme/facts/facts.csv:1:52 periods out of order: 1Q06 after 2Q06"],
  },
  {
    number: "20",
    title: "heads that are no periods",
    changes: inCsv("2Q05,1H05,1Q06,2Q06,1H06", "2Q05,1H05,1Q06,2q06,5Q06"),
    said: [
      'acme/facts/facts.csv:1:52 expected a period, got "2q06"',
      '  hint: did you mean "2Q06"?',
      'acme/facts/facts.csv:1:57 expected a period, got "5Q06"',
      "  hint: periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30",
    ],
  },
  {
    number: "21",
    title: "a total that is not the sum of its parts by more than rounding explains",
    changes: inCsv("deck slide 1,1000,2000", "deck slide 1,1000,2005"),
    said: [
      "acme/facts/facts.csv:4:47 revenue.total@1H05 is reported as 2005 JPY million, but revenue.a@1H05 + revenue.b@1H05 gives 2000: a difference of 5, more than the precision of the facts allows",
      "  hint: revenue.a@1H05 is 1100 JPY million (acme/facts/facts.csv:2:42); revenue.b@1H05 is 900 JPY million (acme/facts/facts.csv:3:42)",
    ],
  },
  {
    number: "24",
    title: "a row with too few cells",
    changes: inCsv("700,1200\n", "700\n"),
    said: ["acme/facts/facts.csv:2 expected 10 cells, got 9"],
  },
  {
    number: "25",
    title: "a quote that is never closed",
    changes: inCsv("deck slide 1,600", '"deck slide 1,600'),
    said: ["acme/facts/facts.csv:2:25 the quote that opens here is never closed"],
  },
  {
    number: "26, 27",
    title: "1-2 and 007, which stay text and so are no numbers",
    changes: inCsv("500,700,1200\n", "500,1-2,007\n"),
    said: [
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: expected a number, got "1-2"',
      'acme/facts/facts.csv:2:55 revenue.a@1H06: expected a number, got "007"',
      "  hint: write plain decimal: 7",
    ],
  },
  {
    number: "28",
    title: "a formula",
    changes: inCsv("500,700,1200\n", "500,=1+1,1200\n"),
    said: [
      'acme/facts/facts.csv:2:51 formula in CSV: "=1+1"',
      "  hint: write its value",
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: expected a number, got "=1+1"',
    ],
  },
  {
    number: "29",
    title: "semicolons between the cells",
    changes: { [paths.csv]: deckFiles[paths.csv]!.replaceAll(",", ";") },
    said: ['acme/facts/facts.csv:1 cells are separated by ";", expected a comma'],
  },
  {
    number: "30",
    title: "a head that is only spaces",
    changes: { "facts/more.csv": "account,unit,source, ,3Q06\nrevenue.a,JPY million,deck slide 1,,800\n" },
    said: ["acme/facts/more.csv:1:21 column 4 has no name"],
  },
];

const templates: readonly BadInput[] = [
  {
    number: "43",
    title: "a block that is never closed",
    changes: bullets("\n{{#if heading}}<li>x</li>\n"),
    said: [
      'acme/templates/blocks/bullets.hbs:2:1 "{{#if heading}}" is never closed: expected "{{/if}}" before the end of the file',
    ],
  },
  {
    number: "44",
    title: "an unknown helper",
    changes: bullets("{{run heading}}"),
    said: ['acme/templates/blocks/bullets.hbs:1:17 unknown helper "run"', '  hint: did you mean "runs"?'],
  },
  {
    number: "45",
    title: "a partial that is nowhere",
    changes: bullets("{{> parts/bulets}}"),
    said: [
      'acme/templates/blocks/bullets.hbs:1:17 missing partial "parts/bulets"',
      '  hint: searched acme/templates/parts/bulets.hbs, templates/parts/bulets.hbs; did you mean "parts/bullets"?',
    ],
  },
  {
    number: "46",
    title: "a partial that always calls itself",
    changes: bullets("{{> blocks/bullets this}}"),
    said: [
      "acme/templates/blocks/bullets.hbs:1:17 recursive partial: blocks/bullets > blocks/bullets",
      "  hint: a partial may call itself only inside {{#if}} or {{#each}}; depth limit 20",
    ],
  },
  {
    number: "46",
    title: "a partial that calls itself whatever the data turn out to be",
    changes: {
      ...bullets("{{> parts/loop this}}"),
      "templates/parts/loop.hbs": "{{#if id}}{{> parts/loop this}}{{/if}}",
    },
    said: [
      "acme/templates/parts/loop.hbs recursive partial: parts/loop > parts/loop > parts/loop > parts/loop: depth limit 20 reached",
    ],
  },
  {
    number: "47",
    title: "a value that the block does not have",
    changes: bullets("\n<li>{{titel}}</li>"),
    said: ['acme/templates/blocks/bullets.hbs:2:7 block "quarters.right.1" has no "titel"'],
  },
  {
    number: "48",
    title: "raw output",
    changes: bullets("{{{heading}}}"),
    said: [
      'acme/templates/blocks/bullets.hbs:1:17 raw output not allowed: "{{{heading}}}"',
      "  hint: write {{heading}}",
    ],
  },
  {
    number: "49",
    title: "an unquoted attribute",
    changes: { [paths.bullets]: "<ul id={{id}}></ul>" },
    said: ["acme/templates/blocks/bullets.hbs:1:5 unquoted attribute id={{id}}", '  hint: write id="{{id}}"'],
  },
  {
    number: "50",
    title: "scripts in every form",
    changes: bullets('<li onclick="x()"></li><script>x</script><a href=" JavaScript:x">x</a>'),
    said: [
      'acme/templates/blocks/bullets.hbs:1:21 attribute "onclick" is not allowed: a page runs no script',
      "acme/templates/blocks/bullets.hbs:1:40 <script> is not allowed in a template",
      'acme/templates/blocks/bullets.hbs:1:67 "JavaScript:x" is not allowed: a page runs no script',
    ],
  },
  {
    number: "51",
    title: "a picture of another machine",
    changes: bullets('<img src="HTTPS://example.com/a.png" alt="">'),
    said: [
      'acme/templates/blocks/bullets.hbs:1:27 remote asset "HTTPS://example.com/a.png"',
      "  hint: copy it to the company's folder",
    ],
  },
  {
    number: "52",
    title: "a picture outside the folder",
    changes: bullets('<img src="../../etc/passwd" alt="">'),
    said: [
      'acme/templates/blocks/bullets.hbs:1:27 src="../../etc/passwd" is outside the project',
      "  hint: copy it to the company's folder",
    ],
  },
  {
    number: "53",
    title: "a picture that is missing",
    changes: bullets('<img src="logo.png" alt="">'),
    said: [
      'acme/templates/blocks/bullets.hbs:1:27 missing picture "logo.png"',
      "  hint: searched acme/templates/logo.png, templates/logo.png",
    ],
  },
  {
    number: "54",
    title: "a picture of 20,000 px",
    changes: { ...bullets('<img src="logo.png" alt="">'), "templates/logo.png": pngOf(20_000) },
    said: [
      'acme/templates/blocks/bullets.hbs:1:27 picture "logo.png" is 20000 px long; at most 8000 are allowed',
    ],
  },
  {
    number: "55",
    title: "styles that load something",
    changes: { "templates/styles/own.css": "@import 'x.css';\nbody { background: url(http://x/y.png) }\n" },
    said: [
      "acme/templates/styles/own.css:1:1 \"@import 'x.css'\" is not allowed",
      "  hint: put the styles in a file of their own beside this one",
      'acme/templates/styles/own.css:2:20 remote asset "http://x/y.png"',
      "  hint: copy it to the company's folder",
    ],
  },
  {
    number: "56",
    title: "a font that does not come with the program",
    changes: { "brand.yaml": "face: { latin: Comic Sans }\n" },
    said: [
      'acme/brand.yaml:1:16 face.latin: expected "Inter", got "Comic Sans"',
      "  hint: a document holds its fonts, and these are the ones that come with kessan",
    ],
  },
  {
    number: "59",
    title: "a page without its language",
    changes: {
      "templates/deck/deck.hbs":
        '<!doctype html>\n<html><head><meta charset="utf-8">{{policy}}{{styles}}</head><body>{{#each slides}}<section class="slide" data-slide="{{id}}">{{slide}}</section>{{/each}}</body></html>',
    },
    said: ["acme/templates/deck/deck.hbs the shell has no lang", '  hint: write <html lang="{{lang}}">'],
  },
  {
    number: "60",
    title: "a picture without alternative text",
    changes: bullets('<img src="data:image/png;base64,AA">'),
    said: [
      "acme/templates/blocks/bullets.hbs:1:17 <img> has no alt",
      '  hint: write alt="" if the picture says nothing that the text does not',
    ],
  },
  {
    number: "61",
    title: "a heading that skips a level",
    changes: bullets("<li><h4>x</h4></li>"),
    said: ['templates/deck/slides/split.hbs slide "quarters": h4 follows h2: expected h3'],
  },
  {
    number: "62",
    title: "a table without head cells",
    changes: bullets("<li><table><tr><td>x</td></tr></table></li>"),
    said: ['templates/deck/slides/split.hbs slide "quarters": a table has no head cells (th)'],
  },
];

// Charts are asked for in the outline, which has no Vega-Lite: what a spec could say wrong is refused as a key, a kind or
// a value of the outline. The specs that panels make of it are checked in charts/check-spec.test.ts.
const charts: readonly BadInput[] = [
  {
    number: "63",
    title: "a chart that is no YAML, in place of a spec that is no JSON",
    changes: inOutline("of: revenue.a }] }", "of: revenue.a } }"),
    said: [
      "acme/documents/deck/outline.yaml:25:120 not YAML: flow sequence in block collection must be sufficiently indented and end with a ]",
      "acme/documents/deck/outline.yaml:26:7 not YAML: flow map in block collection must be sufficiently indented and end with a }",
    ],
  },
  {
    number: "64",
    title: "a kind of panel that there is not, in place of a mark",
    changes: chartIn("kind: colums, height: 300, of: revenue.a"),
    said: ['acme/documents/deck/outline.yaml:25:82 unknown kind "colums"', '  hint: did you mean "columns"?'],
  },
  {
    number: "65",
    title: "an account that there is not, in place of a field",
    changes: chartIn("kind: columns, height: 300, of: revenu.a"),
    said: [
      "acme/labels.en.yaml missing label accounts.revenu.a",
      ...["1Q06", "2Q06"].flatMap((period) => [
        `acme/documents/deck/outline.yaml:25:74 unknown account "revenu.a" in "revenu.a@${period}"`,
        '  hint: did you mean "revenue.a"?',
      ]),
      "acme/labels.ja.yaml missing label accounts.revenu.a",
    ],
  },
  {
    number: "66",
    title: "no column",
    changes: inOutline("periods: last 2", "periods: last 0"),
    said: [
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart columns: expected at least 1, got 0',
    ],
  },
  {
    number: "66",
    title: "no value in any column",
    changes: {
      ...inCsv("cash,,JPY million,,deck slide 1,300,,310,320,", "cash,,JPY million,,deck slide 1,300,,-,-,"),
      ...chartIn("kind: columns, height: 300, of: cash"),
    },
    said: [
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart panel 1 (columns): expected at least one value, got none',
    ],
  },
  {
    number: "67",
    title: "text where a chart needs a number",
    changes: inCsv("500,700,1200\n", "500,n/a,1200\n"),
    said: [
      'acme/facts/facts.csv:2:51 revenue.a@2Q06: expected a number, got "n/a"',
      '  hint: write "-" where the source says that there is no value',
    ],
  },
  ...(
    [
      ["68", "a logarithmic scale", "scale", "scale: log"],
      ["69", "data from a file", "url", "url: 'file:///etc/passwd'"],
      ["69", "a signal", "signals", "signals: []"],
      ["70", "an axis that does not start at zero", "domain", "domain: [400, 800]"],
    ] as const
  ).map(([number, title, key, entry]) => ({
    number,
    title: `${title}, for which the outline has no key`,
    changes: chartIn(`kind: columns, height: 300, of: revenue.a, ${entry}`),
    said: [
      `acme/documents/deck/outline.yaml:25:119 unknown key "${key}"`,
      "  hint: known keys: kind, height, of, colour",
    ],
  })),
  {
    number: "71",
    title: "5,002 marks",
    changes: chartIn(
      `kind: clustered-columns, height: 300, series: [${"revenue.a, ".repeat(2501)}], colours: [${"0, ".repeat(2501)}]`,
    ),
    said: [
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart: expected at most 5000 marks, got 5002',
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart: expected at most 1000 labels, got 5002',
      'acme/documents/deck/outline.yaml:21:13 slide "quarters": chart panel 1 (clustered-columns): series "revenue.a" comes twice',
    ],
  },
];

const texts: readonly BadInput[] = [
  {
    number: "76",
    title: "words that only one language has",
    changes: inJapanese('  subtitle: \'サービスA・{{period "current" form="head"}}\'\n', ""),
    said: ["acme/documents/deck/text.ja.yaml missing texts that en has: quarters.subtitle"],
  },
  {
    number: "77",
    title: "another figure in one language, in place of another placeholder",
    isProved: true,
    changes: inJapanese('{{amount "revenue.a"}}', '{{amount "revenue.b"}}'),
    said: [
      'slide "quarters" prints in ja but not in en: revenue.b@2Q06',
      "  hint: the languages of a document print the same figures on each slide",
    ],
  },
  {
    number: "77",
    title: "a helper misspelt in one language",
    changes: inJapanese('{{amount "revenue.a"}}', '{{ammount "revenue.a"}}'),
    said: [
      'acme/documents/deck/text.ja.yaml:15:10 unknown helper "ammount"',
      '  hint: did you mean "amount"?',
    ],
  },
  {
    number: "78",
    title: "a language that there is not",
    changes: {
      "documents/deck/text.jp.yaml": deckFiles[paths.ja]!,
      "labels.jp.yaml": deckFiles["labels.ja.yaml"]!,
    },
    said: ['acme/documents/deck/text.jp.yaml unknown locale "jp"', '  hint: did you mean "ja"?'],
  },
  {
    number: "79",
    title: "characters that nobody sees",
    changes: inJapanese("サービスAは{{", "サービス\u202eA\u0007は{{"),
    said: [
      "acme/documents/deck/text.ja.yaml:15:15 bidirectional control character U+202E",
      "  hint: remove it",
      "acme/documents/deck/text.ja.yaml:15:17 control character U+0007",
      "  hint: remove it",
    ],
  },
  {
    number: "79",
    title: "half a character, escaped",
    changes: inEnglish("heading: '{{label \"revenue.a\"}}'", 'heading: "\\ud800"'),
    said: ["acme/documents/deck/text.en.yaml:18:14 lone surrogate U+D800", "  hint: remove it"],
  },
  {
    number: "81",
    title: "an unknown currency",
    changes: replaced("company.yaml", ["JPY", "JPN"]),
    said: ['acme/company.yaml:4:11 unknown currency "JPN"', '  hint: did you mean "JPY"?'],
  },
];

/** A workbook whose one table has cash for two quarters, and its mapping. */
function workbook(cells: readonly (string | RawCell)[], rest: Partial<RawSheet & RawWorkbook> = {}): Changes {
  const rows = [
    ["JPY million", "3Q06", "4Q06"],
    ["Cash", ...cells],
  ];
  return mapped(makeWorkbook({ sheets: [{ name: "Q2 results", rows, ...rest }], ...rest }));
}
const mapped = (bytes: Uint8Array | string): Changes => ({
  "facts/cash.xlsx": bytes,
  "facts/cash.map.yaml": `source: deck slide 2
tables:
  - sheet: Q2 results
    headRows: 1
    unit: JPY million
    columns: { 3Q06: 3Q06, 4Q06: 4Q06 }
    rows: [{ labels: { Cash: cash } }]
`,
});
const sound = (): Uint8Array => workbook([{ value: "330" }])["facts/cash.xlsx"] as Uint8Array;
const cash = "acme/facts/cash.xlsx";
const cellsOf = "acme/facts/cash.xlsx!'Q2 results'!";
const copyAgain = "  hint: copy it again from where it came";
const saveAs = "  hint: open it in its program and save it as .xlsx";
const show = "  hint: show it, or say why not in the mapping of its table: accept: { hidden: <reason> }";
const three = { value: "3", formula: "1+2" };
const outdated =
  "  hint: open it in Excel and save it, or say in the mapping of the table why they can be taken: accept: { calculated: <reason> }";

const workbooks: readonly BadInput[] = [
  {
    number: "31",
    title: "formulas that failed",
    changes: workbook([
      { type: "e", value: "#REF!", formula: "#REF!+1" },
      { type: "e", value: "#DIV/0!", formula: "1/0" },
    ]),
    said: [
      `${cellsOf}B2 cash@3Q06: holds #REF!`,
      "  hint: mend the formula and save the workbook",
      `${cellsOf}C2 cash@4Q06: holds #DIV/0!`,
      "  hint: mend the formula and save the workbook",
    ],
  },
  {
    number: "32",
    title: "a formula without a result",
    changes: workbook([{ formula: "1+2" }]),
    said: [
      `${cellsOf}B2 cash@3Q06: the formula has no result in the file`,
      "  hint: open it in Excel and save it: what is calculated is kept then",
    ],
  },
  {
    number: "32",
    title: "results that the file asks to calculate again",
    changes: workbook([three, three], { calcPr: 'fullCalcOnLoad="1"' }),
    said: [
      `${cellsOf}B2 results of formulas may be out of date (B2 and 1 more): the file asks to be calculated when it is opened`,
      outdated,
    ],
  },
  {
    number: "32",
    title: "results without a list of what was calculated",
    changes: workbook([three], { calcChain: false }),
    said: [
      `${cellsOf}B2 results of formulas may be out of date (B2): the program that wrote the file did not list what it calculated`,
      outdated,
    ],
  },
  {
    number: "33",
    title: "a hidden row",
    changes: workbook([{ value: "3" }], { hidden: { row: 2 } }),
    said: [`${cellsOf}2 the row is hidden`, show],
  },
  {
    number: "33",
    title: "a hidden column",
    changes: workbook([{ value: "3" }], { hidden: { column: 2 } }),
    said: [`${cellsOf}B the column is hidden`, show],
  },
  {
    number: "33",
    title: "a hidden sheet",
    changes: workbook([{ value: "3" }], { hidden: "sheet" }),
    said: ["acme/facts/cash.xlsx!'Q2 results' the sheet is hidden", show],
  },
  {
    number: "34",
    title: "merged values",
    changes: workbook([{ value: "3" }], { merges: ["B2:C2"] }),
    said: [
      `${cellsOf}B2:C2 the cells are merged, so that their value belongs to no one column and row`,
      "  hint: unmerge them, and write each value into its own cell",
    ],
  },
  {
    number: "35",
    title: "a number that is a text",
    changes: workbook(["330", { type: "b", value: "1" }]),
    said: [
      `${cellsOf}B2 cash@3Q06: expected a number, the cell holds the text "330"`,
      "  hint: convert it to a number in Excel; - says that there is no such value",
      `${cellsOf}C2 cash@4Q06: expected a number, got TRUE`,
      "  hint: type the number",
    ],
  },
  {
    number: "36",
    title: "a date among the numbers, in the other date system",
    changes: workbook([{ value: "37528", format: "yyyy/m/d" }], { date1904: true }),
    said: [
      `${cellsOf}B2 cash@3Q06: holds a date (its number format is "yyyy/m/d")`,
      "  hint: give the cell a number format, or leave its row or column out",
    ],
  },
  {
    number: "37",
    title: "an encrypted workbook, and those of other forms",
    changes: {
      ...mapped(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from("EncryptedPackage", "utf16le")])),
      "facts/old.xls": "",
      "facts/old.xlsb": "",
    },
    said: [
      `${cash} is encrypted`,
      "  hint: save it as .xlsx without a password",
      "acme/facts/old.xls expected a file that ends in .csv, .yaml or .xlsx",
      saveAs,
      "acme/facts/old.xlsb expected a file that ends in .csv, .yaml or .xlsx",
      saveAs,
    ],
  },
  {
    number: "37",
    title: "a workbook of the old form under the new name",
    changes: mapped(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])),
    said: [`${cash} is a workbook of the old form (.xls)`, saveAs],
  },
  {
    number: "38",
    title: "a text file with the name of a workbook",
    changes: mapped("account,unit\ncash,JPY\n"),
    said: [
      `${cash} is no workbook: it is a text file with the name of one`,
      "  hint: save it as .xlsx; a file of comma-separated values is named .csv",
    ],
  },
  {
    number: "39",
    title: "a workbook that is cut off",
    changes: mapped(sound().subarray(0, 700)),
    said: [`${cash} is cut off: 700 bytes without the end of a zip archive`, copyAgain],
  },
  {
    number: "39",
    title: "a sheet that does not fit its checksum",
    changes: mapped(
      makeZip(partsOf({ sheets: [{ name: "Q2 results", rows: [["a"]] }] }), {
        wrongCrcOf: "xl/worksheets/sheet1.xml",
      }),
    ),
    said: [`${cash} is damaged: "xl/worksheets/sheet1.xml" does not fit its checksum`, copyAgain],
  },
  {
    number: "40",
    title: "an archive that fills the memory",
    changes: mapped(makeZip({ "xl/workbook.xml": Buffer.alloc(5_000_000) })),
    said: [`${cash} "xl/workbook.xml" unpacks to 1026 times its size, more than the limit of 200`],
  },
  {
    number: "41",
    title: "a value of another workbook",
    changes: workbook([{ value: "3", formula: "[1]Cash!B4" }]),
    said: [
      `${cellsOf}B2 cash@3Q06: is taken from another workbook: "=[1]Cash!B4"`,
      "  hint: break the link in Excel, so that the cell keeps its value",
    ],
  },
];

// One builder for all: what it keeps ready is loaded once, and what has changed it reads again
const folders: Record<string, Changes> = { acme: deckFiles };
const { effects: warmEffects, written: everWritten, events: everDone } = memoryBuild({ folders });
const builder = createBuilder(warmEffects);
afterAll(() => builder.close());

describe.each([
  ["facts", facts],
  ["workbooks", workbooks],
  ["templates and pictures", templates],
  ["charts", charts],
  ["texts", texts],
])("bad %s are refused whole, in the same words by build and check:", (_, inputs) => {
  test.each(inputs.map((input) => [input.number, input.title, input] as const))(
    "%s %s",
    async (_, __, { changes, said, isProved }) => {
      folders["acme"] = { ...deckFiles, ...changes };
      // What proving finds, a build that prints finds while the browser prints
      const stop = isProved ? ({ stopAfter: "html" } as const) : {};
      expect(await problemsOf(builder.build({ documents: [deck], ...stop }))).toBe(said.join("\n"));
      expect(await problemsOf(checkPaths({ paths: ["acme"] }, warmEffects))).toBe(said.join("\n"));
      expect(everWritten.size).toBe(0);
      expect(everDone.filter((event) => event !== "check")).toEqual([]);
    },
  );
});

test("57 a character that no font has is named with its code and slide, before anything is printed", async () => {
  const changes = inEnglish("'Service A brought", "'Service 𓀀 brought");
  const { effects, written } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
  expect(await problemsOf(buildDocuments({ documents: [deck], stopAfter: "html" }, effects))).toBe(
    'acme/documents/deck/text.en.yaml:14:1 slide "quarters": no font has the character "𓀀" (U+13000)\n' +
      "  hint: write it with other characters; the fonts are Inter",
  );
  expect(written.size).toBe(0);
});

test("52 a link that leads out of the company's folder is not followed", async () => {
  const root = temporaryFolder(
    Object.fromEntries(
      Object.entries({
        ...deckFiles,
        [paths.bullets]: '<ul id="{{id}}"><img src="logo.png" alt=""></ul>',
      }).map(([path, text]) => [`acme/${path}`, text]),
    ),
  );
  writeFileSync(join(root, "secret.png"), pngOf(10));
  symlinkSync("../../secret.png", join(root, "acme/templates/logo.png"));
  const { effects, written } = memoryBuild();
  const message = await problemsOf(
    buildDocuments({ documents: [join(root, deck)] }, { ...effects, files: folderFiles }),
  );
  expect(message.replaceAll(root, "")).toBe(
    "/acme/templates/logo.png is outside the folder /acme\n  hint: copy the file into the folder",
  );
  expect(written.size).toBe(0);
});

describe("input that looks odd and is right is taken as it stands:", () => {
  async function built(changes: Changes): Promise<Document> {
    const { effects, written } = memoryBuild({ folders: { acme: { ...deckFiles, ...changes } } });
    await buildDocuments({ documents: [deck], languages: ["en"], stopAfter: "documents" }, effects);
    return JSON.parse(String(written.get("acme-deck.en.documents.json"))) as Document;
  }

  test("3 a byte order mark and CRLF in every file", async () => {
    const changed = Object.entries(deckFiles).map(([path, text]) => [
      path,
      `\ufeff${text.replaceAll("\n", "\r\n")}`,
    ]);
    expect(await built(Object.fromEntries(changed) as Changes)).toEqual(await built({}));
  });

  test("12 digits beyond the precision of a computer's numbers", async () => {
    const { figures } = await built({
      ...inCsv(
        "cash,,JPY million,,deck slide 1,300,,310,320,",
        "cash,,JPY million,,deck slide 1,300,,310,9007199254740993,",
      ),
      ...inEnglish("heading: '{{label \"revenue.a\"}}'", "heading: '{{figure \"cash@end\"}}'"),
    });
    expect(figures.find(({ figure }) => figure.startsWith("cash"))).toEqual({
      figure: "cash@2006-09-30",
      text: "9,007,199,254,740,993",
      value: "9007199254740993000000",
      shown: { unit: "JPY million", decimals: 0, by: "fact" },
      slide: "quarters",
    });
  });

  test("14, 16 grouped thousands and negatives in declared styles", async () => {
    const declared = replaced("company.yaml", [
      "currency: JPY",
      'currency: JPY\nnumbers: { grouping: ",", negative: [triangle, parentheses, minus-sign] }',
    ]);
    const plain = await built({});
    const styled = await built({
      ...declared,
      [paths.csv]: deckFiles[paths.csv]!.replace("-10,-30,-20,5,-15", "▲10,△30,(20),5,−15").replace(
        "500,700,1200",
        '500,700,"1,200"',
      ),
    });
    expect(styled).toEqual(plain);
  });

  test("23 a zero with a sign or with decimals, shown as 0", async () => {
    for (const zero of ["-0", "0.0", "0"]) {
      const { figures } = await built({
        ...inCsv(
          "cash,,JPY million,,deck slide 1,300,,310,320,",
          `cash,,JPY million,,deck slide 1,300,,310,${zero},`,
        ),
        ...inEnglish("heading: '{{label \"revenue.a\"}}'", "heading: '{{figure \"cash@end\"}}'"),
      });
      expect(figures.find(({ figure }) => figure.startsWith("cash"))?.text).toBe("0");
    }
  });

  test("36 dates of a workbook in either date system", async () => {
    const dated = (serial: string, date1904: boolean): Changes => {
      const head = ["JPY million", { value: serial, format: "mmm yyyy" }];
      const bytes = makeWorkbook({
        sheets: [{ name: "Q2 results", rows: [head, ["Cash", { value: "333" }]] }],
        date1904,
      });
      const changes = mapped(bytes);
      const map = String(changes["facts/cash.map.yaml"]).replace(
        "{ 3Q06: 3Q06, 4Q06: 4Q06 }",
        "{ 2006-12-31: 3Q06 }",
      );
      return { ...changes, "facts/cash.map.yaml": map };
    };
    const said = inEnglish("title: 'Service A", 'title: \'Cash {{amount "cash@2006-12-31"}}, Service A');
    for (const changes of [dated("39082", false), dated("37620", true)]) {
      const document = await built({ ...changes, ...said });
      const printed = document.figures.find(({ figure }) => figure === "cash@2006-12-31");
      expect(printed?.text.replace(/\s/g, " ")).toBe("JPY 333 million");
    }
  });

  test("26, 27 sources that look like a date or a number", async () => {
    const changes = replaced("company.yaml", [
      "deck: { title",
      "007: { title: Another, date: 2006-11-09 }\n  deck: { title",
    ]);
    const csv = deckFiles[paths.csv]!.replace("deck slide 1,600", "007 1-2,600");
    expect((await built({ ...changes, [paths.csv]: csv })).figures).toEqual((await built({})).figures);
  });
});

test("99 an output folder that is missing is made, with those above it", async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, "above"));
  const { outputFolder } = await import("../src/index.ts");
  const { effects } = memoryBuild();
  const [result] = await buildDocuments(
    { documents: [deck], languages: ["en"], stopAfter: "documents" },
    { ...effects, outputs: outputFolder(join(root, "above/below/out")) },
  );
  expect(result?.file).toBe(join(root, "above/below/out/acme-deck.en.documents.json"));
});
