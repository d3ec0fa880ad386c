import { areWholeMonths, readCalendarDate, type CalendarDate } from "./calendar-date.ts";
import { groupThousands, readDecimalText, type DecimalText } from "./decimal-text.ts";
import type {
  Comparison,
  Locale,
  Move,
  NumberForm,
  Outcome,
  PeriodForm,
  PeriodStyle,
  ProseUnit,
  UnitForm,
} from "./locale.ts";
import { moveSense } from "./move-sense.ts";

/** Japanese as 決算短信 and 決算説明資料 write it. */
export const ja: Locale = {
  lang: "ja",
  faces: ["inter", "noto-sans-jp"],
  leading: 1.65,
  number,
  none: "－",
  notMeaningful: "－",
  amount,
  proseUnit,
  unitName,
  unitHead: (unit) => `単位：${unitName(unit)}`,
  moved,
  outcome: (outcome) => outcomes[outcome],
  period,
  date: (iso, style = "long") => {
    const date = readCalendarDate(iso);
    return style === "long" ? longDate(date) : `${date.month}月${date.day}日`;
  },
  compared: ({ number, name, move }) => `${name} ${move === undefined ? number : moved(move)}`,
  comparison: (comparison) => comparisonWord(comparison),
  terms: {
    change: "増減",
    footing: "各数値の端数を個別に処理しているため、内訳の合計と合計欄が一致しないことがあります。",
    draft: "未定稿",
  },
  notes: { to: (number) => `注${number}`, back: (number) => `注${number}の本文へ戻る` },
  chart: {
    line: ({ name, first, last, value, move, highest, lowest }) =>
      `${name}（${first}～${last}）：${last}は${value}${move ? `（${move.base}${move.move}）` : ""}` +
      `${highest ? `、最高は${highest.period}の${highest.value}` : ""}${lowest ? `、最低は${lowest.period}の${lowest.value}` : ""}。`,
    values: (name, values) =>
      `${name}：${values.map(({ value, period }) => `${period}は${value}`).join("、")}。`,
    between: "",
    list: { pair: "：", between: "、", end: "。" },
  },
};

const triangle = "△";

const scales: Readonly<Record<number, string>> = {
  0: "",
  3: "千",
  4: "万",
  6: "百万",
  8: "億",
  9: "十億",
  12: "兆",
};

const currencies: Readonly<Record<string, string>> = {
  JPY: "円",
  USD: "米ドル",
  EUR: "ユーロ",
  GBP: "英ポンド",
  CNY: "人民元",
  KRW: "ウォン",
};

/** Counters follow the number; a unit without one keeps its own name. */
const counters: Readonly<Record<string, string>> = {
  contracts: "件",
  companies: "社",
  employees: "名",
  people: "名",
  shares: "株",
  times: "倍",
};

const outcomes: Readonly<Record<Outcome, string>> = {
  "turned-to-profit": "黒字転換",
  "turned-to-loss": "赤字転換",
  "loss-narrowed": "赤字縮小",
  "loss-widened": "赤字拡大",
  unchanged: "横ばい",
};

const halves: readonly string[] = ["上期", "下期"];

/** A plus stands before changes of amount only: growth and points in tables carry none (決算短信). */
function number(rounded: string, form: NumberForm): string {
  const { sign, grouped } = readDecimalText(rounded);
  const negative = sign < 0 ? triangle : "";
  switch (form) {
    case "level":
      return negative + grouped;
    case "change":
      return (sign > 0 ? "+" : negative) + grouped;
    case "percent":
    case "growth":
      return `${negative}${grouped}%`;
    case "points":
      return `${negative}${grouped}ポイント`;
  }
}

function amount(rounded: string, unit: UnitForm): string {
  const decimal = readDecimalText(rounded);
  return (decimal.sign < 0 ? triangle : "") + unsignedAmount(decimal, unit);
}

function unsignedAmount({ integer, fraction, grouped }: DecimalText, unit: UnitForm): string {
  return unit.family === "money"
    ? scaled(integer, fraction, unit) + currencyOf(unit)
    : `${grouped}${unitName(unit)}`;
}

/** 万 and 億 count to 9,999 and then pass to the next word: 12345億 is 1兆2,345億. */
function scaled(integer: string, fraction: string, unit: UnitForm): string {
  const { power } = unit;
  if ((power !== 4 && power !== 8) || integer.length <= 4) {
    return groupThousands(integer) + fraction + scaleOf(unit);
  }
  const head = scaled(integer.slice(0, -4), "", { ...unit, power: power + 4 });
  const rest = integer.slice(-4).replace(/^0+(?=[0-9])/, "");
  return /[1-9]/.test(rest + fraction) ? head + scaled(rest, fraction, unit) : head;
}

