import { typedPeriod } from "../../documents/typed-period.ts";
import type { Period } from "../../facts/period.ts";
import {
  headsOf,
  isHead,
  isPast,
  isSame,
  periodCall,
  type Heard,
  type WordsContext,
  type WordsRule,
} from "./rule.ts";
import type { Language } from "./languages.ts";
import { markIndex, marks, quoteText, type Said, type SaidFigure, type SaidTerm } from "./said.ts";

/** Periods that were left behind when an earlier document was copied: in terms, figures, words and literals. */
export const stalePeriod: WordsRule = {
  rule: "stale-period",
  severity: "error",
  ofSentence: (said, context) => [
    ...(isHead(said) ? staleHead(said, context) : staleTerms(said, context)),
    ...staleRange(said, context),
    ...staleFigures(said, context),
    ...wrongPairs(said, context),
    ...staleWords(said, context),
    ...staleLiterals(said),
  ],
};

/** A title speaks of the document's own periods, whatever else it names. */
function staleHead(said: Said, context: WordsContext): readonly Heard[] {
  const named = said.terms.filter(
    (term) => term.period && isPeriod(term.period) && !isComparedWith(said, term, context),
  );
  const past = named.filter(({ period }) => isPast(context, period!));
  if (past.length === 0 || past.length < named.length) return [];
  if (said.terms.some(({ sort, period }) => sort === "date" && period && !isPast(context, period))) return [];
  // "JPY 14,007 million, after JPY 11,929 million in 2Q05" names the other period only
  const figures = said.figures.filter(({ period }) => period && !isPast(context, period));
  if (figures.length > 0 && past.every((term) => isPeriodOf(term, said.figures))) return [];
  return [heardTerms(said, past, `the document reports ${context.own.id}`)];
}

/** Elsewhere an earlier period needs a figure of it on the slide, or another end to a range. */
function staleTerms(said: Said, context: WordsContext): readonly Heard[] {
  const past = said.terms.filter(
    (term) =>
      term.sort === "period" &&
      term.period &&
      isPast(context, term.period) &&
      !isComparedWith(said, term, context) &&
      rangeOf(said, term, context) === undefined &&
      !context.printedOn(said.slide).some((printed) => isSame(printed, term.period!)),
  );
  if (past.length === 0) return [];
  return [
    heardTerms(said, past, `the document reports ${context.own.id}, and no figure of the slide is of it`),
  ];
}

/** The range over a chart begins where the chart does. */
function staleRange(said: Said, context: WordsContext): readonly Heard[] {
  if (!isHead(said) && !said.key.endsWith(".alt")) return [];
  const printed = context.printedOn(said.slide);
  if (new Set(printed.map(({ end }) => end)).size < 4) return [];
  return said.terms.flatMap((term) => {
    const { period } = term;
    if (term.sort !== "period" || period === undefined || !isPast(context, period)) return [];
    if (rangeOf(said, term, context) === undefined || printed.some(({ end }) => end === period.end))
      return [];
    const quarters = printed
      .filter(({ kind }) => kind === "quarter")
      .sort((a, b) => (a.end < b.end ? -1 : 1));
    const from = quarters[0] ?? printed[0]!;
    return [
      {
        about: term.id,
        what: `${quoteText(said.text, term.text)} names ${term.id}, but the slide prints figures from ${from.id} on`,
        hint: `write ${periodCall(context, from)}, so that it moves with the document`,
      },
    ];
  });
}

/** A figure of an earlier period whose sentence does not say so is taken for a figure of the document's own. */
function staleFigures(said: Said, context: WordsContext): readonly Heard[] {
  return said.figures.flatMap((figure): readonly Heard[] => {
    const { period, move, traced, id } = figure;
    if (period === undefined || traced === undefined) return [];
    if (isPast(context, period) && !isNamed(said, period, context)) {
      return [
        {
          about: id,
          what: `"${figure.text}" is ${id}, but ${quoteText(said.text, figure.text)} does not say that it is of ${period.id}`,
          hint: `ask for the figure of the document's own period, or name the other with ${periodCall(context, period)}`,
        },
      ];
    }
    if (move?.base === undefined || /^-\d/.test(move.against) || move.against === "opening") return [];
    if (isUsualBase(period, move.base, context)) return [];
    return [
      {
        about: id,
        what: `"${figure.text}" compares ${period.id} with ${move.base.id} in ${quoteText(said.text, figure.text)}`,
        hint: `write against="-1y" or "-1q", so that the base moves with the document`,
      },
    ];
  });
}

/** "JPY 373 million in 2Q09" where the figure is that of the half. */
function wrongPairs(said: Said, { language }: WordsContext): readonly Heard[] {
  return [...said.typed.matchAll(language.paired)].flatMap(({ 0: words, index }) => {
    const figure = said.figures[markIndex(said.typed, index + words.indexOf(marks.figure))]!;
    const term = said.terms[markIndex(said.typed, index + words.indexOf(marks.term))]!;
    if (term.sort !== "period" || figure.move !== undefined || figure.traced?.scenario !== "actual")
      return [];
    if (!term.period || !figure.period || isSame(term.period, figure.period)) return [];
    return [
      {
        about: `${figure.id} ${term.id}`,
        what: `${quoteText(said.text, figure.text)} gives "${figure.text}" for ${term.id}, but it is of ${figure.period.id}`,
        hint: `ask for the figure of the period that the sentence names`,
      },
    ];
  });
}

