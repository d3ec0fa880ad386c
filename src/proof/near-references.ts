import type { Account } from "../facts/account.ts";
import type { Facts } from "../facts/facts.ts";
import type { Period } from "../facts/period.ts";
import { bases, formatReference, type MeasureCall, type Reference } from "../figures/reference.ts";

/**
 * References that somebody may have taken for another, nearest first: of the same account with one difference (scenario,
 * base of comparison, period, measure, basis), then with two, then of its parts, its totals and the accounts beside it.
 * None twice; not every one need have a figure.
 */
export function* nearReferences(reference: Reference, facts: Facts): Generator<Reference> {
  const seen = new Set([formatReference(reference)]);
  const isNew = (near: Reference): boolean => {
    const id = formatReference(near);
    return !seen.has(id) && seen.add(id) !== undefined;
  };
  const once = [...oneDifference(reference, facts)].filter(isNew);
  yield* once;
  for (const near of once) for (const next of oneDifference(near, facts)) if (isNew(next)) yield next;
  for (const near of otherAccounts(reference, facts)) if (isNew(near)) yield near;
}

function* oneDifference(reference: Reference, facts: Facts): Generator<Reference> {
  for (const scenario of ["actual", ...facts.company.scenarios]) yield { ...reference, scenario };
  for (const measures of otherMeasures(reference, facts)) yield { ...reference, measures };
  for (const period of otherPeriods(reference.period, facts)) yield { ...reference, period };
  for (const basis of bases) yield { ...reference, basis };
}

function otherPeriods(period: Period, { calendar }: Facts): readonly Period[] {
  const shifted = ([-1, 1, -2] as const).flatMap((count) => [
    calendar.shift(period, count, "y"),
    calendar.shift(period, count, "q"),
  ]);
  const quarter = calendar.last(1, period)[0];
  const around = quarter === undefined ? [] : ["current", "ytd", "year", "end", "opening"];
  return [...shifted, ...around.map((name) => calendar.resolve(name, quarter!))].filter(
    (other) => other !== undefined,
  );
}

/** The figure with its last measure taken otherwise, or of another sort, or without it; the figure itself with a measure. */
function otherMeasures({ account, measures }: Reference, facts: Facts): readonly (readonly MeasureCall[])[] {
  const inner = measures.slice(0, -1);
  const last = measures.at(-1);
  const against = ["-1y", "-1q", "opening", "actual", ...facts.company.scenarios];
  const names = ["growth", "change", "points"];
  const first = last !== undefined && names.includes(last.name) ? [last.name] : [];
  const compared = [...new Set([...first, ...names])].flatMap((name) =>
    against.map((base) => ({ name, against: base })),
  );
  const shares = wholesOf(account, facts).map((whole) => ({ name: "share", against: whole }));
  const calls = last?.name === "share" ? [...shares, ...compared] : [...compared, ...shares];
  return [...calls.map((call) => [...inner, call]), inner];
}

/** Accounts that this one is a part of, or a margin in. */
function wholesOf(id: string, { accounts }: Facts): readonly string[] {
  const margin = accounts.get(id)?.marginOf;
  const totals = [...accounts.values()].filter(({ definition }) => definition?.of.includes(id));
  return [...(margin === undefined ? [] : [margin]), ...totals.map((total) => total.id)];
}

function* otherAccounts(reference: Reference, facts: Facts): Generator<Reference> {
  const own = facts.accounts.get(reference.account);
  if (own === undefined) return;
  for (const member of [undefined, ...own.members]) yield { ...reference, member };
  for (const account of relativesOf(own, facts)) yield { ...reference, account };
}

/** Parts, totals, the other parts of those totals, and what it is a margin or a counterpart of. */
function relativesOf({ id, definition, marginOf, nonGaap }: Account, { accounts }: Facts): readonly string[] {
  const totals = [...accounts.values()].filter((account) => account.definition?.of.includes(id));
  const own = [...(definition?.of ?? []), ...totals.map((total) => total.id)];
  const beside = totals.flatMap((total) => total.definition!.of);
  const named = [marginOf, nonGaap?.comparable].filter((name) => name !== undefined);
  return [...new Set([...own, ...beside, ...named])];
}
