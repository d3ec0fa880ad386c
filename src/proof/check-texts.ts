import { Exact, powerOfTen } from "../figures/exact.ts";
import type { Unit } from "../facts/unit.ts";
import type { Problem } from "../problem.ts";
import type { PrintedNumber } from "./read-number.ts";
import { readPrints, type ReadPrint } from "./read-prints.ts";
import type { Trace, TracedFigure } from "./trace.ts";
import { writeLike } from "./write-like.ts";

/**
 * Printed texts that are not the value of their figure: read back without the code that wrote them, each must be that
 * value, rounded to its last digit as the document rounds, with its sign, unit, currency and scale.
 */
export function checkTexts(trace: Trace): readonly Problem[] {
  const problems: { readonly at: number; readonly problem: Problem }[] = [];
  const ballots: Ballot[] = [];
  readPrints(trace).forEach((print, at) => {
    const found = checkPrint({ ...print, lang: trace.document.lang }, trace.figures[print.print.figure]);
    if ("fault" in found) problems.push({ at, problem: tell(trace, print, found) });
    else if (found.roundings !== undefined) ballots.push({ at, print, roundings: found.roundings });
  });
  for (const { at, print } of outvoted(ballots)) {
    const fault = "rounded in another way than most figures of its kind";
    problems.push({ at, problem: tell(trace, print, { fault }) });
  }
  return problems.sort((a, b) => a.at - b.at).map(({ problem }) => problem);
}

/** What is wrong with a text, as the end of a sentence; or the ways of rounding that give it. */
type Checked =
  | { readonly fault: string; readonly hint?: string }
  | { readonly roundings: readonly Rounding[] | undefined };

/** A printed figure, and the language that it is printed in. */
interface Told extends ReadPrint {
  readonly lang: string;
}

function checkPrint(of: Told, figure: TracedFigure | undefined): Checked {
  const { print, read, unit } = of;
  if (figure === undefined) return { fault: "a figure that the trace does not have" };
  if (unit === undefined) return { fault: `in "${print.unit}", which is no unit` };
  const exact = print.value ?? figure.value;
  if (exact === null) return checkNothing(of, figure);
  const value = new Exact(exact);
  if (read === undefined) return checkWords(of, value);
  if (of.value === null) return { fault: `a dash, but its value is ${inUnit(value, of, unit)}` };
  const misfit = unitFault(of, read, unit);
  if (misfit !== undefined) return { fault: misfit };
  const steps = value.abs().div(of.step);
  const printed = of.value.abs().div(of.step);
  const roundings = ways.filter(([, way]) => steps.toDecimalPlaces(0, way).equals(printed));
  const isPlug = print.by === "plug" && printed.minus(steps.toDecimalPlaces(0)).abs().lessThanOrEqualTo(1);
  if (roundings.length === 0 && !isPlug) {
    return { fault: `but its value is ${inUnit(value, of, unit)}`, hint: shouldBe(of, read, value) };
  }
  const sign = signFault(of, { read, figure, value });
  if (sign !== undefined) return sign;
  return { roundings: isPlug ? undefined : roundings.map(([name]) => name) };
}

/** A figure without a value is a dash, or in words what became of it. */
function checkNothing({ print, read }: ReadPrint, { outcome }: TracedFigure): Checked {
  if (read?.value === null) return { roundings: undefined };
  const words = outcome === undefined ? undefined : outcomes.get(outcome);
  if (words?.test(print.text)) return { roundings: undefined };
  const expected =
    outcome === undefined ? "a dash" : `a dash or the words for ${outcome.replaceAll("-", " ")}`;
  return { fault: `but has no value: expected ${expected}` };
}

const outcomes: ReadonlyMap<string, RegExp> = new Map([
  [
    "turned-to-profit",
    /^(?:turned to profit|a turn to profit|黒字転換|(?:(?:ein )?Wechsel|wechselte) in die Gewinnzone)$/,
  ],
  [
    "turned-to-loss",
    /^(?:turned to loss|a turn to loss|赤字転換|(?:(?:ein )?Wechsel|wechselte) in die Verlustzone)$/,
  ],
  [
    "loss-narrowed",
    /^(?:showed a narrower loss|loss narrowed|a narrower loss|赤字縮小|zeigte einen geringeren Verlust|Verlust verringert|ein geringerer Verlust)$/,
  ],
  [
    "loss-widened",
    /^(?:showed a wider loss|loss widened|a wider loss|赤字拡大|zeigte einen höheren Verlust|Verlust ausgeweitet|ein höherer Verlust)$/,
  ],
  ["unchanged", /^(?:was unchanged|unchanged|no change|横ばい|(?:blieb )?unverändert|keine Veränderung)$/],
]);

const little =
  /^(?:(?:was )?little changed|little change|ほぼ横ばい|(?:blieb )?nahezu unverändert|nahezu keine Veränderung)$/;

/** A change of nothing, or of too little to show, may be said in words. */
function checkWords({ print, step }: ReadPrint, value: Exact): Checked {
  const says = outcomes.get("unchanged")!.test(print.text)
    ? value.isZero()
    : little.test(print.text)
      ? !value.isZero() && value.abs().lessThan(step)
      : undefined;
  if (says === undefined) return { fault: "which is no number" };
  return says ? { roundings: undefined } : { fault: `but its value is ${value.toFixed()}` };
}

