import { dateParts, daysInMonth, isIsoDate, isoDate } from "./iso-date.ts";
import type { Period, PeriodKind } from "./period.ts";

/** The company's fiscal calendar: the only maker of periods. */
export interface FiscalCalendar {
  /** The period that an id names ("2Q06", "1H06", "9M06", "FY2006", "2006-09-30"); undefined if the text is no id. */
  parse(id: string): Period | undefined;
  /** The same kind of period `count` years or quarters later (negative: earlier). Halves and years move by whole lengths only. */
  shift(period: Period, count: number, step: "y" | "q"): Period | undefined;
  /** The date at which the period ends, as an instant. */
  end(period: Period): Period;
  /**
   * A period said relative to the document's own quarter: `current`, `ytd` (quarter, half, nine months or year to date),
   * `year`, `end`, `opening` (last fiscal year's end), each with `- 1y`, `-1q`; or an id. Undefined if it is neither.
   */
  resolve(text: string, own: Period): Period | undefined;
  /** The `count` quarters up to and including the period's last quarter, oldest first. */
  last(count: number, period: Period): readonly Period[];
}

/** The calendar of a company whose year ends with month `endsIn` (1-12) and is named after the year that it starts or ends in. */
export function fiscalCalendar({
  endsIn,
  named,
}: {
  readonly endsIn: number;
  readonly named: "start" | "end";
}): FiscalCalendar {
  /** Months from year 0 to the first month of fiscal year 0: month 0 is January of year 0. */
  const origin = (endsIn % 12) - (named === "end" && endsIn !== 12 ? 12 : 0);

  /** Every period that was asked for, by its id. */
  const made = new Map<string, Period>();

  function once(id: string, make: () => Period): Period {
    let period = made.get(id);
    if (period === undefined) made.set(id, (period = make()));
    return period;
  }

  function span(slot: Slot): Period | undefined {
    const id = idOf(slot);
    return id === undefined ? undefined : once(id, () => makeSpan(id, slot));
  }

  function makeSpan(id: string, { kind, fiscalYear, index }: Slot): Period {
    const months = MONTHS[kind];
    const first = origin + fiscalYear * 12 + (index - 1) * months;
    return {
      id,
      kind,
      fiscalYear,
      index,
      cumulative: index === 1 && kind !== "quarter",
      start: firstDay(first),
      end: lastDay(first + months - 1),
      fiscalYearEnd: lastDay(origin + fiscalYear * 12 + 11),
    };
  }

  function instant(date: string): Period {
    return once(date, () => makeInstant(date));
  }

  function makeInstant(date: string): Period {
    const { year, month } = dateParts(date);
    const since = year * 12 + month - 1 - origin;
    const fiscalYear = Math.floor(since / 12);
    const quarter = Math.floor((since - fiscalYear * 12) / 3) + 1;
    const endsQuarter = date === lastDay(origin + fiscalYear * 12 + quarter * 3 - 1);
    return {
      id: date,
      kind: "instant",
      fiscalYear,
      index: endsQuarter ? quarter : 0,
      cumulative: false,
      start: date,
      end: date,
      fiscalYearEnd: lastDay(origin + fiscalYear * 12 + 11),
    };
  }

  function parse(id: string): Period | undefined {
    return made.get(id) ?? read(id);
  }

  function read(id: string): Period | undefined {
    if (isIsoDate(id)) return instant(id);
    const match =
      /^(?:(?<quarter>[1-4])Q|(?<half>[12])H|(?<nine>9)M|FY(?=\d{4}$))(?<year>\d\d(?:\d\d)?)$/.exec(id);
    const { quarter, half, nine, year = "" } = match?.groups ?? {};
    if (match === null || (year.length === 4) !== id.startsWith("FY")) return undefined;
    const fiscalYear = year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 70 ? 1900 : 2000);
    if (quarter !== undefined) return span({ kind: "quarter", fiscalYear, index: Number(quarter) });
    if (half !== undefined) return span({ kind: "half", fiscalYear, index: Number(half) });
    return span({ kind: nine === undefined ? "year" : "nine-months", fiscalYear, index: 1 });
  }

  function shift(period: Period, count: number, step: "y" | "q"): Period | undefined {
    const months = count * (step === "y" ? 12 : 3);
    if (period.kind === "instant") {
      const date = shiftDate(period.end, months);
      return date === undefined ? undefined : instant(date);
    }
    // Nine months start with their year, so they move by whole years.
    const length = period.kind === "nine-months" ? 12 : MONTHS[period.kind];
    if (months % length !== 0) return undefined;
    const perYear = 12 / length;
    const slot = period.fiscalYear * perYear + period.index - 1 + months / length;
    const fiscalYear = Math.floor(slot / perYear);
    return span({ kind: period.kind, fiscalYear, index: slot - fiscalYear * perYear + 1 });
  }

  function toDate(period: Period): Period | undefined {
    const { fiscalYear, index } = period;
    if (period.cumulative) return period;
    if (period.kind === "half" || index === 4) return span({ kind: "year", fiscalYear, index: 1 });
    if (index === 0) return undefined;
    return span({
      kind: ([undefined, "quarter", "half", "nine-months"] as const)[index]!,
      fiscalYear,
      index: 1,
    });
  }

  function relative(base: string, own: Period): Period | undefined {
    switch (base) {
      case "current":
        return own;
      case "ytd":
        return toDate(own);
      case "year":
        return span({ kind: "year", fiscalYear: own.fiscalYear, index: 1 });
      case "end":
        return instant(own.end);
      case "opening":
        return instant(lastDay(origin + own.fiscalYear * 12 - 1));
      default:
        return parse(base);
    }
  }

  function lastQuarter(period: Period): Period | undefined {
    const { year, month } = dateParts(period.end);
    const complete = period.end === lastDay(year * 12 + month - 1);
    const since = year * 12 + month - (complete ? 0 : 1) - origin;
    const quarters = Math.floor(since / 3);
    const fiscalYear = Math.floor((quarters - 1) / 4);
    return span({ kind: "quarter", fiscalYear, index: quarters - fiscalYear * 4 });
  }

  return {
    parse,
    shift,
    end: (period) => instant(period.end),
    resolve(text, own) {
      const named = made.get(text);
      if (named !== undefined) return named;
      const match = /^(.+?)((?:\s*[+-]\s*\d{1,3}\s*[yq])*)$/.exec(text.trim());
      let period = match === null ? undefined : relative(match[1]!, own);
      for (const [, sign, count, step] of (match?.[2] ?? "").matchAll(/([+-])\s*(\d+)\s*([yq])/g)) {
        period &&= shift(period, Number(`${sign}${count}`), step as "y" | "q");
      }
      return period;
    },
    last(count, period) {
      const quarters: Period[] = [];
      for (
        let quarter = lastQuarter(period);
        quarter && quarters.length < count;
        quarter = shift(quarter, -1, "q")
      ) {
        quarters.unshift(quarter);
      }
      return quarters;
    },
  };
}

