import { escapeHtml } from "../../html/runs-html.ts";
import { groupThousands } from "../../locales/decimal-text.ts";
import { formatPlace, type Place } from "../../problem.ts";
import type { TracedFigure, TracedPrint } from "../trace.ts";
import type { Figure, Model, Print } from "./model.ts";
import { markId } from "./model.ts";

export { escapeHtml };

/** A column of a table: what stands in its head, and how it sorts, if it does. */
export interface Head {
  readonly text: string;
  /** text: by what it says; number: by the `data-v` of its cells, or the first number that it says; amount: the same, in a column of amounts. */
  readonly sort?: "text" | "number" | "amount";
  readonly width?: string;
}

/** A table whose head is repeated on every printed page; `rows` are finished `<tr>`s. */
export function tableHtml({
  heads,
  rows,
}: {
  readonly heads: readonly Head[];
  readonly rows: readonly string[];
}): string {
  const columns = heads.map(({ width }) => (width === undefined ? "<col>" : `<col style="width:${width}">`));
  const cells = heads.map(({ text, sort }) => {
    const side = sort === "amount" ? ` class="tie-num"` : "";
    const sorting = sort === undefined ? "" : ` data-sort="${sort === "text" ? "text" : "number"}"`;
    return `<th scope="col"${side}${sorting}>${escapeHtml(text)}</th>`;
  });
  return `<table class="tie-table"><colgroup>${columns.join("")}</colgroup><thead><tr>${cells.join("")}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

/** A part of the report that the bar at the top leads to. */
export function sectionHtml(of: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly content: string;
}): string {
  const lead = of.lead === undefined ? "" : `<p class="tie-lead">${of.lead}</p>`;
  return `<section class="tie-section" id="${of.id}">\n<h2 class="tie-h2">${escapeHtml(of.title)}</h2>${lead}\n${of.content}\n</section>`;
}

/** Said where a list is empty. */
export function noneHtml(text: string): string {
  return `<p class="tie-none">${escapeHtml(text)}</p>`;
}

/** A reference or a formula, which may break before its parts. */
export function referenceHtml(reference: string): string {
  return `<code class="tie-ref">${breakable(reference)}</code>`;
}

/** A figure's name and reference; a link to where it is first printed, if it is. */
export function figureHtml(figure: Figure | undefined, reference: string, print = figure?.prints[0]): string {
  const name = figure === undefined ? "" : nameHtml(figure);
  const ref = referenceHtml(reference);
  return `${name}${print === undefined ? ref : `<a href="#${markId(print)}">${ref}</a>`}`;
}

/** The label in every language, once each. */
export function nameHtml({ labels, traced }: Figure): string {
  const [first, ...others] = new Set(labels.filter((label) => label !== undefined));
  if (first === undefined) return "";
  const member = traced.member === undefined ? "" : ` [${escapeHtml(traced.member)}]`;
  const more = others.length === 0 ? "" : ` <span class="tie-also">${escapeHtml(others.join(", "))}</span>`;
  return `<span class="tie-name">${escapeHtml(first)}${member}${more}</span>\n`;
}

/** A cell of the company's folder: "quarterly.csv:9:12". All figures stand in its folder `facts`, which goes without saying. */
export function cellText({ file, ...at }: NonNullable<TracedFigure["reported"]>["cell"]): string {
  const short = file.startsWith("facts/") ? file.slice("facts/".length) : file;
  return formatPlace({ file: short, ...at } as Place);
}

export function cellHtml(cell: NonNullable<TracedFigure["reported"]>["cell"]): string {
  return `<code class="tie-cell">${breakable(cellText(cell))}</code>`;
}

/** How the last digit was settled, in a word with the line of its outline. */
export function settledHtml(by: TracedPrint["by"]): string {
  return `<span class="tie-by ${by}">${settledNames[by]}</span>`;
}

export const settledNames: Readonly<Record<TracedPrint["by"], string>> = {
  fact: "fact",
  derivation: "derived",
  report: "reported",
  midpoint: "midpoint",
  plug: "plug",
  nothing: "no value",
};

/** A link to where a figure is printed: its text, with how often it says the same. */
export function printsHtml(prints: readonly Print[]): string {
  const byText = Map.groupBy(prints, ({ traced }) => traced.text);
  return [...byText]
    .map(([text, same]) => {
      const times = same.length === 1 ? "" : `<span class="tie-times"> ×${same.length}</span>`;
      return `<a href="#${markId(same[0]!)}">${escapeHtml(text.replaceAll("\u00a0", " "))}</a>${times}`;
    })
    .join("<br>\n");
}

/** Links to slides by their page in the first language that has them. */
export function pagesHtml(model: Model, ids: ReadonlySet<string>): string {
  return model.slides
    .filter(({ id }) => ids.has(id))
    .map((slide) => `<a href="#s${slide.index}">${pageOf(slide)}</a>`)
    .join(" ");
}

/** The page of a slide in the first language that has it. */
export function pageOf({ pages }: Model["slides"][number]): number {
  return pages.find((page) => page !== undefined)!.page;
}

/** "1 error", "2 errors", "no errors". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number === 0 ? "no" : groupThousands(String(number))} ${number === 1 ? one : many}`;
}

function breakable(text: string): string {
  return escapeHtml(text).replace(/[@|/](?!$)|[:.](?=[^\d])/g, (mark) =>
    mark === ":" || mark === "." ? `${mark}<wbr>` : `<wbr>${mark}`,
  );
}
