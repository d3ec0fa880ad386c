import type { TracedPrint } from "../trace.ts";
import { takePictures, type DeckPictures } from "./deck-pictures.ts";
import { isOpen } from "../judge.ts";
import { findingLinks } from "./findings.ts";
import {
  cellHtml,
  count,
  escapeHtml,
  figureHtml,
  pageOf,
  printsHtml,
  referenceHtml,
  sectionHtml,
  settledHtml,
  tableHtml,
} from "./html.ts";
import { findingsOn, leavesOf, markId, type Model, type Print, type Row, type Slide } from "./model.ts";

/** Every slide in all languages, each figure outlined, with a table of its figures. */
export function slidesHtml(model: Model, pictures: readonly DeckPictures[]): string {
  return sectionHtml({
    id: "slides",
    title: "Slides",
    lead: "Each outline leads to what stands behind the figure.",
    content: `${legend}\n${model.slides.map((slide) => slideHtml(model, slide, pictures)).join("\n")}`,
  });
}

/** The pictures of each document, under a class of its own. */
export function picturesOf(model: Model): readonly DeckPictures[] {
  return model.request.documents.map(({ page }, index) =>
    takePictures(page, { selector: `.tie-deck-${index}`, suffix: ` ${index}` }),
  );
}

const meanings: Readonly<Record<TracedPrint["by"], string>> = {
  fact: "as a cell gives it",
  derivation: "computed; what is reported settles the last digit",
  report: "computed; a reported value settles the last digit",
  midpoint: "computed; nothing settles the last digit",
  plug: "changed by hand or so that a column adds up",
  nothing: "a dash: there is no value",
};

const legend = `<ul class="tie-legend">${(Object.keys(meanings) as TracedPrint["by"][])
  .map((by) => `<li>${settledHtml(by)} ${meanings[by]}</li>`)
  .join("")}<li><span class="tie-flag">!</span> has a finding</li></ul>`;

function slideHtml(model: Model, slide: Slide, pictures: readonly DeckPictures[]): string {
  const { traces, langs } = model;
  const titles = slide.pages.flatMap((page, index) =>
    page === undefined
      ? []
      : [`<span lang="${escapeHtml(traces[index]!.document.lang)}">${escapeHtml(page.title)}</span>`],
  );
  const figures = slide.pages.map((_, document) => printsOn(slide, document).length);
  const distinct = count(slide.rows.length, "different figure");
  const counts =
    slide.rows.length === 0
      ? "No figures."
      : `${langs.map((lang, index) => `${escapeHtml(lang)} prints ${figures[index]}`).join(", ")}; ${distinct}${difference(model, slide)}.`;
  return `<article class="tie-slide" id="s${slide.index}">
<header class="tie-slide-head"><h3 class="tie-slide-title"><span class="tie-page">${pageOf(slide)}</span>${titles.join("")}</h3><p class="tie-slide-counts">${counts} <code class="tie-ref">${escapeHtml(slide.id)}</code></p>${findingLinks(slide.findings)}</header>
<div class="tie-pictures">${picturesHtml(model, slide, pictures)}</div>
${slide.rows.length === 0 ? "" : tableHtml({ heads: headsOf(langs), rows: slide.rows.map((row) => rowHtml(model, row)) })}
</article>`;
}

function difference({ langs }: Model, slide: Slide): string {
  if (langs.length < 2) return "";
  const lone = slide.rows.filter(
    ({ prints }) => new Set(prints.map(({ document }) => document)).size < langs.length,
  );
  return lone.length === 0 ? ", the same in every language" : `, <b>${lone.length} not in every language</b>`;
}

/** The pages that begin with a slide, side by side in all languages. */
function picturesHtml(model: Model, slide: Slide, pictures: readonly DeckPictures[]): string {
  const most = Math.max(1, ...slide.sheets.map((sheets) => sheets.length));
  return Array.from({ length: most }, (_, at) =>
    slide.sheets.map((sheets, document) => {
      const page = sheets[at];
      if (page !== undefined) {
        return pictureHtml(model, { page, document, html: pictures[document]!.pages[page.page - 1] ?? "" });
      }
      const begins = slide.pages[document];
      if (begins !== undefined && at > 0) return "";
      const lang = escapeHtml(model.langs[document]!);
      const where = begins === undefined ? "does not print this slide" : `prints it on page ${begins.page}`;
      return `<figure class="tie-figure"><figcaption>${lang}</figcaption><p class="tie-none">${lang} ${where}.</p></figure>`;
    }),
  )
    .flat()
    .join("");
}

