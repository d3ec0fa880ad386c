import { areWholeMonths, readCalendarDate, type CalendarDate } from "./calendar-date.ts";
import { groupThousands, readDecimalText, type DecimalText } from "./decimal-text.ts";
import type {
  Comparison,
  Locale,
  Move,
  MoveStyle,
  NumberForm,
  Outcome,
  PeriodForm,
  PeriodStyle,
  UnitForm,
} from "./locale.ts";
import { moveSense } from "./move-sense.ts";

/** German as quarterly statements in Germany write it. */
export const de: Locale = {
  lang: "de",
  faces: ["inter"],
  leading: 1.5,
  number,
  none: "–",
  notMeaningful: "n.\u00a0a.",
  amount,
  proseUnit: ({ power }, magnitude) => {
    if (magnitude !== undefined) readDecimalText(magnitude);
    return { power };
  },
  unitName,
  unitHead: unitName,
  moved,
  outcome: (outcome, style = "adverb") => outcomes[outcome][style],
  period,
  date: (iso, style = "long") => {
    const date = readCalendarDate(iso);
    return style === "long" ? longDate(date) : `${date.day}.${date.month}.`;
  },
  compared: ({ number, name }) => `${number} ${name}`,
  comparison: (comparison, style) => (style === "head" ? comparisonHead(comparison) : comparedTo(comparison)),
  terms: {
    change: "Veränderung",
    footing: "Aufgrund von Rundungen können Summen von den Einzelwerten abweichen.",
    draft: "ENTWURF",
  },
  notes: { to: (number) => `Fußnote ${number}`, back: (number) => `Zurück zum Text von Fußnote ${number}` },
  chart: {
    line: ({ name, first, last, value, move, highest, lowest }) =>
      `${name} von ${first} bis ${last}: ${value} in ${last}${move ? `, ${move.move} ${move.base}` : ""}` +
      `${highest ? `; Höchstwert ${highest.value} in ${highest.period}` : ""}${lowest ? `; Tiefstwert ${lowest.value} in ${lowest.period}` : ""}.`,
    values: (name, values) =>
      `${name}: ${values.map(({ value, period }) => `${value} in ${period}`).join("; ")}.`,
    between: " ",
    list: { pair: ": ", between: "; ", end: "." },
  },
};

const minus = "−";
const noBreak = "\u00a0";

/** A German Billion is a million millions. */
const scales: Readonly<Record<number, string>> = {
  0: "",
  3: "Tsd.",
  6: "Mio.",
  9: "Mrd.",
  12: "Bio.",
};

/** What is counted; a unit without a word here keeps its own name. */
const counts: Readonly<Record<string, string>> = {
  contracts: "Verträge",
  companies: "Unternehmen",
  employees: "Beschäftigte",
  people: "Personen",
  shares: "Aktien",
  times: "x-fach",
};

/** Counts whose noun stands in the label or the sentence already. */
const countedThings: readonly string[] = ["contracts", "employees"];

const outcomes: Readonly<Record<Outcome, Readonly<Record<MoveStyle, string>>>> = {
  "turned-to-profit": {
    verb: "wechselte in die Gewinnzone",
    adverb: "Wechsel in die Gewinnzone",
    noun: "ein Wechsel in die Gewinnzone",
  },
  "turned-to-loss": {
    verb: "wechselte in die Verlustzone",
    adverb: "Wechsel in die Verlustzone",
    noun: "ein Wechsel in die Verlustzone",
  },
  "loss-narrowed": {
    verb: "zeigte einen geringeren Verlust",
    adverb: "Verlust verringert",
    noun: "ein geringerer Verlust",
  },
  "loss-widened": {
    verb: "zeigte einen höheren Verlust",
    adverb: "Verlust ausgeweitet",
    noun: "ein höherer Verlust",
  },
  unchanged: { verb: "blieb unverändert", adverb: "unverändert", noun: "keine Veränderung" },
};

