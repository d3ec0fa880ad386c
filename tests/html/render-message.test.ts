import { beforeAll, describe, expect, test } from "vitest";
import { renderMessage, renderPicture, type RenderedMessage } from "../../src/html/render-message.ts";
import { readHouseStyle, type HouseStyle } from "../../src/lay-out.ts";
import { findLocale } from "../../src/locales/index.ts";
import { writeMessage } from "../../src/write-message.ts";
import { messageFiles, planMessage } from "../documents/sample-message.ts";
import { programTemplates } from "../memory-build.ts";
import { memoryFiles } from "../memory-files.ts";

const outline = `kind: message
period: 2Q06
date: 2006-11-09
draft: true
attaches: [deck]
sections:
  - id: cards
    unit: JPY million
    blocks:
      - { kind: key-figures, items: [{ figure: revenue.total@ytd, comparisons: [growth(-1y)] }, { figure: operating-income@ytd }] }
  - id: statement
    unit: JPY million
    blocks:
      - kind: statement-extract
        comments: true
        columns: [{ period: ytd, brief: true }, { period: ytd, measure: growth(-1y) }]
        rows: [{ heading: services }, { account: revenue.a, indent: 1 }, { account: revenue.total, rule: true, level: total }]
  - id: words
    blocks:
      - { kind: label-values }
      - { kind: text-table, columns: [{ id: what, width: 0.5 }, { id: why, width: 0.5 }] }
      - { kind: bullets }
`;
const english = `${messageFiles["documents/mail/text.en.yaml"]!.split("lead:\n")[0]!.replace(/ {2}notes:.*\n/, "")}cards:
  title: Overview
  subtitle: 'What {{period "ytd"}} brought'
  notes: ['Unaudited & <rounded>.']
statement:
  statement-extract:
    heading: Services
    comment: Why
    comments: { revenue.a: 'New contracts, {{figure "revenue.a@ytd|growth(-1y)"}} more' }
    rows: { services: By service }
words:
  label-values: { heading: Shares, items: [{ label: Exchange, value: Nowhere }] }
  text-table:
    columns: { what: What, why: Why }
    rows: [{ what: Prices, why: Demand }, { what: Costs, why: Wages }]
  bullets: { items: [{ text: One, items: [{ text: Two, items: [Three] }] }] }
`;
const files = {
  "documents/mail/outline.yaml": outline,
  "documents/mail/text.en.yaml": english,
  "documents/mail/text.ja.yaml": english,
};
const places = { structure: () => ({ file: "outline.yaml" }), words: () => ({ file: "text.yaml" }) };

let style: HouseStyle;
beforeAll(async () => {
  style = await readHouseStyle(memoryFiles({}, "acme"), programTemplates);
});

describe("every block that an e-mail shows", () => {
  let written: RenderedMessage;
  beforeAll(async () => {
    const { document } = (await planMessage(files)).plan;
    const layout = { ...style, document, locale: findLocale("en"), places };
    written = writeMessage({ layout, literals: [], attachments: [] });
  });

  test("is in the plain text", () => {
    expect(written.text.replaceAll("\u00a0", " ")).toBe(`DRAFT

{{greeting}}

Overview
What 1H06 brought
JPY million

Revenues (1H06): 1,951
  −2.5% YoY
Operating income (1H06): (15)

Unaudited & <rounded>.

JPY million

Services
              1H06    YoY
-------------------------
By service
  Service A  1,200  +9.1%
    New contracts, +9.1% more
-------------------------
Revenues     1,951  −2.5%

Shares
Exchange: Nowhere

Prices
  Why: Demand
Costs
  Why: Wages

- One
  - Two
    - Three

Kind regards,
Acme Corp.

--------------------
You asked for this message.
`);
  });

  test("is in the HTML, with heads that name their cells", () => {
    const { html } = written;
    expect(html).toMatch(/<p style="[^"]*border: 2px solid #B84E19[^"]*">DRAFT<\/p>/);
    expect(html).toContain("Unaudited &amp; &lt;rounded&gt;.");
    expect(html.match(/<th scope="col"[^>]*>[^<]*/g)!.map((head) => head.replace(/^.*>/, ""))).toEqual([
      "1H06",
      "YoY",
      "Why",
      "What",
      "Why",
    ]);
    expect(html.match(/<table(?! role="presentation")/g)).toHaveLength(2);
    expect(html.match(/<ul/g)).toHaveLength(3);
  });
});

test("the picture of a message is a page of its chart alone", async () => {
  const { document } = (await planMessage()).plan;
  const page = renderPicture({ ...style, document, locale: findLocale("en") });
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('<svg data-chart="quarters.main.1"');
  expect(page).not.toContain("Service A by quarter");
});

test("a message without a chart has no picture", async () => {
  const { document } = (await planMessage(files)).plan;
  expect(renderPicture({ ...style, document, locale: findLocale("en") })).toBe("");
  const { html } = renderMessage({
    ...style,
    document,
    locale: findLocale("en"),
    greeting: "{{x}}",
    attachments: [],
  });
  expect(html).not.toContain("<img");
});
