import type { Fact } from "../facts/fact.ts";
import type { Problem } from "../problem.ts";
import { formatPlace } from "../problem.ts";
import type { Figure } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { factsBehind, isBroken, relationsOf, sumRelations, type Relation } from "./relations.ts";
import { roundDecimal, roundFigure, roundingOf, settles } from "./rounding.ts";

/**
 * Every fact that contradicts what follows from other facts by more than their precision allows: totals and parts, halves
 * and quarters, reported growth and its derivation, sums that accounts.yaml says are equal, balances and the flows that
 * move them. Names both sides and the cells.
 */
export function checkConsistency(ledger: Ledger): readonly Problem[] {
  const ofReports = ledger.facts.facts.flatMap((fact) => {
    const found = ledger.find(ledger.referenceOf(fact));
    if ("fault" in found) return [faultOf(fact, found)];
    return relationsOf(fact, ledger)
      .filter(isBroken)
      .map((relation) => contradiction(relation, ledger, fact));
  });
  const ofSums = sumRelations(ledger)
    .filter(isBroken)
    .map((relation) => contradiction(relation, ledger));
  return [...ofReports, ...ofSums];
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
  const facts = [...left.from, ...right.from].flatMap(factsBehind);
  const { unit } = fact ?? left.from[0]!.account;
  // Digits enough for the finest of the facts, so that no difference shows as 0
  const decimals =
    report?.decimals ?? Math.max(...facts.map((one) => unit.power - one.unit.power + one.decimals), 0);
  const shown = (value: Figure["value"] & object): string =>
    roundDecimal(value, { power: unit.power, decimals, rounding: "halfUp" });
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

/** A figure with the cells that make its value. */
function describe(figure: Figure, ledger: Ledger): string {
  const { text, unit } = roundFigure(figure, ledger.facts.company);
  const cells = [...new Set(factsBehind(figure).map(({ place }) => formatPlace(place)))].join(", ");
  return `${figure.id} is ${text ?? "nothing"} ${unit.name}${cells === "" ? "" : ` (${cells})`}`;
}

function faultOf(fact: Fact, { fault, hint }: { readonly fault: string; readonly hint?: string }): Problem {
  return { place: fact.place, what: fault, ...(hint === undefined ? {} : { hint }) };
}
