import { readPrints } from "../../src/proof/read-prints.ts";
import type { Trace } from "../../src/proof/trace.ts";

/** What may go wrong between two languages of a document. */
export const faultKinds = ["digit", "sign", "unit", "scale", "row", "other"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A trace with one fault in it. */
export interface Planted {
  readonly trace: Trace;
  /** The figures that a finding has to name, one of them at least. */
  readonly figures: readonly string[];
  readonly what: string;
}

/** Plants a fault of a kind at a place that the random numbers choose. A fault in a text is in its sentence as well. */
export function plantFault(trace: Trace, kind: FaultKind, random: () => number): Planted {
  if (kind === "row") return dropRow(trace, random);
  for (let tries = 0; tries < 10_000; tries++) {
    const at = Math.floor(random() * trace.printed.length);
    const { text } = trace.printed[at]!;
    // Whether nothing is positive, or in another unit, is no fault
    if (!/[1-9]/.test(text)) continue;
    const changed =
      kind === "other" ? otherText(trace, at, random) : pick(changes[kind](text, random), random);
    if (changed !== undefined && changed !== text) return withText(trace, at, changed);
  }
  throw new Error(`no text for a fault of ${kind}`);
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

type TextFault = Exclude<FaultKind, "row" | "other">;

const changes: Readonly<Record<TextFault, (text: string, random: () => number) => readonly string[]>> = {
  digit: (text, random) => {
    const digits = [...text.matchAll(/\d/g)];
    const { index, 0: old } = pick(digits, random)!;
    const digit = (Number(old) + 1 + Math.floor(random() * 9)) % 10;
    return [text.slice(0, index) + digit + text.slice(index + 1)];
  },
  sign: (text) => {
    if (/^\(.*\)$/.test(text)) return [text.slice(1, -1)];
    if (/^[−△]/.test(text)) return [text.slice(1), `+${text.slice(1)}`];
    if (text.startsWith("+")) return [`−${text.slice(1)}`, `△${text.slice(1)}`];
    if (text.endsWith("増")) return [text.replace("増", "減")];
    if (text.endsWith("減")) return [text.replace("減", "増")];
    if (text.endsWith("上昇")) return [text.replace("上昇", "低下")];
    if (text.endsWith("低下")) return [text.replace("低下", "上昇")];
    return [`(${text})`, `−${text}`, `△${text}`];
  },
  unit: (text) =>
    replaced(text, [
      [/円/, "米ドル"],
      [/円/, "ユーロ"],
      [/%/, "ポイント"],
      [/%/, "\u00a0points"],
      [/ポイント/, "%"],
      [/\u00a0points/, "%"],
      [/JPY/, "USD"],
      [/件/, "社"],
      [/Gbps/, "contracts"],
    ]),
  scale: (text) =>
    replaced(text, [
      [/億円/, "百万円"],
      [/億円/, "兆円"],
      [/百万円/, "千円"],
      [/万円/, "億円"],
      [/million/, "billion"],
      [/million/, "thousand"],
    ]),
};

function replaced(text: string, pairs: readonly (readonly [RegExp, string])[]): readonly string[] {
  return pairs.filter(([from]) => from.test(text)).map(([from, to]) => text.replace(from, to));
}

/** The text of another figure of the same unit that stands elsewhere in the document. */
function otherText({ printed, figures }: Trace, at: number, random: () => number): string | undefined {
  const own = printed[at]!;
  const form = (text: string): string => text.replaceAll(/[\d.,]+/g, "9");
  const others = printed.filter(
    ({ figure, unit, text }) =>
      unit === own.unit &&
      form(text) === form(own.text) &&
      figures[figure]!.value !== figures[own.figure]!.value,
  );
  return pick(others, random)?.text;
}

function withText(trace: Trace, at: number, text: string): Planted {
  const { slide, figure, text: before } = trace.printed[at]!;
  const isText = readPrints(trace)[at]!.inText;
  let isWritten = !isText;
  const sentences = trace.sentences.map((sentence) => {
    if (isWritten || sentence.slide !== slide || sentence.key.endsWith(".alt")) return sentence;
    const parts = sentence.parts.map((part) => {
      const isPlace =
        typeof part === "object" && "figure" in part && part.figure === figure && part.text === before;
      if (isWritten || !isPlace) return part;
      isWritten = true;
      return { ...part, text };
    });
    return { ...sentence, parts };
  });
  const printed = trace.printed.map((print, index) => (index === at ? { ...print, text } : print));
  return {
    trace: { ...trace, printed, sentences },
    figures: [figure],
    what: `${slide}: ${before} as ${text}`,
  };
}

/** Takes a row out of a table: what an account prints outside the texts of a slide. */
function dropRow(trace: Trace, random: () => number): Planted {
  const prints = readPrints(trace);
  const rowOf = (at: number): string => {
    const { slide, figure } = trace.printed[at]!;
    return `${slide} ${figure.replace(/@.*/, "")}`;
  };
  const rows = [...new Set(prints.flatMap(({ inText }, at) => (inText ? [] : [rowOf(at)])))];
  const row = pick(rows, random)!;
  const isOfRow = (at: number): boolean => rowOf(at) === row && !prints[at]!.inText;
  const figures = trace.printed.filter((_, at) => isOfRow(at)).map(({ figure }) => figure);
  const printed = trace.printed.filter((_, at) => !isOfRow(at));
  return { trace: { ...trace, printed }, figures, what: `${row} left out` };
}
