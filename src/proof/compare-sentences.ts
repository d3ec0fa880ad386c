import { locales } from "../locales/index.ts";
import type { Move } from "../locales/locale.ts";
import type { Alignment } from "./align-traces.ts";
import type { Trace, TracedPart, TracedSentence } from "./trace.ts";

/**
 * Keys of the sentences of a slide whose words stayed, each with its key after: an entry of a list may have another place in it.
 */
export function matchSentences(
  old: ReadonlyMap<string, TracedSentence>,
  now: ReadonlyMap<string, TracedSentence>,
  alignment: Alignment,
): ReadonlyMap<string, string> {
  const same = new Map<string, string>();
  for (const [key, sentence] of old) {
    const after = now.get(key);
    if (after !== undefined && haveSameWords([sentence, after], alignment)) same.set(key, key);
  }
  const taken = new Set(same.values());
  const listOf = (key: string): string => key.replaceAll(/\.\d+(?=\.|$)/g, ".*");
  for (const [key, sentence] of old) {
    if (same.has(key)) continue;
    for (const [other, after] of now) {
      if (taken.has(other) || listOf(other) !== listOf(key) || !haveSameWords([sentence, after], alignment))
        continue;
      same.set(key, other);
      taken.add(other);
      break;
    }
  }
  return same;
}

/**
 * Whether two sentences have the same words: figures and terms are compared by what they name, and the words that a language
 * chooses for a direction ("rose ") only where the figure kept its own.
 */
function haveSameWords(
  [before, after]: readonly [TracedSentence, TracedSentence],
  alignment: Alignment,
): boolean {
  const known = {
    figures: new Set(
      after.parts.flatMap((part) => (typeof part === "object" && "figure" in part ? [part.figure] : [])),
    ),
    terms: new Set(
      after.parts.flatMap((part) => (typeof part === "object" && "term" in part ? [part.term] : [])),
    ),
  };
  const translated = before.parts.map((part): TracedPart => {
    if (typeof part === "string") return part;
    // A text may speak of a period by itself, which stays in another quarter
    if ("term" in part) {
      const names = [...alignment.periodsAfter(part.term), part.term];
      return { ...part, term: names.find((name) => known.terms.has(name)) ?? names[0]! };
    }
    const names = [...alignment.figuresAfter(part.figure), part.figure];
    return { ...part, figure: names.find((name) => known.figures.has(name)) ?? names[0]! };
  });
  if (skeleton(translated) === skeleton(after.parts)) return true;
  const directions = [
    directionsOf(before.parts, translated, alignment.before),
    directionsOf(after.parts, after.parts, alignment.after),
  ];
  const turned = new Set(
    [...directions[0]!]
      .filter(([figure, direction]) => directions[1]!.get(figure) !== direction)
      .map(([figure]) => figure),
  );
  if (turned.size === 0) return false;
  const words = directionWords(alignment.after.document.lang);
  const still = (parts: readonly TracedPart[]): string => skeleton(withoutDirections(parts, turned, words));
  return still(translated) === still(after.parts);
}

/** A sentence in words. */
export function sentenceText({ parts }: TracedSentence): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

function skeleton(parts: readonly TracedPart[]): string {
  const plain: (string | readonly string[])[] = [];
  for (const part of parts) {
    const last = plain.at(-1);
    // How a text was put together does not show
    if (typeof part === "string" && typeof last === "string") plain[plain.length - 1] = last + part;
    else
      plain.push(
        typeof part === "string"
          ? part
          : "term" in part
            ? ["term", part.term, part.sort]
            : ["figure", part.figure],
      );
  }
  return JSON.stringify(plain);
}

/** The direction that each figure of a sentence is said to have, by the name that it is compared by. */
function directionsOf(
  own: readonly TracedPart[],
  named: readonly TracedPart[],
  { figures }: Trace,
): ReadonlyMap<string, string> {
  return new Map(
    own.flatMap((part, index) => {
      const name = named[index]!;
      if (typeof part === "string" || !("figure" in part) || typeof name === "string" || !("figure" in name))
        return [];
      const { value, outcome } = figures[part.figure]!;
      const isNumber = /\d/.test(part.text);
      const direction = value === null ? (outcome ?? "none") : value.startsWith("-") ? "down" : "up";
      return [[name.figure, isNumber ? direction : part.text] as const];
    }),
  );
}

function withoutDirections(
  parts: readonly TracedPart[],
  turned: ReadonlySet<string>,
  words: ReadonlySet<string>,
): readonly TracedPart[] {
  return parts.filter((part, index) => {
    const next = parts[index + 1];
    const isBeforeTurned = typeof next === "object" && "figure" in next && turned.has(next.figure);
    return !(typeof part === "string" && words.has(part) && isBeforeTurned);
  });
}

const pieces = { name: "pieces", family: "plain", power: 0 } as const;

/** What a language puts before the size of a move: "rose ", "down ", "an increase of ". */
function directionWords(lang: string): ReadonlySet<string> {
  const locale = locales.find((each) => each.lang === lang);
  if (locale === undefined) return new Set();
  const moves = (["up", "down"] as const).flatMap((direction) =>
    (["growth", "points", "change"] as const).flatMap((sort) =>
      (["verb", "adverb", "noun"] as const).map((style): Move => ({
        direction,
        sort,
        style,
        size: "1",
        unit: pieces,
      })),
    ),
  );
  return new Set(moves.map((move) => locale.moved(move).split("1")[0]!).filter((words) => words !== ""));
}
