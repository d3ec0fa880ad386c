import { isOpen } from "../judge.ts";
import type { JudgedFinding } from "../finding.ts";
import type { PublishedVerdict } from "../published-verdict.ts";
import type { Trace, TracedFigure, TracedPrint } from "../trace.ts";
import { openAmounts, type Amounts } from "./amounts.ts";

/** What a report is made of. */
export interface ReportRequest {
  /** One a language. `page` is the deck's finished HTML, which holds its fonts. */
  readonly documents: readonly { readonly trace: Trace; readonly page: string }[];
  readonly findings: readonly JudgedFinding[];
  readonly published: readonly PublishedVerdict[];
  readonly literals: readonly { readonly text: string; readonly reason: string }[];
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
  readonly dropped: readonly { readonly slide: string; readonly missing: readonly string[] }[];
}

/** The traces of all languages as one: what the sections of the report are written from. */
export interface Model {
  readonly request: ReportRequest;
  readonly traces: readonly Trace[];
  /** "EN", "JA": one a document. */
  readonly langs: readonly string[];
  /** Every figure of any trace by its reference. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly slides: readonly Slide[];
  readonly findings: readonly NumberedFinding[];
  readonly amounts: Amounts;
}

/** A figure of any language, with where all of them print it. */
export interface Figure {
  readonly index: number;
  readonly reference: string;
  readonly traced: TracedFigure;
  /** In the language of each document; undefined where it has none. */
  readonly labels: readonly (string | undefined)[];
  readonly prints: readonly Print[];
  /** Figures that are made of this one, one step up. */
  readonly usedBy: Figure[];
  /** Findings that name this figure or its cell. */
  readonly findings: NumberedFinding[];
}

export interface Print {
  /** Of its trace among the documents, and its own in that trace. */
  readonly document: number;
  readonly index: number;
  readonly traced: TracedPrint;
}

/** A slide, on whichever page each language prints it. */
export interface Slide {
  readonly index: number;
  readonly id: string;
  /** The page that it begins on, of each language; undefined where a language does not have it. */
  readonly pages: readonly (Trace["pages"][number] | undefined)[];
  /** The pages of each language that begin with it: of a deck one, of a report's section as many as it fills, or none. */
  readonly sheets: readonly (readonly Trace["pages"][number][])[];
  /** In the order of printing, each with where this slide prints it. */
  readonly rows: readonly Row[];
  readonly findings: readonly NumberedFinding[];
}

/** A figure on a slide. */
export interface Row {
  readonly id: string;
  readonly slide: Slide;
  readonly figure: Figure | undefined;
  readonly reference: string;
  readonly prints: readonly Print[];
}

export interface NumberedFinding extends JudgedFinding {
  readonly index: number;
}

/** Puts the traces side by side. */
export function buildModel(request: ReportRequest): Model {
  const traces = request.documents.map(({ trace }) => trace);
  const figures = mergeFigures(traces);
  const findings = orderFindings(request.findings);
  const model: Model = {
    request,
    traces,
    langs: traces.map(({ document }) => document.lang.toUpperCase()),
    figures,
    slides: mergeSlides(traces, { figures, findings }),
    findings,
    amounts: openAmounts(),
  };
  tieFindings(model);
  return model;
}

/** The id of a printed figure's outline. */
export function markId({ document, index }: Print): string {
  return `p${document}-${index}`;
}

/** The findings that a printed figure is marked for. */
export function findingsOn(
  { traces }: Model,
  { document, traced }: Print,
  figure: Figure,
): readonly NumberedFinding[] {
  return figure.findings.filter(
    ({ slide, lang }) =>
      (slide === undefined || slide === traced.slide) &&
      (lang === undefined || lang === traces[document]!.document.lang),
  );
}

/** The pages of any language that print the figure or one that follows from it. */
export function slidesOf(figure: Figure): ReadonlySet<string> {
  const slides = new Set<string>();
  const seen = new Set<Figure>();
  const visit = (at: Figure): void => {
    if (seen.has(at)) return;
    seen.add(at);
    at.prints.forEach(({ traced }) => slides.add(traced.slide));
    at.usedBy.forEach(visit);
  };
  visit(figure);
  return slides;
}

/** The reported figures that a figure follows from, each once; itself if it is reported. */
export function leavesOf(figure: Figure, figures: Model["figures"]): readonly Figure[] {
  const leaves = new Set<Figure>();
  const seen = new Set<Figure>();
  const visit = (at: Figure): void => {
    if (seen.has(at)) return;
    seen.add(at);
    if (at.traced.reported !== undefined) leaves.add(at);
    else for (const from of at.traced.derived?.from ?? []) if (figures.has(from)) visit(figures.get(from)!);
  };
  visit(figure);
  return [...leaves];
}

function mergeFigures(traces: readonly Trace[]): ReadonlyMap<string, Figure> {
  const figures = new Map<string, Figure & { readonly prints: Print[] }>();
  for (const trace of traces) {
    for (const [reference, traced] of Object.entries(trace.figures)) {
      if (figures.has(reference)) continue;
      figures.set(reference, {
        index: figures.size,
        reference,
        traced,
        labels: traces.map(({ figures }) => figures[reference]?.label),
        prints: [],
        usedBy: [],
        findings: [],
      });
    }
  }
  traces.forEach((trace, document) => {
    trace.printed.forEach((traced, index) =>
      figures.get(traced.figure)?.prints.push({ document, index, traced }),
    );
  });
  for (const figure of figures.values()) {
    for (const from of new Set(figure.traced.derived?.from)) figures.get(from)?.usedBy.push(figure);
  }
  return figures;
}

function mergeSlides(
  traces: readonly Trace[],
  { figures, findings }: Pick<Model, "figures" | "findings">,
): readonly Slide[] {
  // Sections of a report that begin in the middle of a page have none of their own
  const ids = new Set(
    traces.flatMap(({ pages, printed }) =>
      [...pages, ...printed].toSorted((a, b) => a.page - b.page).map(({ slide }) => slide),
    ),
  );
  const printed = traces.flatMap(({ printed }, document) =>
    printed.map((traced, index): Print => ({ document, index, traced })),
  );
  const bySlide = Map.groupBy(printed, ({ traced }) => traced.slide);
  return [...ids].map((id, index) => {
    const byFigure = Map.groupBy(bySlide.get(id) ?? [], ({ traced }) => traced.figure);
    const rows: Row[] = [];
    const slide: Slide = {
      index,
      id,
      pages: traces.map((trace) => firstPage(trace, id)),
      sheets: traces.map(({ pages }) => pages.filter(({ slide }) => slide === id)),
      rows,
      findings: findings.filter((finding) => finding.slide === id),
    };
    for (const [reference, prints] of byFigure) {
      rows.push({ id: `r${index}-${rows.length}`, slide, figure: figures.get(reference), reference, prints });
    }
    return slide;
  });
}

/** The page on which a slide or section begins, under its own title. */
function firstPage({ pages, printed, sentences }: Trace, id: string): Trace["pages"][number] | undefined {
  const own = pages.find(({ slide }) => slide === id);
  const first = printed.find(({ slide }) => slide === id)?.page;
  const page = pages.find((other) => other.page === Math.min(own?.page ?? Infinity, first ?? Infinity));
  if (page === undefined || page === own) return own;
  const title = sentences.find(({ slide, key }) => slide === id && key === `${id}.title`)?.parts ?? [];
  const words = title.map((part) => (typeof part === "string" ? part : part.text)).join("");
  return { ...page, slide: id, title: words };
}

/** Open errors, open warnings, then what is accepted; each in the order given. */
function orderFindings(findings: readonly JudgedFinding[]): readonly NumberedFinding[] {
  const rank = (finding: JudgedFinding): number =>
    !isOpen(finding) ? 2 : finding.severity === "error" ? 0 : 1;
  return findings.toSorted((a, b) => rank(a) - rank(b)).map((finding, index) => ({ ...finding, index }));
}

/** A finding is about the figures that its id names, and about those that the cell of its place reports. */
function tieFindings({ figures, findings }: Model): void {
  for (const finding of findings) {
    const tied = new Set(
      finding.id.split(" ").flatMap((word) => (figures.has(word) ? [figures.get(word)!] : [])),
    );
    const { file, line, column, sheet, cell: address } = finding.place ?? {};
    if (file !== undefined && ((line !== undefined && column !== undefined) || address !== undefined)) {
      for (const figure of figures.values()) {
        const cell = figure.traced.reported?.cell;
        if (cell === undefined || cell.line !== line || cell.column !== column) continue;
        if (cell.sheet !== sheet || cell.cell !== address) continue;
        if (file === cell.file || file.endsWith(`/${cell.file}`)) tied.add(figure);
      }
    }
    for (const figure of tied) figure.findings.push(finding);
  }
}
