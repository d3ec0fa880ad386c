import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { formatReport } from "../../src/proof/report.ts";
import type { PanelData } from "../../src/proof/report/panel-data.ts";
import type { TracedFigure } from "../../src/proof/trace.ts";
import {
  figures,
  findings,
  hostile,
  samplePage,
  sampleRequest,
  sampleTrace,
  verdict,
} from "./report/sample-request.ts";

/** The text of HTML: no tags, entities resolved, white space as one space. */
function textOf(html: string): string {
  return html
    .replace(/<br>|<\/(td|th|p|li|h\d|dt|dd|div|tr|figcaption)>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a section of the report says. */
function said(html: string, id: string): string {
  const from = html.indexOf(`<section class="tie-section" id="${id}">`);
  return textOf(
    html.slice(from, html.indexOf('<section class="tie-section"', from + 1) >>> 0).split("</main>")[0]!,
  );
}

/** Parts of the report by a class, as text. */
function parts(html: string, pattern: RegExp): readonly string[] {
  return [...html.matchAll(pattern)].map(([part]) => textOf(part));
}

const verdictOf = (html: string): string => parts(html, /<p class="tie-verdict [^]*?<\/p>/g)[0]!;
const rowsOf = (html: string): readonly string[] => parts(html, /<tr id="r\d+-\d+">[^]*?<\/tr>/g);
const dataOf = (html: string): PanelData =>
  JSON.parse(/<script type="application\/json" id="data">([^]*?)<\/script>/.exec(html)![1]!) as PanelData;

const plain = formatReport(sampleRequest());
const full = formatReport(sampleRequest({ findings }));

describe("the head of a report", () => {
  test("says of a sound document that it ties out", () => {
    expect(verdictOf(plain)).toBe(
      "Ties out. All 8 printed figures are traced to their cells; no finding is open.",
    );
  });
  test("says of one with errors that it does not", () => {
    const html = formatReport(sampleRequest({ findings, published: [verdict("wrong"), verdict("missing")] }));
    expect(verdictOf(html)).toBe(
      "Does not tie out. All 8 printed figures are traced to their cells; 1 error and 2 warnings open; 1 finding accepted by somebody, listed below; 1 figure that was published elsewhere differs from this document; 1 published figure without a figure to compare with.",
    );
  });
  test("leaves warnings to judgement", () => {
    const html = formatReport(
      sampleRequest({ findings: findings.filter(({ severity }) => severity === "warning") }),
    );
    expect(verdictOf(html)).toBe(
      "Needs judgement. All 8 printed figures are traced to their cells; 2 warnings open; 1 finding accepted by somebody, listed below.",
    );
  });
  test("counts a figure whose inputs lead to no cell as untraced", () => {
    const { "revenue.total@2Q05": _, ...rest } = figures;
    const documents = [
      {
        trace: sampleTrace("en", {
          figures: {
            ...rest,
            "systems@2Q06": {
              ...figures["systems@2Q06"]!,
              derived: { formula: "revenue.total@2Q05", from: ["revenue.total@2Q05"] },
            },
          },
        }),
        page: samplePage,
      },
    ];
    expect(verdictOf(formatReport(sampleRequest({ documents })))).toBe(
      "Does not tie out. 1 printed figure leads to no cell; no finding is open.",
    );
  });
  test("counts figures and other numbers by language", () => {
    const table = /<table class="tie-sums">[^]*?<\/table>/.exec(plain)![0];
    expect(parts(table, /<tr>[^]*?<\/tr>/g)).toEqual([
      "Figures, by what settles their last digit Numbers that are no figures",
      "Figures printed Traced fact reported midpoint no value Periods Page numbers Literals",
      "EN 4 4 1 1 1 1 1 1 1",
      "JA 4 4 1 1 1 1 1 1 1",
    ]);
  });
  test("names document, companies, period, date and languages", () => {
    expect(textOf(/<dl class="tie-facts">[^]*?<\/dl>/.exec(plain)![0])).toBe(
      "Company Acme Inc. · アクメ Document acme-deck Period 2Q06 Date 2006-11-09 Languages EN, JA Pages 2",
    );
  });
  test("is refused without a document", () => {
    expect(() => formatReport(sampleRequest({ documents: [] }))).toThrow("a report needs a document");
  });
});

describe("findings", () => {
  test("stand before the slides: errors, warnings, accepted", () => {
    expect(full.indexOf('id="findings"')).toBeLessThan(full.indexOf('id="slides"'));
    expect(said(full, "findings")).toBe(
      [
        'Findings Errors 1 error placeholder: the title says "TBD" placeholder results.title',
        'Warnings 2 warning published: deck slide 3 prints "14,000" for revenue.total@2Q06 print 14,007 slide 2, results · EN · acme/published/deck.csv:4:1 · revenue.total@2Q06 published deck slide 3 revenue.total@2Q06',
        "warning needless-report: a needless report acme/facts/reported.csv:3:50 · revenue.total@2Q06|growth(-1y) needless-report reported.csv",
        "Accepted 1 accepted points-differ: points differ systems@2Q06 Accepted by K. Sato on 2006-11-07: taken from exact ratios points-differ systems@2Q06",
      ].join(" "),
    );
  });
  test("that are none are said to be none", () => {
    expect(said(plain, "findings")).toBe("Findings Errors None. Warnings None. Accepted None.");
  });
  test("mark the figures that they name, on their slide and in their language, and those of their cell", () => {
    const marked = [...full.matchAll(/<a id="(p\d-\d)" class="\w+ (open|judged)"/g)].map(
      ([, id, state]) => `${id} ${state}`,
    );
    expect(marked).toEqual(["p0-0 open", "p0-1 open", "p0-2 judged", "p1-1 open", "p1-2 judged"]);
  });
});

describe("slides", () => {
  test("have a row a figure with its text in every language, exact value, settlement, source and cell", () => {
    expect(rowsOf(plain)).toEqual([
      "Revenues 営業収益 revenue.total@2Q06 JPY 14,007 million 140.1億円 14,007 JPY million fact 2q06 slide 6 quarterly.csv:7:93",
      "Revenues 営業収益 revenue.total@2Q06|growth(-1y) 17.4% 17.4% 17.4 % reported revenue.total@2Q06 / revenue.total@2Q05 - 1 reported.csv:3:50",
      "Systems 営業収益 systems@2Q06 2,696 2,696 2,695.5 JPY million midpoint revenue.total@2Q06 - revenue.total@2Q05 quarterly.csv:7:93",
      `${hostile} 営業収益 cost@1H06/target.initial – – none no value`,
    ]);
  });
  test("say how many figures each language prints", () => {
    expect(parts(plain, /<p class="tie-slide-counts">[^]*?<\/p>/g)).toEqual([
      "No figures. cover",
      "EN prints 4, JA prints 4; 4 different figures, the same in every language. results",
    ]);
  });
  test("say what a language leaves out", () => {
    const ja = sampleTrace("ja");
    const documents = [
      { trace: sampleTrace("en"), page: samplePage },
      { trace: { ...ja, printed: ja.printed.slice(1) }, page: samplePage },
    ];
    const html = formatReport(sampleRequest({ documents }));
    expect(parts(html, /<p class="tie-slide-counts">[^]*?<\/p>/g)[1]).toBe(
      "EN prints 4, JA prints 3; 4 different figures, 1 not in every language. results",
    );
    expect(rowsOf(html)[0]).toContain("JPY 14,007 million not printed 14,007 JPY million");
  });
  test("place outlines as shares of the page, from its upper left corner", () => {
    expect(plain).toContain(
      `<a id="p0-0" class="fact" href="#r1-0" aria-label="JPY 14,007 million" style="left:10%;top:10%;width:5%;height:10%"></a>`,
    );
  });
  test("have no outline for what was not measured", () => {
    const trace = sampleTrace("en");
    const printed = trace.printed.map((print) => ({ ...print, box: null }));
    const html = formatReport(
      sampleRequest({ documents: [{ trace: { ...trace, printed }, page: samplePage }] }),
    );
    expect([html.includes('<a id="p0-'), rowsOf(html).length]).toEqual([false, 4]);
  });
  test("hold no id twice, and no link that leads nowhere", () => {
    const markup = full.replace(/<(script|style)[^]*?<\/\1>/g, "");
    const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const links = [...markup.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href!);
    expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
    expect(links.filter((href) => !href.startsWith("#"))).toEqual([]);
  });
});

describe("published figures", () => {
  test("come with what is wrong first, what it should be and what explains it", () => {
    const published = [
      verdict("exact"),
      verdict("wrong", { text: "14,000", explainedBy: "revenue.total@2Q05", label: hostile }),
      verdict("missing", { figure: "unknown@2Q06", should: null }),
    ];
    const html = formatReport(sampleRequest({ published }));
    expect(parts(html, /<tr class="tie-pub [^]*?<\/tr>/g)).toEqual([
      `wrong 2q06, slide 3 2q06.csv:2:1 ${hostile} 14,000 14,007 Revenues 営業収益 revenue.total@2Q06 Revenues 営業収益 revenue.total@2Q05`,
      "unknown 2q06, slide 3 2q06.csv:2:1 Revenues 14,007 no value unknown@2Q06",
      "agrees 2q06, slide 3 2q06.csv:2:1 Revenues 14,007 14,007 Revenues 営業収益 revenue.total@2Q06",
    ]);
    expect(parts(html, /<label class="tie-choice">[^]*?<\/label>/g)).toEqual([
      "all 3",
      "wrong 1",
      "unknown 1",
      "agrees 1",
    ]);
  });
  test("that are none are said to be none", () => {
    expect(said(plain, "published")).toBe(
      "Published figures No published figures are listed for this document.",
    );
  });
});

describe("for the auditor", () => {
  const html = formatReport(
    sampleRequest({
      findings,
      literals: [
        { text: "M2M", reason: "name of a product" },
        { text: "20-F", reason: "name of a form" },
      ],
      leftOut: [{ what: "a line", why: "not published" }],
      dropped: [{ slide: "capex", missing: ["capex@2Q06", "capex@2Q05"] }],
    }),
  );
  const audit = parts(html, /<div class="tie-part">[^]*?<\/div>/g);
  test("stand acceptances, reports, unsettled figures, literals, decisions and gaps", () => {
    expect(audit).toEqual([
      "Accepted findings 1 Finding Reason Owner Date points-differ systems@2Q06 taken from exact ratios K. Sato 2006-11-07",
      "Overrides No printed figure was changed.",
      "Reported derivations 1 Figure Reported Derivation gives Which lies in Formula Cell Pages Revenues 営業収益 revenue.total@2Q06|growth(-1y) 17.4 % 17.419733… % 17.4106… to 17.4288… revenue.total@2Q06 / revenue.total@2Q05 - 1 reported.csv:3:50 2",
      "Unsettled figures 1 Figure EN JA Printed from Lies in Formula Pages Systems 営業収益 systems@2Q06 2,696 2,696 2,695.5 JPY million 2,694.5 to 2,696.5 revenue.total@2Q06 - revenue.total@2Q05 2",
      "Typed literals 2 Text Reason Printed on page M2M name of a product EN 2, JA 2 20-F name of a form not printed",
      "Wording that hangs on figures 2 Where Page Figure Is Than Holds EN documents/deck/text.en.yaml:12:10 2 Revenues 営業収益 revenue.total@2Q06 14,007 JPY million above Revenues 営業収益 revenue.total@2Q05 11,929 JPY million holds JA documents/deck/text.en.yaml:12:10 2 Revenues 営業収益 revenue.total@2Q06 14,007 JPY million above Revenues 営業収益 revenue.total@2Q05 11,929 JPY million holds",
      "Left out 1 What Why a line not published",
      "Dropped slides 1 Slide Figures that nobody reports capex capex@2Q06 capex@2Q05",
    ]);
  });
  test("stand overrides, where figures were changed so that a column adds up", () => {
    const trace = sampleTrace("en");
    const printed = trace.printed.map((print) =>
      print.by === "midpoint" ? { ...print, by: "plug" as const } : print,
    );
    const plugged = formatReport(
      sampleRequest({ documents: [{ trace: { ...trace, printed }, page: samplePage }] }),
    );
    expect(parts(plugged, /<div class="tie-part">[^]*?<\/div>/g)[1]).toBe(
      "Overrides 1 Figure EN Exact value Reason Pages Systems systems@2Q06 2,696 2,695.5 JPY million so that its column adds up 2",
    );
  });
});

test("facts stand in the order of their cells, with what is made of them and the pages that depend on them", () => {
  const rows = parts(plain, /<tr id="c\d+">[^]*?<\/tr>/g);
  expect(rows).toEqual([
    "quarterly.csv:7:69 Revenues 営業収益 revenue.total@2Q05 11929 JPY million restated, as of 2006-08-10 revenue.total@2Q06|growth(-1y) 2",
    "quarterly.csv:7:93 2q06 slide 6 Revenues 営業収益 revenue.total@2Q06 14007 JPY million revenue.total@2Q06|growth(-1y) systems@2Q06 2",
    "reported.csv:3:50 Revenues 営業収益 revenue.total@2Q06|growth(-1y) 17.4 % 2",
  ]);
});

test("facts of a workbook have sheet and cell, stand row by row, and are marked by the findings of their cell", () => {
  const at = (reference: string, cell: string): Readonly<Record<string, TracedFigure>> => ({
    [reference]: {
      ...figures[reference]!,
      reported: {
        ...figures[reference]!.reported!,
        cell: { file: "facts/r.xlsx", sheet: "Q2 results", cell },
      },
    },
  });
  const moved = {
    ...figures,
    ...at("revenue.total@2Q05", "AA9"),
    ...at("revenue.total@2Q06", "C10"),
    ...at("revenue.total@2Q06|growth(-1y)", "B9"),
  };
  const place = { file: "acme/facts/r.xlsx", sheet: "Q2 results", cell: "C10" };
  const html = formatReport(
    sampleRequest({
      documents: [{ trace: sampleTrace("en", { figures: moved }), page: samplePage }],
      findings: [
        { rule: "needless-report", severity: "warning", id: "needless", place, what: "a needless report" },
      ],
    }),
  );
  const cells = parts(html, /<tr id="c\d+">[^]*?<\/td>/g);
  expect(cells).toEqual(["r.xlsx!'Q2 results'!B9", "r.xlsx!'Q2 results'!AA9", "r.xlsx!'Q2 results'!C10"]);
  expect(said(html, "findings")).toContain(
    "acme/facts/r.xlsx!'Q2 results'!C10 · revenue.total@2Q06 needless",
  );
});

describe("a report as a file", () => {
  test("lets no label or text out of its place", () => {
    const trace = sampleTrace("en", {
      document: {
        ...sampleTrace("en").document,
        title: hostile,
        companyName: hostile,
        name: hostile,
        lang: hostile,
      },
      printed: [{ ...sampleTrace("en").printed[0]!, text: hostile }],
      sources: { [hostile]: { title: hostile, date: hostile } },
    });
    const html = formatReport({
      documents: [{ trace, page: samplePage }],
      findings: [
        {
          rule: "placeholder",
          severity: "error",
          id: hostile,
          what: hostile,
          hint: hostile,
          slide: hostile,
          lang: hostile,
          place: { file: hostile },
          accepted: {
            finding: hostile,
            reason: hostile,
            owner: hostile,
            date: hostile,
            place: { file: hostile },
          },
        },
      ],
      published: [
        verdict("wrong", {
          table: hostile,
          where: hostile,
          text: hostile,
          figure: hostile,
          should: hostile,
          explainedBy: hostile,
          place: { file: hostile },
        }),
      ],
      literals: [{ text: hostile, reason: hostile }],
      leftOut: [{ what: hostile, why: hostile }],
      dropped: [{ slide: hostile, missing: [hostile] }],
    });
    expect(html).not.toContain("<img");
    expect(html.match(/<\/?script/g)).toEqual(["<script", "</script", "<script", "</script"]);
    expect(html).not.toContain("<!--");
    expect(dataOf(html).prints[0]![0]![2]).toBe(hostile);
  });
  test("allows the script that it holds and no other, and nothing from outside", () => {
    const script = /<script>([^]*?)<\/script>/.exec(plain)![1]!;
    const hash = createHash("sha256").update(script).digest("base64");
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(plain)![1]).toBe(
      `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(plain).not.toMatch(/https?:\/\//);
  });
  test("is the same for the same request", () => {
    expect(formatReport(sampleRequest({ findings }))).toBe(full);
  });
  test("tells the panel where each figure comes from", () => {
    const { figures, prints, roundings } = dataOf(plain);
    expect(figures[2]).toEqual({
      ref: "revenue.total@2Q06|growth(-1y)",
      labels: ["Revenues", "営業収益"],
      value: "17.4 %",
      interval: "17.35 to 17.45",
      reported: { text: "17.4 %", cell: "reported.csv:3:50" },
      derived: {
        formula: "revenue.total@2Q06 / revenue.total@2Q05 - 1",
        from: [0, 1],
        value: "17.419733… %",
        interval: "17.410621… to 17.428847…",
      },
    });
    expect(prints[1]![0]).toEqual([0, 1, "140.1億円", "fact", 0]);
    expect(roundings).toEqual(["JPY million, 0 decimals", "%, 1 decimal"]);
  });
});