function pictureHtml(
  model: Model,
  {
    page,
    document,
    html,
  }: {
    readonly page: Model["traces"][number]["pages"][number];
    readonly document: number;
    readonly html: string;
  },
): string {
  const lang = model.langs[document]!;
  const [width, height] = page.width > 0 ? [page.width, page.height] : [960, 540];
  const marks = model.slides
    .flatMap((slide) => printsOn(slide, document))
    .filter(({ print }) => print.traced.page === page.page)
    .map(({ print, row }) => markHtml(model, { print, row, width, height }));
  return `<figure class="tie-figure"><figcaption>${escapeHtml(lang)} <span>page ${page.page}</span></figcaption><div class="tie-picture" style="--tie-w:${width / 0.75};--tie-h:${height / 0.75}"><div class="tie-deck" aria-hidden="true" inert><div class="tie-deck-${document}" lang="${escapeHtml(model.traces[document]!.document.lang)}">${html}</div></div>
${marks.join("\n")}
</div></figure>`;
}

/** The outline of a printed figure: the box of the trace as shares of the page. */
function markHtml(
  model: Model,
  of: { readonly print: Print; readonly row: Row; readonly width: number; readonly height: number },
): string {
  const { box, by, text } = of.print.traced;
  if (box === null) return "";
  const [x, y, width, height] = box;
  const share = (length: number, whole: number): string => `${Number(((length / whole) * 100).toFixed(3))}%`;
  const found = of.row.figure === undefined ? [] : findingsOn(model, of.print, of.row.figure);
  const flag = found.some(isOpen) ? " open" : found.length > 0 ? " judged" : "";
  return `<a id="${markId(of.print)}" class="${by}${flag}" href="#${of.row.id}" aria-label="${escapeHtml(text)}" style="left:${share(x, of.width)};top:${share(of.height - y - height, of.height)};width:${share(width, of.width)};height:${share(height, of.height)}"></a>`;
}

/** What a document prints on a slide, in the order of its page. */
function printsOn(slide: Slide, document: number): readonly { readonly print: Print; readonly row: Row }[] {
  return slide.rows
    .flatMap((row) =>
      row.prints.filter((print) => print.document === document).map((print) => ({ print, row })),
    )
    .sort((a, b) => a.print.index - b.print.index);
}

function headsOf(langs: readonly string[]): Parameters<typeof tableHtml>[0]["heads"] {
  return [
    { text: "Figure", sort: "text", width: "25%" },
    ...langs.map((text) => ({ text, sort: "amount", width: `${Math.floor(18 / langs.length)}%` }) as const),
    { text: "Exact value", sort: "amount", width: "14%" },
    { text: "Settled", sort: "text", width: "6.5%" },
    { text: "Source or formula", sort: "text" },
    { text: "Cell", sort: "text", width: "10.5%" },
  ];
}

function rowHtml(model: Model, { id, figure, reference, prints }: Row): string {
  const texts = model.langs.map((_, document) => {
    const own = prints.filter((print) => print.document === document);
    return own.length === 0
      ? `<td class="tie-num tie-absent">not printed</td>`
      : `<td class="tie-num">${printsHtml(own)}</td>`;
  });
  const ways = [...new Set(prints.map(({ traced }) => traced.by))];
  const flag = figure?.findings.some(
    (finding) =>
      isOpen(finding) && prints.some((print) => findingsOn(model, print, figure).includes(finding)),
  );
  const name = figureHtml(
    figure,
    reference,
    prints.find(({ traced }) => traced.box !== null),
  );
  return `<tr id="${id}"><td>${flag === true ? `<span class="tie-flag">!</span> ` : ""}${name}</td>${texts.join("")}${exactCell(model, { figure, prints })}<td>${ways.map(settledHtml).join(" ")}</td><td>${originHtml(figure)}</td><td>${figure === undefined ? "" : cellsHtml(model, figure)}</td></tr>`;
}

/** What was rounded: the figure's value, or where a derivation settles more digits than a report, what it gives. */
function exactCell(model: Model, { figure, prints }: Pick<Row, "figure" | "prints">): string {
  if (figure === undefined) return `<td class="tie-num">unknown</td>`;
  const { value, unit } = figure.traced;
  const rounded = new Set(prints.map(({ traced }) => traced.value ?? value));
  const texts = [...rounded].map((exact) => escapeHtml(model.amounts.value(exact, unit, 9)));
  return `<td class="tie-num" data-v="${value ?? ""}">${texts.join("<br>\n")}</td>`;
}

function originHtml(figure: Row["figure"]): string {
  if (figure === undefined) return "no figure of the trace";
  const { reported, derived, outcome } = figure.traced;
  const source =
    reported?.source === undefined ? "" : `<span class="tie-source">${escapeHtml(reported.source)}</span>`;
  const formula = derived === undefined ? "" : referenceHtml(derived.formula);
  const why = outcome === undefined ? "" : ` <span class="tie-also">${escapeHtml(outcome)}</span>`;
  return [source, formula].filter((part) => part !== "").join("<br>\n") + why;
}

/** The cell that reports the figure, or those that it follows from. */
function cellsHtml({ figures }: Model, figure: NonNullable<Row["figure"]>): string {
  const cells = leavesOf(figure, figures).map(({ traced }) => cellHtml(traced.reported!.cell));
  const more = cells.length > 4 ? [`<span class="tie-also">and ${cells.length - 3} more</span>`] : [];
  return [...(more.length > 0 ? cells.slice(0, 3) : cells), ...more].join("<br>\n");
}
