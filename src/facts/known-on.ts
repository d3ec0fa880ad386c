import type { Company } from "./company.ts";
import type { Fact } from "./fact.ts";
import type { Facts } from "./facts.ts";

/**
 * The day on which a fact became known: that of its `as_of`, else that of the document it was taken from. Undefined where
 * neither is given: such a fact was always known.
 */
export function knownFrom({ asOf, source }: Fact, { sources }: Company): string | undefined {
  if (asOf !== undefined || source === undefined) return asOf;
  return sources[source.split(" ")[0]!]?.date;
}

/**
 * What was known on a day (ISO date): facts that became known later are set aside. The same object where none did, so that
 * what was computed over it can be used again.
 */
export function factsKnownOn(facts: Facts, date: string): Facts {
  const isLater = (fact: Fact): boolean => (knownFrom(fact, facts.company) ?? "") > date;
  const { true: later = [], false: known = [] } = Object.groupBy(facts.facts, (fact) => `${isLater(fact)}`);
  return later.length === 0 ? facts : { ...facts, facts: known, later };
}
