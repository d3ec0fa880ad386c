import type { WordsRule } from "./rule.ts";
import { quoteText } from "./said.ts";

/** Characters of a script that the language does not use. */
export const foreignScript: WordsRule = {
  rule: "foreign-script",
  severity: "error",
  ofSentence: ({ typed, text }, { language, trace }) => {
    const found = [...new Set([...typed.matchAll(language.foreign)].map(([character]) => character))].join(
      "",
    );
    if (found === "") return [];
    const shown = found.length > 12 ? `${found.slice(0, 12)}…` : found;
    return [
      {
        about: shown,
        what: `${quoteText(text, found[0])} holds "${shown}", which is not written in "${trace.document.lang}"`,
        hint: `translate it, or list it in literals.yaml if it is a name`,
      },
    ];
  },
};
