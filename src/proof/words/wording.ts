import type { Heard, WordsContext, WordsRule } from "./rule.ts";
import { markIndex, marks, quoteText, type Said, type SaidFigure } from "./said.ts";

/** Typed directions that contradict the sign of the figure beside them, or say it twice. */
export const wording: WordsRule = {
  rule: "wording",
  severity: "error",
  ofSentence: (said, context) => {
    if (said.figures.every(({ move }) => move === undefined)) return [];
    return context.language.directions.flatMap((pattern) =>
      [...said.typed.matchAll(pattern)].flatMap((match) => heard(said, match, context)),
    );
  },
};

function heard(said: Said, match: RegExpMatchArray, { language }: WordsContext): readonly Heard[] {
  const { up, down } = match.groups!;
  const direction = (up ?? down)!;
  const figure = said.figures[markIndex(said.typed, match.index! + match[0].indexOf(marks.figure))]!;
  const { traced, move, text, id } = figure;
  const value = traced?.value;
  if (move === undefined || value === null || value === undefined || Number(value) === 0 || !/\d/.test(text))
    return [];
  const at = match.index! + match[0].indexOf(direction);
  if (language.negation.test(said.typed.slice(0, at))) return [];
  if (language.judging.test(direction) && isAdverse(figure, language.adverse)) return [];
  const falls = value.startsWith("-");
  if (falls !== (down !== undefined)) {
    return [
      {
        about: `${direction} ${id}`,
        what: `${quoteText(said.text, text)} says "${direction}" of "${text}", but ${id} is ${falls ? "a fall" : "a rise"}`,
        hint: `let {{moved "…"}} choose the word`,
      },
    ];
  }
  // "fell (−3.6%)" and "減少（3.6%減）" give the number once more beside the word, not as a part of it
  const apart = /[（(：:はが]/.test(match[0]);
  if (!falls || apart || !language.signed.down.test(text)) return [];
  return [
    {
      about: `${direction} ${id}`,
      what: `${quoteText(said.text, text)} says "${direction}" of "${text}", which has its minus already`,
      hint: `let {{moved "…"}} choose the word, or write absolute=true`,
    },
  ];
}

/** An account that gets better as it falls. */
function isAdverse({ traced }: SaidFigure, adverse: RegExp): boolean {
  return adverse.test(traced!.account) || adverse.test(traced!.label ?? "");
}
