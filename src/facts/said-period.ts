import type { FiscalCalendar } from "./calendar.ts";
import type { Company } from "./company.ts";
import { daysInMonth, isIsoDate, isoDate } from "./iso-date.ts";
import type { Period } from "./period.ts";

/** Finds the periods that heads of tables name in words. */
export interface PeriodFinder {
  /** The period that a text names, in English, Japanese or German; undefined if it names none, or leaves open which. */
  (text: string): Period | undefined;
}

/** A finder for a company's fiscal year. `2006/9` is the quarter that ends then; `as of` and 末 make it a date. */
export function periodFinder({
  calendar,
  fiscalYear,
}: {
  readonly calendar: FiscalCalendar;
  readonly fiscalYear: Company["fiscalYear"];
}): PeriodFinder {
  const { endsIn, named } = fiscalYear;
  const endsWithYear = endsIn === 12;

  /** The number in the company's names of years of the one that ends in a calendar year. */
  const ofEnd = (year: number): number => (named === "end" || endsWithYear ? year : year - 1);
  const ofStart = (year: number): number => (named === "start" || endsWithYear ? year : year + 1);

  function findYear(text: string): number | undefined {
    const closing =
      /(\d{4})年(\d{1,2})月期/.exec(text) ??
      /(\d{4}|\d{2})\/(\d{1,2})期/.exec(text) ??
      /\bfy ?(\d{4}|\d{2})\/(\d{1,2})(?!\d)/.exec(text);
    if (closing !== null && Number(closing[2]) === endsIn) return ofEnd(fullYear(closing[1]!));
    const reversed = /\bfy ?(\d{1,2})\/(\d{4}|\d{2})(?!\d)/.exec(text);
    if (reversed !== null && Number(reversed[1]) === endsIn) return ofEnd(fullYear(reversed[2]!));
    if (closing !== null || reversed !== null) return undefined;
    const named = /\bfy ?'?(\d{4}|\d{2})(?!\d)/.exec(text);
    if (named !== null) return fullYear(named[1]!);
    const german = /(?<!\p{L})(?:geschäftsjahr|gj) ?'?(\d{4}|\d{2})(?:\/(\d{4}|\d{2}))?(?![\d/])/u.exec(text);
    if (german !== null) return ofGermanYear(fullYear(german[1]!), german[2]);
    const japanese = /(\d{4})年度/.exec(text);
    return japanese === null ? undefined : ofStart(Number(japanese[1]));
  }

  /** "2006/07" begins in one year and ends in the next. */
  function ofGermanYear(year: number, next: string | undefined): number | undefined {
    if (next === undefined) return year;
    return fullYear(next) === year + 1 && !endsWithYear ? ofStart(year) : undefined;
  }

  /** A year without a word for it counts only beside a part of one, or where fiscal years are calendar years. */
  function findBareYear(text: string, isPart: boolean): number | undefined {
    if (!isPart && !endsWithYear) return undefined;
    const match = /(?<![\d/.-])(\d{4})年?(?![\d/.-])/.exec(text) ?? /[qh][ /]?'?(\d{2})(?!\d)/.exec(text);
    return match === null ? undefined : fullYear(match[1]!);
  }

  function inYear(year: number, part: Part): Period | undefined {
    const short = String(year % 100).padStart(2, "0");
    switch (part.kind) {
      case "quarter":
        return calendar.parse(`${part.index}Q${short}`);
      case "half":
        return calendar.parse(`${part.index}H${short}`);
      case "nine-months":
        return calendar.parse(`9M${short}`);
      case "year":
        return calendar.parse(`FY${year}`);
    }
  }

  /** The span of some kind that ends on a date, or holds it where the text says which quarter it is. */
  function around(date: string, part: Part | undefined): Period | undefined {
    const day = calendar.parse(date);
    if (day === undefined) return undefined;
    const quarters = [1, 2, 3, 4].flatMap(
      (index) => inYear(day.fiscalYear, { kind: "quarter", index }) ?? [],
    );
    const kind = part?.kind ?? "quarter";
    if (kind === "quarter") {
      const found = quarters.find(({ start, end }) => start <= date && date <= end);
      if (part?.index !== undefined) return found?.index === part.index ? found : undefined;
      return found?.end === date ? found : undefined;
    }
    const spans = [1, 2].flatMap((index) => inYear(day.fiscalYear, { kind, index }) ?? []);
    return spans.find(({ end }) => end === date);
  }

  return (said) => {
    const text = said.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
    const ids = new Set(text.toUpperCase().split(/[\s/()]+/));
    const named = [...ids].flatMap((id) => calendar.parse(id) ?? []);
    const [period, another] = named.filter(({ kind }) => kind !== "year" && kind !== "instant");
    if (another !== undefined) return undefined;
    if (period !== undefined) return /累計/.test(text) ? calendar.resolve("ytd", period) : period;
    const western = withWesternYears(text);
    const part = findPart(western);
    const isInstant =
      /末|現在|\bas (of|at)\b|\bend of\b|\bende\b/.test(western) ||
      (part === undefined && /\b(?:zum|per|stand:?|am) (?=\d)/.test(western));
    const year = findYear(western);
    if (year === undefined && /月期|\/\d{1,2}期/.test(western)) return undefined;
    const date = year === undefined ? findDate(western) : undefined;
    if (date !== undefined) {
      if (isInstant) return calendar.parse(date.iso);
      return around(date.iso, part) ?? (date.isDay ? calendar.parse(date.iso) : undefined);
    }
    const fiscal = year ?? findBareYear(western, part !== undefined);
    const span = fiscal === undefined ? undefined : inYear(fiscal, part ?? { kind: "year" });
    return span !== undefined && isInstant ? calendar.end(span) : span;
  };
}

