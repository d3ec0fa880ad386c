import { describe, expect, test } from "vitest";
import { KessanError } from "../../src/problem.ts";
import { loadTemplates } from "../../src/html/templates.ts";
import { files, folder, programTemplates } from "./sample.ts";

/** The error text of loading one bad block template. */
async function failure(
  source: string,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  try {
    await loadTemplates([files({ "blocks/card.hbs": source, ...more })]);
  } catch (error) {
    if (error instanceof KessanError) return error.message;
    throw error;
  }
  return "no error";
}

const card = "acme/templates/blocks/card.hbs";

describe("loading templates", () => {
  test("the program's own templates have no problem", async () => {
    const templates = await loadTemplates([folder(programTemplates)]);
    expect(templates.areasOf("deck/slides/key")).toEqual(["top", "left", "right"]);
    expect(templates.areasOf("deck/slides/nope")).toBeUndefined();
  });

  test("a company's template stands before the program's of the same name", async () => {
    const templates = await loadTemplates([
      files({ "deck/slides/single.hbs": '<p>{{area "middle"}}</p>' }),
      folder(programTemplates),
    ]);
    expect(templates.areasOf("deck/slides/single")).toEqual(["middle"]);
    expect(templates.fileOf("deck/slides/single")).toBe("acme/templates/deck/slides/single.hbs");
    expect(templates.fileOf("deck/slides/split")).toBe("templates/deck/slides/split.hbs");
  });

  test.each([
    [
      "an unclosed block, with its opener",
      "<p>\n{{#if a}}x</p>",
      `${card}:2:1 "{{#if a}}" is never closed: expected "{{/if}}" before the end of the file`,
    ],
    [
      "an inner block left open",
      "{{#each a}}\n{{#if b}}\n{{/each}}",
      `${card}:2:1 "{{#if b}}" is never closed: expected "{{/if}}" before "{{/each}}" at 3:1`,
    ],
    ["a close without an opener", "<p>{{/if}}</p>", `${card}:1:4 "{{/if}}" closes nothing: no block is open`],
    ["a mustache without an end", "<p>{{a</p>", `${card}:1:4 "{{" is never closed with "}}"`],
    [
      "a mustache that does not parse",
      "<p>{{a b=}}</p>",
      `${card}:1 this mustache does not parse: unexpected CLOSE`,
    ],
    ["an unknown helper", "{{rnus a}}", `${card}:1:1 unknown helper "rnus"\n  hint: did you mean "runs"?`],
    [
      "an unknown block helper",
      "\n {{#esch a}}{{/esch}}",
      `${card}:2:2 unknown helper "esch"\n  hint: did you mean "each"?`,
    ],
    [
      "an unknown helper inside a call",
      "{{#if (labeled a)}}{{/if}}",
      `${card}:1:7 unknown helper "labeled"\n  hint: did you mean "labelled"?`,
    ],
    ["Handlebars' log", "{{log a}}", `${card}:1:1 unknown helper "log"\n  hint: did you mean "svg"?`],
    [
      "a missing partial, with the places searched",
      "{{> parts/hed this}}",
      `${card}:1:1 missing partial "parts/hed"\n  hint: searched acme/templates/parts/hed.hbs`,
    ],
    [
      "a computed partial",
      "{{> (runs a) this}}",
      `${card}:1:1 a partial must be named in the template: a computed name is not allowed`,
    ],
    [
      "raw output",
      "<p>\n  {{{a}}}</p>",
      `${card}:2:3 raw output not allowed: "{{{a}}}"\n  hint: write {{a}}`,
    ],
    [
      "raw output with an ampersand",
      "{{&a}}",
      `${card}:1:1 raw output not allowed: "{{&a}}"\n  hint: write {{a}}`,
    ],
    [
      "a decorator",
      '{{#*inline "x"}}{{/inline}}',
      `${card}:1:1 decorators are not allowed: "{{#*inline "x"}}"\n${card}:1:17 "{{/inline}}" closes nothing: no block is open`,
    ],
    [
      "an unquoted attribute",
      "<p class={{a}}>",
      `${card}:1:4 unquoted attribute class={{a}}\n  hint: write class="{{a}}"`,
    ],
    [
      "a mustache between attributes",
      "<p {{a}}>",
      `${card}:1:4 a mustache between the attributes of a tag is not allowed\n  hint: print inside a quoted value: class="{{path}}"`,
    ],
    [
      "script",
      "<p>\n<script>alert(1)</script>",
      `${card}:2:1 <script> is not allowed in a template\n${card}:2:15 typed number "1" in the text of a template\n  hint: print a figure, or write the text in the document's text file`,
    ],
    [
      "an event handler",
      '<p onclick="go()">',
      `${card}:1:4 attribute "onclick" is not allowed: a page runs no script`,
    ],
    [
      "an event handler in capitals",
      "<p ONCLICK='go()'>",
      `${card}:1:4 attribute "onclick" is not allowed: a page runs no script`,
    ],
    [
      "a script URL",
      '<a href="java&#115;cript:go()">x</a>',
      `${card}:1:10 "java&#115;cript:go()" is not allowed: a page runs no script`,
    ],
    [
      "meta refresh",
      '<meta http-equiv="Refresh" content="a">',
      `${card}:1:7 <meta http-equiv="Refresh"> is not allowed`,
    ],
    [
      "a remote picture",
      '<img alt="" src="https://example.org/a.png">',
      `${card}:1:18 remote asset "https://example.org/a.png"\n  hint: copy it to the company's folder`,
    ],
    [
      "a remote picture without scheme",
      '<img alt="" src="//example.org/a.png">',
      `${card}:1:18 remote asset "//example.org/a.png"\n  hint: copy it to the company's folder`,
    ],
    [
      "a remote picture in capitals",
      '<img alt="" src="HTTP://example.org/a.png">',
      `${card}:1:18 remote asset "HTTP://example.org/a.png"\n  hint: copy it to the company's folder`,
    ],
    [
      "a picture outside the project",
      '<img alt="" src="a/../../passwd.png">',
      `${card}:1:18 src="a/../../passwd.png" is outside the project\n  hint: copy it to the company's folder`,
    ],
    [
      "a picture by an absolute path",
      '<img alt="" src="/etc/passwd">',
      `${card}:1:18 src="/etc/passwd" is outside the project\n  hint: copy it to the company's folder`,
    ],
    [
      "a picture that is not there",
      '<img alt="" src="parts/logo.png">',
      `${card}:1:18 missing picture "parts/logo.png"\n  hint: searched acme/templates/parts/logo.png`,
    ],
    [
      "a picture of another sort",
      '<img alt="" src="parts/logo.tiff">',
      `${card}:1:18 expected a .png, .jpg or .svg picture, got "parts/logo.tiff"`,
    ],
    [
      "a mustache in a URL",
      '<a href="{{a}}">x</a>',
      `${card}:1:10 a mustache in a URL is not allowed: href="{{a}}"`,
    ],
    [
      "a picture without alt",
      "<p>\n<img src='data:image/png;base64,'>",
      `${card}:2:1 <img> has no alt\n  hint: write alt="" if the picture says nothing that the text does not`,
    ],
    [
      "a mustache as a style",
      '<p style="color: {{a}}">',
      `${card}:1:11 a mustache in a style attribute is allowed only as the value of a custom property\n  hint: write style="--name: {{path}}" and use var(--name) in the style sheet`,
    ],
    [
      "a style element",
      "<style>p{}</style>",
      `${card}:1:1 <style> is not allowed in a template\n  hint: put styles in a file of the styles folder`,
    ],
    [
      "a typed number",
      "<h2>Results of\n 2006</h2>",
      `${card}:2:2 typed number "2006" in the text of a template\n  hint: print a figure, or write the text in the document's text file`,
    ],
    [
      "an area by path",
      "{{area name}}",
      `${card}:1:1 expected the name of an area in quotes: {{area "main"}}`,
    ],
    [
      "a partial that always calls itself",
      "{{> blocks/card this}}",
      `${card}:1:1 recursive partial: blocks/card > blocks/card\n  hint: a partial may call itself only inside {{#if}} or {{#each}}; depth limit 20`,
    ],
  ])("refuses %s", async (_, source, message) => {
    expect(await failure(source)).toBe(message);
  });

  test("shows the chain of partials that always call each other", async () => {
    expect(
      await failure("{{> parts/a this}}", {
        "parts/a.hbs": "{{> parts/b this}}",
        "parts/b.hbs": "{{> parts/a this}}",
      }),
    ).toBe(
      [
        "acme/templates/parts/a.hbs:1:1 recursive partial: parts/a > parts/b > parts/a",
        "acme/templates/parts/b.hbs:1:1 recursive partial: parts/b > parts/a > parts/b",
      ]
        .map(
          (line) =>
            `${line}\n  hint: a partial may call itself only inside {{#if}} or {{#each}}; depth limit 20`,
        )
        .join("\n"),
    );
  });

  test("tells the problems of all templates at once", async () => {
    const message = await failure("{{{a}}}<p onclick='x'>", { "blocks/other.hbs": "{{#if}}" });
    expect(message.split("\n").filter((line) => !line.startsWith("  "))).toEqual([
      `${card}:1:1 raw output not allowed: "{{{a}}}"`,
      `${card}:1:11 attribute "onclick" is not allowed: a page runs no script`,
      'acme/templates/blocks/other.hbs:1:1 "{{#if}}" is never closed: expected "{{/if}}" before the end of the file',
    ]);
  });

  test.each([
    [
      "an import",
      "p {}\n@import 'a.css';",
      `acme/templates/styles/deck.css:2:1 "@import 'a.css'" is not allowed\n  hint: put the styles in a file of their own beside this one`,
    ],
    [
      "a remote URL",
      "p { background: url(http://example.org/a.png) }",
      `acme/templates/styles/deck.css:1:17 remote asset "http://example.org/a.png"\n  hint: copy it to the company's folder`,
    ],
    [
      "a local URL",
      "p { background: url('a.png') }",
      `acme/templates/styles/deck.css:1:17 expected a data: URL, got "a.png"\n  hint: print the picture with <img> in a template`,
    ],
    [
      "the end of its element",
      "p {} </style>",
      'acme/templates/styles/deck.css:1:6 "</style" is not allowed in a style sheet',
    ],
  ])("refuses %s in a style sheet", async (_, css, message) => {
    expect(await failure("<p></p>", { "styles/deck.css": css })).toBe(message);
  });

  test("refuses a template that is not UTF-8", async () => {
    expect(await failure("", { "blocks/card.hbs": new Uint8Array([0x82, 0xa0]) })).toBe(
      `${card} expected UTF-8 text`,
    );
  });

  test("refuses a number in a picture, where nothing can check it, but not in what it does not paint", async () => {
    const image = '<img alt="" src="parts/chart.svg">';
    const svg = (text: string): string =>
      `<svg><title>Chart of 2Q06</title><style>text { x: 12px }</style>${text}</svg>`;
    expect(await failure(image, { "parts/chart.svg": svg("<text>811</text>") })).toBe(
      `${card}:1:18 picture "parts/chart.svg" shows the number "811", which nothing can check\n  hint: print numbers in the page; make the letters of a logo paths`,
    );
    const named = { "blocks/card.hbs": image, "parts/chart.svg": svg("<text>IIJ</text>") };
    expect((await loadTemplates([files(named)])).names).toContain("blocks/card");
  });

  test("refuses a picture of 20,000 px", async () => {
    const png = new Uint8Array(24);
    new DataView(png.buffer).setUint32(16, 20_000);
    expect(await failure('<img alt="" src="a.png">', { "a.png": png })).toBe(
      `${card}:1:18 picture "a.png" is 20000 px long; at most 8000 are allowed`,
    );
  });

  test("allows digits in attributes, entities, comments and mustaches", async () => {
    expect(
      await failure('<td rowspan="2" class="c1">&#160;<!-- 2006 -->{{!-- 2006 --}}{{plus a 1}}</td>'),
    ).toBe("no error");
  });
});
