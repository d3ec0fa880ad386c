import { describe, expect, test } from "vitest";
import { inlineStyles, readRules } from "../../src/html/inline-styles.ts";

const values = new Map([
  ["--colour-ink", "#12263A"],
  ["--face", '"Inter", sans-serif'],
]);
const rulesOf = (css: string) => readRules(css, { file: "styles/message.css", values });
const inlined = (html: string, css: string): string => inlineStyles(html, rulesOf(css).rules);

describe("styles in elements", () => {
  test("are those of their classes in the order of the sheet, then their own", () => {
    const css =
      "td { color: red; } .total { font-weight: bold } td.total, th.total { color: var(--colour-ink); }";
    expect(inlined('<td class="total cell" style="margin: 0">1</td><th>2</th>', css)).toBe(
      '<td style="font-weight: bold; color: #12263A; margin: 0;">1</td><th>2</th>',
    );
  });

  test("write the names of faces in single quotes", () => {
    expect(inlined('<p class="a">x</p>', ".a { font-family: var(--face); }")).toBe(
      "<p style=\"font-family: 'Inter', sans-serif;\">x</p>",
    );
  });

  test("take the place of marks, which go where nothing is left of them", () => {
    const html =
      '<p id="x">up <data value="1" data-figure="a" class="figure good">2%</data> in <span data-term="2Q06">2Q06</span>, <span class="file">f</span></p>';
    expect(inlined(html, ".good { color: green } .file { color: grey }")).toBe(
      '<p>up <span style="color: green;">2%</span> in 2Q06, <span style="color: grey;">f</span></p>',
    );
  });

  test("leave other attributes as they are, and what is in quotes whole", () => {
    expect(inlined(`<img class="p" src="cid:a" alt="a > b" width="3">`, ".p { border: 0 }")).toBe(
      '<img src="cid:a" alt="a > b" width="3" style="border: 0;">',
    );
  });

  test.each([
    [".a .b { color: red }", 1, '".a .b" cannot be written into elements'],
    [".ok { color: red }\n.a:hover { color: red }", 2, '".a:hover" cannot be written into elements'],
    ["#id { color: red }", 1, '"#id" cannot be written into elements'],
    ["@media print { .a { color: red } }", 1, '"@media print" cannot be written into elements'],
  ])("are refused for %s", (css, line, what) => {
    const [problem] = rulesOf(css).problems;
    expect(problem).toMatchObject({ place: { file: "styles/message.css", line }, what });
    expect(problem!.hint).toBe(
      "write one element with or without classes: td.total; mail programs know no others",
    );
  });

  test("know no variables but those of the tokens", () => {
    expect(rulesOf("/* a\n */ .a { color: var(--colour-inc) }").problems).toEqual([
      {
        place: { file: "styles/message.css", line: 2, column: 17 },
        what: 'unknown variable "--colour-inc"',
        hint: "they are --colour-ink, --face",
      },
    ]);
  });
});
