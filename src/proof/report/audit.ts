import { isOpen } from "../judge.ts";
import type { TracedPrint } from "../trace.ts";
import {
  cellHtml,
  escapeHtml,
  figureHtml,
  noneHtml,
  pageOf,
  pagesHtml,
  printsHtml,
  referenceHtml,
  sectionHtml,
  tableHtml,
  type Head,
} from "./html.ts";
import { findingId } from "./findings.ts";
import { type Figure, type Model } from "./model.ts";

/** What rests on somebody's word: decisions, overrides and gaps that an auditor asks for. */
export function auditHtml(model: Model): string {
  const parts = [
    accepted(model),
    overrides(model),
    reports(model),
    unsettled(model),
    literals(model),
    decisions(model),
    leftOut(model),
    dropped(model),
  ];
  return sectionHtml({
    id: "auditor",
    title: "For the auditor",
    lead: "Everything that rests on somebody’s decision and not on arithmetic alone.",
    content: parts.join("\n"),
  });
}

interface Part {
  readonly title: string;
  readonly none: string;
  readonly heads: readonly Head[];
  readonly rows: readonly string[];
}

function part({ title, none, heads, rows }: Part): string {
  const head = `<h3 class="tie-h3">${title}${rows.length === 0 ? "" : ` <span class="tie-number">${rows.length}</span>`}</h3>`;
  return `<div class="tie-part">${head}${rows.length === 0 ? noneHtml(none) : tableHtml({ heads, rows })}</div>`;
}

function accepted({ findings }: Model): string {
  return part({
    title: "Accepted findings",
    none: "No finding was accepted.",
    heads: [
      { text: "Finding", sort: "text" },
      { text: "Reason", sort: "text", width: "40%" },
      { text: "Owner", sort: "text", width: "12%" },
      { text: "Date", sort: "text", width: "9%" },
    ],
    rows: findings.flatMap((finding) =>
      isOpen(finding)
        ? []
        : [
            `<tr><td><a href="#${findingId(finding)}">${escapeHtml(finding.id)}</a></td><td>${escapeHtml(finding.accepted!.reason)}</td><td>${escapeHtml(finding.accepted!.owner)}</td><td>${escapeHtml(finding.accepted!.date)}</td></tr>`,
          ],
    ),
  });
}

function overrides(model: Model): string {
  return part({
    title: "Overrides",
    none: "No printed figure was changed.",
    heads: [
      figureHead,
      ...textHeads(model),
      { text: "Exact value", sort: "amount", width: "18%" },
      { text: "Reason", sort: "text", width: "24%" },
      { text: "Pages", width: "10%" },
    ],
    rows: printedBy(model, "plug").map(
      (figure) =>
        `<tr><td>${figureHtml(figure, figure.reference)}</td>${textCells(model, figure, "plug")}${exactCell(model, figure)}<td>${escapeHtml(reasonOf(figure))}</td><td>${printedPages(model, figure, "plug")}</td></tr>`,
    ),
  });
}

/** Why a figure is printed otherwise than it rounds. */
function reasonOf({ prints }: Figure): string {
  const reasons = prints
    .filter(({ traced }) => traced.by === "plug")
    .map(({ traced }) => traced.reason ?? "so that its column adds up");
  return [...new Set(reasons)].join("; ");
}

function reports(model: Model): string {
  const { amounts } = model;
  return part({
    title: "Reported derivations",
    none: "No figure needs a report: arithmetic settles all of them.",
    heads: [
      figureHead,
      { text: "Reported", sort: "amount", width: "8%" },
      { text: "Derivation gives", sort: "amount", width: "13%" },
      { text: "Which lies in", sort: "amount", width: "16%" },
      { text: "Formula", sort: "text", width: "21%" },
      { text: "Cell", sort: "text", width: "12%" },
      { text: "Pages", width: "7%" },
    ],
    rows: printedBy(model, "report").map((figure) => {
      const { reported, derived, unit } = figure.traced;
      const gives = derived?.value;
      return `<tr><td>${figureHtml(figure, figure.reference)}</td><td class="tie-num" data-v="${figure.traced.value ?? ""}">${reported === undefined ? "" : `${escapeHtml(reported.text)} ${escapeHtml(reported.unit)}`}</td><td class="tie-num" data-v="${gives ?? ""}">${gives === undefined ? "" : escapeHtml(amounts.value(gives, unit, 8))}</td><td class="tie-num">${escapeHtml(amounts.interval(derived?.interval, unit, 6))}</td><td>${derived === undefined ? "" : referenceHtml(derived.formula)}</td><td>${reported === undefined ? "" : cellHtml(reported.cell)}</td><td>${printedPages(model, figure, "report")}</td></tr>`;
    }),
  });
}

