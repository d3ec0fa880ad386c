import type { TracedPrint } from "../trace.ts";
import { count, escapeHtml, settledNames } from "./html.ts";
import { groupThousands } from "../../locales/decimal-text.ts";
import { isOpen } from "../judge.ts";
import type { Model } from "./model.ts";

/** What the report is about, whether it ties out, and how much there is of everything. */
export function headHtml(model: Model): string {
  const { traces } = model;
  const first = traces[0]!.document;
  const titles = traces.map(
    ({ document }, index) =>
      `<span class="tie-title${index === 0 ? "" : " tie-second"}" lang="${escapeHtml(document.lang)}">${escapeHtml(document.title)}</span>`,
  );
  const companies = [...new Set(traces.map(({ document }) => document.companyName))];
  const facts: readonly (readonly [string, string])[] = [
    ["Company", companies.join(" · ")],
    ["Document", `${first.company}-${first.name}`],
    ["Period", first.period],
    ["Date", first.date],
    ["Languages", model.langs.join(", ")],
    ["Pages", [...new Set(traces.map(({ pages }) => pages.length))].join(", ")],
  ];
  const { state, text } = verdictOf(model);
  return `<header class="tie-head" id="top">
<div class="tie-what"><p class="tie-kind">Tie-out report</p><h1 class="tie-h1">${titles.join("")}</h1></div>
<dl class="tie-facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>
<p class="tie-verdict ${state}"><strong>${verdictNames[state]}</strong> ${escapeHtml(text)}</p>
<div class="tie-counts">${byLanguage(model)}${overall(model)}</div>
</header>`;
}

/** Counts that the head and its verdict tell. */
export function countsOf({ request, findings, traces, figures }: Model): {
  readonly errors: number;
  readonly warnings: number;
  readonly accepted: number;
  readonly wrong: number;
  readonly missing: number;
  readonly agreed: number;
  readonly facts: number;
  readonly printed: number;
  readonly traced: number;
} {
  const open = findings.filter(isOpen);
  const withVerdict = (...verdicts: readonly string[]): number =>
    request.published.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    errors: open.filter(({ severity }) => severity === "error").length,
    warnings: open.filter(({ severity }) => severity === "warning").length,
    accepted: findings.length - open.length,
    wrong: withVerdict("wrong"),
    missing: withVerdict("missing"),
    agreed: withVerdict("exact", "interval"),
    facts: [...figures.values()].filter(({ traced }) => traced.reported !== undefined).length,
    printed: sum(traces.map(({ printed }) => printed.length)),
    traced: sum(traces.map(tracedIn)),
  };
}

const verdictNames = { fails: "Does not tie out.", judge: "Needs judgement.", ties: "Ties out." } as const;

function verdictOf(model: Model): { readonly state: keyof typeof verdictNames; readonly text: string } {
  const { printed, traced, errors, warnings, accepted, wrong, missing } = countsOf(model);
  const untraced = printed - traced;
  const all =
    printed === 0
      ? "No figure is printed"
      : `All ${groupThousands(String(printed))} printed figures are traced to their cells`;
  const tracing =
    untraced === 0
      ? all
      : `${count(untraced, "printed figure")} ${untraced === 1 ? "leads" : "lead"} to no cell`;
  const open = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  const openText = open.length === 0 ? "no finding is open" : `${open.join(" and ")} open`;
  const judged = accepted > 0 ? [`${count(accepted, "finding")} accepted by somebody, listed below`] : [];
  // What was published elsewhere may be wrong itself; it is an open finding until somebody says so
  const published = [
    ...(wrong > 0
      ? [
          `${count(wrong, "figure")} that ${wrong === 1 ? "was" : "were"} published elsewhere ${wrong === 1 ? "differs" : "differ"} from this document`,
        ]
      : []),
    ...(missing > 0 ? [`${count(missing, "published figure")} without a figure to compare with`] : []),
  ];
  const text = [tracing, openText, ...judged, ...published].join("; ");
  const state = untraced > 0 || errors > 0 ? "fails" : warnings > 0 ? "judge" : "ties";
  return { state, text: `${text}.` };
}

function byLanguage({ traces, langs }: Model): string {
  const ways = (Object.keys(settledNames) as TracedPrint["by"][]).filter((by) =>
    traces.some(({ printed }) => printed.some((print) => print.by === by)),
  );
  const kinds = (["period", "date", "page", "note", "literal"] as const).filter((is) =>
    traces.some(({ numbers }) => numbers.some((number) => number.is === is)),
  );
  const heads = ["Figures printed", "Traced", ...ways.map((by) => settledNames[by])];
  const others = kinds.map(
    (is) =>
      ({ period: "Periods", date: "Dates", page: "Page numbers", note: "Footnotes", literal: "Literals" })[
        is
      ],
  );
  const rows = traces.map((trace, index) => {
    const figures = [
      trace.printed.length,
      tracedIn(trace),
      ...ways.map((by) => trace.printed.filter((print) => print.by === by).length),
    ];
    const numbers = kinds.map((is) => trace.numbers.filter((number) => number.is === is).length);
    return `<tr><th scope="row">${escapeHtml(langs[index]!)}</th>${[...figures, ...numbers].map((number) => `<td>${number}</td>`).join("")}</tr>`;
  });
  const group =
    kinds.length === 0
      ? ""
      : `<th scope="colgroup" colspan="${kinds.length}">Numbers that are no figures</th>`;
  return `<table class="tie-sums"><thead><tr><td></td><th scope="colgroup" colspan="${heads.length}">Figures, by what settles their last digit</th>${group}</tr><tr><td></td>${[...heads, ...others].map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function overall(model: Model): string {
  const { errors, warnings, accepted, wrong, missing, agreed, facts } = countsOf(model);
  const cards: readonly (readonly [string, number, string, string])[] = [
    ["facts", facts, "cells behind it", ""],
    ["findings", errors, errors === 1 ? "error" : "errors", errors > 0 ? "bad" : ""],
    ["findings", warnings, warnings === 1 ? "warning" : "warnings", warnings > 0 ? "bad" : ""],
    ["findings", accepted, "accepted", ""],
    ["published", agreed, "published agreed", ""],
    ["published", wrong, "published otherwise", wrong > 0 ? "bad" : ""],
    ...(missing > 0 ? ([["published", missing, "published unknown", "bad"]] as const) : []),
  ];
  return `<ul class="tie-cards">${cards.map(([to, number, name, state]) => `<li><a href="#${to}"${state && ` class="${state}"`}><b>${number}</b> ${name}</a></li>`).join("")}</ul>`;
}

/** Printed figures whose every input ends in a cell, or which print that there is no value. */
function tracedIn({ printed, figures }: Model["traces"][number]): number {
  const known = new Map<string, boolean>();
  const isTraced = (reference: string): boolean => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // A figure that leads back to itself leads to no cell
    known.set(reference, false);
    const figure = figures[reference];
    const answer =
      figure !== undefined &&
      (figure.reported !== undefined ||
        figure.value === null ||
        (figure.derived !== undefined && figure.derived.from.every(isTraced)));
    known.set(reference, answer);
    return answer;
  };
  return printed.filter(({ figure }) => isTraced(figure)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
