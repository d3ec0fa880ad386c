import type { Run, Runs } from "../documents/runs.ts";

/** Runs as HTML: text escaped, each figure in a `data` element, each period and date in a `span` that says which. `hang` lets a closing bracket, or a percent sign too, stand outside the column. */
export function runsHtml(runs: Runs, hang: Hang = "nothing"): string {
  return runs.map((run) => runHtml(run, hang)).join("");
}

export type Hang = "nothing" | "bracket" | "percent";

/** Text that is safe in HTML text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Running text: as escapeHtml, and a zero width space becomes a chance to break that leaves no character in the PDF. */
function textHtml(text: string): string {
  return escapeHtml(text).replaceAll("\u200b", "<wbr>");
}

/** What of a printed figure stands outside its column: "", ")" or "%)". */
export function hanging(text: string, hang: Hang): string {
  if (hang === "nothing") return "";
  return (hang === "bracket" ? /\)$/ : /%?\)?$/).exec(text)?.[0] ?? "";
}

/** True for what may stand in Runs. */
export function isRuns(value: unknown): value is Runs {
  return Array.isArray(value) && value.every(isRun);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const hangClasses: Readonly<Record<string, string>> = {
  ")": " hang-bracket",
  "%": " hang-percent",
  "%)": " hang-both",
};

function runHtml(run: Run, hang: Hang): string {
  if (typeof run === "string") return textHtml(run);
  if ("term" in run) return `<span data-term="${escapeHtml(run.term)}">${textHtml(run.text)}</span>`;
  if ("note" in run) return `<sup class="mark" data-note="${escapeHtml(run.note)}">${run.text}</sup>`;
  if ("strong" in run) return `<strong>${runsHtml(run.strong, hang)}</strong>`;
  if ("aside" in run) return `<small class="aside">${runsHtml(run.aside)}</small>`;
  const tone = run.tone === undefined ? "" : ` ${run.tone}`;
  const outside = hangClasses[hanging(run.text, hang)] ?? "";
  const attributes = `value="${escapeHtml(run.value)}" data-figure="${escapeHtml(run.figure)}" class="figure${tone}${outside}"`;
  return `<data ${attributes}>${escapeHtml(run.text)}</data>`;
}

function isRun(value: unknown): boolean {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null) return false;
  if ("strong" in value) return isRuns(value.strong);
  if ("aside" in value) return isRuns(value.aside);
  return ("figure" in value || "term" in value || "note" in value) && "text" in value;
}
