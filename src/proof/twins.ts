import type { Problem } from "../problem.ts";
import { Exact } from "../figures/exact.ts";
import { readPrints, type ReadPrint } from "./read-prints.ts";
import { placeOf, type Trace } from "./trace.ts";

/** What of the traces is compared: they need not have been measured. */
export type TwinTrace = Pick<Trace, "document" | "printed" | "figures" | "sentences">;

/**
 * Slides on which the documents of two languages do not print the same figures, or not with the same values as their texts
 * read, or not as often in tables, charts and cards; and texts that give a figure of another period, scenario or basis than
 * their twin. Form, order, and how often texts repeat a figure may differ.
 */
export function checkTwins(traces: readonly TwinTrace[]): readonly Problem[] {
  const [first, ...others] = traces;
  if (first === undefined || others.length === 0) return [];
  const a = readTwin(first);
  return others.flatMap((other) => [...compare(a, readTwin(other)), ...compareTexts(first, other)]);
}

/** The prints of a language, by slide and figure. */
interface Twin {
  readonly lang: string;
  readonly slides: ReadonlyMap<string, ReadonlyMap<string, readonly Twinned[]>>;
}

interface Twinned extends ReadPrint {
  /** With the sign of the words beside it; without any where a text gives the size of a fall. */
  readonly number: Exact | null;
  readonly isSize: boolean;
}

function readTwin(trace: TwinTrace): Twin {
  const slides = new Map<string, Map<string, Twinned[]>>();
  for (const print of readPrints(trace)) {
    const { slide, figure } = print.print;
    const figures = slides.get(slide) ?? new Map<string, Twinned[]>();
    const prints = figures.get(figure) ?? [];
    prints.push(twinned(print, trace.figures[figure]?.value ?? null));
    slides.set(slide, figures.set(figure, prints));
  }
  return { lang: trace.document.lang, slides };
}

function twinned(of: ReadPrint, own: string | null): Twinned {
  const { print, read, value, direction } = of;
  if (read?.sign === "said") return { ...of, number: value, isSize: false };
  const isSize = own?.startsWith("-") === true && print.value !== undefined && !print.value.startsWith("-");
  const isFall = value !== null && direction === "down" && !isSize;
  return { ...of, number: isFall ? value.neg() : value, isSize };
}

function compare(a: Twin, b: Twin): readonly Problem[] {
  return [...new Set([...a.slides.keys(), ...b.slides.keys()])].flatMap((slide) => {
    const [inA, inB] = [a, b].map(({ slides }) => slides.get(slide) ?? new Map<string, readonly Twinned[]>());
    const both = [...inA!.keys()].filter((figure) => inB!.has(figure));
    const fewerIn = (few: typeof inA, many: typeof inA): readonly string[] =>
      both.filter((figure) => outside(few!.get(figure)!) < outside(many!.get(figure)!));
    return [
      only(slide, { has: a, lacks: b, figures: [...inA!.keys()].filter((figure) => !inB!.has(figure)) }),
      only(slide, { has: b, lacks: a, figures: [...inB!.keys()].filter((figure) => !inA!.has(figure)) }),
      fewer(slide, { has: a, lacks: b, figures: fewerIn(inB, inA) }),
      fewer(slide, { has: b, lacks: a, figures: fewerIn(inA, inB) }),
      both.flatMap((figure) => unlike(inA!.get(figure)!, inB!.get(figure)!, [a.lang, b.lang])),
    ].flat();
  });
}

/** Texts of one key in which each language gives a figure that the other gives of another period, scenario or basis. */
function compareTexts(a: TwinTrace, b: TwinTrace): readonly Problem[] {
  const twins = new Map(b.sentences.map((sentence) => [`${sentence.slide} ${sentence.key}`, sentence]));
  return a.sentences.flatMap((sentence) => {
    const twin = twins.get(`${sentence.slide} ${sentence.key}`);
    if (twin === undefined) return [];
    const [inA, inB] = [figuresOf(sentence), figuresOf(twin)];
    const onlyB = [...inB].filter((figure) => !inA.has(figure));
    return [...inA].flatMap((figure): readonly Problem[] => {
      if (inB.has(figure)) return [];
      const other = onlyB.find((one) => measured(one, b) === measured(figure, a));
      if (other === undefined) return [];
      const { lang } = a.document;
      return [
        {
          place: placeOf(twin.cell),
          what: `slide "${sentence.slide}" gives ${figure} in ${lang} where it gives ${other} in ${b.document.lang}, in ${sentence.key}`,
          hint: "the same text gives the same figures in all languages",
        },
      ];
    });
  });
}

