import type { PrintedFigure } from "../documents/document.ts";
import type { Plan } from "../documents/plan.ts";
import { figuresIn, type Runs } from "../documents/runs.ts";
import { plainText } from "../documents/sentence.ts";
import { once } from "../once.ts";
import { relativePeriods } from "../facts/relative-periods.ts";
import { Exact, type Interval } from "../figures/exact.ts";
import type { Figure, Reported } from "../figures/figure.ts";
import type { Ledger } from "../figures/ledger.ts";
import { parseReference } from "../figures/reference.ts";
import { placeWithin, type Place } from "../problem.ts";
import { traceVersion, type Trace, type TracedFigure, type TracedPart, type TracedPrint } from "./trace.ts";

/** What a trace is built from. */
export interface TraceRequest {
  readonly plan: Plan;
  readonly ledger: Ledger;
  /** What messages call the company's folder: places in the trace are relative to it. */
  readonly company: string;
}

/** The trace of a planned document, before it is on paper: without boxes and sizes, and without numbers but figures. */
export function buildTrace(request: TraceRequest): Trace {
  const { plan, ledger } = request;
  const { document } = plan;
  const { company, calendar } = ledger.facts;
  const own = calendar.parse(document.period)!;
  const numberOf = new Map(document.slides.map(({ id, number }) => [id, number]));
  const digits = once((exact: string) => digitsOf(new Exact(exact)));
  const printed = document.figures.map((figure) =>
    printOf(figure, { page: numberOf.get(figure.slide)!, digits }),
  );

  const labels = longestLabels(plan);
  const found = new Map<string, Figure>();
  const add = (figure: Figure): void => {
    if (found.has(figure.id)) return;
    found.set(figure.id, figure);
    figure.derived?.from.forEach(add);
    figure.sides?.forEach(add);
  };
  const ask = (id: string): void => {
    // Decisions compare figures with plain numbers too
    if (found.has(id) || /^-?\d+(\.\d+)?$/.test(id)) return;
    const reference = parseReference(id, {
      calendar,
      own,
      date: document.date,
      scenarios: company.scenarios,
    });
    const answer = "fault" in reference ? reference : ledger.find(reference);
    if ("figure" in answer) add(answer.figure);
  };
  printed.forEach(({ figure }) => ask(figure));
  plan.decisions.forEach(({ left, right }) => [left, right].forEach(ask));
  // Alternative texts stand on no page, so nothing else asks for their figures
  for (const { key, runs } of plan.sentences)
    if (key.endsWith(".alt")) figuresIn(runs).forEach(({ figure }) => ask(figure));
  const places = Map.groupBy(printed.keys(), (index) => printed[index]!.figure);
  const cellOf = (place: Place): Place => placeWithin(request.company, place);
  const figures = new Map(
    [...found].map(([id, figure]): [string, TracedFigure] => [
      id,
      figureOf(figure, {
        label: labels.get(figure.account.id),
        cellOf,
        places: places.get(id),
      }),
    ]),
  );
  const prints = printed.map(({ value, ...print }): TracedPrint =>
    value === undefined || value === figures.get(print.figure)?.value ? print : { ...print, value },
  );
  const periods = new Set([
    ...[...found.values()].map(({ reference }) => reference.period.id),
    ...plan.sentences.flatMap(({ runs }) => termsIn(runs)),
  ]);
  const names = relativePeriods(calendar, own);
  return {
    format: "kessan-trace",
    version: traceVersion,
    document: {
      company: document.company,
      companyName: document.companyName,
      name: document.name,
      title: document.title,
      lang: document.lang,
      period: document.period,
      date: document.date,
      ...(document.kind === "message" && { kind: document.kind }),
      ...(document.draft !== "" && { draft: true }),
    },
    pages: document.slides.map(({ id, number, title }) => ({
      page: number,
      slide: id,
      title: plainText(title),
      width: 0,
      height: 0,
    })),
    printed: prints,
    numbers: [],
    figures: Object.fromEntries(figures),
    periods: Object.fromEntries([...periods].map((id) => [id, names.get(id) ?? id])),
    sentences: onceEach(plan.sentences).map(({ slide, key, place, runs }) => ({
      slide,
      key,
      cell: cellOf(place),
      parts: partsOf(runs),
    })),
    decisions: plan.decisions.map(({ place, ...decision }) => ({ ...decision, cell: cellOf(place) })),
    sources: { ...company.sources },
  };
}