function unitFault({ print, value }: ReadPrint, read: PrintedNumber, unit: Unit): string | undefined {
  const is = `but the figure is in ${unit.name}`;
  if (read.family !== undefined && read.family !== unit.family) return is;
  if (read.currency !== undefined && read.currency !== unit.currency) return is;
  if (read.noun !== undefined && read.noun !== unit.name && !counted(read.noun, unit.name)) return is;
  if (read.power !== undefined && read.power !== unit.power) {
    // 10,000億 passes to the next word, and is written without the rest where it is nothing
    const passes = [4, 8].includes(unit.power) && [8, 12].includes(read.power) && read.power > unit.power;
    const whole = value!.div(powerOfTen(unit.power + 4)).isInteger();
    return passes && whole && read.decimals === 0 ? undefined : is;
  }
  const { decimals } = print;
  return read.decimals === decimals ? undefined : `but is shown with ${decimals} decimal(s) by the plan`;
}

const counters: Readonly<Record<string, readonly string[]>> = {
  件: ["contracts"],
  社: ["companies"],
  名: ["employees", "people"],
  人: ["employees", "people"],
  株: ["shares"],
  倍: ["times"],
  Unternehmen: ["companies"],
  Personen: ["people"],
  Aktien: ["shares"],
  Verträge: ["contracts"],
  Beschäftigte: ["employees"],
  fach: ["times"],
};

function counted(noun: string, unit: string): boolean {
  return Object.hasOwn(counters, noun) && counters[noun]!.includes(unit);
}

function signFault(
  of: Told,
  {
    read,
    figure,
    value,
  }: { readonly read: PrintedNumber; readonly figure: TracedFigure; readonly value: Exact },
): { readonly fault: string; readonly hint: string } | undefined {
  const { inText, direction } = of;
  const moves = /(?:growth|change|points)\([^()]*\)$/.test(figure.measures);
  const own = figure.value === null ? undefined : new Exact(figure.value);
  if (moves && inText && direction !== undefined && own !== undefined && !own.isZero()) {
    const went = own.isNegative() ? "down" : "up";
    const fault = `and the words beside it say "${direction}", but the figure went ${went}`;
    if (went !== direction) return { fault, hint: "have {{moved}} write the direction" };
  }
  const printed = of.value!;
  if (printed.isZero()) return undefined;
  const isSize = own?.isNegative() === true && !value.isNegative();
  if (moves && isSize && direction !== "down") {
    const fault = "which is the size of a fall, and no words beside it say so";
    return { fault, hint: "write {{moved}} in place of {{figure}} with absolute=true" };
  }
  const hint = shouldBe(of, read, value);
  if (moves && inText && direction === "down" && read.sign === "said" && printed.isNegative()) {
    return { fault: 'and the words beside it say "down" as well', hint: "say it once" };
  }
  if (read.sign === "said") {
    const isSame = printed.isNegative() === value.isNegative();
    return isSame ? undefined : { fault: "but its value has the other sign", hint };
  }
  if (!value.isNegative() || (moves && inText && direction === "down")) return undefined;
  return { fault: `but its value is negative${moves && inText ? " and no words say so" : ""}`, hint };
}

type Rounding = "halfUp" | "halfEven" | "truncate";

const ways: readonly (readonly [Rounding, 1 | 4 | 6])[] = [
  ["halfUp", Exact.ROUND_HALF_UP],
  ["halfEven", Exact.ROUND_HALF_EVEN],
  ["truncate", Exact.ROUND_DOWN],
];

interface Ballot {
  readonly at: number;
  readonly print: ReadPrint;
  readonly roundings: readonly Rounding[];
}

/**
 * A trace does not say how its company rounds, but a company rounds all amounts in one way, and all percentages: texts
 * that the way of most does not give. Where two ways fit as many, none is told.
 */
function outvoted(ballots: readonly Ballot[]): readonly Ballot[] {
  return [...Map.groupBy(ballots, ({ print }) => print.unit!.family).values()].flatMap((family) => {
    const others = ways
      .map(([way]) => family.filter(({ roundings }) => !roundings.includes(way)))
      .sort((a, b) => a.length - b.length);
    const [fewest = []] = others;
    const isTie = others.some(
      (list) => list.length === fewest.length && list.some((ballot) => !fewest.includes(ballot)),
    );
    return isTie ? [] : fewest;
  });
}

function tell(
  { document: { lang } }: Trace,
  { print, cell }: ReadPrint,
  of: { fault: string; hint?: string },
): Problem {
  const { slide, text, figure } = print;
  const what = `slide "${slide}" prints in ${lang} "${text}" for ${figure}, ${of.fault}`;
  return { ...(cell && { place: cell }), what, ...(of.hint !== undefined && { hint: of.hint }) };
}

function inUnit(value: Exact, { print }: ReadPrint, unit: Unit): string {
  const shown = value.div(powerOfTen(unit.power)).toSignificantDigits(12).toFixed();
  return `${shown} ${print.unit}`;
}

function shouldBe({ print, unit, direction, lang }: Told, read: PrintedNumber, value: Exact): string {
  const own = read.power === undefined ? value.div(powerOfTen(unit!.power)) : value;
  return `it should be "${writeLike(print.text, read, direction === undefined ? own : own.abs(), lang)}"`;
}
