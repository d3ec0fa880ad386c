import { formatPlace, formatProblem, suggest, type Place, type Problem } from "../problem.ts";
import type { Account } from "./account.ts";
import type { FiscalCalendar } from "./calendar.ts";
import type { Company } from "./company.ts";
import type { Cell } from "./csv.ts";
import type { Fact } from "./fact.ts";
import { isIsoDate } from "./iso-date.ts";
import { readNumber } from "./number.ts";
import { once } from "../once.ts";
import type { Period } from "./period.ts";
import { quote } from "./text.ts";
import { parseUnit, type Unit } from "./unit.ts";

/** What says which fact a value is, as written: the same for a whole row of a wide table. Cells without text count as left out. */
export interface FactKeys {
  readonly account: Cell;
  readonly member?: Cell | undefined;
  readonly unit: Cell;
  readonly scenario?: Cell | undefined;
  readonly basis?: Cell | undefined;
  readonly measure?: Cell | undefined;
  readonly asOf?: Cell | undefined;
  readonly source: Cell;
}

/** Takes the rows of all fact files and keeps the facts and the problems that they give. */
export interface FactRows {
  /** A new file starts: within one file an account keeps one power of its unit. */
  startFile(): void;
  /** Checks the keys once and adds a fact for every value that has text. */
  add(keys: FactKeys, values: readonly { readonly period: Cell; readonly value: Cell }[]): void;
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

type Checked = Omit<Fact, "period" | "value" | "decimals" | "place">;

const BASES = ["consolidated", "non-consolidated"];
const PERIOD_FORMS = "periods are written 2Q06, 1H06, 9M06, FY2006 or 2006-09-30";
const PERCENT_MEASURES = new Set(["growth", "share", "margin"]);

/** A checker of rows for one company. */
export function factRows({
  company,
  calendar,
  accounts,
}: {
  readonly company: Company;
  readonly calendar: FiscalCalendar;
  readonly accounts: ReadonlyMap<string, Account>;
}): FactRows {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const reported = new Set<string>();
  let faults = 0;
  const seen = new Map<string, Place>();
  const periods = new Map<string, Period | undefined>();
  const unitOf = once(parseUnit);
  let moneyUnits = new Map<string, { readonly unit: Unit; readonly place: Place }>();

  /** Tells a problem once: a head or a default is looked at for every value under it. */
  function report(
    { place }: Cell,
    { what, hint }: { readonly what: string; readonly hint?: string | undefined },
  ): undefined {
    faults += 1;
    const problem = { place, what, ...(hint !== undefined && { hint }) };
    if (!reported.has(formatProblem(problem))) problems.push(problem);
    reported.add(formatProblem(problem));
  }

  function unknown(cell: Cell, sort: string, words: Iterable<string>): undefined {
    const word = textOf(cell);
    return report(cell, { what: `unknown ${sort} ${quote(word)}`, hint: suggest(word, words) });
  }

  function known(cell: Cell, sort: string, words: readonly string[]): string | undefined {
    const word = textOf(cell);
    return words.includes(word) ? word : unknown(cell, sort, words);
  }

  function checkAccount(cell: Cell): Account | undefined {
    const id = textOf(cell);
    if (id === "") return report(cell, { what: "no account" });
    return accounts.get(id) ?? unknown(cell, "account", accounts.keys());
  }

  function checkMember(cell: Cell, account: Account | undefined): string | undefined {
    if (account === undefined) return undefined;
    if (account.members.length > 0) return known(cell, `member of ${account.id}`, account.members);
    return report(cell, {
      what: `${account.id} has no members, got ${quote(textOf(cell))}`,
      hint: "list them under members: in accounts.yaml",
    });
  }

  function checkUnit(of: {
    keys: FactKeys;
    account: Account | undefined;
    measure: string | undefined;
  }): Unit | undefined {
    const { keys, account, measure } = of;
    if (textOf(keys.unit) === "") {
      const who = account === undefined ? "" : ` for ${account.id}`;
      const hint =
        account === undefined || measure !== undefined
          ? undefined
          : `its account is in ${quote(account.unit.name)}`;
      return report(keys.unit, { what: `no unit${who}`, hint });
    }
    const unit = unitOf(keys.unit.text);
    if ("what" in unit) return report(keys.unit, unit);
    if (account === undefined) return unit;
    const expected = expectedUnit({ account, measure, unit });
    if (expected !== undefined) {
      const who = measure === undefined ? account.id : `${account.id}|${measure}`;
      return report(keys.unit, { what: `${who}: expected ${expected}, got ${quote(unit.name)}` });
    }
    if (unit.family === "money") {
      const first = moneyUnits.get(account.id);
      if (first === undefined) moneyUnits.set(account.id, { unit, place: keys.unit.place });
      else if (first.unit.power !== unit.power) {
        report(keys.unit, {
          what: `${account.id} is in ${quote(unit.name)} here and in ${quote(first.unit.name)} at ${formatPlace(first.place)}`,
          hint: "use one unit for an account in a file",
        });
      }
    }
    return unit;
  }

  function checkMeasure(cell: Cell): string | undefined {
    const measure = cell.text.replace(/\s+/g, "");
    if (measure.split("|").every((step) => /^[a-z][a-z0-9-]*(\([^()|]+\))?$/.test(step))) return measure;
    return report(cell, {
      what: `expected a measure, got ${quote(textOf(cell))}`,
      hint: "write it as in a reference: growth(-1y), or share(revenue.total)|points(-1y)",
    });
  }

  function checkSource(cell: Cell): string | undefined {
    const source = textOf(cell).replace(/\s+/g, " ");
    if (source === "")
      return report(cell, {
        what: "no source",
        hint: "write a source of company.yaml and the page: 2q06 slide 5",
      });
    const id = source.split(" ")[0]!;
    if (Object.hasOwn(company.sources, id)) return source;
    return report(cell, {
      what: `unknown source ${quote(id)}`,
      hint: suggest(id, Object.keys(company.sources)) ?? "list it under sources: in company.yaml",
    });
  }

  function checkDate(cell: Cell): string | undefined {
    const date = textOf(cell);
    return isIsoDate(date)
      ? date
      : report(cell, { what: `expected a date such as 2006-11-09, got ${quote(date)}` });
  }

  /** Undefined if a key is at fault; all keys are looked at in any case. */
  function checkKeys(
    keys: FactKeys,
  ): { readonly fact: Checked; readonly account: Account } | { readonly unit: Unit | undefined } {
    const before = faults;
    const account = checkAccount(keys.account);
    const member = given(keys.member) && checkMember(keys.member!, account);
    const measure = given(keys.measure) && checkMeasure(keys.measure!);
    // A measure that cannot be read says nothing of its unit.
    const unfit = given(keys.measure) && measure === undefined;
    const unit = checkUnit({ keys, account: unfit ? undefined : account, measure });
    const scenario = given(keys.scenario)
      ? known(keys.scenario!, "scenario", ["actual", ...company.scenarios])
      : "actual";
    const basis = given(keys.basis) ? known(keys.basis!, "basis", BASES) : "consolidated";
    const asOf = given(keys.asOf) && checkDate(keys.asOf!);
    const source = checkSource(keys.source);
    const complete = account && unit && scenario && basis && source;
    if (!complete || faults > before) return { unit };
    return {
      account,
      fact: {
        account: account.id,
        ...(member && { member }),
        scenario,
        basis,
        ...(measure && { measure }),
        unit,
        ...(asOf && { asOf }),
        source,
      },
    };
  }

  function checkPeriod(cell: Cell, account: Account | undefined, value: Cell): Period | undefined {
    const id = textOf(cell);
    if (id === "") return report(cell, { what: "no period", hint: PERIOD_FORMS });
    if (!periods.has(id)) periods.set(id, calendar.parse(id));
    const period = periods.get(id);
    if (period === undefined) return report(cell, notAPeriod(id, calendar));
    if (account === undefined) return period;
    if (account.kind === "flow" && period.kind === "instant") {
      const what = `${account.id} is a flow, which has no value at a date; got ${quote(id)}`;
      return report(value, {
        what,
        hint: "write a quarter, a half, nine months or a year: 2Q06, 1H06, 9M06, FY2006",
      });
    }
    const standsAtDate = account.kind === "stock" || account.kind === "count" || account.kind === "rate";
    return standsAtDate ? calendar.end(period) : period;
  }

  function add(keys: FactKeys, values: readonly { readonly period: Cell; readonly value: Cell }[]): void {
    const checked = checkKeys(keys);
    const unit = "fact" in checked ? checked.fact.unit : checked.unit;
    const account = "account" in checked ? checked.account : undefined;
    // Without a unit nothing is known of percents, and the unit's own problem is reported already.
    const style = { ...company, percent: unit === undefined || unit.family === "ratio" };
    for (const { period: head, value: cell } of values) {
      if (cell.text.trim() === "") continue;
      const period = checkPeriod(head, account, cell);
      const number = readNumber(cell.text, style);
      if ("what" in number) {
        report(cell, { ...number, what: `${rawReference(keys, head)}: ${number.what}` });
        continue;
      }
      if (!("fact" in checked) || period === undefined) continue;
      const fact: Fact = {
        ...checked.fact,
        period,
        value: number.value,
        decimals: number.decimals,
        place: cell.place,
      };
      const reference = referenceOf(fact);
      const first = seen.get(reference);
      if (first === undefined) {
        seen.set(reference, cell.place);
        facts.push(fact);
      } else {
        report(cell, {
          what: `${reference} is also given at ${formatPlace(first)}`,
          hint: "delete one; if it was restated, give the later one its date in as_of",
        });
      }
    }
  }

  return { facts, problems, add, startFile: () => void (moneyUnits = new Map()) };
}

/** Says that a text is no period, with the id that was meant if only its case is wrong. */
export function notAPeriod(
  text: string,
  calendar: FiscalCalendar,
): { readonly what: string; readonly hint: string } {
  const upper = text.toUpperCase();
  const meant = calendar.parse(upper) === undefined ? undefined : `did you mean "${upper}"?`;
  return { what: `expected a period, got ${quote(text)}`, hint: meant ?? PERIOD_FORMS };
}

function textOf(cell: Cell): string {
  return cell.text.trim();
}

function given(cell: Cell | undefined): true | undefined {
  return cell !== undefined && textOf(cell) !== "" ? true : undefined;
}

/** What the unit should have been; undefined if it fits. */
function expectedUnit(of: {
  readonly account: Account;
  readonly measure: string | undefined;
  readonly unit: Unit;
}): string | undefined {
  const { account, unit } = of;
  const measure = of.measure?.split("|").at(-1)!.replace(/\(.*$/, "");
  if (measure === "points") return unit.family === "points" ? undefined : '"points"';
  if (measure !== undefined && PERCENT_MEASURES.has(measure))
    return unit.family === "ratio" ? undefined : '"%"';
  // The ledger tells a measure that it does not know
  if (measure !== undefined && measure !== "change") return undefined;
  const { family, currency, name } = account.unit;
  if (family === "money") {
    return unit.family === "money" && unit.currency === currency ? undefined : `a unit of ${currency}`;
  }
  if (family === "ratio") return unit.family === "ratio" || unit.family === "points" ? undefined : '"%"';
  return unit.name === name ? undefined : quote(name);
}

function rawReference(keys: FactKeys, period: Cell): string {
  const member = given(keys.member) ? `[${textOf(keys.member!)}]` : "";
  const measure = given(keys.measure) ? `|${keys.measure!.text.replace(/\s+/g, "")}` : "";
  return `${textOf(keys.account)}${member}@${textOf(period)}${measure}`;
}

function referenceOf(fact: Fact): string {
  const member = fact.member === undefined ? "" : `[${fact.member}]`;
  const basis = fact.basis === "consolidated" ? "" : `/${fact.basis}`;
  const scenario = fact.scenario === "actual" && basis === "" ? "" : `/${fact.scenario}`;
  const measure = fact.measure === undefined ? "" : `|${fact.measure}`;
  const asOf = fact.asOf === undefined ? "" : ` as of ${fact.asOf}`;
  return `${fact.account}${member}@${fact.period.id}${scenario}${basis}${measure}${asOf}`;
}
