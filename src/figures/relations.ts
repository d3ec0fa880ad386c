import type { Account } from "../facts/account.ts";
import type { Sum } from "../facts/account-sums.ts";
import type { Fact } from "../facts/fact.ts";
import { once } from "../once.ts";
import type { Period } from "../facts/period.ts";
import { Exact, overlap, powerOfTen } from "./exact.ts";
import type { Derived, Figure } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { subtraction } from "./measures/operations.ts";
import type { Reference } from "./reference.ts";
import { addUp } from "./signed-sum.ts";

/**
 * Two ways to the same value, which have to agree within what is known of both. The left of a definition, a sum over time
 * and a measure is a report, the right what its inputs give.
 */
export interface Relation {
  readonly kind: "definition" | "over-time" | "measure" | "equals" | "moved-by";
  /** What it is a relation of: a report, the account that equals a sum, or the balance and the period that it moves in. */
  readonly at: Reference;
  /** The operands on the right where accounts.yaml lists them only to be checked. */
  readonly sum?: Sum;
  readonly left: Derived;
  /** Null where a measure is reported though its inputs give no such value. */
  readonly right: Derived | null;
  /** Why they give none. */
  readonly outcome?: Figure["outcome"];
}

/** Every relation that the facts can be checked by: those of reports in the order of the facts, then those of accounts.yaml. */
export function findRelations(ledger: Ledger): readonly Relation[] {
  return [...ledger.facts.facts.flatMap((fact) => relationsOf(fact, ledger)), ...sumRelations(ledger)];
}

/** The relations between a report and what its inputs give. A report that was replaced has none. */
export function relationsOf(fact: Fact, ledger: Ledger): readonly Relation[] {
  const at = ledger.referenceOf(fact);
  return fact.value === null || ledger.factOf(at) !== fact ? [] : reportRelations(at, fact, ledger);
}

/** The relations that accounts.yaml lists with `equals` and `movedBy`, wherever all of their operands are known. */
export function sumRelations(ledger: Ledger): readonly Relation[] {
  const listed = [...ledger.facts.accounts.values()].filter(({ equals, movedBy }) => equals ?? movedBy);
  if (listed.length === 0) return [];
  const scopes = scopesOf(ledger);
  return listed.flatMap((account) => {
    const { equals = [], movedBy } = account;
    return scopes.flatMap(({ where, mayKnow }) => {
      if (!mayKnow(account.id)) return [];
      const at: Reference = { ...where, account: account.id, measures: [] };
      const own = equals.length > 0 && isOwn(at.period, account) ? equals : [];
      return [
        ...own.map((sum) => equalsRelation(at, sum, ledger)),
        movedBy && moveRelation(at, movedBy, ledger),
      ].filter((relation) => relation !== undefined);
    });
  });
}

/** The same relation over other facts; undefined where they do not give both sides. */
export function relationIn(ledger: Ledger, { kind, at, sum }: Relation): Relation | undefined {
  if (kind === "equals") return equalsRelation(at, sum!, ledger);
  if (kind === "moved-by") return moveRelation(at, sum!, ledger);
  const fact = ledger.factOf(at);
  return fact && reportRelations(at, fact, ledger).find((relation) => relation.kind === kind);
}

/** True where no value could be what both sides say. */
export function isBroken({ left, right }: Relation): boolean {
  return right === null || !overlap(left.interval!, right.interval!);
}

/** The facts on both sides of a relation. */
export function factsOf({ left, right }: Relation): ReadonlySet<Fact> {
  return new Set([...left.from, ...(right?.from ?? [])].flatMap(factsBehind));
}

/** The facts that make a figure's value: its report, or those of what it is derived from. */
export function factsBehind({ reported, derived, sides }: Figure): readonly Fact[] {
  return reported === undefined ? (derived?.from ?? sides ?? []).flatMap(factsBehind) : [reported.fact];
}

function reportRelations(at: Reference, fact: Fact, ledger: Ledger): readonly Relation[] {
  const found = ledger.find(at);
  if (!("figure" in found)) return [];
  const { figure } = found;
  const { account, derived, reported, outcome } = figure;
  if (reported === undefined) {
    const value = new Exact(fact.value!).times(powerOfTen(fact.unit.power));
    const left = { value, interval: null, formula: figure.id, from: [figure] };
    return [{ kind: "measure", at, left, right: null, ...(outcome && { outcome }) }];
  }
  const left = { value: reported.value, interval: reported.interval, formula: figure.id, from: [figure] };
  const overTime = account.kind === "flow" ? ledger.overTime(at) : undefined;
  const relations: readonly Relation[] = [
    ...(derived === undefined || derived.formula === overTime?.formula
      ? []
      : [{ kind: at.measures.length > 0 ? "measure" : "definition", at, left, right: derived } as const]),
    ...(overTime === undefined ? [] : [{ kind: "over-time", at, left, right: overTime } as const]),
  ];
  return relations.filter(isBounded);
}