interface Slot {
  readonly kind: Exclude<PeriodKind, "instant">;
  readonly fiscalYear: number;
  readonly index: number;
}

const MONTHS = { quarter: 3, half: 6, "nine-months": 9, year: 12 } as const;

/** Undefined outside the years that an id can say: two digits reach from 1970 to 2069. */
function idOf({ kind, fiscalYear, index }: Slot): string | undefined {
  if (kind === "year") return fiscalYear >= 1001 && fiscalYear <= 9998 ? `FY${fiscalYear}` : undefined;
  if (fiscalYear < 1970 || fiscalYear > 2069) return undefined;
  const year = String(fiscalYear % 100).padStart(2, "0");
  return kind === "quarter" ? `${index}Q${year}` : kind === "half" ? `${index}H${year}` : `9M${year}`;
}

/** Month 0 is January of year 0. */
function firstDay(month: number): string {
  return isoDate(Math.floor(month / 12), (month % 12) + 1, 1);
}

function lastDay(month: number): string {
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  return isoDate(year, ofYear, daysInMonth(year, ofYear));
}

/** The end of a month stays the end of a month; another day keeps its number, and is undefined in a month without it. */
function shiftDate(date: string, months: number): string | undefined {
  const { year, month, day } = dateParts(date);
  const target = year * 12 + month - 1 + months;
  if (day === daysInMonth(year, month)) return validDate(lastDay(target));
  return validDate(`${firstDay(target).slice(0, -2)}${date.slice(-2)}`);
}

function validDate(date: string): string | undefined {
  return isIsoDate(date) ? date : undefined;
}
