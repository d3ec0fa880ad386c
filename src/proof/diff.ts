import { isMadeOfFigures } from "../documents/chart-words.ts";
import { KessanError } from "../problem.ts";
import { alignTraces, type Alignment } from "./align-traces.ts";
import { matchSentences, sentenceText } from "./compare-sentences.ts";
import { bothNames, fullName } from "./figure-words.ts";
import type { Trace, TracedFigure, TracedPrint, TracedSentence } from "./trace.ts";

/**
 * What differs between two traces, by figure and sentence. draft: of one document; quarter: of documents of two quarters,
 * their periods compared as each lies to its own; language: of two languages.
 */
export interface TraceDiff {
  readonly sort: "draft" | "quarter" | "language";
  readonly before: Trace["document"];
  readonly after: Trace["document"];
  /** Title and date, where two drafts have different ones. */
  readonly document: readonly {
    readonly field: "title" | "date";
    readonly before: string;
    readonly after: string;
  }[];
  /** Reports of the same figure of the same period that are not the same. */
  readonly facts: readonly FactChange[];
  /** Touched slides alone, in the order of the later trace; `deck` stands for what is said on all. */
  readonly slides: readonly SlideDiff[];
  /** Labels that were reworded. */
  readonly labels: readonly LabelChange[];
}

/** A figure that the sources report otherwise than before. */
export interface FactChange {
  readonly figure: string;
  readonly name: string;
  readonly before?: NonNullable<TracedFigure["reported"]>;
  readonly after?: NonNullable<TracedFigure["reported"]>;
  /** Printed figures that are otherwise because of it. */
  readonly changed: readonly string[];
}

/** What differs on a slide. */
export interface SlideDiff {
  readonly slide: string;
  readonly title: string;
  /** moved: among the slides that both have. */
  readonly state: "kept" | "moved" | "added" | "removed";
  /** Its page before and after; null where it has none. */
  readonly pages: readonly [number | null, number | null];
  readonly figures: readonly FigureChange[];
  readonly sentences: readonly SentenceChange[];
  readonly decisions: readonly FlippedDecision[];
}

/** A figure that a slide prints in one trace only, or otherwise. */
export interface FigureChange {
  readonly change: "added" | "removed" | "changed";
  readonly name: string;
  readonly before?: PrintedFigures;
  readonly after?: PrintedFigures;
  readonly why: readonly Reason[];
}

/** All prints of a figure on a slide. */
export interface PrintedFigures {
  readonly figure: string;
  /** In the order of the page. */
  readonly texts: readonly string[];
  readonly unit: string;
  /** In base units: what was rounded, of the first print. */
  readonly value: string | null;
}

/**
 * Why a figure is otherwise. fact: a source reports `figure` otherwise; reported, unreported: it reports it now, or no longer;
 * formula: it follows from other inputs; rounding: other unit or decimals; settled: its digits were settled in another way; form: the same
 * value in another form; places: printed more or less often.
 */
export interface Reason {
  readonly sort: "fact" | "reported" | "unreported" | "formula" | "rounding" | "settled" | "form" | "places";
  /** What changed; the figure itself or one that it follows from. */
  readonly figure?: string;
  readonly before?: string;
  readonly after?: string;
}

/** A sentence with other words. */
export interface SentenceChange {
  readonly key: string;
  readonly change: "added" | "removed" | "changed";
  readonly before?: string;
  readonly after?: string;
  /** figures: a choice of wording that hangs on figures went the other way. */
  readonly because: "wording" | "figures";
}

/** A label with other words, and the slides that it stands on. */
export interface LabelChange {
  readonly key: string;
  readonly before: string;
  readonly after: string;
  readonly slides: readonly string[];
}

/** Wording that hangs on figures and holds in one trace only. */
export interface FlippedDecision {
  /** Canonical references of the later trace. */
  readonly left: string;
  readonly relation: "above" | "below" | "equal";
  readonly right: string;
  /** In the later trace. */
  readonly holds: boolean;
}

/** Compares two traces. Throws a KessanError where they are of two companies, or differ in both language and period. */
export function diffTraces(before: Trace, after: Trace): TraceDiff {
  const sort = sortOf(before, after);
  const alignment = alignTraces(before, after);
  const memo = new Map<string, readonly Reason[]>();
  const state: State = {
    ...alignment,
    sort,
    reasonsOf: (id) => {
      const known = memo.get(id) ?? reasonsOf(id, { before, after });
      memo.set(id, known);
      return known;
    },
  };
  const slides = compareSlides(state);
  const changed = slides.flatMap(({ figures }) => figures.filter(({ change }) => change === "changed"));
  return {
    sort,
    before: before.document,
    after: after.document,
    document: sort === "draft" ? compareDocuments(before, after) : [],
    facts: sort === "language" ? [] : compareFacts(before, after, changed),
    slides,
    labels: sort === "language" ? [] : compareLabels(before, after),
  };
}

