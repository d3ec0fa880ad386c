import type { Decision } from "../documents/context.ts";
import type { Document, PrintedFigure } from "../documents/document.ts";
import type { Plan } from "../documents/plan.ts";
import type { Runs } from "../documents/runs.ts";
import type { Fact } from "../facts/fact.ts";
import type { Facts } from "../facts/facts.ts";
import { parseUnit } from "../facts/unit.ts";
import { Exact, powerOfTen } from "../figures/exact.ts";
import type { Figure } from "../figures/figure.ts";
import { openLedger, type Ledger } from "../figures/ledger.ts";
import { formatReference, parseReference, type Reference } from "../figures/reference.ts";
import {
  factsBehind,
  factsOf,
  findRelations,
  isBroken,
  relationIn,
  type Relation,
} from "../figures/relations.ts";
import { publishedGuards, type PublishedTable } from "./published.ts";
import { roundFigure, type Display, type Shown } from "../figures/rounding.ts";

/** What would come of a slip in each fact: whether anything printed shows it, and whether any check finds it. */
export interface MutationReport {
  /** How many facts there are. */
  readonly facts: number;
  /** Facts whose last digit nothing printed shows, in the order of the facts. */
  readonly dead: readonly DeadFact[];
  /**
   * Facts that neither other facts nor published figures would show to be wrong, however far they slip; replaced facts and
   * dashes are not among them.
   */
  readonly unguarded: readonly NamedFact[];
  /** All others. */
  readonly guarded: readonly GuardedFact[];
}

export interface NamedFact {
  readonly fact: Fact;
  /** Its canonical reference, with the date of a restatement: "net-income@1Q04 as of 2005-04-11". */
  readonly id: string;
}

export interface DeadFact extends NamedFact {
  /**
   * unused: nothing printed depends on it; insensitive: printed figures depend on it, but one unit of its last digit more
   * or less turns none of their digits; replaced: a later report speaks in its place.
   */
  readonly why: "unused" | "insensitive" | "replaced";
  /** Canonical references of printed figures that depend on it, three at most. */
  readonly figures: readonly string[];
}

export interface GuardedFact extends NamedFact {
  /**
   * The smallest slip, in units of its last digit, that a check finds whether it is up or down; null if one of the two is
   * not found up to a million.
   */
  readonly slip: number | null;
  /** What finds it: other facts, or only figures that were published elsewhere. */
  readonly by: "facts" | "published";
}

/** What to mutate, and the documents that should show it, each in every language. */
export interface MutationRequest {
  readonly facts: Facts;
  readonly plans: readonly Plan[];
  /** Figures published elsewhere that the documents are held against. */
  readonly published?: readonly PublishedTable[];
}

/**
 * Changes each fact by one unit of its last digit and asks again what the documents print and what their wording hangs on;
 * then lets it slip further until a check of consistency finds it. Nothing is planned or printed again.
 */
export function mutateFacts({ facts, plans, published = [] }: MutationRequest): MutationReport {
  const ledger = openLedger(facts);
  const outlets = outletsOf(plans, ledger);
  const hanging = groupByFact(outlets, ({ facts }) => facts);
  const checking = groupByFact(findRelations(ledger).map(guardOf), ({ facts }) => facts);
  const printed = groupByFact(
    publishedGuards(published, ledger).map(({ reference, isWrongIn }): Guard => ({
      facts: printFacts(reference, ledger),
      finds: isWrongIn,
    })),
    ({ facts }) => facts,
  );
  const dead: DeadFact[] = [];
  const unguarded: NamedFact[] = [];
  const guarded: GuardedFact[] = [];
  for (const fact of facts.facts) {
    const reference = ledger.referenceOf(fact);
    const named = {
      fact,
      id: formatReference(reference) + (fact.asOf === undefined ? "" : ` as of ${fact.asOf}`),
    };
    if (ledger.factOf(reference) !== fact) {
      dead.push({ ...named, why: "replaced", figures: [] });
      continue;
    }
    const shown = hanging.get(fact) ?? [];
    if (!isAlive(fact, shown, ledger)) {
      const figures = [...new Set(shown.map(({ figure }) => figure))].slice(0, 3);
      dead.push({ ...named, why: shown.length === 0 ? "unused" : "insensitive", figures });
    }
    if (fact.value === null) continue;
    const slip = findSlip(fact, checking.get(fact) ?? [], ledger);
    const other = slip == null ? findSlip(fact, printed.get(fact) ?? [], ledger) : undefined;
    if (slip === undefined && other === undefined) unguarded.push(named);
    else if (other != null || slip === undefined)
      guarded.push({ ...named, slip: other ?? null, by: "published" });
    else guarded.push({ ...named, slip, by: "facts" });
  }
  return { facts: facts.facts.length, dead, unguarded, guarded };
}

