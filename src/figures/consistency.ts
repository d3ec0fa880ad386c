import type { Fact } from "../facts/fact.ts";
import type { Problem } from "../problem.ts";
import { formatPlace } from "../problem.ts";
import { overlap } from "./exact.ts";
import type { Derived, Figure } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { roundDecimal, roundFigure, roundingOf, settles } from "./rounding.ts";

/**
 * Every fact that contradicts what follows from other facts by more than their precision allows: totals and parts, halves
 * and quarters, reported growth and its derivation. Names both sides and the cells.
 */
export function checkConsistency(ledger: Ledger): readonly Problem[] {
  return ledger.facts.facts.flatMap((fact) => {
    const reference = ledger.referenceOf(fact);
    const found = ledger.find(reference);
    if (!("figure" in found)) return "fault" in found ? [faultOf(fact, found)] : [];
    const { figure } = found;
    if (fact.value !== null && figure.value === null) return [meaningless(figure, fact)];
    if (figure.reported?.fact !== fact) return [];
    const overTime =
      figure.derived?.formula === undefined || figure.account.definition
        ? ledger.overTime(reference)
        : undefined;
    return [figure.derived, overTime]
      .filter((derived) => derived !== undefined)
      .filter(({ interval }) => interval !== null && !overlap(figure.reported!.interval, interval))
      .map((derived) => contradiction(figure, derived, ledger));
  });
}

/** Facts typed though the interval of their derivation settles the digits: they should be derived. */
export function findSettledReports(ledger: Ledger): readonly Problem[] {
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
        what: `${figure.id} is typed, but its inputs settle it: ${round(figure.derived.value)}`,
        hint: `remove the cell; it follows from ${figure.derived.formula}`,
      },
    ];
  });
}

function meaningless({ id, outcome }: Figure, fact: Fact): Problem {
  const why = outcome === undefined ? "" : ` (${outcome.replaceAll("-", " ")})`;
  return {
    place: fact.place,
    what: `${id} is reported as ${fact.value} ${fact.unit.name}, but its inputs give no such value${why}`,
    hint: `write "-", or remove the cell`,
  };
}

function contradiction(figure: Figure, derived: Derived, ledger: Ledger): Problem {
  const { fact } = figure.reported!;
  const shown = (value: Figure["value"] & object): string =>
    roundDecimal(value, { power: fact.unit.power, decimals: fact.decimals, rounding: "halfUp" });
  const gap = shown(figure.reported!.value.minus(derived.value));
  return {
    place: fact.place,
    what:
      `${figure.id} is reported as ${fact.value} ${fact.unit.name}, ` +
      `but ${derived.formula} gives ${shown(derived.value)}: a difference of ${gap}, more than the precision of the facts allows`,
    hint: derived.from.map((from) => describe(from, ledger)).join("; "),
  };
}

function describe(figure: Figure, ledger: Ledger): string {
  const { text, unit } = roundFigure(figure, ledger.facts.company);
  const place = figure.reported?.fact.place;
  return `${figure.id} is ${text ?? "nothing"} ${unit.name}${place === undefined ? "" : ` (${formatPlace(place)})`}`;
}

function faultOf(fact: Fact, { fault, hint }: { readonly fault: string; readonly hint?: string }): Problem {
  return { place: fact.place, what: fault, ...(hint === undefined ? {} : { hint }) };
}