interface State extends Alignment {
  readonly sort: TraceDiff["sort"];
  readonly reasonsOf: (id: string) => readonly Reason[];
}

function sortOf({ document: before }: Trace, { document: after }: Trace): TraceDiff["sort"] {
  const told = `${before.company} ${before.name} (${before.lang}) and ${after.company} ${after.name} (${after.lang})`;
  if (before.company !== after.company) {
    throw new KessanError([
      { what: `${told} are of two companies`, hint: "compare documents of one company" },
    ]);
  }
  const [otherLanguage, otherPeriod] = [before.lang !== after.lang, before.period !== after.period];
  if (otherLanguage && otherPeriod) {
    throw new KessanError([
      {
        what: `${told} differ in language and in period`,
        hint: "compare two languages of one document, or two quarters in one language",
      },
    ]);
  }
  return otherLanguage ? "language" : otherPeriod ? "quarter" : "draft";
}

function compareDocuments({ document: before }: Trace, { document: after }: Trace): TraceDiff["document"] {
  return (["title", "date"] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function compareFacts(
  { figures: before }: Trace,
  after: Trace,
  changed: readonly FigureChange[],
): readonly FactChange[] {
  return Object.keys(after.figures).flatMap((figure) => {
    const [old, now] = [before[figure], after.figures[figure]!];
    if (old === undefined || isSameReport(old.reported, now.reported)) return [];
    return [
      {
        figure,
        name: fullName(figure, after),
        ...(old.reported && { before: old.reported }),
        ...(now.reported && { after: now.reported }),
        changed: [
          ...new Set(
            changed
              .filter(({ why }) => why.some((reason) => reason.figure === figure))
              .map((change) => change.after!.figure),
          ),
        ],
      },
    ];
  });
}

function isSameReport(before: TracedFigure["reported"], after: TracedFigure["reported"]): boolean {
  return isSameValue(before, after) && before?.source === after?.source && before?.asOf === after?.asOf;
}

function isSameValue(before: TracedFigure["reported"], after: TracedFigure["reported"]): boolean {
  return before?.text === after?.text && before?.unit === after?.unit;
}

function compareSlides(state: State): readonly SlideDiff[] {
  const { before, after } = state;
  const moved = movedSlides(before, after);
  const pagesBefore = new Map(before.pages.map((page) => [page.slide, page]));
  const pagesAfter = new Map(after.pages.map((page) => [page.slide, page]));
  const kept = after.pages.map(({ slide, title, page }): SlideDiff => {
    const old = pagesBefore.get(slide);
    const parts = compareSlide(slide, state);
    const order = old === undefined ? "added" : moved.has(slide) ? "moved" : "kept";
    return { slide, title, state: order, pages: [old?.page ?? null, page], ...parts };
  });
  const removed = before.pages
    .filter(({ slide }) => !pagesAfter.has(slide))
    .map(({ slide, title, page }): SlideDiff => {
      return { slide, title, state: "removed", pages: [page, null], ...compareSlide(slide, state) };
    });
  const deck: SlideDiff = {
    slide: "deck",
    title: "",
    state: "kept",
    pages: [null, null],
    ...compareSlide("deck", state),
  };
  return [deck, ...kept, ...removed].filter(
    (slide) =>
      slide.state !== "kept" || slide.figures.length + slide.sentences.length + slide.decisions.length > 0,
  );
}

/** The fewest slides that, taken out, leave those that both have in one order. */
function movedSlides(before: Trace, after: Trace): ReadonlySet<string> {
  const order = new Map(before.pages.map(({ slide }, index) => [slide, index]));
  const common = after.pages.flatMap(({ slide }) => (order.has(slide) ? [slide] : []));
  const longest: (readonly string[])[] = [];
  for (const slide of common) {
    const fitting = longest.filter((run) => order.get(run.at(-1)!)! < order.get(slide)!);
    const best = fitting.reduce<readonly string[]>(
      (long, run) => (run.length > long.length ? run : long),
      [],
    );
    longest.push([...best, slide]);
  }
  const staying = new Set(
    longest.reduce<readonly string[]>((long, run) => (run.length > long.length ? run : long), []),
  );
  return new Set(common.filter((slide) => !staying.has(slide)));
}

function compareSlide(slide: string, state: State): Pick<SlideDiff, "figures" | "sentences" | "decisions"> {
  const decisions = state.sort === "language" ? [] : flipped(slide, state);
  return {
    figures: compareFigures(slide, state),
    sentences: compareSentences(slide, state),
    decisions,
  };
}

function compareFigures(slide: string, state: State): readonly FigureChange[] {
  const old = printsOn(slide, state.before);
  const now = printsOn(slide, state.after);
  const partners = pair([...old.keys()], new Set(now.keys()), state.figuresAfter);
  const found = new Set(partners.values());
  const removed = [...old]
    .filter(([id]) => !partners.has(id))
    .map(([id, prints]): FigureChange => ({
      change: "removed",
      name: fullName(id, state.before),
      before: sideOf(id, prints, state.before),
      why: [],
    }));
  const partnerOf = new Map([...partners].map(([before, after]) => [after, before]));
  const rest = [...now].flatMap(([id, prints]): FigureChange[] => {
    const name = fullName(id, state.after);
    const after = sideOf(id, prints, state.after);
    if (!found.has(id)) return [{ change: "added", name, after, why: [] }];
    const partner = partnerOf.get(id)!;
    const oldPrints = old.get(partner)!;
    const before = sideOf(partner, oldPrints, state.before);
    const isSame =
      state.sort === "language"
        ? state.before.figures[partner]!.value === state.after.figures[id]!.value
        : isSameSet(oldPrints.map(textOf), prints.map(textOf)) &&
          isSameSet(
            oldPrints.map((print) => roundedOf(print, state.before)),
            prints.map((print) => roundedOf(print, state.after)),
          );
    if (isSame) return [];
    const why = state.sort === "language" ? [] : whyChanged([oldPrints, prints], id, state);
    const names = [partner, state.before] as const;
    // A quarter's figure stands for that of another quarter
    const both = state.sort === "quarter" ? bothNames(names, [id, state.after]) : name;
    return [{ change: "changed", name: both, before, after, why }];
  });
  return [...rest, ...removed];
}

/** Partners of figures on a slide: those of the likeliest name before all others. */
function pair(
  ids: readonly string[],
  others: ReadonlySet<string>,
  namesOf: (id: string) => readonly string[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const most = Math.max(0, ...ids.map((id) => namesOf(id).length));
  for (let rank = 0; rank < most; rank++) {
    for (const id of ids) {
      const name = namesOf(id)[rank];
      if (name === undefined || pairs.has(id) || taken.has(name) || !others.has(name)) continue;
      pairs.set(id, name);
      taken.add(name);
    }
  }
  return pairs;
}

function printsOn(slide: string, { printed }: Trace): ReadonlyMap<string, readonly TracedPrint[]> {
  return Map.groupBy(
    printed.filter((print) => print.slide === slide),
    ({ figure }) => figure,
  );
}

function sideOf(figure: string, prints: readonly TracedPrint[], trace: Trace): PrintedFigures {
  const value = roundedOf(prints[0]!, trace);
  return {
    figure,
    texts: prints.map(textOf),
    unit: trace.figures[figure]!.unit,
    value: value === "" ? null : value,
  };
}

function textOf({ text }: TracedPrint): string {
  return text;
}

function roundedOf({ value, figure }: TracedPrint, { figures }: Trace): string {
  return value ?? figures[figure]!.value ?? "";
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

function whyChanged(
  [oldPrints, newPrints]: readonly [readonly TracedPrint[], readonly TracedPrint[]],
  figure: string,
  { sort, reasonsOf, before, after }: State,
): readonly Reason[] {
  const isSame = (of: (print: TracedPrint, trace: Trace) => string): boolean =>
    distinct(oldPrints.map((print) => of(print, before))) ===
    distinct(newPrints.map((print) => of(print, after)));
  const told = (reason: Reason["sort"], of: (print: TracedPrint) => string): readonly Reason[] => {
    const sides = { before: distinct(oldPrints.map(of)), after: distinct(newPrints.map(of)) };
    return sides.before === sides.after ? [] : [{ sort: reason, ...sides }];
  };
  const isSameValue = isSame(roundedOf);
  const roots = sort !== "draft" || isSameValue ? [] : reasonsOf(figure);
  const isNewReport = roots.some((root) => root.figure === figure && /reported$/.test(root.sort));
  const reasons = [
    ...roots,
    ...told(
      "rounding",
      ({ unit, decimals }) => `${unit} with ${decimals} ${decimals === 1 ? "decimal" : "decimals"}`,
    ),
    ...(isNewReport || sort === "quarter" ? [] : told("settled", ({ by }) => by)),
  ];
  if (reasons.length > 0 || !isSameValue) return reasons;
  return [{ sort: isSame(textOf) ? "places" : "form" }];
}

function distinct(words: readonly string[]): string {
  return [...new Set(words)].sort().join(" and ");
}

/** What changed of a figure or of what it follows from, down to reports. */
function reasonsOf(
  id: string,
  { before, after }: { readonly before: Trace; readonly after: Trace },
): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  const seen = new Set<string>();
  const visit = (figure: string, isTop: boolean): void => {
    if (seen.has(figure)) return;
    seen.add(figure);
    const [old, now] = [before.figures[figure], after.figures[figure]];
    const add = (reason: Reason): void => void reasons.set(JSON.stringify(reason), reason);
    // It has come or gone with the formula that names it
    if (old === undefined || now === undefined) return;
    if (old.reported === undefined && now.reported !== undefined) add({ sort: "reported", figure });
    else if (old.reported !== undefined && now.reported === undefined) add({ sort: "unreported", figure });
    else if (!isSameValue(old.reported, now.reported)) add({ sort: "fact", figure });
    // What a report replaces, its inputs no longer decide
    if (!isTop && old.reported !== undefined && now.reported !== undefined) return;
    if (old.derived && now.derived && old.derived.formula !== now.derived.formula) {
      add({ sort: "formula", figure, before: old.derived.formula, after: now.derived.formula });
    }
    [...(old.derived?.from ?? []), ...(now.derived?.from ?? [])].forEach((from) => visit(from, false));
  };
  visit(id, true);
  return [...reasons.values()];
}

function compareSentences(slide: string, state: State): readonly SentenceChange[] {
  const of = ({ sentences }: Trace): ReadonlyMap<string, TracedSentence> =>
    new Map(
      sentences
        // What is made of figures changes with them, and they are compared
        .filter(({ slide: own, key }) => own === slide && !isLabel(key) && !isMadeOfFigures(key))
        .map((each) => [each.key, each]),
    );
  const [old, now] = [of(state.before), of(state.after)];
  const same = state.sort === "language" ? new Map<string, string>() : matchSentences(old, now, state);
  const kept = new Set(same.values());
  const chosen = flippedCells(slide, state);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): SentenceChange[] => {
    const before = same.has(key) ? undefined : old.get(key);
    const after = kept.has(key) ? undefined : now.get(key);
    if (before === undefined && after === undefined) return [];
    if (state.sort === "language" && before !== undefined && after !== undefined) return [];
    return [
      {
        key,
        change: before === undefined ? "added" : after === undefined ? "removed" : "changed",
        ...(before && { before: sentenceText(before) }),
        ...(after && { after: sentenceText(after) }),
        because: after && chosen.has(JSON.stringify(after.cell)) ? "figures" : "wording",
      },
    ];
  });
}

function isLabel(key: string): boolean {
  return key.startsWith("labels.");
}

type Flip = FlippedDecision & { readonly cell: string };

function flips(slide: string, { before, after, figuresAfter }: State): readonly Flip[] {
  const keyOf = (left: string, relation: string, right: string): string =>
    JSON.stringify([left, relation, right]);
  const old = new Map(
    before.decisions
      .filter((decision) => decision.slide === slide)
      .flatMap(({ left, relation, right, holds }) =>
        figuresAfter(left).flatMap((newLeft) =>
          figuresAfter(right).map((newRight) => [keyOf(newLeft, relation, newRight), holds] as const),
        ),
      ),
  );
  return after.decisions
    .filter((decision) => decision.slide === slide)
    .flatMap(({ left, relation, right, holds, cell }) => {
      const held = old.get(keyOf(left, relation, right));
      return held === undefined || held === holds
        ? []
        : [{ left, relation, right, holds, cell: JSON.stringify(cell) }];
    });
}

function flipped(slide: string, state: State): readonly FlippedDecision[] {
  const found = flips(slide, state).map(({ cell, ...decision }) => decision);
  return [...new Map(found.map((decision) => [JSON.stringify(decision), decision])).values()];
}

function flippedCells(slide: string, state: State): ReadonlySet<string> {
  return new Set(flips(slide, state).map(({ cell }) => cell));
}

function compareLabels(before: Trace, after: Trace): readonly LabelChange[] {
  const of = ({ sentences }: Trace): ReadonlyMap<string, string> =>
    new Map(
      sentences
        .filter(({ key }) => isLabel(key))
        .map((each) => [JSON.stringify([each.slide, each.key]), sentenceText(each)]),
    );
  const old = of(before);
  const changes = new Map<string, LabelChange>();
  for (const [id, text] of of(after)) {
    const was = old.get(id);
    if (was === undefined || was === text) continue;
    const [slide, key] = JSON.parse(id) as [string, string];
    const name = JSON.stringify([key, was, text]);
    changes.set(name, {
      key,
      before: was,
      after: text,
      slides: [...(changes.get(name)?.slides ?? []), slide],
    });
  }
  return [...changes.values()];
}