/** A check that a slip of any of its facts may set off. */
interface Guard {
  readonly facts: ReadonlySet<Fact>;
  readonly finds: (changed: Ledger) => boolean;
}

function guardOf(relation: Relation): Guard {
  const finds = (changed: Ledger): boolean => {
    const now = relationIn(changed, relation);
    return now !== undefined && isBroken(now);
  };
  return { facts: factsOf(relation), finds };
}

/** Something of a document that hangs on facts: the digits of a printed figure, or wording that a comparison chose. */
interface Outlet {
  /** What depends on the facts: the printed figure, or the left of the comparison. */
  readonly figure: string;
  readonly facts: ReadonlySet<Fact>;
  /** What the reader sees of it, as a text to compare. */
  readonly show: (ledger: Ledger) => string;
  readonly before: string;
}

function outletsOf(plans: readonly Plan[], ledger: Ledger): readonly Outlet[] {
  const outlets = new Map<string, Outlet>();
  const add = (key: readonly unknown[], make: () => Omit<Outlet, "before">): void => {
    const id = JSON.stringify(key);
    if (outlets.has(id)) return;
    const outlet = make();
    outlets.set(id, { ...outlet, before: outlet.show(ledger) });
  };
  for (const { document, sentences, decisions } of plans) {
    const referenceOf = askingFor(document, ledger);
    // Texts that stand on no page, such as the words for a chart, say figures as well
    const said = sentences.flatMap(({ runs }) => figuresIn(runs));
    for (const print of [...document.figures, ...said]) {
      const { figure, shown } = print;
      add([figure, shown.unit, shown.decimals], () => printOutlet(print, referenceOf(figure), ledger));
    }
    for (const decision of decisions) {
      const { left, relation, right } = decision;
      add([left, relation, right], () => decisionOutlet(decision, referenceOf, ledger));
    }
  }
  return [...outlets.values()];
}

/** A figure by its digits, its direction, and the words for it where it has no value. */
function printOutlet(
  { figure, shown }: Pick<PrintedFigure, "figure" | "shown">,
  reference: Reference,
  ledger: Ledger,
): Omit<Outlet, "before"> {
  const { company } = ledger.facts;
  const display = displayOf(shown);
  const show = (ledger: Ledger): string => {
    const found = figureOf(reference, ledger);
    if (found === undefined) return "nothing";
    const { text, value } = roundFigure(found, company, display);
    const moves = found.form !== "level" && found.form !== "percent";
    return [text ?? found.outcome ?? "dash", moves ? value?.comparedTo(0) : undefined].join(" ");
  };
  return { figure, facts: printFacts(reference, ledger), show };
}

function decisionOutlet(
  { left, relation, right }: Decision,
  referenceOf: (id: string) => Reference,
  ledger: Ledger,
): Omit<Outlet, "before"> {
  const sides = [left, right].map((side) =>
    /^-?\d+(\.\d+)?$/.test(side) ? new Exact(side) : referenceOf(side),
  );
  const show = (ledger: Ledger): string => {
    const [a, b] = sides.map((side) => (side instanceof Exact ? side : figureOf(side, ledger)?.value));
    if (!a || !b) return "nothing";
    const order = a.comparedTo(b);
    return String({ above: order > 0, below: order < 0, equal: order === 0 }[relation]);
  };
  const operands = sides.map((side) => (side instanceof Exact ? undefined : figureOf(side, ledger)));
  const facts = new Set(operands.flatMap((operand) => (operand ? factsBehind(operand) : [])));
  return { figure: left, facts, show };
}