function unsettled(model: Model): string {
  return part({
    title: "Unsettled figures",
    none: "What is reported settles the last digit of every figure.",
    heads: [
      figureHead,
      ...textHeads(model),
      { text: "Printed from", sort: "amount", width: "13%" },
      { text: "Lies in", sort: "amount", width: "18%" },
      { text: "Formula", sort: "text" },
      { text: "Pages", width: "7%" },
    ],
    rows: printedBy(model, "midpoint").map((figure) => {
      const { interval, unit, derived } = figure.traced;
      return `<tr><td>${figureHtml(figure, figure.reference)}</td>${textCells(model, figure, "midpoint")}${exactCell(model, figure)}<td class="tie-num">${escapeHtml(model.amounts.interval(interval, unit, 8))}</td><td>${derived === undefined ? "" : referenceHtml(derived.formula)}</td><td>${printedPages(model, figure, "midpoint")}</td></tr>`;
    }),
  });
}

function literals({ request, traces, langs, slides }: Model): string {
  const stands = (text: string): string =>
    traces
      .flatMap(({ numbers }, index) => {
        const ids = new Set(
          numbers.filter(({ is, of }) => is === "literal" && of === text).map(({ slide }) => slide),
        );
        const links = slides
          .filter(({ id }) => ids.has(id))
          .map((slide) => `<a href="#s${slide.index}">${pageOf(slide)}</a>`);
        return links.length === 0 ? [] : [`${escapeHtml(langs[index]!)} ${links.join(" ")}`];
      })
      .join(", ");
  return part({
    title: "Typed literals",
    none: "No text holds digits that are no figure.",
    heads: [
      { text: "Text", sort: "text", width: "20%" },
      { text: "Reason", sort: "text" },
      { text: "Printed on page", width: "20%" },
    ],
    rows: request.literals.map(
      ({ text, reason }) =>
        `<tr><td>${escapeHtml(text)}</td><td>${escapeHtml(reason)}</td><td>${stands(text) || `<span class="tie-also">not printed</span>`}</td></tr>`,
    ),
  });
}

function decisions(model: Model): string {
  const { traces, langs, figures, slides, amounts } = model;
  const side = (reference: string): string => {
    const figure = figures.get(reference);
    return figure === undefined
      ? `<code class="tie-ref">${escapeHtml(reference)}</code>`
      : `${figureHtml(figure, reference)} <span class="tie-also">${escapeHtml(amounts.value(figure.traced.value, figure.traced.unit, 8))}</span>`;
  };
  return part({
    title: "Wording that hangs on figures",
    none: "No wording hangs on a figure.",
    heads: [
      { text: "Where", sort: "text", width: "24%" },
      { text: "Page", sort: "number", width: "6%" },
      { text: "Figure", sort: "text" },
      { text: "Is", width: "6%" },
      { text: "Than", sort: "text" },
      { text: "Holds", sort: "text", width: "7%" },
    ],
    rows: traces.flatMap((trace, index) =>
      trace.decisions.map(({ slide, cell, left, relation, right, holds }) => {
        const on = slides.find(({ id }) => id === slide);
        return `<tr><td>${escapeHtml(langs[index]!)} ${cellHtml(cell)}</td><td>${on === undefined ? escapeHtml(slide) : `<a href="#s${on.index}">${pageOf(on)}</a>`}</td><td>${side(left)}</td><td>${relation}</td><td>${side(right)}</td><td>${holds ? "holds" : "does not hold"}</td></tr>`;
      }),
    ),
  });
}

function leftOut({ request }: Model): string {
  return part({
    title: "Left out",
    none: "Nothing is listed as left out.",
    heads: [
      { text: "What", sort: "text", width: "45%" },
      { text: "Why", sort: "text" },
    ],
    rows: request.leftOut.map(
      ({ what, why }) => `<tr><td>${escapeHtml(what)}</td><td>${escapeHtml(why)}</td></tr>`,
    ),
  });
}

function dropped({ request }: Model): string {
  return part({
    title: "Dropped slides",
    none: "No slide was dropped.",
    heads: [{ text: "Slide", sort: "text", width: "25%" }, { text: "Figures that nobody reports" }],
    rows: request.dropped.map(
      ({ slide, missing }) =>
        `<tr><td>${escapeHtml(slide)}</td><td>${missing.map(referenceHtml).join("<br>\n")}</td></tr>`,
    ),
  });
}

const figureHead: Head = { text: "Figure", sort: "text" };

function textHeads({ langs }: Model): readonly Head[] {
  return langs.map((text) => ({ text, sort: "amount", width: "10%" }));
}

function textCells({ langs }: Model, figure: Figure, by: TracedPrint["by"]): string {
  return langs
    .map((_, document) =>
      figure.prints.filter((print) => print.document === document && print.traced.by === by),
    )
    .map((prints) => `<td class="tie-num">${printsHtml(prints)}</td>`)
    .join("");
}

function exactCell({ amounts }: Model, { traced }: Figure): string {
  return `<td class="tie-num" data-v="${traced.value ?? ""}">${escapeHtml(amounts.value(traced.value, traced.unit))}</td>`;
}

function printedBy({ figures }: Model, by: TracedPrint["by"]): readonly Figure[] {
  return [...figures.values()].filter(({ prints }) => prints.some(({ traced }) => traced.by === by));
}

function printedPages(model: Model, { prints }: Figure, by: TracedPrint["by"]): string {
  return pagesHtml(
    model,
    new Set(prints.filter(({ traced }) => traced.by === by).map(({ traced }) => traced.slide)),
  );
}
