import { Exact, powerOfTen } from "../figures/exact.ts";
import { splitDirection } from "./direction.ts";

/** A printed figure text, read back. */
export interface PrintedNumber {
  /**
   * Base units where the text names its unit (yen; 0.599 for 59.9%), else in the unit of the table that it stands in; null
   * for a dash.
   */
  readonly value: Exact | null;
  /** What the last digit is worth, in the same unit. */
  readonly step: Exact;
  /** Digits after the point. */
  readonly decimals: number;
  /** said: by a sign, by brackets or by a word of direction that touches the number. */
  readonly sign: "said" | "unsaid";
  /** What the text says that it measures; undefined for a bare number. */
  readonly family?: "money" | "ratio" | "points" | "plain";
  /** ISO 4217. */
  readonly currency?: string;
  /** What is counted: "Gbps", "件". */
  readonly noun?: string;
  /** The power of ten that the text itself names (6: million, 百万, -2: %); undefined where the table's unit gives it. */
  readonly power?: number;
}

/**
 * Reads a figure as documents print it, without the code that printed it: "(26,827)", "+59.9%", "JPY 14,007 million",
 * "1兆2,345億円", "1.5ポイント低下", "△20.0％", "–", and where the language is German "5,2 Mrd. EUR". Undefined for a text that
 * is no figure.
 */
export function readNumber(text: string, lang?: string): PrintedNumber | undefined {
  // Folding would turn the mark of a footnote into a digit
  if (/[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff]/.test(text)) return undefined;
  const folded = /^[!-~]*$/.test(text) ? text : text.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  const { dash, ...words } = spellings.get(lang ?? "") ?? common;
  if (dash.test(folded)) return { value: null, step: new Exact(1), decimals: 0, sign: "unsaid" };
  const { text: number, direction } = splitDirection(folded, lang);
  const { text: open, bracketed } = withoutBrackets(withEnglishMarks(number, lang));
  const parts = shape.exec(open)?.groups;
  if (parts === undefined) return undefined;
  const amount = readAmount(parts["amount"]!, words);
  const unit = amount && readUnit(parts["currency"], amount.rest, amount.power);
  if (amount === undefined || unit === undefined) return undefined;

  const marks = [parts["first"], parts["second"], bracketed ? "-" : undefined].filter(
    (mark) => mark !== undefined,
  );
  const isSaid = marks.length > 0 || direction !== undefined;
  if (marks.length > 1 || (marks.length > 0 && direction !== undefined)) return undefined;
  const isNegative = direction === "down" || (marks[0] !== undefined && marks[0] !== "+");
  const worth = powerOfTen(unit.power ?? 0);
  const value = amount.value.times(worth);
  return {
    value: isNegative && !value.isZero() ? value.neg() : value,
    step: powerOfTen(-amount.decimals).times(worth),
    decimals: amount.decimals,
    sign: isSaid ? "said" : "unsaid",
    ...unit,
  };
}

const shape =
  /^(?<first>[-+−△▲])? ?(?<currency>US\$|[¥$€£₩]|[A-Z]{3}(?=[ \d+−△▲-]))? ?(?<second>[-+−△▲])?(?<amount>\d.*)$/;

/** Brackets are a minus, round all of a number or only its digits. */
function withoutBrackets(text: string): { readonly text: string; readonly bracketed: boolean } {
  const inner = /^\(([^()]+)\)$/.exec(text)?.[1];
  if (inner !== undefined) return { text: inner, bracketed: true };
  const open = text.replace(/^([^()\d]*)\((\d[\d.,]*%?)\)([^()]*)$/, "$1$2$3");
  return { text: open, bracketed: open !== text };
}

interface Amount {
  /** In units of ten to `power`. */
  readonly value: Exact;
  /** Of the last scale word; undefined without one. */
  readonly power?: number;
  readonly decimals: number;
  /** What follows the digits and scale words. */
  readonly rest: string;
}

/** Digits with their scale words: "14,007 million", "1兆2,345億". */
function readAmount(text: string, { part, scales }: Pick<Spelling, "part" | "scales">): Amount | undefined {
  let total: Exact | undefined;
  let power: number | undefined;
  let [decimals, at] = [0, 0];
  while (true) {
    part.lastIndex = at;
    const [all, whole = "", fraction = "", scale] = part.exec(text) ?? [];
    if (all === undefined) break;
    const own = scale === undefined ? 0 : scales.get(scale.toLowerCase().replace(/\.$/, ""))!;
    const digits = new Exact(whole.replaceAll(",", "") + fraction);
    if (total === undefined) total = digits.times(powerOfTen(own));
    else {
      // 1兆2,345億: what follows a scale word counts up to it
      if (decimals > 0 || power === undefined || own >= power) return undefined;
      if (digits.greaterThanOrEqualTo(powerOfTen(power - own))) return undefined;
      total = total.plus(digits.times(powerOfTen(own)));
    }
    decimals = Math.max(0, fraction.length - 1);
    at = part.lastIndex;
    power = scale === undefined && power === undefined ? undefined : own;
    if (scale === undefined || !/[兆億万千]$/.test(scale) || all.endsWith(" ")) break;
  }
  if (total === undefined || /^[\d.,]/.test(text.slice(at))) return undefined;
  const rest = text.slice(at).trim();
  return { value: total.div(powerOfTen(power ?? 0)), decimals, rest, ...(power !== undefined && { power }) };
}