function equalsRelation(at: Reference, sum: Sum, ledger: Ledger): Relation | undefined {
  const left = ask(at, ledger);
  const right = left && total(at, sum, ledger);
  if (left === undefined || right === undefined) return undefined;
  // Sums of quarters on both sides: the quarters are checked themselves, and more closely
  const facts = [left, ...right.from].flatMap(factsBehind);
  if (at.period.kind !== "quarter" && facts.every(({ period }) => period.kind === "quarter"))
    return undefined;
  const { value, interval, id } = left;
  return boundedOrNone({
    kind: "equals",
    at,
    sum,
    left: { value: value!, interval, formula: id, from: [left] },
    right,
  });
}

function moveRelation(at: Reference, sum: Sum, ledger: Ledger): Relation | undefined {
  const before = dayBefore(at.period, ledger);
  const end = before && ask(at, ledger);
  const beginning = before && ask({ ...at, period: before }, ledger);
  const right = end && beginning && total(at, sum, ledger);
  if (end === undefined || beginning === undefined || right === undefined) return undefined;
  const operands = [end, beginning];
  const intervals = operands.map(({ interval }) => interval);
  const left: Derived = {
    value: subtraction.value(operands.map(({ value }) => value!))!,
    interval: intervals.every((interval) => interval !== null) ? subtraction.interval!(intervals) : null,
    formula: subtraction.formula(operands.map(({ id }) => id)),
    from: operands,
  };
  return boundedOrNone({ kind: "moved-by", at, sum, left, right });
}

/** What a sum comes to where it is asked; undefined unless every operand is known. */
function total(at: Reference, sum: Sum, ledger: Ledger): Derived | undefined {
  return addUp(sum, (account) => ledger.find({ ...at, account }));
}

/** The figure of a reference if it has a value. */
function ask(reference: Reference, ledger: Ledger): Figure | undefined {
  const found = ledger.find(reference);
  return "figure" in found && found.figure.value !== null ? found.figure : undefined;
}

function boundedOrNone(relation: Relation): Relation | undefined {
  return isBounded(relation) ? relation : undefined;
}

/** Without bounds on both sides nothing contradicts anything. */
function isBounded({ left, right }: Relation): boolean {
  return left.interval !== null && right?.interval !== null;
}

/** Where figures may be known: a period, with what else tells facts apart. */
interface Scope {
  readonly where: Omit<Reference, "account" | "measures">;
  /** False for an account that has no figure there: it has not the member, or nothing that it could follow from is reported. */
  readonly mayKnow: (account: string) => boolean;
}

/** The periods of the facts and all spans of their years. */
function scopesOf({ facts: { facts, calendar, accounts } }: Ledger): readonly Scope[] {
  const scopes: Scope[] = [];
  const inputs = once((id: string) => [...inputsOf(id, accounts)]);
  const spansOf = once((fiscalYear: number) => {
    const year = String(fiscalYear % 100).padStart(2, "0");
    const ids = ["1Q", "2Q", "3Q", "4Q", "1H", "2H", "9M"].map((span) => span + year);
    return [...ids, `FY${fiscalYear}`].map((id) => calendar.parse(id)).filter((span) => span !== undefined);
  });
  const kindOf = ({ member = "", scenario, basis }: Fact): string => `${member}/${scenario}/${basis}`;
  const alike = Map.groupBy(facts, kindOf);
  const groupOf = once((kind: string) => {
    const [{ member, scenario, basis }] = alike.get(kind) as [Fact];
    const reported = new Set(alike.get(kind)!.map(({ account }) => account));
    const mayKnow = once(
      (id: string) =>
        (member === undefined || accounts.get(id)?.members.includes(member) === true) &&
        inputs(id).some((input) => reported.has(input)),
    );
    return { member, scenario, basis, mayKnow, periods: new Set<string>() };
  });
  for (const fact of facts) {
    const { periods, mayKnow, ...kind } = groupOf(kindOf(fact));
    for (const period of [fact.period, ...spansOf(fact.period.fiscalYear)]) {
      if (periods.has(period.id)) continue;
      periods.add(period.id);
      scopes.push({ where: { period, ...kind }, mayKnow });
    }
  }
  return scopes;
}

/** An account and all that its figures could follow from in the same period. */
function inputsOf(id: string, accounts: ReadonlyMap<string, Account>): ReadonlySet<string> {
  const found = new Set([id]);
  for (const input of found) {
    const { definition, equals = [] } = accounts.get(input) ?? {};
    definition?.of.forEach((operand) => found.add(operand));
    equals.flat().forEach((operand) => found.add(operand.account));
  }
  return found;
}

/** Whether figures of an account stand in such a period: balances at dates, flows in spans. */
function isOwn({ kind }: Period, account: Account): boolean {
  if (account.kind === "flow") return kind !== "instant";
  return account.kind === "ratio" || account.kind === "per-share" || kind === "instant";
}

/** The last day before a span; undefined for a date. */
function dayBefore(period: Period, { facts: { calendar } }: Ledger): Period | undefined {
  const quarters = { quarter: 1, half: 2, "nine-months": 3, year: 4, instant: 0 }[period.kind];
  if (quarters === 0) return undefined;
  const before = calendar.last(quarters + 1, period);
  return before.length > quarters ? calendar.end(before[0]!) : undefined;
}
