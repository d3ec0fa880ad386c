import { quote } from "./text.ts";

/** How a company's files may write numbers; a leading hyphen is always a minus. */
export interface NumberStyle {
  /** Whether a comma may group thousands. */
  readonly grouping: boolean;
  readonly negativeStyles: readonly ("parentheses" | "triangle" | "minus-sign")[];
  /** Whether a trailing % only repeats the unit; otherwise it is refused. */
  readonly percent?: boolean;
}

/** A number as given ("-1234.5", digits kept), null for "-", or what is wrong with the text. */
export type NumberReading =
  | { readonly value: string | null; readonly decimals: number }
  | { readonly what: string; readonly hint?: string };

const MOST_DIGITS = 28;
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const GROUPED = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;
const STYLES = {
  parentheses: "in parentheses",
  triangle: "with a triangle",
  "minus-sign": "with the minus sign U+2212",
} as const;

/**
 * Reads a number exactly, up to 28 digits; "-" says that there is no such value. What could be read in two ways is a
 * problem, with the text to write instead where it is known.
 */
export function readNumber(text: string, style: NumberStyle): NumberReading {
  const trimmed = text.trim();
  if (trimmed === "-" || trimmed === "－") return { value: null, decimals: 0 };
  if (/^[-+]?\.?(nan|inf|infinity)$/i.test(trimmed))
    return { what: `${quote(trimmed)} is not a finite number` };

  const halfWidth = toHalfWidth(trimmed);
  if (/[０-９]/.test(trimmed)) {
    return withHint(`full-width digits in ${quote(trimmed)}`, mended(halfWidth));
  }
  const { text: number, percent } = withoutPercent(halfWidth);
  if (percent && style.percent !== true) {
    return {
      what: `percent in a non-percent row: ${quote(trimmed)}`,
      hint: `write ${number}, or "%" as its unit`,
    };
  }

  const negative = markedNegative(number);
  if (negative === undefined) return readPlain({ shown: trimmed, number, grouping: style.grouping });
  const digits = readPlain({ shown: trimmed, number: negative.digits, grouping: style.grouping });
  if ("what" in digits) return digits;
  if (!style.negativeStyles.includes(negative.style)) {
    return {
      what: `negative written ${STYLES[negative.style]}: ${quote(trimmed)}`,
      hint: `write -${negative.digits}, or list ${negative.style} under numbers: negative: in company.yaml`,
    };
  }
  return digits.value === null || digits.value === "0" ? digits : { ...digits, value: `-${digits.value}` };
}

function readPlain(of: {
  readonly shown: string;
  readonly number: string;
  readonly grouping: boolean;
}): NumberReading {
  const grouped = GROUPED.test(of.number);
  if (!PLAIN.test(of.number) && !(grouped && of.grouping)) return unreadable(of);
  const plain = of.number.replaceAll(",", "");
  const decimals = plain.split(".")[1]?.length ?? 0;
  if (plain.replace(/^-?[0.]*/, "").replace(".", "").length > MOST_DIGITS) {
    return { what: `more than ${MOST_DIGITS} digits in ${quote(of.shown)}` };
  }
  return { value: /[1-9]/.test(plain) ? plain : "0", decimals };
}

/** Says why a text is no number, as exactly as its form allows. */
function unreadable(of: {
  readonly shown: string;
  readonly number: string;
  readonly grouping: boolean;
}): NumberReading {
  const { number } = of;
  const expected = `expected a number, got ${quote(of.shown)}`;
  const decimal = plainDecimalOf(number);
  if (decimal !== undefined) return { what: expected, hint: `write plain decimal: ${decimal}` };
  if (GROUPED.test(number)) {
    const hint = `write ${number.replaceAll(",", "")}; a comma groups thousands only if company.yaml says so`;
    return { what: expected, hint };
  }
  if (/^-?\d[\d.,]*\d$/.test(number) && /,|\..*\./.test(number)) {
    return withHint(`ambiguous separator in ${quote(of.shown)}`, mended(withPoint(number)));
  }
  if (/^[–—―‐‑]$|^n\/?a$/i.test(number)) {
    return { what: expected, hint: 'write "-" where the source says that there is no value' };
  }
  return withHint(expected, mended(number));
}

/** `value` as a hint, if it is a number now. */
function withHint(what: string, value: string | undefined): NumberReading {
  return value === undefined ? { what } : { what, hint: `write ${value}` };
}

/** The number without currency, plus sign, spaces and marks between thousands; undefined if that leaves no plain one. */
function mended(text: string): string | undefined {
  const { text: number } = withoutPercent(text);
  const negative = markedNegative(number);
  const digits = (negative === undefined ? number : `-${negative.digits}`)
    .replace(/^(-?)[+¥￥$€£]/, "$1")
    .replace(/(\d)[_'’ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g, "$1")
    .replace(/,(?=\d{3}(,|\.|$))/g, "");
  const whole = digits.replace(/^(-?)\./, "$10.").replace(/\.$/, "");
  return PLAIN.test(whole) ? whole : undefined;
}

/** The last separator of a number as its point: 1.234,56 as 1234.56. Many of one sort group: 1.234.567 as 1234567. */
function withPoint(number: string): string {
  const separators = number.replace(/[^.,]/g, "");
  const last = separators.at(-1)!;
  if (separators.length > 1 && separators === last.repeat(separators.length))
    return number.replaceAll(last, "");
  const point = number.lastIndexOf(last);
  return `${number.slice(0, point).replace(/[.,]/g, "")}.${number.slice(point + 1)}`;
}

/** What a programmer's number, or one with leading zeros, is in plain decimal. */
function plainDecimalOf(text: string): string | undefined {
  const number = text.replace(/^\+/, "");
  if (/^0x[\da-f]+$|^0o[0-7]+$|^0b[01]+$/i.test(number)) return String(BigInt(number.toLowerCase()));
  if (/^-?0\d+(\.\d+)?$/.test(number)) return number.replace(/^(-?)0+(?=\d)/, "$1");
  const power = /^(-?)(\d+)(?:\.(\d+))?e([-+]?\d{1,2})$/i.exec(number);
  if (power === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = power;
  return movePoint({ sign, digits: whole + fraction, point: whole.length + Number(exponent) });
}

function movePoint({ sign, digits, point }: { sign: string; digits: string; point: number }): string {
  const filled = digits.padStart(digits.length + Math.max(0, 1 - point), "0").padEnd(point, "0");
  const at = Math.max(1, point);
  const whole = filled.slice(0, at).replace(/^0+(?=\d)/, "");
  return filled.length > at ? `${sign}${whole}.${filled.slice(at)}` : `${sign}${whole}`;
}

function toHalfWidth(text: string): string {
  return text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

function withoutPercent(text: string): { readonly text: string; readonly percent: boolean } {
  const bare = text.replace(/\s*%(\)?)$/, "$1");
  return { text: bare, percent: bare !== text };
}

/** The style of a negative that is not written with a hyphen, and its digits. */
function markedNegative(
  number: string,
): { readonly style: NumberStyle["negativeStyles"][number]; readonly digits: string } | undefined {
  const match = /^(?:\((?<parentheses>.*)\)|[▲△]\s*(?<triangle>.*)|−\s*(?<minus>.*))$/.exec(number);
  const { parentheses, triangle, minus } = match?.groups ?? {};
  const digits = (parentheses ?? triangle ?? minus)?.trim();
  // A second sign inside the first is no number at all.
  if (digits === undefined || !/^\d/.test(digits)) return undefined;
  return {
    style: parentheses !== undefined ? "parentheses" : triangle !== undefined ? "triangle" : "minus-sign",
    digits,
  };
}