/** The trace as the file beside the PDF and the attachment inside it hold it: JSON, an entry a line. */
export function formatTrace(trace: Trace): string {
  return `${object(trace, (part) => (Array.isArray(part) ? list(part) : object(part, JSON.stringify)))}\n`;
}

function object(value: unknown, write: (part: unknown) => string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{\n${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${write(part)}`)
    .join(",\n")}\n}`;
}

function list(value: readonly unknown[]): string {
  return `[\n${value.map((part) => JSON.stringify(part)).join(",\n")}\n]`;
}

function printOf(
  { slide, text, figure, value, shown }: PrintedFigure,
  { page, digits }: { readonly page: number; readonly digits: (exact: string) => string },
): TracedPrint {
  return {
    page,
    slide,
    box: null,
    text,
    figure,
    ...(value !== "" && { value: digits(value) }),
    ...shown,
  };
}

function figureOf(
  { id, account, reference, kind, unit, value, interval, reported, derived, outcome, sides }: Figure,
  of: {
    readonly label: string | undefined;
    readonly cellOf: (place: Place) => Place;
    readonly places: readonly number[] | undefined;
  },
): TracedFigure {
  const { member, period, scenario, basis } = reference;
  return {
    account: account.id,
    ...(member !== undefined && { member }),
    ...(of.label !== undefined && { label: of.label }),
    period: period.id,
    scenario,
    basis,
    measures: id.includes("|") ? id.slice(id.indexOf("|") + 1) : "",
    kind,
    unit: unit.name,
    value: value && digitsOf(value),
    interval: boundsOf(interval),
    ...(reported && { reported: reportOf(reported, of.cellOf) }),
    ...(derived && {
      derived: {
        formula: derived.formula,
        from: derived.from.map(({ id }) => id),
        ...(reported && { value: digitsOf(derived.value), interval: boundsOf(derived.interval) }),
      },
    }),
    ...(outcome && { outcome }),
    ...(sides && { sides: sides.map(({ id }) => id) }),
    places: [...(of.places ?? [])],
  };
}

function reportOf(
  { fact, restated }: Reported,
  cellOf: (place: Place) => Place,
): Exclude<TracedFigure["reported"], undefined> {
  return {
    text: fact.value!,
    unit: fact.unit.name,
    restated,
    ...(fact.asOf !== undefined && { asOf: fact.asOf }),
    cell: cellOf(fact.place),
    ...(fact.source !== undefined && { source: fact.source }),
  };
}

/** What accounts are called; of a label that has a short form too, the long one. */
function longestLabels({ sentences }: Plan): ReadonlyMap<string, string> {
  const longest = new Map<string, string>();
  for (const { key, runs } of sentences) {
    if (!key.startsWith(accountLabels)) continue;
    const [account, text] = [key.slice(accountLabels.length), plainText(runs)];
    if (text.length > (longest.get(account)?.length ?? 0)) longest.set(account, text);
  }
  return longest;
}

const accountLabels = "labels.accounts.";

/** The periods and dates in runs. */
function termsIn(runs: Runs): readonly string[] {
  return runs.flatMap((run) => {
    if (typeof run === "string") return [];
    if ("strong" in run) return termsIn(run.strong);
    if ("aside" in run) return termsIn(run.aside);
    return "term" in run ? [run.term] : [];
  });
}

/** Labels are said in every row and column that they stand in. */
function onceEach(sentences: Plan["sentences"]): Plan["sentences"] {
  return [...new Map(sentences.map((sentence) => [`${sentence.slide} ${sentence.key}`, sentence])).values()];
}

/** Runs as plain parts, semibold or not, without the places where a line may break. */
function partsOf(runs: Runs): TracedPart[] {
  return runs.flatMap((run): TracedPart[] => {
    if (typeof run === "string") return [run.replaceAll("\u200b", "")];
    if ("strong" in run) return partsOf(run.strong);
    if ("aside" in run) return partsOf(run.aside);
    if ("note" in run) return [];
    if ("term" in run) return [{ term: run.term, text: run.text, sort: run.sort }];
    return [{ figure: run.figure, text: run.text }];
  });
}

function boundsOf(interval: Interval | null): [string, string] | null {
  return interval && [digitsOf(interval.lo), digitsOf(interval.hi)];
}

function digitsOf(value: Exact): string {
  return value.toSignificantDigits(17).toFixed();
}