function figuresOf({ parts }: TwinTrace["sentences"][number]): ReadonlySet<string> {
  return new Set(
    parts.flatMap((part) => (typeof part === "object" && "figure" in part ? [part.figure] : [])),
  );
}

/** What a figure measures, of whatever period, scenario and basis. */
function measured(id: string, { figures }: TwinTrace): string {
  const { account, member, measures } = figures[id] ?? {};
  return JSON.stringify([account ?? id, member, measures]);
}

interface Lack {
  readonly has: Twin;
  readonly lacks: Twin;
  readonly figures: readonly string[];
}

function only(slide: string, { has, lacks, figures }: Lack): readonly Problem[] {
  if (figures.length === 0) return [];
  return [
    {
      what: `slide "${slide}" prints in ${has.lang} but not in ${lacks.lang}: ${figures.join(", ")}`,
      hint: `the languages of a document print the same figures on each slide`,
    },
  ];
}

function fewer(slide: string, { has, lacks, figures }: Lack): readonly Problem[] {
  if (figures.length === 0) return [];
  return [
    {
      what: `slide "${slide}" prints outside its texts less often in ${lacks.lang} than in ${has.lang}: ${figures.join(", ")}`,
      hint: `a row, a column or a label is missing in ${lacks.lang}`,
    },
  ];
}

function outside(prints: readonly ReadPrint[]): number {
  return prints.filter(({ inText }) => !inText).length;
}

/** The first two texts of a figure that do not say the same. */
function unlike(
  a: readonly Twinned[],
  b: readonly Twinned[],
  [langA, langB]: readonly [string, string],
): readonly Problem[] {
  for (const one of differing(a)) {
    for (const other of differing(b)) {
      if (agree(one, other)) continue;
      const { slide, figure } = one.print;
      return [
        {
          ...(other.cell && { place: other.cell }),
          what: `slide "${slide}" prints ${figure} in ${langA} as "${one.print.text}" but in ${langB} as "${other.print.text}"`,
          hint: `the languages of a document print the same values`,
        },
      ];
    }
  }
  return [];
}

function differing(prints: readonly Twinned[]): readonly Twinned[] {
  if (prints.length < 2) return prints;
  return [...new Map(prints.map((print) => [`${print.print.text} ${print.direction}`, print])).values()];
}

function agree(a: Twinned, b: Twinned): boolean {
  const [familyA, familyB] = [a.read?.family, b.read?.family];
  if (familyA !== undefined && familyB !== undefined && familyA !== familyB) return false;
  const [currencyA, currencyB] = [a.read?.currency, b.read?.currency];
  if (currencyA !== undefined && currencyB !== undefined && currencyA !== currencyB) return false;
  // Words for a change of nothing stand beside a number or a dash
  if (a.read === undefined || b.read === undefined)
    return a.read === b.read || saysNothing(a) || saysNothing(b);
  if (a.number === null || b.number === null) return a.number === b.number;
  const isSize = a.isSize || b.isSize;
  const apart = (isSize ? a.number.abs().minus(b.number.abs()) : a.number.minus(b.number)).abs();
  const plugged = Exact.max(...[a, b].map(({ print, step }) => (print.by === "plug" ? step : 0)));
  if (a.step.equals(b.step)) return apart.lessThanOrEqualTo(plugged);
  return apart.lessThan(Exact.max(a.step, b.step).plus(plugged));
}

/** A dash, or a number that is nothing at its last digit. */
function saysNothing({ read, number, step }: Twinned): boolean {
  return read !== undefined && (number === null || number.abs().lessThan(step));
}
