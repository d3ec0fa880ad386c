import type { WordsRule } from "./rule.ts";
import { quoteText } from "./said.ts";

/** Numbers in words, which no figure stands behind: "doubled", "ten percent", 倍増. A claim in the text guards them. */
export const numberInWords: WordsRule = {
  rule: "number-in-words",
  severity: "warning",
  ofSentence: ({ typed, text, cell }, { language, trace }) => {
    const found = [...new Set([...typed.matchAll(language.numbers)].map(([words]) => words))];
    if (found.length === 0) return [];
    const guarded = trace.decisions.some(
      (decision) => decision.cell.file === cell.file && decision.cell.line === cell.line && decision.holds,
    );
    if (guarded) return [];
    return found.map((words) => ({
      about: words,
      what: `"${words}" in ${quoteText(text, words)} is a number in words, with no figure behind it`,
      hint: `print the figure, or guard the wording with {{claim "…" above="…"}}`,
    }));
  },
};
