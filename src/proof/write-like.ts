import { powerOfTen, type Exact } from "../figures/exact.ts";
import type { PrintedNumber } from "./read-number.ts";

/**
 * A value in the form of a printed text: its brackets, plus, unit words and decimals with other digits. The value is in
 * the units that the text was read in. A minus that the text has no place for is `−`, or △ in Japanese.
 */
export function writeLike(text: string, read: PrintedNumber, value: Exact, lang?: string): string {
  const { number, ungrouped, separator, point } = forms.get(lang ?? "") ?? common;
  const digits = value
    .abs()
    .div(powerOfTen(read.power ?? 0))
    .toFixed(read.decimals);
  const isZero = /^[0.]*$/.test(digits);
  const isNegative = value.isNegative() && !isZero;
  const [whole = "", ...fraction] = digits.split(".");
  const grouped = ungrouped.test(text) ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
  const body = text
    .replaceAll(/[-+−△▲()（）－＋]/g, "")
    .trim()
    .replace(number, [grouped, ...fraction].join(point));

  const word = glued.find(([found]) => found.test(body));
  if (word !== undefined) return body.replace(word[0], isNegative ? word[2] : word[1]);
  if (!isNegative) return (/[-+＋−－]/.test(text) && !isZero ? "+" : "") + body;
  if (/[(（]/.test(text)) return `(${body})`;
  const isJapanese = /[\p{Script=Han}\p{Script=Katakana}]/u.test(text);
  return (/[-−△▲－]/.exec(text)?.[0] ?? (isJapanese ? "△" : "−")) + body;
}

/** How a language writes the digits of a number. */
interface Form {
  readonly number: RegExp;
  /** Digits that show that thousands are not grouped. */
  readonly ungrouped: RegExp;
  readonly separator: string;
  readonly point: string;
}

const common: Form = {
  number: /[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?(?:[兆億万千][\d０-９,，]+(?:[.．][\d０-９]+)?)*/,
  ungrouped: /(?<![.\d])\d{4}/,
  separator: ",",
  point: ".",
};

const forms: ReadonlyMap<string, Form> = new Map([
  ["de", { number: /\d[\d.]*(?:,\d+)?/, ungrouped: /(?<![,\d])\d{4}/, separator: ".", point: "," }],
]);

/** Words of direction that touch a number, and what they are for a rise and for a fall. */
const glued: readonly (readonly [RegExp, string, string])[] = [
  [/(?:増加|減少)$/, "増加", "減少"],
  [/[増減]$/, "増", "減"],
  [/(?:上昇|低下|下落)$/, "上昇", "低下"],
];
