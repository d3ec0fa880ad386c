import { suggest } from "../problem.ts";
import { quote } from "./text.ts";

/** What a value is counted in. `power` is the power of ten that one unit is worth: JPY million is 6, % is -2. */
export interface Unit {
  /** As written in the input and in `formatUnit`: "JPY million", "%", "points", "Gbps", "contracts". */
  readonly name: string;
  readonly family: "money" | "ratio" | "points" | "plain";
  /** ISO 4217 code; money only. */
  readonly currency?: string;
  readonly power: number;
}

/** The unit that a text names, or what is wrong with the text. Japanese names of yen units give the unit of that size. */
export function parseUnit(text: string): Unit | { readonly what: string; readonly hint?: string } {
  const name = text.trim().replace(/\s+/g, " ");
  if (name === "") return { what: "no unit", hint: 'write "JPY million", "%", "points" or a plain name' };
  if (name === "%" || name === "％") return { name: "%", family: "ratio", power: -2 };
  if (name === "points" || name === "ポイント") return { name: "points", family: "points", power: -2 };
  const yen = YEN.get(name);
  if (yen !== undefined) return moneyUnit("JPY", yen);

  const misspelt = MISSPELT.get(name.toLowerCase());
  if (misspelt !== undefined) return { what: `unknown unit ${quote(name)}`, hint: `write "${misspelt}"` };
  // A rate of exchange: units of one currency for one of another
  const [, one, other] = /^([A-Z]{3}) per ([A-Z]{3})$/.exec(name) ?? [];
  if (one !== undefined && isCurrency(one) && isCurrency(other!)) return { name, family: "plain", power: 0 };
  const [first = "", ...rest] = name.split(" ");
  const scale = rest.join(" ");
  if (isCurrency(first)) return parseScale({ name, currency: first, scale });
  if ((scale !== "" && SCALES.has(scale)) || /^[A-Z]{3}$/.test(name)) {
    const near = suggest(first, CURRENCIES);
    return {
      what: `unknown currency ${quote(first)} in the unit ${quote(name)}`,
      ...(near && { hint: near }),
    };
  }
  const currency = name.split(" ").find(isCurrency);
  if (currency !== undefined) {
    return {
      what: `unknown unit ${quote(name)}`,
      hint: `a unit of money starts with its currency: "${currency} million"`,
    };
  }
  return { name, family: "plain", power: 0 };
}

/** The unit of money that is worth 10^power of a currency (ISO 4217). Throws if there is no word for that power. */
export function moneyUnit(currency: string, power: number): Unit {
  for (const [scale, scalePower] of SCALES) {
    if (scalePower === power)
      return { name: `${currency} ${scale}`.trimEnd(), family: "money", currency, power };
  }
  throw new Error(`no unit of money is worth 10^${power} ${currency}`);
}

/** Whether the text is the ISO 4217 code of a currency. */
export function isCurrency(text: string): boolean {
  return CURRENCIES.has(text);
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const SCALES: ReadonlyMap<string, number> = new Map([
  ["", 0],
  ["thousand", 3],
  ["10 thousand", 4],
  ["million", 6],
  ["100 million", 8],
  ["billion", 9],
  ["trillion", 12],
]);

const YEN: ReadonlyMap<string, number> = new Map([
  ["円", 0],
  ["千円", 3],
  ["万円", 4],
  ["百万円", 6],
  ["億円", 8],
  ["十億円", 9],
  ["兆円", 12],
]);

const MISSPELT: ReadonlyMap<string, string> = new Map([
  ["percent", "%"],
  ["pct", "%"],
  ["point", "points"],
  ["pt", "points"],
  ["pts", "points"],
  ["pp", "points"],
]);

function parseScale(of: {
  readonly name: string;
  readonly currency: string;
  readonly scale: string;
}): Unit | { readonly what: string; readonly hint?: string } {
  const power = SCALES.get(of.scale);
  if (power !== undefined) return { name: of.name, family: "money", currency: of.currency, power };
  const scales = [...SCALES.keys()].filter((scale) => scale !== "");
  return {
    what: `unknown scale ${quote(of.scale)} in the unit ${quote(of.name)}`,
    hint: suggest(of.scale, scales) ?? `scales are ${scales.join(", ")}`,
  };
}