interface Part {
  readonly kind: "quarter" | "half" | "nine-months" | "year";
  /** Missing where only a length is said: "three months ended". */
  readonly index?: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** German months that English does not begin so too. */
const GERMAN_MONTHS: Readonly<Record<string, string>> = {
  mär: "mar",
  mrz: "mar",
  mai: "may",
  okt: "oct",
  dez: "dec",
};
const ORDINALS = ["first", "second", "third", "fourth"];
const GERMAN_ORDINALS = ["erste", "zweite", "dritte", "vierte"];
const LENGTHS: Readonly<Record<string, Part["kind"]>> = {
  three: "quarter",
  "3": "quarter",
  six: "half",
  "6": "half",
  nine: "nine-months",
  "9": "nine-months",
  twelve: "year",
  "12": "year",
  drei: "quarter",
  sechs: "half",
  neun: "nine-months",
  zwölf: "year",
};

function findPart(text: string): Part | undefined {
  const months =
    /\b(three|six|nine|twelve|3|6|9|12)[- ]months?\b/.exec(text) ??
    /(?<![\p{L}\d])(drei|sechs|neun|zwölf|3|6|9|12)[- ]?monate?n?(?!\p{L})/u.exec(text);
  if (months !== null) return { kind: LENGTHS[months[1]!]! };
  const quarter =
    /第 ?([1-4一二三四]) ?四半期/.exec(text)?.[1] ??
    /(?<![\d.])([1-4]) ?q(?![a-z])/.exec(text)?.[1] ??
    /\bq ?([1-4])(?!\d)/.exec(text)?.[1] ??
    /\b([1-4])(?:st|nd|rd|th) quarter/.exec(text)?.[1] ??
    /\b(first|second|third|fourth) quarter/.exec(text)?.[1] ??
    /(?<![\d.])([1-4])\. ?quartal/.exec(text)?.[1] ??
    /\b(erste|zweite|dritte|vierte)[mnrs]? quartal/.exec(text)?.[1];
  if (quarter !== undefined) {
    const index = indexOf(quarter);
    if (!/累計|\bytd\b|year[- ]to[- ]date|cumulative|kumuliert/.test(text)) return { kind: "quarter", index };
    return (
      [
        { kind: "quarter", index: 1 },
        { kind: "half", index: 1 },
        { kind: "nine-months" },
        { kind: "year" },
      ] as const
    )[index - 1]!;
  }
  if (/quarter ended/.test(text)) return { kind: "quarter" };
  if (
    /上半?期|中間|\bfirst half\b|(?<!\d)1 ?h(?![a-z])|\bh1(?!\d)|(?:(?<![\d.])1\.|\berste[mnrs]?) ?halbjahr/.test(
      text,
    )
  )
    return { kind: "half", index: 1 };
  if (
    /下半?期|\bsecond half\b|(?<!\d)2 ?h(?![a-z])|\bh2(?!\d)|(?:(?<![\d.])2\.|\bzweite[mnrs]?) ?halbjahr/.test(
      text,
    )
  )
    return { kind: "half", index: 2 };
  if (/9 ?[かカヶケヵ箇ヵ]月|(?<!\d)9 ?m(?![a-z])/.test(text)) return { kind: "nine-months" };
  if (/通期|\b(full|fiscal)?[- ]?year ended\b|\bfull[- ]year\b|\bgesamtjahr/.test(text))
    return { kind: "year" };
  return undefined;
}

function indexOf(text: string): number {
  const ordinal = ORDINALS.indexOf(text);
  if (ordinal !== -1) return ordinal + 1;
  const german = GERMAN_ORDINALS.indexOf(text);
  if (german !== -1) return german + 1;
  const kanji = "一二三四".indexOf(text);
  return kanji === -1 ? Number(text) : kanji + 1;
}

/** A date, or the last day of a month that is named without one. */
function findDate(text: string): { readonly iso: string; readonly isDay: boolean } | undefined {
  const german = findGermanDate(text);
  if (german !== undefined) return german;
  const numeric = /(?<!\d)(\d{4})[年/.-] ?(\d{1,2})(?:[月/.-] ?(\d{1,2})(?!\d))?/.exec(text);
  const names = MONTHS.join("|");
  const spelt =
    new RegExp(`\\b(${names})[a-z]*\\.?(?: (\\d{1,2})(?:st|nd|rd|th)?,)?[ -]?'?(\\d{4}|\\d{2})(?!\\d)`).exec(
      text,
    ) ?? undefined;
  const [year, month, day] =
    numeric !== null
      ? [Number(numeric[1]), Number(numeric[2]), numeric[3]]
      : spelt !== undefined
        ? [fullYear(spelt[3]!), MONTHS.indexOf(spelt[1]!) + 1, spelt[2]]
        : [0, 0, undefined];
  if (month < 1 || month > 12) return undefined;
  const iso = isoDate(year, month, day === undefined ? daysInMonth(year, month) : Number(day));
  return isIsoDate(iso) ? { iso, isDay: day !== undefined } : undefined;
}

/** "30.09.2006", "30. September 2006", "März 2006". */
function findGermanDate(text: string): ReturnType<typeof findDate> {
  const numeric = /(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)/.exec(text);
  const spelt =
    /(?:(?<![\d.])(\d{1,2})\. ?)?(?<!\p{L})(jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)(?:uar|ruar|z|il|i|ust|t|tember|ober|ember)?\.? ?'?(\d{4})(?!\d)/u.exec(
      text,
    );
  const [day, month, year] =
    numeric !== null
      ? [numeric[1], Number(numeric[2]), numeric[3]]
      : [spelt?.[1], MONTHS.indexOf(GERMAN_MONTHS[spelt?.[2] ?? ""] ?? spelt?.[2] ?? "") + 1, spelt?.[3]];
  if (year === undefined || month < 1 || month > 12) return undefined;
  const iso = isoDate(
    Number(year),
    month,
    day === undefined ? daysInMonth(Number(year), month) : Number(day),
  );
  return isIsoDate(iso) ? { iso, isDay: day !== undefined } : undefined;
}

const ERAS: Readonly<Record<string, number>> = { 昭和: 1925, 平成: 1988, 令和: 2018 };

/** Years of an era as western ones: 平成19年 is 2007年. */
function withWesternYears(text: string): string {
  return text.replace(
    /(昭和|平成|令和) ?(元|\d{1,2})年/g,
    (_, era: string, year: string) => `${ERAS[era]! + (year === "元" ? 1 : Number(year))}年`,
  );
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year >= 70 ? 1900 + year : 2000 + year;
}
