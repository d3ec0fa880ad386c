import { parseUnit, type Unit } from "../facts/unit.ts";
import { powerOfTen, type Exact } from "../figures/exact.ts";
import type { Place } from "../problem.ts";
import { directionAfter, directionBefore, type Direction } from "./direction.ts";
import { readNumber, type PrintedNumber } from "./read-number.ts";
import { placeOf, type Trace, type TracedPrint } from "./trace.ts";

/** A printed figure with what its text says when it is read back. */
export interface ReadPrint {
  readonly print: TracedPrint;
  /** Undefined where the text is no number: "unchanged". */
  readonly read: PrintedNumber | undefined;
  /** The unit that a bare number is in; undefined where the trace names none that exists. */
  readonly unit: Unit | undefined;
  /** The text's own number in base units, with the sign that it says; null for a dash and for words. */
  readonly value: Exact | null;
  /** What its last digit is worth, in base units. */
  readonly step: Exact;
  /** Whether it stands in a text; else in a table, a chart or a card. */
  readonly inText: boolean;
  /** Which way the words beside it say that it moved. */
  readonly direction?: Direction;
  /** Where its text is written. */
  readonly cell?: Place;
}

/** Every printed figure of a document, read back, in order. */
export function readPrints(trace: Pick<Trace, "document" | "printed" | "sentences">): readonly ReadPrint[] {
  const { lang } = trace.document;
  const said = saidFigures(trace);
  const unitOf = remembered(knownUnit);
  const readText = remembered((text: string) => readNumber(text, lang));
  const stepOf = remembered(powerOfTen);
  return trace.printed.map((print) => {
    const unit = unitOf(print.unit);
    const read = readText(print.text);
    const power = unit?.power ?? 0;
    const worth = stepOf(power);
    const isBare = read?.power === undefined;
    const shown = stepOf(power - print.decimals);
    const own = read === undefined ? shown : isBare ? read.step.times(worth) : read.step;
    const spoken = said.get(keyOf(print))?.shift() ?? said.get(keyOf({ ...print, slide: everySlide }))?.at(0);
    return {
      print,
      read,
      unit,
      value: read?.value == null ? null : isBare ? read.value.times(worth) : read.value,
      // 1兆円 is written for 10,000億円 too
      step: own.lessThan(shown) ? own : shown,
      inText: spoken !== undefined,
      ...(spoken?.direction && { direction: spoken.direction }),
      ...(spoken && { cell: spoken.cell }),
    };
  });
}

interface Spoken {
  readonly direction: Direction | undefined;
  readonly cell: Place;
}

/** The foot of a deck stands on all of its slides, a footnote of a report somewhere. */
const everySlide = "deck";

/** The figures of all texts, by slide, figure and text. Alternative texts are printed in e-mails alone; of the deck's only its foot is. */
function saidFigures({
  document: { lang, kind },
  sentences,
}: Pick<Trace, "document" | "sentences">): ReadonlyMap<string, Spoken[]> {
  const said = new Map<string, Spoken[]>();
  for (const { slide, key, parts, cell } of sentences) {
    const isPrinted = slide !== everySlide || /^deck\.foot$|^report\.notes\./.test(key);
    if ((key.endsWith(".alt") && kind !== "message") || !isPrinted) continue;
    parts.forEach((part, at) => {
      if (typeof part === "string" || !("figure" in part)) return;
      const [before, after] = [parts[at - 1], parts[at + 1]];
      const direction =
        (typeof before === "string" ? directionBefore(before, lang) : undefined) ??
        (typeof after === "string" ? directionAfter(after, lang) : undefined);
      const id = keyOf({ ...part, slide });
      said.set(id, [...(said.get(id) ?? []), { direction, cell: placeOf(cell) }]);
    });
  }
  return said;
}

function keyOf({ slide, figure, text }: Pick<TracedPrint, "slide" | "figure" | "text">): string {
  return `${slide}\n${figure}\n${text.replaceAll("\u200b", "")}`;
}

function knownUnit(name: string): Unit | undefined {
  const unit = parseUnit(name);
  return "what" in unit ? undefined : unit;
}

/** A trace prints the same texts and units again and again. */
function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key)!;
  };
}
