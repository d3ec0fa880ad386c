import { z } from "zod";
import { failOn, suggest, type Place, type Problem } from "../problem.ts";
import { checkSums, readSum, sumsIn, type Sum } from "./account-sums.ts";
import { idText } from "./id.ts";
import type { Path } from "./schema-problems.ts";
import { quote, type NamedBytes } from "./text.ts";
import { parseUnit, type Unit } from "./unit.ts";
import { readYaml } from "./yaml.ts";

/**
 * Decides the arithmetic: flows add up over time, stocks, counts and rates stand at a date, averages and amounts per share
 * are of a period and add up to nothing, ratios change in points only.
 */
export type AccountKind = "flow" | "stock" | "ratio" | "per-share" | "count" | "rate" | "average";

/** A line item of the company. */
export interface Account {
  readonly id: string;
  readonly kind: AccountKind;
  /** The unit it is shown in unless a document says otherwise. */
  readonly unit: Unit;
  /** Decimals shown in `unit`. */
  readonly decimals: number;
  /** The direction that is good news; colour and adjectives follow it. */
  readonly favourable: "up" | "down" | "neither";
  /** Ids of the members (segments, companies, services) that `account[member]` may name. */
  readonly members: readonly string[];
  readonly definition?: Definition;
  /** Sums of accounts of the same period that come to the same, such as another classification: checked, and where nobody reports the
   * account and its definition gives nothing, its value. */
  readonly equals?: readonly Sum[];
  /** Stocks only: the flows that move the balance between the beginning and the end of a period; only checked. */
  readonly movedBy?: Sum;
  /** Set where the measure is not of the accounting standard: the account of the standard that it is comparable to. */
  readonly nonGaap?: { readonly comparable: string };
  /** The account whose share `|margin` is taken of. */
  readonly marginOf?: string;
  readonly place: Place;
}

/**
 * How an account follows from others of the same period: a sum of parts, a difference (first minus the rest), a ratio, a
 * product, a quotient (an amount per share).
 */
export type Definition =
  | { readonly kind: "parts"; readonly of: readonly string[] }
  | { readonly kind: "difference"; readonly of: readonly string[] }
  | { readonly kind: "product"; readonly of: readonly string[] }
  | { readonly kind: "ratio" | "quotient"; readonly of: readonly [string, string] };

/** What accounts.yaml may say of one account. */
export const accountSchema = z.strictObject({
  kind: z.enum(["flow", "stock", "ratio", "per-share", "count", "rate", "average"]),
  unit: z.string(),
  decimals: z.int().min(0).max(10).optional(),
  favourable: z.enum(["up", "down", "neither"]).optional(),
  members: z.array(idText).optional(),
  parts: z.array(z.string()).min(1).optional(),
  difference: z.array(z.string()).min(2).optional(),
  ratio: z.array(z.string()).min(2).max(2).optional(),
  product: z.array(z.string()).min(2).optional(),
  quotient: z.array(z.string()).min(2).max(2).optional(),
  equals: z.array(z.array(z.string()).min(1)).min(1).optional(),
  movedBy: z.array(z.string()).min(1).optional(),
  nonGaap: z.strictObject({ comparable: z.string() }).optional(),
  marginOf: z.string().optional(),
});

/** What accounts.yaml may hold: accounts by id. */
export const accountsSchema = z.record(idText, accountSchema);

type Entry = z.output<typeof accountSchema>;

const DECIMALS = { flow: 0, stock: 0, count: 0, average: 0, ratio: 1, rate: 1, "per-share": 2 } as const;
const DEFINITIONS = ["parts", "difference", "ratio", "product", "quotient"] as const;

/** Reads accounts.yaml: the accounts by id, in the order of the file. Throws a KessanError with all its faults. */
export function readAccounts({ bytes, file }: NamedBytes): ReadonlyMap<string, Account> {
  const { value, placeOf, keyPlaceOf } = readYaml({ bytes, file, schema: accountsSchema });
  const problems: Problem[] = [];
  const accounts = new Map<string, Account>();
  for (const [id, entry] of Object.entries(value)) {
    const unit = parseUnit(entry.unit);
    if ("what" in unit) {
      problems.push({ place: placeOf([id, "unit"]), ...unit });
      continue;
    }
    const misfit = unitMisfit(entry.kind, unit);
    if (misfit !== undefined) problems.push({ place: placeOf([id, "unit"]), what: `${id}: ${misfit}` });
    const given = DEFINITIONS.filter((name) => entry[name] !== undefined);
    if (given.length > 1) {
      const what = `${id}: expected one of parts, difference, ratio, product and quotient, got ${given.join(" and ")}`;
      problems.push({ place: keyPlaceOf([id, given[1]!]), what });
    }
    if (entry.ratio !== undefined && entry.kind !== "ratio") {
      const what = `${id}: only an account of kind ratio follows from a ratio, this one is a ${entry.kind}`;
      problems.push({ place: keyPlaceOf([id, "ratio"]), what });
    }
    accounts.set(id, makeAccount({ id, entry, unit, place: keyPlaceOf([id]) }));
  }

  for (const [id, entry] of Object.entries(value)) {
    for (const { list, path } of listsOf(entry)) {
      list.forEach((name, index) => {
        if (list.indexOf(name) === index) return;
        problems.push({
          place: placeOf([id, ...path, index]),
          what: `${id}: ${quote(name)} is listed twice`,
        });
      });
    }
    for (const { name, path } of namesIn(entry)) {
      if (Object.hasOwn(value, name)) continue;
      const near = suggest(name, Object.keys(value));
      problems.push({
        place: placeOf([id, ...path]),
        what: `${id}: unknown account ${quote(name)}`,
        ...(near && { hint: near }),
      });
    }
  }
  for (const [id, entry] of Object.entries(value)) {
    const account = accounts.get(id);
    if (account !== undefined) problems.push(...checkSums({ account, entry, accounts, placeOf, keyPlaceOf }));
  }
  problems.push(...cycles(accounts));
  failOn(problems);
  return accounts;
}

