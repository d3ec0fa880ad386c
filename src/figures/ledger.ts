import type { Account, AccountKind } from "../facts/account.ts";
import type { Fact } from "../facts/fact.ts";
import type { Facts } from "../facts/facts.ts";
import { knownFrom } from "../facts/known-on.ts";
import type { Period } from "../facts/period.ts";
import { moneyUnit, type Unit } from "../facts/unit.ts";
import { suggest } from "../problem.ts";
import { Exact, intervalOf, powerOfTen, type Interval } from "./exact.ts";
import type { Derived, Figure, Reported } from "./figure.ts";
import { difference } from "./measures/difference.ts";
import { fromCumulative } from "./measures/from-cumulative.ts";
import { fromQuarters } from "./measures/from-quarters.ts";
import { measures } from "./measures/index.ts";
import type { AskedMeasure, Measure } from "./measures/measure.ts";
import { product } from "./measures/product.ts";
import { quotient } from "./measures/quotient.ts";
import { share } from "./measures/share.ts";
import { sum } from "./measures/sum.ts";
import { formatOf, formatReference, parseMeasures, type MeasureCall, type Reference } from "./reference.ts";
import { roundingOf } from "./rounding.ts";
import { addUp } from "./signed-sum.ts";

/** A figure, or the facts that it would need (canonical references), or what is wrong with the question. */
export type Found =
  | { readonly figure: Figure }
  | { readonly missing: readonly string[] }
  | { readonly fault: string; readonly hint?: string };

/** All figures of a build: the only place that a slide, a sentence or a chart may ask for a number. */
export interface Ledger {
  readonly facts: Facts;
  /** The figure of a reference. The same question gives the same object. */
  find(reference: Reference): Found;
  /** A flow derived over time from facts of other periods, whether or not the period itself is reported. */
  overTime(reference: Reference): Derived | undefined;
  /** The canonical reference of a fact. */
  referenceOf(fact: Fact): Reference;
  /** The fact that speaks for a reference: the latest where one was restated. */
  factOf(reference: Reference): Fact | undefined;
  /** The day on which the fact of a canonical reference became known, where that is after the day of this ledger. */
  knownLater(id: string): string | undefined;
  /** The ledger as it would be if a fact of it had another value; this one stays as it is. */
  withValue(fact: Fact, value: string): Ledger;
}

const ratioUnit: Unit = { name: "%", family: "ratio", power: -2 };
const pointsUnit: Unit = { name: "points", family: "points", power: -2 };

/** Opens the ledger over facts. Nothing is computed before it is asked for. */
export function openLedger(facts: Facts): Ledger {
  const index = indexFacts(facts.facts);
  return openOver({ facts, known: (id) => index.get(id), spans: new Map() });
}

/** What a ledger stands on. */
interface Ground {
  readonly facts: Facts;
  /** The fact of a canonical reference. */
  readonly known: (id: string) => Known | undefined;
  readonly spans: Map<string, Spans>;
}

interface Known {
  readonly fact: Fact;
  readonly restated: boolean;
}

