import { parseUnit, type Unit } from "../../facts/unit.ts";
import { readNumber, type PrintedNumber } from "../read-number.ts";
import { headsOf, type Heard, type WordsContext, type WordsRule } from "./rule.ts";
import { marks, plainSpaces, quoteText, type Said, type SaidFigure } from "./said.ts";

/**
 * Signs, brackets, currencies and scales that are typed around a figure and make another number of it: "△8.1億円",
 * "minus JPY 12,860 million", "JPY 12,860 billion"; and a unit in a heading that no number below it is in.
 */
export const besideFigure: WordsRule = {
  rule: "beside-figure",
  severity: "error",
  ofSentence: (said, context) => [
    ...said.figures.flatMap((figure, index) => {
      const { lang } = context.trace.document;
      const pieces = said.typed.split(marks.figure);
      const around = { before: pieces[index]!, after: pieces[index + 1]!, follows: index > 0 };
      const read = readNumber(figure.text, lang);
      if (read === undefined || read.value === null) return [];
      const of = { said, figure, read, around };
      return [...signHeard(of, context), ...hiddenSign(of, context), ...unitHeard(of, context)];
    }),
    ...captionHeard(said, context),
  ],
};

interface Beside {
  readonly said: Said;
  readonly figure: SaidFigure;
  readonly read: PrintedNumber;
  /** Typed words up to the next figures; `follows` where there is one before. */
  readonly around: { readonly before: string; readonly after: string; readonly follows: boolean };
}

function signHeard({ said, figure, read, around }: Beside, { language }: WordsContext): readonly Heard[] {
  const { text, id } = figure;
  const { before, after, follows } = around;
  const mark = signBefore.exec(before)?.[0].trim();
  const isMove = language.minusOfMoves === true && figure.move !== undefined;
  const word = isMove ? undefined : language.minus.exec(before)?.[0].trim();
  // "12 − 5" and "5–7": what stands between two figures joins them
  const joins = mark !== undefined && follows && before.trim() === mark;
  const typed = joins ? undefined : (mark ?? word);
  if (typed !== undefined) {
    return [
      {
        about: `${typed} ${id}`,
        what: `"${typed}" is typed before "${text}" in ${quoteText(said.text, text)}, which does not move with ${id}`,
        hint: `take it out: {{figure "…"}} and {{amount "…"}} write the sign, {{moved "…"}} the direction`,
      },
    ];
  }
  // Round a number without unit and sign they are how a table writes a minus
  const isBare = read.family === undefined && read.sign === "unsaid" && !read.value!.isZero();
  if (!isBare || !before.endsWith("(") || !after.startsWith(")")) return [];
  return [
    {
      about: `() ${id}`,
      what: `brackets are typed around "${text}" in ${quoteText(said.text, `(${text})`)}, which makes a negative number of ${id}`,
      hint: `write {{amount "…"}}, which has its unit, or take the brackets out`,
    },
  ];
}

/** A plus or minus that touches a figure, or one that is nothing but a sign at any distance. */
const signBefore = /[+＋±−△▲▼] ?$|(?<![\p{L}\p{N}\ue001\ue002])[-‐‑–]$/u;

/** The size of a negative figure, where no words say that it is negative. */
function hiddenSign({ said, figure, read }: Beside, context: WordsContext): readonly Heard[] {
  const { text, id, traced } = figure;
  if (read.sign === "said" || read.value!.isZero() || !traced?.value?.startsWith("-")) return [];
  const words = [said, ...headsOf(said, context)].map(({ typed }) => typed).join(" ");
  const { fewer, minus, directions } = context.language;
  if (fewer.test(words) || said.typed.split(marks.figure).some((piece) => minus.test(piece))) return [];
  // A typed direction is heard by a rule of its own
  if (directions.some((pattern) => words.search(pattern) !== -1)) return [];
  return [
    {
      about: `size ${id}`,
      severity: "warning",
      what: `"${text}" in ${quoteText(said.text, text)} is the size of ${id}, which is negative, and no words say so`,
      hint: `take absolute=true out, or say "loss", "outflow" or "fell"`,
    },
  ];
}