/** Quarters, halves, months and years in words without a digit. */
function staleWords(said: Said, context: WordsContext): readonly Heard[] {
  const { own, language } = context;
  const { typed } = said;
  const found: string[] = [];
  for (const { words, within, last } of language.spans) {
    if (within.includes(own.index)) continue;
    for (const { 0: text, index } of typed.matchAll(words)) {
      if (language.elsewhere.before.test(typed.slice(0, index))) continue;
      if (language.elsewhere.after.test(typed.slice(index + text.length))) continue;
      if (last > own.index && language.outlook.test(typed)) continue;
      found.push(text);
    }
  }
  if (language.months) {
    const { range, names } = language.months;
    for (const { 0: text, 1: first, 2: last } of typed.matchAll(range)) {
      const months = [first, last].map((name) => names.indexOf(name!) + 1);
      if (!isOwnSpan(months, context)) found.push(text);
    }
  }
  return [
    ...[...new Set(found)].map((text) => ({
      about: text,
      what: `${quoteText(said.text, text)} says "${text}", but the document reports ${own.id}`,
      hint: `write {{period "current" form="name"}}, so that it moves with the document`,
    })),
    ...[...(language.year ? typed.matchAll(language.year) : [])].map(([text]) => ({
      about: text,
      what: `${quoteText(said.text, text)} has the year "${text}" typed in words`,
      hint: `write {{period "year" form="year"}}, so that it moves with the document`,
    })),
  ];
}

function staleLiterals(said: Said): readonly Heard[] {
  return said.literals
    .filter((literal) => typedPeriod.test(literal))
    .map((literal) => ({
      about: literal,
      what: `the literal "${literal}" in ${quoteText(said.text, literal)} is a period, and stays when the document moves on`,
      hint: `write {{period "current"}} or what it should be relative to it, and take "${literal}" out of literals.yaml`,
    }));
}

function heardTerms(said: Said, past: readonly SaidTerm[], but: string): Heard {
  const ids = [...new Set(past.map(({ id }) => id))];
  const { kind } = past[0]!.period!;
  const call = kind === "year" ? "year" : kind === "quarter" ? "current" : kind === "instant" ? "end" : "ytd";
  return {
    about: ids.join(" "),
    what: `${quoteText(said.text, past[0]!.text)} names ${ids.join(" and ")}, but ${but}`,
    hint: `write {{${kind === "instant" ? "date" : "period"} "${call}"}}, so that it moves with the document`,
  };
}

/** Quarters, halves and years, and the dates at which quarters end; other dates are no periods. */
function isPeriod({ kind, index }: Period): boolean {
  return kind !== "instant" || index > 0;
}

/** A base; or a period with words of comparison at it. Some of them say so only beside a figure that is measured against it. */
function isComparedWith(said: Said, term: SaidTerm, { language }: WordsContext): boolean {
  if (term.sort === "base") return true;
  const at = placeOfMark(said, term);
  const isIn = ({ before, after }: Language["compared"]): boolean =>
    before.test(said.typed.slice(0, at)) || after.test(said.typed.slice(at + 1));
  const isMeasured = said.figures.some(({ move }) => move?.base && isSame(move.base, term.period!));
  return isIn(language.compared) || (isMeasured && isIn(language.measured));
}

/** The other end of a range that a term is an end of. */
function rangeOf(said: Said, term: SaidTerm, { language }: WordsContext): SaidTerm | undefined {
  const index = said.terms.indexOf(term);
  return [said.terms[index - 1], said.terms[index + 1]].find((other) => {
    if (other === undefined) return false;
    const [from, to] = [placeOfMark(said, term), placeOfMark(said, other)].sort((a, b) => a - b);
    return language.range.test(said.typed.slice(from! + 1, to));
  });
}

function placeOfMark(said: Said, term: SaidTerm): number {
  let at = -1;
  for (let index = said.terms.indexOf(term); index >= 0; index--) at = said.typed.indexOf(marks.term, at + 1);
  return at;
}

function isPeriodOf({ period }: SaidTerm, figures: readonly SaidFigure[]): boolean {
  return figures.some((figure) => figure.period && period && isSame(figure.period, period));
}

function isNamed(said: Said, period: Period, context: WordsContext): boolean {
  const { calendar, own, language } = context;
  const texts = [said, ...headsOf(said, context)];
  if (texts.some(({ terms }) => terms.some((term) => term.period?.end === period.end))) return true;
  const words = (["year", "quarter"] as const).find(
    (sort) => calendar.shift(calendar.end(own), -1, sort === "year" ? "y" : "q")?.end === period.end,
  );
  const opening = calendar.resolve("opening", own)?.end === period.end;
  return texts.some(
    ({ typed }) =>
      (words !== undefined && language.bases[words].test(typed)) ||
      (opening && language.bases.opening.test(typed)),
  );
}

/** The same period of an earlier year, the one just before, or the last year's end. */
function isUsualBase(period: Period, base: Period, { calendar }: WordsContext): boolean {
  const usual = [
    calendar.shift(period, -1, "q"),
    calendar.resolve("opening", period),
    ...[1, 2, 3, 4, 5].map((years) => calendar.shift(period, -years, "y")),
  ];
  return usual.some((candidate) => candidate && isSame(candidate, base));
}

/** Whether two months are the first and last of the quarter, the year to date or the fiscal year. */
function isOwnSpan(months: readonly number[], { calendar, own }: WordsContext): boolean {
  const month = (date: string): number => Number(date.slice(5, 7));
  return ["current", "ytd", "year"].some((name) => {
    const { start, end } = calendar.resolve(name, own)!;
    return month(start) === months[0] && month(end) === months[1];
  });
}