const unmoved: Readonly<Record<"little" | "none", Readonly<Record<MoveStyle, string>>>> = {
  little: {
    verb: "blieb nahezu unverändert",
    adverb: "nahezu unverändert",
    noun: "nahezu keine Veränderung",
  },
  none: outcomes.unchanged,
};

const directions: Readonly<Record<"up" | "down", Readonly<Record<MoveStyle, string>>>> = {
  up: { verb: "stieg um", adverb: "plus", noun: "ein Anstieg von" },
  down: { verb: "sank um", adverb: "minus", noun: "ein Rückgang von" },
};

/** Names of the months, January first. */
export const months: readonly string[] = [
  "Januar",
  "Februar",
  "März",
  "April",
  "Mai",
  "Juni",
  "Juli",
  "August",
  "September",
  "Oktober",
  "November",
  "Dezember",
];

const ordinals: readonly string[] = ["erstes", "zweites", "drittes", "viertes"];

function number(rounded: string, form: NumberForm): string {
  const decimal = readDecimalText(rounded);
  const digits = germanDigits(decimal);
  const negative = decimal.sign < 0 ? minus : "";
  const signed = decimal.sign > 0 ? "+" : negative;
  switch (form) {
    case "level":
      return negative + digits;
    case "percent":
      return negative + percent(digits);
    case "change":
      return signed + digits;
    case "growth":
      return signed + percent(digits);
    case "points":
      return signed + points(digits);
  }
}

/** "1.234,50": a point between thousands and a comma before the decimals. */
function germanDigits({ integer, fraction }: DecimalText): string {
  return groupThousands(integer).replaceAll(",", ".") + fraction.replace(".", ",");
}

function percent(digits: string): string {
  return `${digits}${noBreak}%`;
}

function points(digits: string, many = "Prozentpunkte"): string {
  return `${digits}${noBreak}${/^1(?:,0+)?$/.test(digits) ? "Prozentpunkt" : many}`;
}

function amount(rounded: string, unit: UnitForm): string {
  const decimal = readDecimalText(rounded);
  return (decimal.sign < 0 ? minus : "") + unsignedAmount(germanDigits(decimal), unit);
}

function unsignedAmount(digits: string, unit: UnitForm): string {
  switch (unit.family) {
    case "money":
      return [digits, ...moneyWords(unit)].join(noBreak);
    case "ratio":
      return unit.power === -2 ? percent(digits) : counted(digits, unit);
    case "points":
      return points(digits);
    case "plain":
      return countedThings.includes(unit.name) ? digits : counted(digits, unit);
  }
}

function counted(digits: string, unit: UnitForm): string {
  return unit.name === "times" ? `${digits}fach` : `${digits}${noBreak}${unitName(unit)}`;
}

function unitName(unit: UnitForm): string {
  switch (unit.family) {
    case "money":
      return moneyWords(unit).join(" ");
    case "points":
      return "Prozentpunkte";
    case "ratio":
    case "plain":
      return counts[unit.name] ?? unit.name;
  }
}

/** "Mio.", "EUR". */
function moneyWords({ name, currency, power }: UnitForm): readonly string[] {
  const scale = scales[power];
  if (scale === undefined) throw new TypeError(`German has no word for 10^${power}, the scale of "${name}"`);
  if (currency === undefined) throw new TypeError(`expected a currency for the unit "${name}"`);
  return scale === "" ? [currency] : [scale, currency];
}

function moved(move: Move): string {
  const sense = moveSense(move);
  if (sense === "little" || sense === "none") return unmoved[sense][move.style];
  // "plus" at the end of a line would say nothing
  const space = move.style === "adverb" ? noBreak : " ";
  return `${directions[sense][move.style]}${space}${sizeOf(move)}`;
}

function sizeOf({ size, sort, unit, style }: Move): string {
  const digits = germanDigits(readDecimalText(size));
  if (sort === "growth") return percent(digits);
  // "ein Anstieg von" takes the dative
  if (sort === "points" || unit === undefined)
    return points(digits, style === "noun" ? "Prozentpunkten" : "Prozentpunkte");
  return unsignedAmount(digits, unit);
}

