import { powerOfTen, type Exact } from "../figures/exact.ts";
import type { PrintedNumber } from "./read-number.ts";

/**
 * A value in the form of a printed text: its brackets, plus, unit words and decimals with other digits. The value is in
 * the units that the text was read in. A minus that the text has no place for is `−`, or △ in Japanese.
 */
export function writeLike(text: string, read: PrintedNumber, value: Exact): string {
  const digits = value
    .abs()
    .div(powerOfTen(read.power ?? 0))
    .toFixed(read.decimals);
  const isZero = /^[0.]*$/.test(digits);
  const isNegative = value.isNegative() && !isZero;
  const separator = /(?<![.\d])\d{4}/.test(text) ? "" : ",";
  const body = text
    .replaceAll(/[-+−△▲()（）－＋]/g, "")
    .trim()
    .replace(number, digits.replaceAll(/(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g, separator));

  const word = glued.find(([found]) => found.test(body));
  if (word !== undefined) return body.replace(word[0], isNegative ? word[2] : word[1]);
  if (!isNegative) return (/[-+＋−－]/.test(text) && !isZero ? "+" : "") + body;
  if (/[(（]/.test(text)) return `(${body})`;
  const isJapanese = /[\p{Script=Han}\p{Script=Katakana}]/u.test(text);
  return (/[-−△▲－]/.exec(text)?.[0] ?? (isJapanese ? "△" : "−")) + body;
}

const number = /[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?(?:[兆億万千][\d０-９,，]+(?:[.．][\d０-９]+)?)*/;

/** Words of direction that touch a number, and what they are for a rise and for a fall. */
const glued: readonly (readonly [RegExp, string, string])[] = [
  [/(?:増加|減少)$/, "増加", "減少"],
  [/[増減]$/, "増", "減"],
  [/(?:上昇|低下|下落)$/, "上昇", "低下"],
];