/** Every fact that the print of a figure hangs on: its report, and all that it is derived from. */
function printFacts(reference: Reference, ledger: Ledger): ReadonlySet<Fact> {
  const figure = figureOf(reference, ledger);
  const own = ledger.factOf(reference);
  const from = figure?.derived?.from ?? figure?.sides ?? [];
  return new Set([...(own ? [own] : []), ...from.flatMap((operand) => leavesOf(operand, ledger))]);
}

/** As factsBehind, with the dashes. */
function leavesOf(figure: Figure, ledger: Ledger): readonly Fact[] {
  const own = ledger.factOf(figure.reference);
  if (own !== undefined) return [own];
  return (figure.derived?.from ?? figure.sides ?? []).flatMap((operand) => leavesOf(operand, ledger));
}

/** Reads the canonical references of a document. */
function askingFor(
  { period, date }: Document,
  { facts: { calendar, company } }: Ledger,
): (id: string) => Reference {
  const defaults = { calendar, own: calendar.parse(period)!, date, scenarios: company.scenarios };
  return (id) => {
    const reference = parseReference(id, defaults);
    if ("fault" in reference) throw new Error(reference.fault);
    return reference;
  };
}

function figureOf(reference: Reference, ledger: Ledger): Figure | undefined {
  const found = ledger.find(reference);
  return "figure" in found ? found.figure : undefined;
}

function figuresIn(runs: Runs): readonly { readonly figure: string; readonly shown: Shown }[] {
  return runs.flatMap((run) => {
    if (typeof run === "string") return [];
    if ("strong" in run) return figuresIn(run.strong);
    if ("aside" in run) return figuresIn(run.aside);
    return "figure" in run ? [run] : [];
  });
}

function displayOf({ unit, decimals }: Shown): Display {
  const parsed = parseUnit(unit);
  return "what" in parsed ? { decimals } : { unit: parsed, decimals };
}

/** Whether one unit of its last digit, up or else down, shows anywhere. A dash is shown or not; it has no digit. */
function isAlive(fact: Fact, outlets: readonly Outlet[], ledger: Ledger): boolean {
  if (outlets.length === 0) return false;
  if (fact.value === null) return true;
  return [1, -1].some((slip) => {
    const changed = slipped(fact, slip, ledger);
    return outlets.some(({ show, before }) => show(changed) !== before);
  });
}

/** The slip that is found both ways; null if only one way is; undefined if no slip is found at all. */
function findSlip(fact: Fact, guards: readonly Guard[], ledger: Ledger): number | null | undefined {
  if (guards.length === 0) return undefined;
  const isFound = (slip: number): boolean => {
    const changed = slipped(fact, slip, ledger);
    return guards.some(({ finds }) => finds(changed));
  };
  const ways = [1, -1].map((way) => smallest((size) => isFound(way * size)));
  if (ways.every((size) => size === undefined)) return undefined;
  return ways.some((size) => size === undefined) ? null : Math.max(...ways.map((size) => size!));
}

const FARTHEST = 1_000_000;

/** The smallest size from 1 to a million for which something holds that then holds for all larger ones. */
function smallest(holds: (size: number) => boolean): number | undefined {
  let below = 0;
  let size = 1;
  while (!holds(size)) {
    if (size === FARTHEST) return undefined;
    below = size;
    size = Math.min(size * 2, FARTHEST);
  }
  while (size - below > 1) {
    const middle = Math.floor((below + size) / 2);
    if (holds(middle)) size = middle;
    else below = middle;
  }
  return size;
}

/** The ledger in which a fact is so many units of its last digit larger. */
function slipped(fact: Fact, slip: number, ledger: Ledger): Ledger {
  const step = powerOfTen(-fact.decimals);
  return ledger.withValue(fact, new Exact(fact.value!).plus(step.times(slip)).toFixed(fact.decimals));
}

function groupByFact<T>(
  items: readonly T[],
  factsOf: (item: T) => ReadonlySet<Fact>,
): ReadonlyMap<Fact, readonly T[]> {
  const groups = new Map<Fact, T[]>();
  for (const item of items)
    for (const fact of factsOf(item)) {
      const group = groups.get(fact);
      if (group === undefined) groups.set(fact, [item]);
      else group.push(item);
    }
  return groups;
}
