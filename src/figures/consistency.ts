import type { Fact } from "../facts/fact.ts";
import { knownFrom } from "../facts/known-on.ts";
import type { Unit } from "../facts/unit.ts";
import { formatPlace, someOf, type Place, type Problem } from "../problem.ts";
import type { Exact } from "./exact.ts";
import type { Derived, Figure } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { factsBehind, factsOf, isBroken, relationsOf, sumRelations, type Relation } from "./relations.ts";
import { formatReference } from "./reference.ts";
import { roundDecimal, roundFigure, roundingOf, settles } from "./rounding.ts";
import { findSuspects, type Suspect } from "./suspect.ts";

/**
 * Every fact that contradicts what follows from other facts by more than their precision allows: totals and parts, halves
 * and quarters, reported growth and its derivation, sums that accounts.yaml says are equal, balances and the flows that
 * move them. Names both sides and the cells; where one other value of one fact would end several contradictions, that
 * fact and the value. What a later restatement contradicts is told by `findRestated`.
 */
export function checkConsistency(ledger: Ledger): readonly Problem[] {
  const broken = new Map<Relation, Fact | undefined>();
  const faults: Problem[] = [];
  for (const fact of ledger.facts.facts) {
    const found = ledger.find(ledger.referenceOf(fact));
    if ("fault" in found) faults.push(faultOf(fact, found));
    else for (const one of relationsOf(fact, ledger).filter(isBroken)) broken.set(one, fact);
  }
  for (const one of sumRelations(ledger).filter(isBroken)) broken.set(one, undefined);
  for (const one of broken.keys()) if (restating(one, ledger) !== undefined) broken.delete(one);
  const suspects = findSuspects([...broken.keys()], ledger);
  const told = new Set(suspects.flatMap((suspect) => suspect.broken));
  const others = [...broken.keys()].filter((one) => !told.has(one));
  return [
    ...faults,
    ...suspects.map((suspect) => suspicion(suspect, ledger)),
    ...withoutTurns(others).map((one) => contradiction(one, ledger, broken.get(one))),
  ];
}

/** One relation of those between the same facts: a sum says what the differences that it can be turned into say. */
function withoutTurns(relations: readonly Relation[]): readonly Relation[] {
  const key = (relation: Relation): string =>
    [...factsOf(relation)]
      .map(({ place }) => formatPlace(place))
      .toSorted()
      .join();
  return [...Map.groupBy(relations, key).values()].map(
    (same) => same.find(({ right }) => right?.formula.includes(" + ")) ?? same[0]!,
  );
}

/** A fact that was restated and contradicts facts of an earlier day, which nobody restated with it. */
export interface Restated extends Problem {
  /** The canonical reference of the fact. */
  readonly figure: string;
  readonly asOf: string;
  /** The cells of both sides. */
  readonly cells: readonly Place[];
}

/** Every restatement that facts of an earlier day contradict. The restated value speaks. */
export function findRestated(ledger: Ledger): readonly Restated[] {
  const relations = [
    ...ledger.facts.facts.flatMap((fact) => relationsOf(fact, ledger)),
    ...sumRelations(ledger),
  ];
  return withoutTurns(relations.filter(isBroken)).flatMap((relation): Restated[] => {
    const fact = restating(relation, ledger);
    if (fact === undefined) return [];
    const { what, hint } = contradiction(relation, ledger);
    return [
      {
        place: fact.place,
        figure: formatReference(ledger.referenceOf(fact)),
        asOf: fact.asOf!,
        what: `${what.replace(/, more than the precision of the facts allows$/, "")}, which was not restated on ${fact.asOf}`,
        ...(hint !== undefined && { hint }),
        cells: [...factsOf(relation)].map(({ place }) => place),
      },
    ];
  });
}

/** The latest restatement in a relation, where other facts of the relation are of an earlier day. */
function restating(relation: Relation, { facts: { company } }: Ledger): Fact | undefined {
  const facts = [...factsOf(relation)];
  const [latest] = facts
    .filter(({ asOf }) => asOf !== undefined)
    .toSorted((a, b) => b.asOf!.localeCompare(a.asOf!));
  const isOlder = (fact: Fact): boolean => (knownFrom(fact, company) ?? "") < latest!.asOf!;
  return latest !== undefined && facts.some(isOlder) ? latest : undefined;
}

/** How many facts report what follows from other facts as well: their inputs do not settle the last digit, or should not be typed. */
export function countDerivable(ledger: Ledger): number {
  return ledger.facts.facts.filter((fact) => {
    const found = ledger.find(ledger.referenceOf(fact));
    return (
      fact.value !== null && "figure" in found && found.figure.reported?.fact === fact && found.figure.derived
    );
  }).length;
}

