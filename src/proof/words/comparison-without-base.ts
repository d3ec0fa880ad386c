import { headsOf, isSame, type Heard, type WordsContext, type WordsRule } from "./rule.ts";
import { quoteText, type Move, type Said, type SaidFigure } from "./said.ts";

/** A change says what it is a change from: "up 0.3%" alone says nothing. */
export const comparisonWithoutBase: WordsRule = {
  rule: "comparison-without-base",
  severity: "warning",
  ofSentence: (said, context) => {
    // "turned to profit" and a dash compare nothing
    const compared = said.figures.filter(({ move, text }) => move !== undefined && /\d/.test(text));
    if (compared.length === 0) return [];
    const where = [said, ...headsOf(said, context), ...before(said, context)];
    const open = compared.filter(({ move }) => !where.some((one) => names(one, move!, context)));
    const byBase = Map.groupBy(open, ({ move }) => move!.base?.id ?? move!.against);
    return [...byBase].map(([base, figures]): Heard => {
      const texts = figures.map(({ text }) => `"${text}"`).join(" and ");
      const named = [...new Set(said.terms.filter(({ sort }) => sort === "base").map(({ id }) => id))];
      const quoted = quoteText(said.text, figures[0]!.text);
      return {
        about: base,
        // To name no base leaves a question, to name another one is wrong
        ...(named.length > 0 && { severity: "error" }),
        what:
          named.length === 0
            ? `${quoted} does not say what ${texts} is compared with`
            : `${quoted} compares ${texts} with ${base}, but names ${named.join(" and ")}`,
        hint: hintOf(figures[0]!, context),
      };
    });
  },
};

function names({ terms, typed }: Said, { base, against }: Move, { language }: WordsContext): boolean {
  if (base === undefined) return language.bases.scenario.test(typed);
  if (terms.some(({ period }) => period && isSame(period, base))) return true;
  const sort = { "-1y": "year", "-4q": "year", "-1q": "quarter", opening: "opening" }[against];
  return sort !== undefined && language.bases[sort as "year" | "quarter" | "opening"].test(typed);
}

/** The entry before in the same list, where the sentence refers to it ("同"). */
function before(said: Said, { language, find }: WordsContext): readonly Said[] {
  if (!language.ditto?.test(said.typed)) return [];
  const [, list, entry] = /^(.*\.items\.)(\d+)$/.exec(said.key) ?? [];
  const previous = entry === undefined ? undefined : find(said.slide, `${list}${Number(entry) - 1}`);
  return previous === undefined ? [] : [previous];
}

function hintOf({ id, move }: SaidFigure, { trace, own }: WordsContext): string {
  const { period } = trace.figures[id]!;
  const option = period === own.id ? "" : ` period="${trace.periods[period] ?? period}"`;
  return `name the base: {{comparison "${move!.against}"${option}}}`;
}
