import { describe, expect, test } from "vitest";
import type { Bullet } from "../../src/documents/blocks/bullets.ts";
import type { Block } from "../../src/documents/blocks/index.ts";
import type { Document } from "../../src/documents/document.ts";
import { blocksOf } from "../../src/html/blocks-of.ts";
import { charactersOf } from "../../src/html/characters.ts";
import { fillPage } from "../../src/html/fill.ts";
import { renderHtml } from "../../src/html/render.ts";
import { escapeHtml } from "../../src/html/runs-html.ts";
import { loadTemplates } from "../../src/html/templates.ts";
import { KessanError } from "../../src/problem.ts";
import {
  figuresIn,
  files,
  folder,
  programTemplates,
  programTokens,
  sampleCharts,
  sampleDocument,
  sampleLocale,
} from "./sample.ts";

const templates = await loadTemplates([folder(programTemplates)]);
const tokens = await programTokens();

const shown = { unit: "%", decimals: 1, by: "fact" } as const;

interface Over {
  readonly document?: Document;
  readonly own?: Readonly<Record<string, string>>;
}

async function render({ document = sampleDocument("en"), own }: Over = {}): Promise<string> {
  const { page } = renderHtml({
    document,
    locale: sampleLocale("en"),
    templates: own === undefined ? templates : await loadTemplates([files(own), folder(programTemplates)]),
    tokens,
  });
  return fillPage(page, { charts: sampleCharts(document), fonts: [] });
}

async function failure(over: Over): Promise<string> {
  const error: unknown = await render(over).catch((caught: unknown) => caught);
  if (error instanceof KessanError) return error.message;
  throw new Error("expected a KessanError", { cause: error });
}

/** A document of one slide with one block. */
function only(block: Block, layout = "single"): Document {
  const slide = {
    ...sampleDocument("en").slides[3]!,
    id: "only",
    layout,
    title: ["Title"],
    areas: { main: [block] },
  };
  return { ...sampleDocument("en"), slides: [slide] };
}

function paragraph(text: string): Block {
  return { kind: "paragraph", heading: [], paragraphs: [[text]] };
}

describe.each(["en", "ja"] as const)("the sample deck in %s", (lang) => {
  const document = sampleDocument(lang);
  const charts = sampleCharts(document);
  const { page } = renderHtml({ document, locale: sampleLocale(lang), templates, tokens });
  const html = fillPage(page, { charts, fonts: [] });
  const dataOf = (part: string) => [
    ...part.matchAll(/<data value="([^"]*)" data-figure="([^"]*)" class="([^"]*)">([^<]*)<\/data>/g),
  ];

  test.each(blocksOf(document).map((placed) => [placed.block.kind, placed.id, placed.block] as const))(
    "prints every figure of the %s %s as a data element",
    (_, id, block) => {
      const from = html.indexOf(` id="${id}"`);
      expect(from).toBeGreaterThan(0);
      const printed = dataOf(html.slice(from)).map(([, value, figure, classes, text]) => [
        value,
        figure,
        classes!.split(" ").at(0),
        text,
      ]);
      const expected = figuresIn(block).map(({ value, figure, text }) => [
        value,
        figure,
        "figure",
        escapeHtml(text),
      ]);
      // A table prints its head by storeys, so the order inside a block may differ
      expect(printed.slice(0, expected.length).map(String).sort()).toEqual(expected.map(String).sort());
    },
  );

  test("prints a section a slide with its id, and nothing twice", () => {
    expect(
      [...html.matchAll(/<section class="slide slide-[a-z-]+" data-slide="([^"]+)"/g)].map(([, id]) => id),
    ).toEqual(document.slides.map(({ id }) => id));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("prints every chart once, in no second picture: the drawing says its own sentence", () => {
    for (const { id, block } of blocksOf(document)) {
      if (!("chart" in block)) continue;
      expect(html.split(charts.get(id)!).length).toBe(2);
    }
    expect(html).not.toContain('role="img"');
  });

  test("keeps the place of an empty cell by a space: the browser would leave it out of the tags", async () => {
    const table = `<table id="{{id}}"><tr><th scope="col"> </th><td class="a"></td><td>b</td></tr></table>`;
    const own = { "blocks/paragraph.hbs": table };
    expect(await render({ document: only(paragraph("x")), own })).toContain(
      `<tr><th scope="col">&nbsp;</th><td class="a">&nbsp;</td><td>b</td></tr>`,
    );
  });

  test("gives every head cell a scope", () => {
    const heads = [...html.matchAll(/<th\b[^>]*>/g)].map(([head]) => head);
    expect(heads.length).toBeGreaterThan(100);
    expect(heads.filter((head) => !/ scope="(?:col|row|colgroup)"/.test(head))).toEqual([]);
  });

  test("runs no script and loads nothing", () => {
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">`,
    );
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /<script|https?:\/\/|@import|\bon\w+=/,
    );
  });

  test("says its language and the box of its pages", () => {
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain("@page { size: 1280px 720px; margin: 0; }");
    expect(html).toContain(`--leading: ${sampleLocale(lang).leading};`);
  });
});

