import { areWholeMonths, readCalendarDate, type CalendarDate } from "./calendar-date.ts";
import { readDecimalText } from "./decimal-text.ts";
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

/** English of the United States, as earnings decks write it. */
export const en: Locale = {
  lang: "en",
  faces: ["inter"],
  leading: 1.5,
  number,
  none: "–",
  notMeaningful: "n.m.",
  amount,
  proseUnit: ({ power }, magnitude) => {
    if (magnitude !== undefined) readDecimalText(magnitude);
    return { power };
  },
  unitName: (unit) => (unit.family === "money" ? moneyHead(unit) : unit.name),
  unitHead: (unit) => (unit.family === "money" ? moneyHead(unit) : unit.name),
  moved,
  outcome: (outcome, style = "adverb") => outcomes[outcome][style],
  period,
  date: (iso, style = "long") => {
    const date = readCalendarDate(iso);
    return style === "long" ? longDate(date) : `${date.month}/${date.day}`;
  },
  compared: ({ number, name }) => `${number} ${name}`,
  comparison: (comparison, style) => (style === "head" ? comparisonHead(comparison) : comparedTo(comparison)),
  terms: {
    change: "Change",
    footing: "Each figure is rounded on its own, so totals may differ from the sum of their parts.",
    draft: "DRAFT",
  },
  notes: { to: (number) => `Note ${number}`, back: (number) => `Back to the text of note ${number}` },
  chart: {
    line: ({ name, first, last, value, move, highest, lowest }) =>
      `${name} from ${first} to ${last}: ${value} in ${last}${move ? `, ${move.move} ${move.base}` : ""}` +
      `${highest ? `; highest ${highest.value} in ${highest.period}` : ""}${lowest ? `; lowest ${lowest.value} in ${lowest.period}` : ""}.`,
    values: (name, values) =>
      `${name}: ${values.map(({ value, period }) => `${value} in ${period}`).join("; ")}.`,
    between: " ",
    list: { pair: ": ", between: "; ", end: "." },
  },
};

const minus = "−";
const noBreak = "\u00a0";

const scales: Readonly<Record<number, string>> = {
  0: "",
  3: "thousand",
  6: "million",
  9: "billion",
  12: "trillion",
};

/** Counts whose noun stands in the label or the sentence already. */
const countedThings: readonly string[] = ["contracts", "employees"];

const outcomes: Readonly<Record<Outcome, Readonly<Record<MoveStyle, string>>>> = {
  "turned-to-profit": { verb: "turned to profit", adverb: "turned to profit", noun: "a turn to profit" },
  "turned-to-loss": { verb: "turned to loss", adverb: "turned to loss", noun: "a turn to loss" },
  "loss-narrowed": { verb: "showed a narrower loss", adverb: "loss narrowed", noun: "a narrower loss" },
  "loss-widened": { verb: "showed a wider loss", adverb: "loss widened", noun: "a wider loss" },
  unchanged: { verb: "was unchanged", adverb: "unchanged", noun: "no change" },
};

const unmoved: Readonly<Record<"little" | "none", Readonly<Record<MoveStyle, string>>>> = {
  little: { verb: "was little changed", adverb: "little changed", noun: "little change" },
  none: outcomes.unchanged,
};

const directions: Readonly<Record<"up" | "down", Readonly<Record<MoveStyle, string>>>> = {
  up: { verb: "rose", adverb: "up", noun: "an increase of" },
  down: { verb: "fell", adverb: "down", noun: "a decrease of" },
};

/** Names of the months, January first. */
export const months: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const ordinals: readonly string[] = ["first", "second", "third", "fourth"];

function number(rounded: string, form: NumberForm): string {
  const { sign, grouped } = readDecimalText(rounded);
  const bracketed = (text: string) => (sign < 0 ? `(${text})` : text);
  const signed = (text: string) => (sign < 0 ? minus : sign > 0 ? "+" : "") + text;
  switch (form) {
    case "level":
      return bracketed(grouped);
    case "percent":
      return bracketed(`${grouped}%`);
    case "change":
      return signed(grouped);
    case "growth":
      return signed(`${grouped}%`);
    case "points":
      // A number with decimals takes the plural in English, 1.0 too.
      return signed(`${grouped}${noBreak}points`);
  }
}

/** Brackets belong to columns; a sentence has a minus before the whole amount. */
function amount(rounded: string, unit: UnitForm): string {
  const { sign, grouped } = readDecimalText(rounded);
  return (sign < 0 ? minus : "") + unsignedAmount(grouped, unit);
}

function unsignedAmount(grouped: string, unit: UnitForm): string {
  switch (unit.family) {
    case "money":
      return [currencyOf(unit), grouped, scaleOf(unit)].filter((part) => part !== "").join(noBreak);
    case "ratio":
      return unit.power === -2 ? `${grouped}%` : `${grouped}${noBreak}${unit.name}`;
    case "points":
      return `${grouped}${noBreak}points`;
    case "plain":
      return countedThings.includes(unit.name) ? grouped : `${grouped}${noBreak}${unit.name}`;
  }
}

