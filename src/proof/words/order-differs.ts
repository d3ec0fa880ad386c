import { isNamed } from "./label-differs.ts";
import type { Heard, Speech, WordsRule } from "./rule.ts";
import { quoteText, type Said, type SaidFigure } from "./said.ts";

/**
 * Two figures that could be taken for each other, given in one order in a language and in the other order in the next. Where
 * each language names one of them it is the grammar; else they may have changed places.
 */
export const orderDiffers: WordsRule = {
  rule: "order-differs",
  severity: "warning",
  ofSentence: (said, context) => {
    if (context.isFirst) return [];
    const [first] = context.others;
    const twin = first?.find(said.slide, said.key);
    if (first === undefined || twin === undefined) return [];
    const common = onceEach(said).filter(({ id }) => onceEach(twin).some((other) => other.id === id));
    const indexIn = (of: Said, { id }: SaidFigure): number => of.figures.findIndex((one) => one.id === id);
    const isClear = (of: Said, speech: Speech, pair: readonly SaidFigure[]): boolean =>
      pair.some((figure) => isNamed(of, indexIn(of, figure), speech));
    return common.flatMap((a, index) =>
      common.slice(index + 1).flatMap((b): readonly Heard[] => {
        if (!areAlike(a, b) || indexIn(twin, a) < indexIn(twin, b)) return [];
        if (isClear(said, context, [a, b]) && isClear(twin, first, [a, b])) return [];
        const { lang } = first.trace.document;
        return [
          {
            about: `${a.id} ${b.id}`,
            what: `${quoteText(said.text, a.text)} gives ${a.id} before ${b.id}, but "${lang}" gives them the other way round`,
            hint: "see that each stands where it belongs; they may have changed places in one of the languages",
          },
        ];
      }),
    );
  },
};

/** The figures of a sentence that it gives but once. */
function onceEach({ figures }: Said): readonly SaidFigure[] {
  return figures.filter(({ id }) => figures.filter((other) => other.id === id).length === 1);
}

/** Whether one could be taken for the other: of other accounts, or in one unit. The growth and the amount of an account are not. */
function areAlike({ traced: a }: SaidFigure, { traced: b }: SaidFigure): boolean {
  return a !== undefined && b !== undefined && (a.account !== b.account || a.unit === b.unit);
}
