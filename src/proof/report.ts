import { createHash } from "node:crypto";
import { auditHtml } from "./report/audit.ts";
import { factsHtml } from "./report/facts.ts";
import { findingsHtml } from "./report/findings.ts";
import { headHtml } from "./report/head.ts";
import { escapeHtml } from "./report/html.ts";
import { inPage } from "./report/in-page.ts";
import { buildModel, type Model, type ReportRequest } from "./report/model.ts";
import { dataJson, panelData } from "./report/panel-data.ts";
import { publishedHtml } from "./report/published.ts";
import { picturesOf, slidesHtml } from "./report/slides.ts";
import { reportStyles } from "./report/styles.ts";

export type { ReportRequest } from "./report/model.ts";

/**
 * The tie-out report: one self-contained HTML file that shows every printed figure on its slide and what stands behind it,
 * with all findings before them. It reads and prints without its script, which adds search, sorting and a panel; it asks for
 * nothing from outside. The documents are one a language, at least one. Throws an Error if there is none.
 */
export function formatReport(request: ReportRequest): string {
  if (request.documents.length === 0) throw new Error("a report needs a document");
  const model = buildModel(request);
  const pictures = picturesOf(model);
  const script = `(${inPage.toString()})()`;
  const { document } = model.traces[0]!;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tie-out: ${escapeHtml(document.title)}</title>
<style>
${pictures.map(({ css }) => css.top).join("\n")}
${reportStyles(pictures.flatMap(({ families }) => families))}
${pictures.map(({ css }) => css.nested).join("\n")}
</style>
</head>
<body>
${barHtml(model)}
<main class="tie-main">
${headHtml(model)}
${findingsHtml(model)}
${slidesHtml(model, pictures)}
${publishedHtml(model)}
${auditHtml(model)}
${factsHtml(model)}
</main>
<aside class="tie-panel" id="panel" aria-label="What stands behind the figure" tabindex="-1" hidden></aside>
<script type="application/json" id="data">${dataJson(panelData(model))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Only the script that is written here may run, and nothing may be fetched. */
function policy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;
}

function barHtml({ traces, slides }: Model): string {
  const { company, name } = traces[0]!.document;
  const sections = [
    ["findings", "Findings"],
    ["slides", "Slides"],
    ["published", "Published"],
    ["auditor", "Auditor"],
    ["facts", "Facts"],
  ];
  const pages = slides.map(
    (slide) => `<a href="#s${slide.index}">${slide.pages.find((page) => page !== undefined)!.page}</a>`,
  );
  return `<div class="tie-bar">
<a class="tie-home" href="#top"><b>Tie-out</b> ${escapeHtml(`${company}-${name}`)}</a>
<nav class="tie-nav" aria-label="Sections">${sections.map(([id, text]) => `<a href="#${id}">${text}</a>`).join("")}</nav>
<nav class="tie-nav tie-jump" aria-label="Slides">${pages.join("")}</nav>
<label class="tie-large"><input type="checkbox" id="large"> Large slides</label>
<form class="tie-search" role="search" hidden><input type="search" id="search" aria-label="Search figures" placeholder="811, revenue.total, quarterly.csv:9" autocomplete="off" spellcheck="false"><output id="found"></output></form>
</div>`;
}
