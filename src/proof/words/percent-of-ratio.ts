import type { Heard, WordsRule } from "./rule.ts";
import { marks, quoteText } from "./said.ts";

/** A ratio changes in points: "up 1.5%" says something else. */
export const percentOfRatio: WordsRule = {
  rule: "percent-of-ratio",
  severity: "error",
  ofSentence: ({ typed, text, figures }, { language }) => {
    const pieces = typed.split(marks.figure);
    return figures.flatMap(({ id, text: printed, move, traced }, index): readonly Heard[] => {
      const [before, after] = [pieces[index]!, pieces[index + 1]!];
      const about = id;
      const typedPercent = language.percent.after.exec(after) ?? language.percent.before.exec(before);
      if (typedPercent && (move?.sort === "points" || traced?.unit === "points")) {
        return [
          {
            about,
            what: `"${typedPercent[0].trim()}" is typed beside "${printed}" in ${quoteText(text, printed)}, but ${id} is in points`,
            hint: `write {{moved "…"}} or {{figure "…"}}, which say points, and take the sign out`,
          },
        ];
      }
      const again = language.points.of.test(printed)
        ? language.points.after.exec(after)
        : /[%％]\s*$/.test(printed)
          ? language.percent.after.exec(after)
          : null;
      if (again === null) return [];
      return [
        {
          about,
          what: `"${again[0].trim()}" is typed after "${printed}" in ${quoteText(text, printed)}, which says it already`,
          hint: `take out "${again[0].trim()}"`,
        },
      ];
    });
  },
};