function proseUnit(unit: UnitForm, magnitude?: string): ProseUnit {
  const leading = magnitude === undefined ? undefined : leadingPower(readDecimalText(magnitude));
  if (unit.family !== "money") return { power: unit.power };
  // What a table gives in single yen is a price or an amount per share, and keeps its digits.
  if (unit.power === 0 && (leading === undefined || leading < 8)) return { power: 0 };
  if (leading === undefined) return { power: 8, decimals: 1 };
  if (leading >= 12) return { power: 8, decimals: 0 };
  if (leading >= 8) return { power: 8, decimals: 1 };
  return { power: leading >= 4 ? 4 : 0, decimals: 0 };
}

/** The power of ten of the first digit that is not 0: 6 for 1234567, -Infinity for zero. */
function leadingPower({ sign, integer, fraction }: DecimalText): number {
  if (sign === 0) return -Infinity;
  return integer === "0" ? -fraction.search(/[1-9]/) : integer.length - 1;
}

function unitName(unit: UnitForm): string {
  switch (unit.family) {
    case "money":
      return scaleOf(unit) + currencyOf(unit);
    case "ratio":
      return unit.power === -2 ? "%" : (counters[unit.name] ?? unit.name);
    case "points":
      return "ポイント";
    case "plain":
      return counters[unit.name] ?? unit.name;
  }
}

function scaleOf({ name, power }: UnitForm): string {
  const scale = scales[power];
  if (scale === undefined)
    throw new TypeError(`Japanese has no word for 10^${power}, the scale of "${name}"`);
  return scale;
}

function currencyOf({ name, currency }: UnitForm): string {
  if (currency === undefined) throw new TypeError(`expected a currency for the unit "${name}"`);
  return currencies[currency] ?? currency;
}

/** One noun form for all styles, so that a text can always go on with となりました. */
function moved(move: Move): string {
  const sense = moveSense(move);
  if (sense === "none") return "横ばい";
  if (sense === "little") return "ほぼ横ばい";
  const decimal = readDecimalText(move.size);
  if (move.sort === "growth") return `${decimal.grouped}%${sense === "up" ? "増" : "減"}`;
  if (move.sort === "points" || move.unit === undefined) {
    return `${decimal.grouped}ポイント${sense === "up" ? "上昇" : "低下"}`;
  }
  return unsignedAmount(decimal, move.unit) + (sense === "up" ? "増" : "減");
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
      return `${period(of, "short")}（${period(of, "range")}）`;
  }
}

function periodName(of: PeriodForm): string {
  switch (of.kind) {
    case "quarter":
      return `${fiscalYear(of)} 第${of.index}四半期`;
    case "half":
      return `${fiscalYear(of)} ${halfName(of)}`;
    case "nine-months":
      return `${fiscalYear(of)} 第3四半期累計`;
    case "year":
      return fiscalYear(of);
    case "instant":
      return longDate(readCalendarDate(of.end));
  }
}

function halfName({ id, index }: PeriodForm): string {
  const word = halves[index - 1];
  if (word === undefined) throw new TypeError(`expected index 1 or 2 of the period "${id}", got ${index}`);
  return word;
}

/** Japanese names a fiscal year after the month in which it ends, whichever year the company counts by. */
function fiscalYear({ fiscalYearEnd }: PeriodForm): string {
  const { year, month } = readCalendarDate(fiscalYearEnd);
  return `${year}年${month}月期`;
}

/** Names a year once where both ends share it, and the days only where the months are not whole. */
function dateRange(start: CalendarDate, end: CalendarDate): string {
  const whole = areWholeMonths(start, end);
  const part = ({ month, day }: CalendarDate) => (whole ? `${month}月` : `${month}月${day}日`);
  const first = `${start.year}年${part(start)}`;
  if (start.year !== end.year) return `${first}～${end.year}年${part(end)}`;
  return whole && start.month === end.month ? first : `${first}～${part(end)}`;
}

function longDate({ year, month, day }: CalendarDate): string {
  return `${year}年${month}月${day}日`;
}

function comparisonWord({ against, kind, scenario, base }: Comparison): string {
  switch (against) {
    case "year":
      return kind === "quarter" ? "前年同四半期比" : kind === "instant" ? "前年同期末比" : "前年同期比";
    case "quarter":
      return kind === "instant" ? "前四半期末比" : "前四半期比";
    case "year-end":
      return "前期末比";
    case "period":
      if (base === undefined) throw new TypeError("expected the period compared with");
      return `${period(base, "short")}比`;
    case "scenario":
      if (scenario === undefined || scenario === "") {
        throw new TypeError("expected the label of the scenario compared with");
      }
      return `${scenario}比`;
  }
}