describe("rendering", () => {
  test("gives the same text for the same document", async () => {
    const document = sampleDocument("en");
    expect(await render({ document })).toBe(await render({ document }));
  });

  test.each([
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["</p><script>go()</script>", "&lt;/p&gt;&lt;script&gt;go()&lt;/script&gt;"],
    [`" onmouseover="go()' x='`, "&quot; onmouseover=&quot;go()&#39; x=&#39;"],
    ["{{title}} & {{{x}}}", "{{title}} &amp; {{{x}}}"],
  ])("prints %s as text wherever words stand", async (text, escaped) => {
    const document = only({
      kind: "results-table",
      groups: [{ label: [text], span: 1 }],
      columns: [{ label: [text], highlight: true, sort: "change" }],
      rows: [
        {
          label: [text],
          level: "total",
          rule: true,
          cells: [[{ figure: text, text, value: text, shown, tone: "bad" }]],
        },
      ],
    });
    const [slide] = document.slides;
    const html = await render({
      document: {
        ...document,
        title: text,
        slides: [{ ...slide!, title: [{ strong: [text] }], unit: text, foot: [text], notes: [[text]] }],
      },
    });
    // Handlebars writes two of the characters in another way than runs
    const alike = html.replaceAll("&#x27;", "&#39;").replaceAll("&#x3D;", "=");
    expect(alike.split(escaped).length - 1).toBe(11);
    expect(html).not.toContain(text === "{{title}} & {{{x}}}" ? "{{title}} & " : text);
  });

  test("colours good and bad, and lets closing brackets hang in tables only", async () => {
    const figure = { figure: "a@2Q06", text: "(1.2%)", value: "-0.012", shown, tone: "bad" } as const;
    const table = await render({
      document: only({
        kind: "results-table",
        groups: [],
        columns: [{ label: ["A"], highlight: false, sort: "level" }],
        rows: [{ label: ["B"], level: "plain", rule: false, cells: [[figure]] }],
      }),
    });
    expect(table).toContain(
      '<data value="-0.012" data-figure="a@2Q06" class="figure bad hang-bracket">(1.2%)</data>',
    );
    const words = await render({
      document: only({ kind: "paragraph", heading: [], paragraphs: [[figure]] }),
    });
    expect(words).toContain('<data value="-0.012" data-figure="a@2Q06" class="figure bad">(1.2%)</data>');
  });

  test("puts columns of a group without label into both storeys of the head", async () => {
    const html = await render();
    const table = html.slice(
      html.indexOf('id="results-half.main.1"'),
      html.indexOf('id="results-quarter.main.1"'),
    );
    expect([...table.matchAll(/<th class="lone" rowspan="2" scope="col">YoY<\/th>/g)]).toHaveLength(1);
    expect(
      [...table.matchAll(/<th class="group" colspan="(\d)" scope="colgroup">/g)].map(([, span]) => span),
    ).toEqual(["3", "2"]);
  });

  test("lets a comment cover the rows that it explains", async () => {
    const html = await render();
    const from = html.indexOf('id="targets.bottom.1"');
    const spans = [
      ...html.slice(from, html.indexOf("</section>", from)).matchAll(/<td class="comment" rowspan="(\d)">/g),
    ];
    expect(spans.map(([, rows]) => rows)).toEqual(["1", "3", "2", "1", "1"]);
  });

  test("prints points below points to any depth", async () => {
    const deep = (depth: number): Bullet => ({
      text: [`level-${depth}`],
      items: depth === 5 ? [] : [deep(depth + 1)],
    });
    expect(await render({ document: only({ kind: "bullets", heading: [], items: [deep(1)] }) })).toContain(
      "<li>level-5</li>",
    );
    const endless = (depth: number): Bullet => ({
      text: ["x"],
      items: depth === 30 ? [] : [endless(depth + 1)],
    });
    expect(await failure({ document: only({ kind: "bullets", heading: [], items: [endless(1)] }) })).toBe(
      "templates/parts/bullets.hbs recursive partial: parts/bullets > parts/bullets > parts/bullets > parts/bullets: depth limit 20 reached",
    );
  });

  test("tells the styles how much text the fullest area of a slide holds, and what charts take of it", async () => {
    const amount = (html: string) => /--ems: [\d.]+; --breaks: [\d.]+; --taken: [\d.]+/.exec(html)![0];
    expect(amount(await render({ document: only(paragraph("word ".repeat(20))) }))).toBe(
      "--ems: 53; --breaks: 1; --taken: 0",
    );
    expect(amount(await render({ document: only(paragraph("文字".repeat(100))) }))).toBe(
      "--ems: 201; --breaks: 1; --taken: 0",
    );
    const sample = sampleDocument("en");
    const aside = sample.slides.find(({ id }) => id === "income")!;
    const html = await render({ document: { ...sample, slides: [aside] } });
    // An SVG of 112 px, a heading, and two gaps
    expect(amount(html)).toBe("--ems: 241; --breaks: 7; --taken: 185");
  });

  test("tells the styles of a diagram how full its fullest stage is and how long its longest word", async () => {
    const diagram = (...boxes: string[]) =>
      only({
        kind: "flow-diagram",
        heading: [],
        stages: [
          { heading: [{ strong: ["Aa"] }], boxes: boxes.map((box) => [box]), caption: [] },
          { heading: ["Bb"], boxes: [], caption: [] },
        ],
        rows: 4,
        band: ["a band of many more words"],
      });
    const lengths = async (...boxes: string[]) =>
      /--stages: .*?--word: [\d.]+/.exec(await render({ document: diagram(...boxes) }))![0];
    expect(await lengths("four words of text", "Internet-VPN")).toBe(
      "--stages: 2; --rows: 4; --fullest: 18.72; --word: 4.68",
    );
    expect(await lengths("Sicherheits\u00adprüfung")).toBe(
      "--stages: 2; --rows: 4; --fullest: 9.36; --word: 5.72",
    );
    expect(await lengths("欠損金の繰越期間", "データセンター\u200bサーバ機器")).toBe(
      "--stages: 2; --rows: 4; --fullest: 24.00; --word: 7.00",
    );
    expect(await lengths("売却可能有価証券評価差額金合計額")).toBe(
      "--stages: 2; --rows: 4; --fullest: 16.00; --word: 14.00",
    );
  });

  test.each<[string, Over, string]>([
    [
      "an unknown layout",
      { document: only(paragraph("x"), "singel") },
      'slide "only": unknown layout "singel"\n  hint: did you mean "single"?',
    ],
    [
      "an unknown block",
      { document: only({ ...paragraph("x"), kind: "paragraf" } as unknown as Block) },
      'slide "only": unknown block "paragraf"\n  hint: did you mean "paragraph"?',
    ],
    [
      "an area that the layout does not have",
      { document: only(paragraph("x"), "split") },
      [
        'slide "only": layout "split" has no area "main"\n  hint: its areas are left, right',
        'slide "only": area "left" of layout "split" is empty\n  hint: its areas are left, right',
        'slide "only": area "right" of layout "split" is empty\n  hint: its areas are left, right',
      ].join("\n"),
    ],
    [
      "a path that a block does not have",
      {
        document: only(paragraph("x")),
        own: { "blocks/paragraph.hbs": '<p id="{{id}}">\n  {{headline}}</p>' },
      },
      'acme/templates/blocks/paragraph.hbs:2:5 block "only.main.1" has no "headline"',
    ],
    [
      "such a path inside a helper",
      {
        document: only(paragraph("x")),
        own: { "blocks/paragraph.hbs": '<p id="{{id}}">\n  {{runs headline}}</p>' },
      },
      'acme/templates/blocks/paragraph.hbs:2:3 block "only.main.1": has no "headline"',
    ],
    [
      "such a path inside a condition",
      {
        document: only(paragraph("x")),
        own: { "blocks/paragraph.hbs": '<p id="{{id}}">{{#if a.b}}x{{/if}}</p>' },
      },
      'acme/templates/blocks/paragraph.hbs:1:16 block "only.main.1" has nothing to read "b" from',
    ],
    [
      "a path without text in a helper",
      { document: only(paragraph("x")), own: { "blocks/paragraph.hbs": '<p id="{{id}}">{{runs kind}}</p>' } },
      'acme/templates/blocks/paragraph.hbs:1:16 block "only.main.1": "kind" is no text',
    ],
    [
      "text with figures printed without a helper",
      {
        document: only(paragraph("x")),
        own: { "blocks/paragraph.hbs": '<p id="{{id}}">{{paragraphs}}</p>' },
      },
      'acme/templates/blocks/paragraph.hbs block "only.main.1": prints a list or an object: expected {{runs path}}',
    ],
    [
      "a row of another length than the head",
      {
        document: only({
          kind: "results-table",
          groups: [],
          columns: [{ label: ["A"], highlight: false, sort: "level" }],
          rows: [{ label: ["B"], level: "plain", rule: false, cells: [] }],
        }),
      },
      'templates/parts/figure-table.hbs:42:1 block "only.main.1": "cells" has 0 entries and its partner 1',
    ],
    [
      "a block template without the id",
      { document: only(paragraph("x")), own: { "blocks/paragraph.hbs": "<p>x</p>" } },
      'acme/templates/blocks/paragraph.hbs no element carries the id of the block\n  hint: write id="{{id}}" on the outermost element',
    ],
    [
      "a heading that skips a level",
      { document: only(paragraph("x")), own: { "blocks/paragraph.hbs": '<h3 id="{{id}}">x</h3>' } },
      'templates/deck/slides/single.hbs slide "only": h3 follows h1: expected h2',
    ],
    [
      "a table without head cells",
      {
        document: only(paragraph("x")),
        own: { "blocks/paragraph.hbs": '<table id="{{id}}"><tr><td>x</td></tr></table>' },
      },
      'templates/deck/slides/single.hbs slide "only": a table has no head cells (th)',
    ],
    [
      "a shell without language, policy, styles and slides",
      { document: only(paragraph("x")), own: { "deck/deck.hbs": "<html><body></body></html>" } },
      [
        "acme/templates/deck/deck.hbs the shell does not print the content policy\n  hint: write {{policy}} in its head",
        "acme/templates/deck/deck.hbs the shell does not print the styles\n  hint: write {{styles}} in its head",
        'acme/templates/deck/deck.hbs the shell has no lang\n  hint: write <html lang="{{lang}}">',
        'acme/templates/deck/deck.hbs expected 1 elements with data-slide, got 0\n  hint: write data-slide="{{id}}" in {{#each slides}}',
      ].join("\n"),
    ],
  ])("refuses %s", async (_, over, message) => {
    expect(await failure(over)).toBe(message);
  });

  test("puts a picture of the company's folder into the page", async () => {
    const own = {
      "blocks/paragraph.hbs": '<p id="{{id}}"><img alt="Logo" src="parts/logo.svg"></p>',
      "parts/logo.svg": "<svg/>",
    };
    expect(await render({ document: only(paragraph("x")), own })).toContain(
      '<img alt="Logo" src="data:image/svg+xml;base64,PHN2Zy8+">',
    );
  });

  test("declares the faces that it is given", () => {
    const document = only(paragraph("x"));
    const fonts = [{ family: "Inter", weight: 600, bytes: new Uint8Array([1, 2, 3]) }];
    const { page } = renderHtml({ document, locale: sampleLocale("ja"), templates, tokens });
    const html = fillPage(page, { charts: new Map(), fonts });
    expect(html).toContain(
      '@font-face { font-family: "Inter"; font-weight: 600; font-style: normal; src: url(data:font/ttf;base64,AQID) format("truetype"); }',
    );
    expect(html).toContain('--face: "Inter", "Noto Sans JP";');
  });
});

describe("the characters of a page", () => {
  test("are those of its texts, chart labels and styles' content, without markup", () => {
    const html = `<html lang="en"><style>p::before { content: "•"; color: red } i::after { content: "\\25B2" }</style><p class="zzz">b&amp;a&#x5104;</p><!-- Q --><svg><text data-figure="X">9</text></svg></html>`;
    expect(charactersOf(html)).toBe("&9ab•▲億");
  });

  test("of the sample hold every character that its figures print", async () => {
    const document = sampleDocument("ja");
    const characters = new Set(charactersOf(await render({ document })));
    for (const { text } of document.figures)
      for (const character of text) expect(characters).toContain(character);
  });
});