function makeAccount(of: {
  readonly id: string;
  readonly entry: Entry;
  readonly unit: Unit;
  readonly place: Place;
}): Account {
  const { entry } = of;
  const definition = definitionOf(entry);
  return {
    id: of.id,
    kind: entry.kind,
    unit: of.unit,
    decimals: entry.decimals ?? DECIMALS[entry.kind],
    favourable: entry.favourable ?? "neither",
    members: entry.members ?? [],
    ...(definition && { definition }),
    ...(entry.equals && { equals: entry.equals.map(readSum) }),
    ...(entry.movedBy && { movedBy: readSum(entry.movedBy) }),
    ...(entry.nonGaap && { nonGaap: entry.nonGaap }),
    ...(entry.marginOf !== undefined && { marginOf: entry.marginOf }),
    place: of.place,
  };
}

function definitionOf(entry: Entry): Definition | undefined {
  if (entry.parts !== undefined) return { kind: "parts", of: entry.parts };
  if (entry.difference !== undefined) return { kind: "difference", of: entry.difference };
  if (entry.product !== undefined) return { kind: "product", of: entry.product };
  if (entry.quotient !== undefined) return { kind: "quotient", of: [entry.quotient[0]!, entry.quotient[1]!] };
  return entry.ratio === undefined ? undefined : { kind: "ratio", of: [entry.ratio[0]!, entry.ratio[1]!] };
}

function unitMisfit(kind: AccountKind, { name, family }: Unit): string | undefined {
  if (kind === "ratio") {
    return family === "ratio" || family === "plain" ? undefined : `a ratio is in "%", got ${quote(name)}`;
  }
  if (kind === "per-share" && family !== "money")
    return `a per-share account is in money, got ${quote(name)}`;
  if ((kind === "count" || kind === "average") && family !== "plain")
    return `${kind === "count" ? "a count" : "an average"} is in a plain unit, got ${quote(name)}`;
  const percent = family === "ratio" || family === "points";
  return percent && kind !== "rate"
    ? `a ${kind} cannot be in ${quote(name)}; its kind may be ratio`
    : undefined;
}

function listsOf(entry: Entry): readonly { readonly list: readonly string[]; readonly path: Path }[] {
  return (["members", "parts", "ratio", "quotient"] as const).map((name) => ({
    list: entry[name] ?? [],
    path: [name],
  }));
}

/** The accounts that an account names, and where. */
function namesIn(entry: Entry): readonly { readonly name: string; readonly path: Path }[] {
  const names: { readonly name: string; readonly path: Path }[] = [];
  for (const key of DEFINITIONS)
    (entry[key] ?? []).forEach((name, index) => names.push({ name, path: [key, index] }));
  for (const { names: said, path } of sumsIn(entry))
    readSum(said).forEach(({ account }, index) => names.push({ name: account, path: [...path, index] }));
  if (entry.marginOf !== undefined) names.push({ name: entry.marginOf, path: ["marginOf"] });
  if (entry.nonGaap !== undefined)
    names.push({ name: entry.nonGaap.comparable, path: ["nonGaap", "comparable"] });
  return names;
}

/** Each ring of definitions once, at the account of it that comes first in the file. */
function cycles(accounts: ReadonlyMap<string, Account>): readonly Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (id: string, above: readonly string[]): void => {
    const start = above.indexOf(id);
    if (start !== -1) {
      const ring = above.slice(start);
      const order = [...accounts.keys()];
      const first = ring.reduce((a, b) => (order.indexOf(a) <= order.indexOf(b) ? a : b));
      const turned = [...ring.slice(ring.indexOf(first)), ...ring.slice(0, ring.indexOf(first)), first];
      problems.push({
        place: accounts.get(first)!.place,
        what: `definition goes round: ${turned.join(" -> ")}`,
      });
      return;
    }
    if (done.has(id)) return;
    for (const part of accounts.get(id)?.definition?.of ?? []) visit(part, [...above, id]);
    done.add(id);
  };
  for (const id of accounts.keys()) visit(id, []);
  return problems;
}
