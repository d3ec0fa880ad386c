import type { Place, Problem } from "../problem.ts";
import type { Account } from "./account.ts";
import type { Path } from "./schema-problems.ts";
import { quote } from "./text.ts";
import type { Unit } from "./unit.ts";

/** Accounts to be added up; those written with a leading "-" are taken off. */
export type Sum = readonly Term[];

export interface Term {
  readonly account: string;
  readonly sign: 1 | -1;
}

/** What accounts.yaml says of one account in sums. */
interface Entry {
  readonly equals?: readonly (readonly string[])[] | undefined;
  readonly movedBy?: readonly string[] | undefined;
}

/** A list of accounts as accounts.yaml writes it: `[pretax-income, -minority-interests]`. */
export function readSum(names: readonly string[]): Sum {
  return names.map((name) =>
    name.startsWith("-") ? { account: name.slice(1), sign: -1 } : { account: name, sign: 1 },
  );
}

/** Every sum of an entry, and where it is written. */
export function sumsIn({
  equals,
  movedBy,
}: Entry): readonly { readonly names: readonly string[]; readonly path: Path }[] {
  return [
    ...(equals ?? []).map((names, index) => ({ names, path: ["equals", index] })),
    ...(movedBy === undefined ? [] : [{ names: movedBy, path: ["movedBy"] }]),
  ];
}

/** Sums that cannot be right whatever the facts: of the account itself, of another kind or unit, of one account twice. */
export function checkSums(of: {
  readonly account: Account;
  readonly entry: Entry;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly placeOf: (path: Path) => Place;
  readonly keyPlaceOf: (path: Path) => Place;
}): readonly Problem[] {
  const { account, entry, accounts } = of;
  const { id, kind, unit } = account;
  if (entry.movedBy !== undefined && kind !== "stock") {
    const what = `${id}: only a stock is moved by flows, this one is a ${kind}`;
    return [{ place: of.keyPlaceOf([id, "movedBy"]), what }];
  }
  return sumsIn(entry).flatMap(({ names, path }) => {
    const terms = readSum(names);
    return terms.flatMap((term, index): readonly Problem[] => {
      const place = of.placeOf([id, ...path, index]);
      const first = terms.findIndex((other) => other.account === term.account);
      if (first < index) return [{ place, what: `${id}: ${quote(term.account)} is listed twice` }];
      const other = accounts.get(term.account);
      if (other === undefined) return [];
      const wanted = path[0] === "movedBy" ? "flow" : kind;
      if (other.id === id) return [{ place, what: `${id}: it stands in its own ${path[0]}` }];
      if (other.kind !== wanted) {
        const what = `${id}: expected a ${wanted} in ${path[0]}, got ${quote(other.id)}, a ${other.kind}`;
        return [{ place, what }];
      }
      if (areAlike(unit, other.unit)) return [];
      return [{ place, what: `${id} is in ${unit.name}, but ${quote(other.id)} is in ${other.unit.name}` }];
    });
  });
}

/** Whether values of two units differ by a power of ten at most. */
function areAlike(a: Unit, b: Unit): boolean {
  return a.family === b.family && (a.family === "money" ? a.currency === b.currency : a.name === b.name);
}
