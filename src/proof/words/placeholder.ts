import type { WordsRule } from "./rule.ts";
import { quoteText } from "./said.ts";

/** Words that somebody meant to replace: TBD, ●●, "insert quote here", （仮）. */
export const placeholder: WordsRule = {
  rule: "placeholder",
  severity: "error",
  ofSentence: ({ typed, text }, { language }) => {
    const found = language.placeholders.flatMap((pattern) => pattern.exec(typed)?.[0].trim() ?? []);
    const longest = found.filter((words) => !found.some((other) => other !== words && other.includes(words)));
    return [...new Set(longest)].map((words) => ({
      about: words,
      what: `the placeholder "${words}" is left in ${quoteText(text, words)}`,
      hint: `write what belongs there, or list the text in literals.yaml if it is a name`,
    }));
  },
};
