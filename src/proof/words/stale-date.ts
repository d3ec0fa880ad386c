import { isHead, isPast, type Heard, type WordsContext, type WordsRule } from "./rule.ts";
import { quoteText, type Said } from "./said.ts";

/** Dates that were left behind: on the cover, in heads, and of the document itself. */
export const staleDate: WordsRule = {
  rule: "stale-date",
  severity: "error",
  ofDocument: ({ trace, own }) => {
    const { date, name } = trace.document;
    if (date >= own.end) return [];
    return [
      {
        about: date,
        place: { file: `documents/${name.replace(/@.*$/, "")}/outline.yaml` },
        what: `the document is dated ${date}, but ${own.id} ends on ${own.end}`,
        hint: `write the day on which the results are published as date`,
      },
    ];
  },
  ofSentence: (said, context) => [
    ...staleCover(said, context),
    ...staleHead(said, context),
    ...longAgo(said, context),
  ],
};

/** What a cover may date: the document, and its own periods. */
function staleCover(said: Said, context: WordsContext): readonly Heard[] {
  if (!isOfCover(said, context)) return [];
  const { trace, own, calendar } = context;
  const year = calendar.resolve("year", own)!;
  const allowed = [trace.document.date, own.start, own.end, year.start, year.end];
  return said.terms
    .filter(({ sort, id }) => sort === "date" && !allowed.includes(id))
    .map(({ id, text }) => ({
      about: id,
      what: `${quoteText(said.text, text)} names "${text}", but the document is dated ${trace.document.date}`,
      hint: `write {{date "date"}}, so that it moves with the document`,
    }));
}

/** A head that has dates, and all of them from before the quarter; those at which quarters end are periods. */
function staleHead(said: Said, context: WordsContext): readonly Heard[] {
  if (!isHead(said) || isOfCover(said, context)) return [];
  const dates = said.terms.filter(({ sort, period }) => sort === "date" && period?.index === 0);
  const others = said.terms.filter(
    ({ sort, period }) => sort !== "base" && period && !isPast(context, period),
  );
  if (dates.length === 0 || others.length > 0) return [];
  return [
    {
      about: dates.map(({ id }) => id).join(" "),
      what: `${quoteText(said.text)} names only dates before ${context.own.id}, which begins on ${context.own.start}`,
      hint: `name the date of what the document reports`,
    },
  ];
}

/** More than two fiscal years before the document was issued. */
function longAgo({ terms, text }: Said, { trace, calendar }: WordsContext): readonly Heard[] {
  const now = calendar.parse(trace.document.date);
  return terms
    .filter(({ sort, period }) => sort === "date" && now && period && period.fiscalYear < now.fiscalYear - 2)
    .map((term) => ({
      about: term.id,
      severity: "warning",
      what: `${quoteText(text, term.text)} names "${term.text}", more than two fiscal years before ${trace.document.date}`,
      hint: `take out what no longer matters`,
    }));
}

function isOfCover({ slide, key }: Said, { covers }: WordsContext): boolean {
  if (/^(?:deck|report)\.(?:title|subject|head|foot|keywords\.\d+)$/.test(key)) return true;
  return covers.has(slide) && /^[^.]+\.(?:title|subtitle|[^.]+\.(?:date|lines(?:\.\d+)?))$/.test(key);
}
