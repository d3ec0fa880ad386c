import { parseAddress } from "../../facts/cell-address.ts";
import {
  cellHtml,
  escapeHtml,
  figureHtml,
  noneHtml,
  pagesHtml,
  referenceHtml,
  sectionHtml,
  tableHtml,
} from "./html.ts";
import { slidesOf, type Figure, type Model } from "./model.ts";

type Cell = NonNullable<Figure["traced"]["reported"]>["cell"];

/** Every cell that the document rests on, in the order of the files. */
export function factsHtml(model: Model): string {
  const facts = [...model.figures.values()]
    .filter(({ traced }) => traced.reported !== undefined)
    .sort(byCell);
  const sources = new Map(model.traces.flatMap(({ sources }) => Object.entries(sources)));
  const list = [...sources].map(
    ([key, { title, date }]) =>
      `<div><dt>${escapeHtml(key)}</dt><dd>${escapeHtml(title)}, ${escapeHtml(date)}</dd></div>`,
  );
  const heads = [
    { text: "Cell", sort: "text", width: "13%" },
    { text: "Source", sort: "text", width: "11%" },
    { text: "Fact", sort: "text", width: "27%" },
    { text: "Value", sort: "amount", width: "14%" },
    { text: "Figures made of it", sort: "number" },
    { text: "Pages", sort: "number", width: "9%" },
  ] as const;
  return sectionHtml({
    id: "facts",
    title: "All facts used",
    content:
      facts.length === 0
        ? noneHtml("No fact is used.")
        : `<dl class="tie-sources">${list.join("")}</dl>\n${tableHtml({ heads, rows: facts.map((fact) => rowHtml(model, fact)) })}`,
  });
}

function rowHtml(model: Model, figure: Figure): string {
  const { reported, value } = figure.traced;
  const { cell, source, text, unit, restated, asOf } = reported!;
  const notes = [...(restated ? ["restated"] : []), ...(asOf === undefined ? [] : [`as of ${asOf}`])];
  const made = figure.usedBy.map(({ reference }) => referenceHtml(reference));
  const list =
    made.length <= 3
      ? made.join("<br>\n")
      : `<details><summary>${made.length} figures</summary>${made.join("<br>\n")}</details>`;
  return `<tr id="c${figure.index}"><td>${cellHtml(cell)}</td><td>${source === undefined ? "" : escapeHtml(source)}</td><td>${figureHtml(figure, figure.reference)}</td><td class="tie-num" data-v="${value ?? ""}">${escapeHtml(text)} ${escapeHtml(unit)}${notes.length === 0 ? "" : `<br><span class="tie-also">${escapeHtml(notes.join(", "))}</span>`}</td><td data-v="${made.length}">${list}</td><td>${pagesHtml(model, slidesOf(figure))}</td></tr>`;
}

function byCell(a: Figure, b: Figure): number {
  const [one, two] = [a.traced.reported!.cell, b.traced.reported!.cell];
  if (one.file !== two.file) return one.file < two.file ? -1 : 1;
  if (one.sheet !== two.sheet) return (one.sheet ?? "") < (two.sheet ?? "") ? -1 : 1;
  const [here, there] = [positionOf(one), positionOf(two)];
  return here.row - there.row || here.column - there.column;
}

/** Where a cell stands in its file or sheet; both count from 1. */
function positionOf({ line, column, cell }: Cell): { readonly row: number; readonly column: number } {
  return (cell === undefined ? undefined : parseAddress(cell)) ?? { row: line ?? 0, column: column ?? 0 };
}
