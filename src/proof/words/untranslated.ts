import type { WordsRule } from "./rule.ts";
import { quoteText } from "./said.ts";

/** Texts in the words of another language. */
export const untranslated: WordsRule = {
  rule: "untranslated",
  severity: "warning",
  ofSentence: ({ slide, key, typed, text }, { language, others }) => {
    if (language.latin || key.startsWith("labels.members.")) return [];
    const twin = others.find(({ find }) => find(slide, key)?.text === text);
    const copied = twin !== undefined && isOrdinary(typed);
    const run = typed.split(/[^A-Za-z’' ,;:&()\ue000-\ue002-]+/).find((run) => lowerCase(run) >= 3);
    if (!copied && run === undefined) return [];
    return [
      {
        about: copied ? "copied" : "words",
        what: copied
          ? `${quoteText(text)} is the same in "${twin.trace.document.lang}"`
          : `${quoteText(text)} has a run of words in Latin letters`,
        hint: `translate it, or list it in literals.yaml if it is a name`,
      },
    ];
  },
};

function lowerCase(words: string): number {
  return words.match(/(?<![A-Za-z’'-])[a-z]{2,}(?![A-Za-z])/g)?.length ?? 0;
}

/** Whether a text in Latin letters is more than names and abbreviations. */
function isOrdinary(typed: string): boolean {
  return /\p{sc=Latin}/u.test(typed) && (lowerCase(typed) > 0 || /^[A-Z][a-z]{3,}$/.test(typed.trim()));
}
