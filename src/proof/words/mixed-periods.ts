import { headsOf, isSame, periodCall, type Heard, type WordsRule } from "./rule.ts";
import { marks, quoteText } from "./said.ts";

/** The amount of one period beside the growth of another: "revenue 14,007 (2Q06), up 21.3% (1H06)". */
export const mixedPeriods: WordsRule = {
  rule: "mixed-periods",
  severity: "error",
  ofSentence: (said, context) => {
    const { language } = context;
    const where = [said, ...headsOf(said, context)];
    return said.figures.flatMap(({ id, text, traced, period, move }, index): readonly Heard[] => {
      if (traced === undefined || period === undefined || move === undefined) return [];
      const levels = said.figures.filter(
        (other) =>
          other.traced?.account === traced.account &&
          other.traced.member === traced.member &&
          other.traced.measures === "" &&
          other.period !== undefined,
      );
      if (levels.length === 0 || levels.some((level) => isSame(level.period!, period))) return [];
      // The base of a comparison is a period of its own: "from 11,929 in 2Q05, up 17.4%"
      if (move.base !== undefined && levels.some((level) => isSame(level.period!, move.base!))) return [];
      const names = (kind: "period" | "date"): boolean =>
        where.some(({ terms }) =>
          terms.some((term) => term.sort === kind && term.period && isSame(term.period, period)),
        );
      if (names("period") || names("date")) return [];
      const clause = said.typed.split(marks.figure)[index]!;
      if (language.spans.some(({ words }) => clause.search(words) !== -1)) return [];
      const level = levels[0]!;
      return [
        {
          about: `${id} ${level.id}`,
          what: `${quoteText(said.text, text)} gives "${text}" of ${period.id} beside "${level.text}" of ${level.period!.id}`,
          hint: `ask for both in one period, or name the other: ${periodCall(context, period)}`,
        },
      ];
    });
  },
};