function openOver({ facts, known: knownOf, spans }: Ground): Ledger {
  const found = new Map<string, Found>();
  const reports = new Map<string, Reported>();
  const sums = new Map<string, Derived | undefined>();
  /** True while the operands of an equal sum are asked for: they are known without another one, or not at all. */
  let adding = false;

  const ledger: Ledger = {
    facts,
    find(asked) {
      const reference = settlePeriod(asked, facts);
      const id = formatReference(reference);
      let answer = found.get(id);
      if (answer !== undefined) return answer;
      answer = resolve(reference, id);
      if (!adding) found.set(id, answer);
      return answer;
    },
    overTime(asked) {
      const reference = settlePeriod(asked, facts);
      return overTime(reference, formatReference(reference));
    },
    referenceOf,
    knownLater(id) {
      const fact = facts.later?.find((later) => formatReference(referenceOf(later)) === id);
      return fact && knownFrom(fact, facts.company);
    },
    factOf: (reference) => knownOf(formatReference(settlePeriod(reference, facts)))?.fact,
    withValue(fact, value) {
      const changed = { ...fact, value };
      // Copied only when somebody asks: most who change a fact ask for a few figures
      return openOver({
        facts: {
          ...facts,
          get facts() {
            return facts.facts.map((other) => (other === fact ? changed : other));
          },
        },
        known: (id) => {
          const known = knownOf(id);
          return known?.fact === fact ? { ...known, fact: changed } : known;
        },
        spans,
      });
    },
  };
  return ledger;

  function resolve(reference: Reference, id: string): Found {
    const account = facts.accounts.get(reference.account);
    if (account === undefined) {
      const hint = suggest(reference.account, facts.accounts.keys());
      return { fault: `unknown account "${reference.account}"`, ...(hint === undefined ? {} : { hint }) };
    }
    if (reference.member !== undefined && !account.members.includes(reference.member)) {
      const hint = suggest(reference.member, account.members);
      return {
        fault: `account "${account.id}" has no member "${reference.member}"`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    const call = reference.measures.at(-1);
    return call === undefined ? resolveAccount(account, reference, id) : resolveMeasure(call, reference, id);
  }

  function resolveAccount(account: Account, reference: Reference, id: string): Found {
    const defined = define(account, reference);
    const derivation =
      defined !== undefined && "value" in defined ? defined : (overTime(reference, id) ?? defined);
    const known = knownOf(id);
    if (known?.fact.value === null)
      return { figure: { reference, id, account, ...levelOf(account), ...valueless } };
    const reported = known && reportOf(known, id);
    const follows = derivation !== undefined && "value" in derivation ? derivation : undefined;
    // Another classification gives the value only where nobody reports it and nothing else does
    const derived = follows ?? (reported === undefined ? equalSum(account, reference) : undefined);
    if (reported === undefined && derived === undefined) {
      return derivation === undefined || !("missing" in derivation) ? { missing: [id] } : derivation;
    }
    return {
      figure: {
        reference,
        id,
        account,
        ...levelOf(account),
        value: reported?.value ?? derived!.value,
        interval: reported?.interval ?? derived!.interval,
        ...(reported && { reported }),
        ...(derived && { derived }),
      },
    };
  }

  /** What follows from the account's definition; undefined if it has none. */
  function define(
    account: Account,
    reference: Reference,
  ): Derived | { missing: readonly string[] } | undefined {
    if (account.definition === undefined) return undefined;
    const operands = findAll(
      account.definition.of.map((id) => ({ ...reference, account: id })),
      // Where a statement has a dash there is nothing to add; a target with a dash was not given
      { dashes: account.definition.kind === "parts" && reference.scenario === "actual" },
    );
    // Where less of it is known than not, the account itself is what somebody should report
    if (operands.missing !== undefined)
      return operands.figures.length >= operands.missing.length
        ? { missing: operands.missing }
        : { missing: [formatReference(reference)] };
    const measure = { parts: sum, difference, ratio: share, product, quotient }[account.definition.kind];
    if (operands.figures.length === 0) return { missing: [formatReference(reference)] };
    return derive(measure, operands.figures) ?? { missing: [formatReference(reference)] };
  }

  /** The first of an account's equal sums of which all operands are known, none of them by such a sum: no ring goes round. */
  function equalSum(account: Account, reference: Reference): Derived | undefined {
    if (account.equals === undefined || adding) return undefined;
    adding = true;
    try {
      for (const sum of account.equals) {
        const derived = addUp(sum, (operand) => ledger.find({ ...reference, account: operand }));
        if (derived !== undefined) return derived;
      }
      return undefined;
    } finally {
      adding = false;
    }
  }

  function overTime(reference: Reference, id: string): Derived | undefined {
    if (!sums.has(id)) sums.set(id, sumOverTime(reference));
    return sums.get(id);
  }

  function sumOverTime(reference: Reference): Derived | undefined {
    const { account, period, measures: asked } = reference;
    if (facts.accounts.get(account)?.kind !== "flow" || asked.length > 0) return undefined;
    const reportedFigure = (period: Period): Figure | undefined => {
      const id = formatOf(reference, period);
      const known = knownOf(id);
      return known === undefined || known.fact.value === null
        ? undefined
        : factFigure({ ...reference, period }, id, known);
    };
    const { quarters: parts, longer: longerPeriods } = spansOf(period);
    if (parts.length > 1) {
      const quarters = parts.map(reportedFigure);
      if (quarters.every((quarter) => quarter !== undefined)) return derive(fromQuarters, quarters);
      return undefined;
    }
    for (const { period: longer, quarters } of longerPeriods) {
      const whole = reportedFigure(longer);
      if (whole === undefined) continue;
      const others = quarters.filter(({ id }) => id !== period.id).map(reportedFigure);
      if (others.every((other) => other !== undefined)) {
        return derive(fromCumulative, [whole, ...others]);
      }
    }
    return undefined;
  }

  function spansOf(period: Period): Spans {
    let known = spans.get(period.id);
    if (known === undefined) {
      const longer = longerThan(period, facts).map((period) => ({
        period,
        quarters: quartersOf(period, facts),
      }));
      spans.set(period.id, (known = { quarters: quartersOf(period, facts), longer }));
    }
    return known;
  }

  function reportOf({ fact, restated }: Known, id: string): Reported {
    let known = reports.get(id);
    if (known === undefined) reports.set(id, (known = report(fact, restated, facts)));
    return known;
  }

  function factFigure(reference: Reference, id: string, known: Known): Figure {
    const account = facts.accounts.get(reference.account)!;
    const reported = reportOf(known, id);
    return {
      reference,
      id,
      account,
      ...levelOf(account),
      value: reported.value,
      interval: reported.interval,
      reported,
    };
  }

  function resolveMeasure(call: MeasureCall, reference: Reference, id: string): Found {
    const measure = Object.hasOwn(measures, call.name) ? measures[call.name] : undefined;
    if (measure === undefined) {
      const hint =
        suggest(call.name, Object.keys(measures)) ?? `measures are ${Object.keys(measures).join(", ")}`;
      return { fault: `unknown measure "${call.name}"`, hint };
    }
    const inner = { ...reference, measures: reference.measures.slice(0, -1) };
    const now = ledger.find(inner);
    if ("fault" in now) return now;
    const other = operandOf(call, measure, inner);
    if ("fault" in other) return other;
    const against = ledger.find(other.reference);
    if ("fault" in against) return against;

    const account = facts.accounts.get(reference.account)!;
    if (inner.measures.some(({ name }) => measures[name]?.gives === "currency")) {
      return {
        fault: `${measure.name} of a translated amount`,
        hint: "take it of the amount itself: a translation comes last",
      };
    }
    const kind = kindOf(account, inner.measures);
    if (!measure.of.includes(kind)) {
      return { fault: `${measure.name} of "${formatReference(inner)}", a ${kind}`, hint: measure.otherwise };
    }
    const known = knownOf(id);
    const shown =
      measure.gives === "currency"
        ? translated(call.against.split("@")[0]!, lookOf(account, inner))
        : shownAs(measure, account);
    const dash = { figure: { reference, id, account, ...shown, ...valueless } };
    const isDash = known?.fact.value === null;
    const reported = known && !isDash ? reportOf(known, id) : undefined;
    if (!("figure" in now) || !("figure" in against)) {
      if (isDash) return dash;
      if (reported === undefined) {
        return { missing: [now, against].flatMap((found) => ("missing" in found ? found.missing : [])) };
      }
      const { value, interval } = reported;
      return { figure: { reference, id, account, ...shown, value, interval, reported } };
    }
    const sides = [now.figure, against.figure];
    if (now.figure.value === null || against.figure.value === null) {
      return { figure: { ...dash.figure, sides } };
    }
    const derived = derive(measure, sides);
    if (derived === undefined) {
      const outcome =
        measure.form === "growth" ? outcomeOf(now.figure.value, against.figure.value) : undefined;
      return { figure: { ...dash.figure, sides, ...(outcome && { outcome }) } };
    }
    if (isDash) return dash;
    return {
      figure: {
        reference,
        id,
        account,
        ...shown,
        value: reported?.value ?? derived.value,
        interval: reported?.interval ?? derived.interval,
        ...(reported && { reported }),
        derived,
      },
    };
  }

  /** The reference that a measure sets its figure against. */
  function operandOf(
    call: MeasureCall,
    measure: AskedMeasure,
    inner: Reference,
  ): { readonly reference: Reference } | { readonly fault: string; readonly hint?: string } {
    const said = `${call.name}(${call.against})`;
    if (measure.against === "margin") {
      const whole = facts.accounts.get(inner.account)?.marginOf;
      if (whole === undefined) {
        return { fault: `margin of "${inner.account}", which names no marginOf`, hint: `write |share(…)` };
      }
      return { reference: { ...inner, account: whole } };
    }
    if (measure.against === "rate") {
      const [currency = "", date] = call.against.split("@");
      const account = facts.company.rates[currency];
      const period = date === undefined ? inner.period : facts.calendar.parse(date);
      if (period === undefined) {
        return { fault: `unknown date "${date}" in ${said}`, hint: "write a date such as 2006-09-30" };
      }
      if (account !== undefined) {
        const rate = {
          period,
          account,
          member: undefined,
          measures: [],
          scenario: "actual",
          basis: "consolidated",
        };
        return { reference: { ...inner, ...rate } };
      }
      return {
        fault: `no rate of "${currency}" in ${said}`,
        hint: `name the account of its rate in company.yaml: rates: { ${currency || "USD"}: <account> }`,
      };
    }
    if (measure.against === "account") {
      const whole = facts.accounts.get(call.against);
      if (whole !== undefined) return { reference: partOf(whole, inner) };
      const hint = suggest(call.against, facts.accounts.keys());
      return {
        fault: `unknown account "${call.against}" in ${said}`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    if (facts.company.scenarios.includes(call.against) || call.against === "actual") {
      return { reference: { ...inner, scenario: call.against } };
    }
    const period =
      call.against === "opening"
        ? facts.calendar.resolve("opening", inner.period)
        : shiftBy(call.against, inner.period, facts);
    if (period !== undefined) return { reference: { ...inner, period } };
    return {
      fault: `unknown base "${call.against}" in ${said}`,
      hint: `a base is -1y, -1q, opening, a period or a scenario (${facts.company.scenarios.join(", ")})`,
    };
  }

  function findAll(
    references: readonly Reference[],
    skip: { readonly dashes: boolean },
  ): {
    readonly figures: readonly Figure[];
    readonly missing?: readonly string[];
  } {
    const figures: Figure[] = [];
    const missing: string[] = [];
    for (const reference of references) {
      const answer = ledger.find(reference);
      if ("figure" in answer && answer.figure.value !== null) figures.push(answer.figure);
      else if ("figure" in answer && skip.dashes) continue;
      else missing.push(...("missing" in answer ? answer.missing : [formatReference(reference)]));
    }
    return missing.length > 0 ? { figures, missing } : { figures };
  }
}

/** What a share is taken in: a member in its own account or in one without it is a part of the total, else of its like. */
function partOf(whole: Account, { member, ...inner }: Reference): Reference {
  const alike = member !== undefined && whole.id !== inner.account && whole.members.includes(member);
  return { ...inner, account: whole.id, member: alike ? member : undefined };
}

function derive(measure: Measure, from: readonly Figure[]): Derived | undefined {
  const value = measure.value(from.map((figure) => figure.value!));
  if (value === null) return undefined;
  const intervals = from.map((figure) => figure.interval);
  const known = intervals.filter((interval) => interval !== null);
  return {
    value,
    interval:
      known.length < intervals.length
        ? null
        : (measure.interval?.(known) ?? intervalOf(known, measure.value)),
    formula: measure.formula(from.map(({ id }) => id)),
    from,
  };
}

const valueless = { value: null, interval: null } as const;

/** The kind and the look of an account's own figures. */
function levelOf({ kind, unit, decimals }: Account): Pick<Figure, "kind" | "unit" | "decimals" | "form"> {
  return { kind, unit, decimals, form: kind === "ratio" ? "percent" : "level" };
}

/** The kind of an account's figure after its measures. */
function kindOf({ kind }: Account, calls: readonly MeasureCall[]): Figure["kind"] {
  return calls.reduce<Figure["kind"]>((before, { name }) => {
    const gives = measures[name]?.gives ?? "same";
    return gives === "ratio" || gives === "points" ? gives : before;
  }, kind);
}

function shownAs(
  measure: AskedMeasure,
  account: Account,
): Pick<Figure, "kind" | "unit" | "decimals" | "form"> {
  if (measure.gives === "ratio") return { kind: "ratio", unit: ratioUnit, decimals: 1, form: measure.form };
  if (measure.gives === "points")
    return { kind: "points", unit: pointsUnit, decimals: 1, form: measure.form };
  return { kind: account.kind, unit: account.unit, decimals: account.decimals, form: measure.form };
}

/** What a figure of an account looks like after its measures, none of them a translation. */
function lookOf(account: Account, { measures: calls }: Reference): ReturnType<typeof levelOf> {
  const last = calls.at(-1);
  return last === undefined ? levelOf(account) : shownAs(measures[last.name]!, account);
}

/** The look of an amount in another currency: in the unit of the same size. */
function translated(currency: string, look: ReturnType<typeof levelOf>): ReturnType<typeof levelOf> {
  return { ...look, unit: moneyUnit(currency, look.unit.power) };
}

/**
 * A fact in base units with what its digits say about the value before rounding. Counts and targets are exact, and so is a
 * rate that amounts are translated at: it is the one that was chosen.
 */
function report(fact: Fact, restated: boolean, { company, accounts }: Facts): Reported {
  const scale = powerOfTen(fact.unit.power);
  const value = new Exact(fact.value!).times(scale);
  const kind = accounts.get(fact.account)?.kind;
  const isRate = Object.values(company.rates).includes(fact.account);
  const exact =
    kind === "count" ||
    kind === "average" ||
    isRate ||
    (fact.scenario !== "actual" && fact.measure === undefined);
  const step = powerOfTen(-fact.decimals).times(scale);
  return { value, interval: exact ? { lo: value, hi: value } : known(value, step), fact, restated };

  function known(value: Exact, step: Exact): Interval {
    // A reported change of amounts is taken to be rounded to the nearest, whatever the amounts are
    const isChange = fact.unit.family === "money" && fact.measure !== undefined;
    if (isChange || roundingOf(fact.unit, company) !== "truncate") {
      const half = step.times(0.5);
      return { lo: value.minus(half), hi: value.plus(half) };
    }
    return {
      lo: value.greaterThan(0) ? value : value.minus(step),
      hi: value.lessThan(0) ? value : value.plus(step),
    };
  }
}

function outcomeOf(now: Exact, before: Exact): Figure["outcome"] | undefined {
  if (before.isZero()) return undefined;
  if (before.greaterThan(0)) return "turned-to-loss";
  if (now.greaterThan(0)) return "turned-to-profit";
  const order = now.comparedTo(before);
  return order > 0 ? "loss-narrowed" : order < 0 ? "loss-widened" : "unchanged";
}

function standsAtDate(kind: AccountKind): boolean {
  return kind === "stock" || kind === "count" || kind === "rate";
}

/** Balances, counts and rates stand at a date: asked for a quarter they are those at its end. */
function settlePeriod(reference: Reference, { accounts, calendar }: Facts): Reference {
  const kind = accounts.get(reference.account)?.kind;
  if (kind === undefined || !standsAtDate(kind)) return reference;
  return reference.period.kind === "instant"
    ? reference
    : { ...reference, period: calendar.end(reference.period) };
}

function shiftBy(text: string, period: Period, { calendar }: Facts): Period | undefined {
  const [, count, step] = /^([+-]\d+)([yq])$/.exec(text) ?? [];
  if (count !== undefined) return calendar.shift(period, Number(count), step as "y" | "q");
  return calendar.parse(text);
}

/** How a period lies among others: what a flow of it is the sum of, and which longer periods hold it. */
interface Spans {
  readonly quarters: readonly Period[];
  readonly longer: readonly { readonly period: Period; readonly quarters: readonly Period[] }[];
}

/** The quarters that a flow period is made of, oldest first; a quarter is made of itself. */
function quartersOf(period: Period, { calendar }: Facts): readonly Period[] {
  const count = { quarter: 1, half: 2, "nine-months": 3, year: 4, instant: 0 }[period.kind];
  return count === 0 ? [] : calendar.last(count, period);
}

/** The half, the nine months and the year that hold a quarter. */
function longerThan(period: Period, { calendar }: Facts): readonly Period[] {
  if (period.kind !== "quarter") return [];
  const year = String(period.fiscalYear % 100).padStart(2, "0");
  return [
    period.index <= 2 ? `1H${year}` : `2H${year}`,
    ...(period.index <= 3 ? [`9M${year}`] : []),
    `FY${period.fiscalYear}`,
  ]
    .map((id) => calendar.parse(id))
    .filter((longer) => longer !== undefined);
}

function indexFacts(facts: readonly Fact[]): ReadonlyMap<string, Known> {
  const index = new Map<string, Known>();
  for (const fact of facts) {
    const id = formatReference(referenceOf(fact));
    const before = index.get(id);
    if (before === undefined) index.set(id, { fact, restated: false });
    else {
      const later = (fact.asOf ?? "") > (before.fact.asOf ?? "") ? fact : before.fact;
      index.set(id, { fact: later, restated: true });
    }
  }
  return index;
}

function referenceOf(fact: Fact): Reference {
  const { account, member, period, scenario, basis, measure = "" } = fact;
  return { account, member, period, scenario, basis, measures: parseMeasures(measure) };
}