/** The marks between digits as English has them: in German "1.234,5" is "1,234.5". */
export function withEnglishMarks(text: string, lang: string | undefined): string {
  if (spellings.get(lang ?? "")?.swapsMarks !== true) return text;
  return text.replaceAll(/(?<=\d)[.,](?=\d)/g, (mark) => (mark === "." ? "," : "."));
}

/** How the languages of some documents write numbers. */
interface Spelling {
  /** What stands where there is no value. */
  readonly dash: RegExp;
  /** Whether a point stands between thousands and a comma before the decimals. */
  readonly swapsMarks: boolean;
  /** Digits with a scale word. */
  readonly part: RegExp;
  /** The powers of ten of the scale words, in lower case and without the point of an abbreviation. */
  readonly scales: ReadonlyMap<string, number>;
}

const common: Spelling = {
  dash: /^(?:[-‐‑‒–—―−]|n\.?m\.?)$/i,
  swapsMarks: false,
  part: /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)? ?(千億|百億|十億|百万|千万|億|万|千|兆|(?:thousand|million|billion|trillion|mn|bn|tn)(?![a-z]))?/iy,
  scales: new Map([
    ["thousand", 3],
    ["million", 6],
    ["mn", 6],
    ["billion", 9],
    ["bn", 9],
    ["trillion", 12],
    ["tn", 12],
    ["千", 3],
    ["万", 4],
    ["百万", 6],
    ["千万", 7],
    ["億", 8],
    ["十億", 9],
    ["百億", 10],
    ["千億", 11],
    ["兆", 12],
  ]),
};

const german: Spelling = {
  dash: /^(?:[-‐‑‒–—―−]|n\. ?a\.)$/i,
  swapsMarks: true,
  // A German Billion is what English calls a trillion
  part: /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)? ?((?:(?:tsd|mio|mrd|bio)\.?|tausend|million(?:en)?|milliarden?|billion(?:en)?)(?![a-zäöü])|t(?= ?(?:eur$|€)))?/iy,
  scales: new Map([
    ["t", 3],
    ["tsd", 3],
    ["tausend", 3],
    ["mio", 6],
    ["million", 6],
    ["millionen", 6],
    ["mrd", 9],
    ["milliarde", 9],
    ["milliarden", 9],
    ["bio", 12],
    ["billion", 12],
    ["billionen", 12],
  ]),
};

const spellings: ReadonlyMap<string, Spelling> = new Map([["de", german]]);

type UnitRead = Pick<PrintedNumber, "family" | "currency" | "noun" | "power">;

/** What the text around the digits says of their unit; undefined if it says nothing that a figure could mean. */
function readUnit(mark: string | undefined, rest: string, scale: number | undefined): UnitRead | undefined {
  const before = mark === undefined ? undefined : (currencies.get(mark) ?? mark);
  if (before !== undefined && !codes.has(before)) return undefined;
  const after = currencies.get(rest.toLowerCase()) ?? (codes.has(rest) ? rest : undefined);
  if (before !== undefined || after !== undefined) {
    if (before !== undefined && rest !== "" && after !== before) return undefined;
    return { family: "money", currency: before ?? after!, power: scale ?? 0 };
  }
  if (rest === "") return scale === undefined ? {} : { power: scale };
  const share = ratios.get(rest.toLowerCase());
  if (share !== undefined) return scale === undefined ? { family: share, power: -2 } : undefined;
  if (!/^\p{L}[\p{L} /.-]*$/u.test(rest) || notCounted.test(rest)) return undefined;
  return { family: "plain", noun: rest, power: scale ?? 0 };
}

/** Periods, dates and ordinals, and words of direction in the wrong place. */
const notCounted = /^(?:[年月日期時分秒].*|[a-z]|st|nd|rd|th|[増減].*)$/i;

const ratios: ReadonlyMap<string, "ratio" | "points"> = new Map([
  ["%", "ratio"],
  ["percent", "ratio"],
  ["パーセント", "ratio"],
  ["point", "points"],
  ["points", "points"],
  ["percentage point", "points"],
  ["percentage points", "points"],
  ["pp", "points"],
  ["pt", "points"],
  ["pts", "points"],
  ["prozent", "ratio"],
  ["prozentpunkt", "points"],
  ["prozentpunkte", "points"],
  ["prozentpunkten", "points"],
  ["%-punkte", "points"],
  ["ポイント", "points"],
  ["%ポイント", "points"],
]);

const currencies: ReadonlyMap<string, string> = new Map([
  ["¥", "JPY"],
  ["円", "JPY"],
  ["yen", "JPY"],
  ["$", "USD"],
  ["US$", "USD"],
  ["米ドル", "USD"],
  ["ドル", "USD"],
  ["dollars", "USD"],
  ["u.s. dollars", "USD"],
  ["€", "EUR"],
  ["ユーロ", "EUR"],
  ["euros", "EUR"],
  ["euro", "EUR"],
  ["£", "GBP"],
  ["英ポンド", "GBP"],
  ["ポンド", "GBP"],
  ["人民元", "CNY"],
  ["元", "CNY"],
  ["₩", "KRW"],
  ["ウォン", "KRW"],
]);

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