function unitHeard({ said, figure, read, around }: Beside, { trace }: WordsContext): readonly Heard[] {
  const { text, id, traced } = figure;
  const { lang } = trace.document;
  const unitAfter = lang === "de" ? germanUnitAfter : commonUnitAfter;
  const first = currencyBefore.exec(around.before)?.[0].trim() ?? "";
  const last = unitAfter.exec(around.after)?.[0].trim() ?? "";
  if (first === "" && last === "") return [];
  // Percent and points that do not fit each other are heard by a rule of their own
  const isShare = ["ratio", "points"].includes(read.family ?? unitOf(traced?.unit)?.family ?? "");
  if (first === "" && isShare && shares.test(last)) return [];
  const typed = [first, last].filter((word) => word !== "").join(" … ");
  const side = first === "" ? "after" : last === "" ? "before" : "around";
  const where = `"${typed}" is typed ${side} "${text}" in ${quoteText(said.text, text)}`;
  const about = `${typed} ${id}`;
  if (read.family !== undefined) {
    // "JPY 12 million points to": a verb
    if (first === "" && /^points$/i.test(last)) return [];
    return [{ about, what: `${where}, which says its unit already`, hint: `take out "${typed}"` }];
  }
  const print = trace.printed.find(
    (one) =>
      one.figure === id && (one.slide === said.slide || said.slide === "deck") && alike(one.text, text),
  );
  const unit = unitOf(print?.unit ?? traced?.unit);
  if (unit === undefined) return [];
  const whole = readNumber(`${first}${first === "" ? "" : " "}${text}${last === "" ? "" : " "}${last}`, lang);
  if (whole !== undefined && fits(whole, unit, print !== undefined)) return [];
  return [
    {
      about,
      what: `${where}, but ${id} is shown in ${unit.name}`,
      hint: `let {{amount "…"}} write the unit, or ask for another: {{amount "…" unit="JPY billion"}}`,
    },
  ];
}

const currencyBefore = /(?:US\$|[$¥€£₩＄￥]|(?<![A-Za-z])(?:JPY|USD|EUR|GBP|CNY|KRW)) ?$/;
const scales = "thousand|million|billion|trillion|[mbt]n|千億|百億|十億|百万|千万|億|万|千|兆";
const currencies = "yen|dollars?|euros?|円|米ドル|ドル|ユーロ|人民元";
const parts = "percentage points?|percent|per cent|points?|pp|pts?|[%％]ポイント|[%％]|ポイント|パーセント";
const commonUnitAfter = new RegExp(
  `^ ?(?:(?:${scales})(?![a-z])(?: ?(?:${currencies})(?![a-z高安]))?|(?:${currencies})(?![a-z高安])|(?:${parts})(?![a-z]))`,
  "i",
);
const germanCurrencies = "EUR|USD|JPY|GBP|CHF|CNY|KRW|[€$£¥]|Euro|Dollar";
const germanParts = "Prozentpunkte?n?|%-punkte?n?|Prozent|pp|%";
const germanUnitAfter = new RegExp(
  `^ ?(?:(?:(?:(?:Tsd|Mio|Mrd)\\.?|Bio\\.|Tausend|Million(?:en)?|Milliarden?|Billion(?:en)?)(?!\\p{L})|T(?=EUR|€))(?: ?(?:${germanCurrencies})(?!\\p{L}))?|(?:${germanCurrencies})(?!\\p{L})|(?:${germanParts})(?!\\p{L}))`,
  "iu",
);
const shares = new RegExp(`^(?:${parts}|${germanParts})$`, "i");

/** Whether a number with typed words around it is still in its unit. The scale counts only where it is known how it is shown. */
function fits({ family, currency, power }: PrintedNumber, unit: Unit, isShown: boolean): boolean {
  // A rate of exchange is in the currency that it is paid in
  if (currency !== undefined && unit.name.startsWith(`${currency} per `))
    return power === undefined || power === 0;
  if (family !== undefined && family !== unit.family) return false;
  if (currency !== undefined && currency !== unit.currency) return false;
  return !isShown || power === undefined || power === unit.power;
}

/** A unit of money that a text names for the numbers of its slide, where they are in another. */
function captionHeard({ slide, typed, text }: Said, { language, trace }: WordsContext): readonly Heard[] {
  const found = language.caption.exec(typed);
  if (found === null) return [];
  const { scale = "", currency = "" } = found.groups!;
  const { lang } = trace.document;
  const unit = readNumber(`${currency} 1 ${scale}`, lang) ?? readNumber(`1 ${scale} ${currency}`, lang);
  if (unit?.family !== "money") return [];
  const bare = trace.printed.filter(
    (print) => print.slide === slide && readNumber(print.text, lang)?.power === undefined,
  );
  const shown = [...new Set(bare.map((print) => print.unit))].filter(
    (one) => unitOf(one)?.family === "money",
  );
  const isTrue = shown.some((one) => {
    const known = unitOf(one)!;
    return known.currency === unit.currency && known.power === unit.power;
  });
  if (shown.length === 0 || isTrue) return [];
  const named = found[0].trim();
  return [
    {
      about: named,
      what: `${quoteText(text, named)} says "${named}", but the numbers of the slide are in ${shown.join(" and ")}`,
      hint: `name the unit that they are in`,
    },
  ];
}

function unitOf(name: string | undefined): Unit | undefined {
  const unit = name === undefined ? undefined : parseUnit(name);
  return unit === undefined || "what" in unit ? undefined : unit;
}

function alike(printed: string, said: string): boolean {
  return plainSpaces(printed.replaceAll("\u200b", "")) === plainSpaces(said);
}
