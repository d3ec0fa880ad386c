import type { Fact } from "../facts/fact.ts";
import { Exact, powerOfTen } from "./exact.ts";
import type { Ledger } from "./ledger.ts";
import { factsOf, findRelations, isBroken, relationIn, type Relation } from "./relations.ts";

/** A fact that several relations contradict, and the one value with which all of them would hold. */
export interface Suspect {
  readonly fact: Fact;
  /** In the fact's unit and decimals. */
  readonly value: string;
  /** Those that it breaks; two at least. */
  readonly broken: readonly Relation[];
}

/**
 * The facts that a single other value of each would reconcile with everything that is known: what a slip of the keyboard
 * looks like from outside. A contradiction that two facts could be at fault for has no suspect.
 */
export function findSuspects(broken: readonly Relation[], ledger: Ledger): readonly Suspect[] {
  if (broken.length < 2) return [];
  const all = findRelations(ledger);
  const candidates = [...new Set(broken.flatMap((relation) => [...factsOf(relation)]))]
    .map((fact) => ({ fact, broken: broken.filter((relation) => factsOf(relation).has(fact)) }))
    .filter(({ fact, broken }) => fact.value !== null && broken.length > 1)
    .flatMap(({ fact, broken }): Suspect[] => {
      const touched = all.filter((relation) => factsOf(relation).has(fact));
      const value = reconciling(fact, { broken, touched, ledger });
      return value === undefined ? [] : [{ fact, value, broken }];
    })
    .toSorted((a, b) => b.broken.length - a.broken.length);
  const isRival = (one: Suspect, other: Suspect): boolean =>
    one !== other && one.broken.every((relation) => other.broken.includes(relation));
  return candidates.filter((one) => !candidates.some((other) => isRival(one, other)));
}

/** The value with which every relation of a fact holds: where each broken one alone would put it. */
function reconciling(
  fact: Fact,
  of: {
    readonly broken: readonly Relation[];
    readonly touched: readonly Relation[];
    readonly ledger: Ledger;
  },
): string | undefined {
  const { broken, touched, ledger } = of;
  const values = broken.flatMap((relation) => solved(fact, relation, ledger) ?? []);
  return [...new Set(values)].find((value) => {
    const mended = ledger.withValue(fact, value);
    return touched.every((relation) => {
      const now = relationIn(mended, relation);
      return now !== undefined && !isBroken(now);
    });
  });
}

/** The value of a fact at which both sides of a relation are the same, by one step along its slope. */
function solved(fact: Fact, relation: Relation, ledger: Ledger): string | undefined {
  const step = powerOfTen(-fact.decimals);
  const value = new Exact(fact.value!);
  const [here, there] = [value, value.plus(step)].map((at) => {
    const now = relationIn(ledger.withValue(fact, at.toFixed(fact.decimals)), relation);
    return now?.right == null ? undefined : now.left.value.minus(now.right.value);
  });
  if (here === undefined || there === undefined || here.equals(there)) return undefined;
  return value.minus(here.div(there.minus(here)).times(step)).toFixed(fact.decimals);
}
