import { isOpen } from "../judge.ts";
import { formatPlace } from "../../problem.ts";
import { count, escapeHtml, noneHtml, pageOf, referenceHtml, sectionHtml } from "./html.ts";
import { markId, type Model, type NumberedFinding } from "./model.ts";

/** What a person has to judge before release, and what somebody has judged already. */
export function findingsHtml(model: Model): string {
  const open = model.findings.filter(isOpen);
  const groups: readonly (readonly [string, readonly NumberedFinding[]])[] = [
    ["Errors", open.filter(({ severity }) => severity === "error")],
    ["Warnings", open.filter(({ severity }) => severity === "warning")],
    ["Accepted", model.findings.filter((finding) => !isOpen(finding))],
  ];
  const content = groups.map(([name, findings]) =>
    findings.length === 0
      ? `<h3 class="tie-h3">${name}</h3>${noneHtml("None.")}`
      : `<h3 class="tie-h3">${name} <span class="tie-number">${findings.length}</span></h3><ol class="tie-findings">\n${findings.map((finding) => findingHtml(model, finding)).join("\n")}\n</ol>`,
  );
  return sectionHtml({ id: "findings", title: "Findings", content: content.join("\n") });
}

/** The ids of the list's entries: what marks on pictures and the panel lead to. */
export function findingId({ index }: NumberedFinding): string {
  return `n${index}`;
}

/** Links from a slide to what was found on it. */
export function findingLinks(findings: readonly NumberedFinding[]): string {
  if (findings.length === 0) return "";
  const links = findings.map(
    (finding) =>
      `<a${isOpen(finding) ? ` class="open"` : ""} href="#${findingId(finding)}">${isOpen(finding) ? finding.severity : "accepted"}: ${finding.rule}</a>`,
  );
  return `<p class="tie-on-slide"><b>${count(findings.length, "finding")}</b> ${links.join(" · ")}</p>`;
}

function findingHtml({ slides, figures }: Model, finding: NumberedFinding): string {
  const { place, what, hint, slide, lang, rule, severity, id, accepted, cells = [] } = finding;
  const on = slides.find((other) => other.id === slide);
  const figure = [...figures.values()].find(({ findings }) => findings.includes(finding));
  const print = figure?.prints.find(({ traced }) => slide === undefined || traced.slide === slide);
  const where = [
    ...(on === undefined
      ? slide === undefined
        ? []
        : [`slide “${escapeHtml(slide)}”`]
      : [`<a href="#s${on.index}">slide ${pageOf(on)}, ${escapeHtml(on.id)}</a>`]),
    ...(lang === undefined ? [] : [escapeHtml(lang.toUpperCase())]),
    ...(place === undefined ? [] : [`<code class="tie-cell">${escapeHtml(formatPlace(place))}</code>`]),
    ...(print === undefined || figure === undefined
      ? []
      : [`<a href="#${markId(print)}">${referenceHtml(figure.reference)}</a>`]),
  ];
  const parts = [
    `<p class="tie-said"><b class="tie-rule">${rule}:</b> ${escapeHtml(what)}</p>`,
    ...(hint === undefined ? [] : [`<p class="tie-hint">${escapeHtml(hint)}</p>`]),
    ...(cells.length === 0
      ? []
      : [
          `<p class="tie-where">Cells behind it: ${cells.map((cell) => `<code class="tie-cell">${escapeHtml(formatPlace(cell))}</code>`).join(" · ")}</p>`,
        ]),
    ...(where.length === 0 ? [] : [`<p class="tie-where">${where.join(" · ")}</p>`]),
    ...(accepted === undefined
      ? []
      : [
          `<p class="tie-accepted">Accepted by <b>${escapeHtml(accepted.owner)}</b> on ${escapeHtml(accepted.date)}: ${escapeHtml(accepted.reason)}</p>`,
        ]),
    `<p class="tie-id">${escapeHtml(id)}</p>`,
  ];
  const state = accepted === undefined ? severity : "accepted";
  return `<li class="tie-finding ${state}" id="${findingId(finding)}"><span class="tie-severity">${state}</span>\n<div>${parts.join("\n")}</div></li>`;
}