function moneyHead(unit: UnitForm): string {
  return [currencyOf(unit), scaleOf(unit)].filter((part) => part !== "").join(" ");
}

function scaleOf({ name, power }: UnitForm): string {
  const scale = scales[power];
  if (scale === undefined) throw new TypeError(`English has no word for 10^${power}, the scale of "${name}"`);
  return scale;
}

function currencyOf({ name, currency }: UnitForm): string {
  if (currency === undefined) throw new TypeError(`expected a currency for the unit "${name}"`);
  return currency;
}

function moved(move: Move): string {
  const sense = moveSense(move);
  if (sense === "little" || sense === "none") return unmoved[sense][move.style];
  const by = move.sort === "change" && move.style === "verb" ? "by " : "";
  // "up" at the end of a line would say nothing
  const space = move.style === "adverb" ? noBreak : " ";
  return `${directions[sense][move.style]}${space}${by}${sizeOf(move)}`;
}

function sizeOf({ size, sort, unit }: Move): string {
  const { grouped } = readDecimalText(size);
  if (sort === "growth") return `${grouped}%`;
  if (sort === "points" || unit === undefined) return `${grouped}${noBreak}points`;
  return unsignedAmount(grouped, unit);
}

function period(of: PeriodForm, style: PeriodStyle): string {
  if (style === "year") return fiscalYear(of);
  if (of.kind === "instant") return longDate(readCalendarDate(of.end));
  switch (style) {
    case "short":
      return of.id;
    case "name":
      return periodName(of);
    case "range":
      return dateRange(readCalendarDate(of.start), readCalendarDate(of.end));
    case "head":
      return `${period(of, "short")} (${period(of, "range")})`;
  }
}

function periodName(of: PeriodForm): string {
  switch (of.kind) {
    case "quarter":
      return `${ordinal(of)} quarter of ${fiscalYear(of)}`;
    case "half":
      return `${ordinal(of)} half of ${fiscalYear(of)}`;
    case "nine-months":
      return `first nine months of ${fiscalYear(of)}`;
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
  return `FY${of.fiscalYear}`;
}

/** Names a year once where both ends share it, and the days only where the months are not whole. */
function dateRange(start: CalendarDate, end: CalendarDate): string {
  const whole = areWholeMonths(start, end);
  const part = (date: CalendarDate) => (whole ? monthName(date) : `${monthName(date)} ${date.day}`);
  const year = (date: CalendarDate) => (whole ? ` ${date.year}` : `, ${date.year}`);
  if (start.year !== end.year) return `${part(start)}${year(start)} – ${part(end)}${year(end)}`;
  if (whole && start.month === end.month) return `${part(end)}${year(end)}`;
  return `${part(start)} – ${part(end)}${year(end)}`;
}

function longDate(date: CalendarDate): string {
  return `${monthName(date)} ${date.day}, ${date.year}`;
}

function monthName({ month }: CalendarDate): string {
  return months[month - 1]!;
}

function comparisonHead(comparison: Comparison): string {
  switch (comparison.against) {
    case "year":
      return "YoY";
    case "quarter":
      return "QoQ";
    case "year-end":
      return "vs year-end";
    case "period":
      return `vs ${period(baseOf(comparison), "short")}`;
    case "scenario":
      return `vs ${scenarioOf(comparison)}`;
  }
}

function comparedTo(comparison: Comparison): string {
  const { against, base } = comparison;
  if (against === "scenario") return `against the ${scenarioOf(comparison)}`;
  if (base !== undefined) {
    // "rose 5% on September 30" would date the rise instead of naming what it is measured from.
    return `${base.kind === "instant" ? "from" : "on"} ${period(base, "short")}`;
  }
  switch (against) {
    case "year":
      return "on a year ago";
    case "quarter":
      return "on the previous quarter";
    case "year-end":
      return "from the previous year-end";
    case "period":
      return `on ${period(baseOf(comparison), "short")}`;
  }
}

function baseOf({ base }: Comparison): PeriodForm {
  if (base === undefined) throw new TypeError("expected the period compared with");
  return base;
}

/** The label of the scenario inside a phrase: a first word that is neither a month nor an abbreviation loses its capital. */
function scenarioOf({ scenario }: Comparison): string {
  if (scenario === undefined || scenario === "")
    throw new TypeError("expected the label of the scenario compared with");
  const [first] = /^\p{Lu}\p{Ll}+(?![\p{L}\p{N}])/u.exec(scenario) ?? [];
  if (first === undefined || months.includes(first)) return scenario;
  return scenario.charAt(0).toLowerCase() + scenario.slice(1);
}