/** Facts typed though the interval of their derivation settles the digits: they should be derived. */
export function findSettledReports(ledger: Ledger): readonly (Problem & { readonly figure: string })[] {
  return ledger.facts.facts.flatMap((fact) => {
    const found = ledger.find(ledger.referenceOf(fact));
    if (!("figure" in found) || fact.value === null) return [];
    const { figure } = found;
    if (figure.reported?.fact !== fact || figure.derived === undefined) return [];
    // A published target stands for itself, though it may follow from others
    if (fact.measure === undefined && fact.scenario !== "actual") return [];
    const rounding = roundingOf(fact.unit, ledger.facts.company);
    const round = (value: Figure["value"] & object): string =>
      roundDecimal(value, { power: fact.unit.power, decimals: fact.decimals, rounding });
    if (!settles(figure.derived.interval, round)) return [];
    return [
      {
        place: fact.place,
        figure: figure.id,
        what: `${figure.id} is typed, but its inputs settle it: ${round(figure.derived.value)}`,
        hint: `remove the cell; it follows from ${figure.derived.formula}`,
      },
    ];
  });
}

function suspicion({ fact, value, broken }: Suspect, ledger: Ledger): Problem {
  const against = broken.flatMap(({ left, right }) => {
    if (right === null) return [];
    const { unit } = left.from[0]!;
    const { shown } = digitsOf({ left, right }, unit);
    return [
      `${left.formula} is ${shown(left.value)} ${unit.name}, but ${right.formula} gives ${shown(right.value)}`,
    ];
  });
  return {
    place: fact.place,
    what:
      `${formatReference(ledger.referenceOf(fact))} is reported as ${fact.value} ${fact.unit.name}, ` +
      `which ${broken.length} checks contradict; ${value} would pass all of them`,
    hint: `mend this cell, or else what contradicts it:\n    ${someOf(against, { separator: "\n    " })}`,
  };
}

function contradiction(relation: Relation, ledger: Ledger, report?: Fact): Problem {
  const { left, right, outcome } = relation;
  const fact = report ?? (left.from.length === 1 ? left.from[0]!.reported?.fact : undefined);
  if (right === null) {
    const why = outcome === undefined ? "" : ` (${outcome.replaceAll("-", " ")})`;
    return {
      place: fact!.place,
      what: `${left.formula} is reported as ${fact!.value} ${fact!.unit.name}, but its inputs give no such value${why}`,
      hint: `write "-", or remove the cell`,
    };
  }
  const { unit } = fact ?? left.from[0]!.account;
  const { facts, shown } = digitsOf({ left, right }, unit, report?.decimals);
  const said = fact === undefined ? `is ${shown(left.value)}` : `is reported as ${fact.value}`;
  return {
    place: (fact ?? facts[0]!).place,
    what:
      `${left.formula} ${said} ${unit.name}, but ${right.formula} gives ${shown(right.value)}: ` +
      `a difference of ${shown(left.value.minus(right.value))}, more than the precision of the facts allows`,
    hint: [...(fact === undefined ? left.from : []), ...right.from]
      .map((from) => describe(from, ledger))
      .join("; "),
  };
}

/** How to show the values of two sides: with digits enough for the finest of the facts, so that no difference shows as 0. */
function digitsOf(
  { left, right }: { readonly left: Derived; readonly right: Derived },
  { power }: Unit,
  given?: number,
): { readonly facts: readonly Fact[]; readonly shown: (value: Exact) => string } {
  const facts = [...left.from, ...right.from].flatMap(factsBehind);
  const decimals = given ?? Math.max(...facts.map(({ unit, decimals }) => power - unit.power + decimals), 0);
  return { facts, shown: (value) => roundDecimal(value, { power, decimals, rounding: "halfUp" }) };
}

/** A figure with the cells that make its value. */
function describe(figure: Figure, ledger: Ledger): string {
  const { text, unit } = roundFigure(figure, ledger.facts.company);
  const cells = [...new Set(factsBehind(figure).map(({ place }) => formatPlace(place)))].join(", ");
  return `${figure.id} is ${text ?? "nothing"} ${unit.name}${cells === "" ? "" : ` (${cells})`}`;
}

function faultOf(fact: Fact, { fault, hint }: { readonly fault: string; readonly hint?: string }): Problem {
  return { place: fact.place, what: fault, ...(hint === undefined ? {} : { hint }) };
}