function period(of: PeriodForm, style: PeriodStyle): string {
  if (style === "year") return fiscalYear(of);
  if (of.kind === "instant") return longDate(readCalendarDate(of.end));
  switch (style) {
    case "short":
      return shortName(of);
    case "name":
      return periodName(of);
    case "range":
      return dateRange(readCalendarDate(of.start), readCalendarDate(of.end));
    case "head":
      return `${period(of, "short")} (${period(of, "range")})`;
  }
}

function shortName(of: PeriodForm): string {
  switch (of.kind) {
    case "quarter":
      return `Q${of.index} ${of.fiscalYear}`;
    case "half":
      return `H${of.index} ${of.fiscalYear}`;
    case "nine-months":
      return `9M ${of.fiscalYear}`;
    case "year":
      return String(of.fiscalYear);
    case "instant":
      return longDate(readCalendarDate(of.end));
  }
}

function periodName(of: PeriodForm): string {
  switch (of.kind) {
    case "quarter":
      return `${ordinal(of)} Quartal ${of.fiscalYear}`;
    case "half":
      return `${ordinal(of)} Halbjahr ${of.fiscalYear}`;
    case "nine-months":
      return `erste neun Monate ${of.fiscalYear}`;
    case "year":
      return fiscalYear(of);
    case "instant":
      return longDate(readCalendarDate(of.end));
  }
}

function ordinal({ id, index }: PeriodForm): string {
  const word = ordinals[index - 1];
  if (word === undefined) throw new TypeError(`expected index 1 to 4 of the period "${id}", got ${index}`);
  return word;
}

function fiscalYear(of: PeriodForm): string {
  return `Geschäftsjahr ${of.fiscalYear}`;
}

/** Names a year once where both ends share it, and the days only where the months are not whole. */
function dateRange(start: CalendarDate, end: CalendarDate): string {
  const whole = areWholeMonths(start, end);
  const part = (date: CalendarDate) => (whole ? monthName(date) : `${date.day}. ${monthName(date)}`);
  const last = `${part(end)} ${end.year}`;
  if (start.year !== end.year) return `${part(start)} ${start.year} – ${last}`;
  return whole && start.month === end.month ? last : `${part(start)} – ${last}`;
}

function longDate(date: CalendarDate): string {
  return `${date.day}. ${monthName(date)} ${date.year}`;
}

function monthName({ month }: CalendarDate): string {
  return months[month - 1]!;
}

function comparisonHead(comparison: Comparison): string {
  switch (comparison.against) {
    case "year":
      return "ggü. Vorjahr";
    case "quarter":
      return "ggü. Vorquartal";
    case "year-end":
      return "ggü. Jahresende";
    case "period":
      return `ggü. ${period(baseOf(comparison), "short")}`;
    case "scenario":
      return `ggü. ${scenarioOf(comparison)}`;
  }
}

function comparedTo(comparison: Comparison): string {
  const { against, base, kind } = comparison;
  // An article would have to know the gender of the label, and its adjectives would change
  if (against === "scenario") return `gegenüber „${scenarioOf(comparison)}“`;
  if (base !== undefined) {
    return `gegenüber ${base.kind === "instant" ? "dem " : ""}${period(base, "short")}`;
  }
  switch (against) {
    case "year":
      return `gegenüber dem ${kind === "instant" ? "Vorjahresstichtag" : "Vorjahreszeitraum"}`;
    case "quarter":
      return `gegenüber dem ${kind === "instant" ? "Ende des Vorquartals" : "Vorquartal"}`;
    case "year-end":
      return "gegenüber dem Ende des Vorjahres";
    case "period":
      return `gegenüber ${period(baseOf(comparison), "short")}`;
  }
}

function baseOf({ base }: Comparison): PeriodForm {
  if (base === undefined) throw new TypeError("expected the period compared with");
  return base;
}

function scenarioOf({ scenario }: Comparison): string {
  if (scenario === undefined || scenario === "")
    throw new TypeError("expected the label of the scenario compared with");
  return scenario;
}
