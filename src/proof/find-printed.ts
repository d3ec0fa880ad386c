import { KessanError, nearest, type Problem } from "../problem.ts";
import { withEnglishMarks } from "./read-number.ts";
import { listed } from "./terminal-text.ts";
import { findReference } from "./trace-calendar.ts";
import type { Trace, TracedNumber, TracedPrint } from "./trace.ts";

/** What a question asks of a trace. */
export interface Question {
  /** Printed text ("+59.9%", "8.1億円") or a reference. */
  readonly query: string;
  /** From 1; only what stands on it. */
  readonly page?: number;
}

/** What a question finds. */
export interface FoundPrinted {
  /** reference: it names the figure; text: it is printed so; digits: no text is, but these have its digits. */
  readonly by: "reference" | "text" | "digits";
  /** The printed texts that were meant, each once; none for a reference. */
  readonly texts: readonly string[];
  /** Canonical references, in the order of the pages. */
  readonly figures: readonly string[];
  /** Numbers of that text that are no figures. */
  readonly numbers: readonly TracedNumber[];
}

/** Finds what is asked for. Throws a KessanError where nothing is, with what is near, or where there is no such page. */
export function findPrinted({ query, page }: Question, trace: Trace): FoundPrinted {
  const last = trace.pages.length;
  if (page !== undefined && !(Number.isInteger(page) && page >= 1 && page <= last)) {
    throw new KessanError([{ what: `there is no page ${page}: the document has pages 1 to ${last}` }]);
  }
  if (plain(query) === "")
    throw new KessanError([{ what: "expected a printed text or a reference, got nothing" }]);
  const found = search(query, trace, page);
  if (found !== undefined) return found;
  const elsewhere = page === undefined ? undefined : search(query, trace);
  throw new KessanError([
    elsewhere === undefined ? notFound(query, trace) : notOnPage({ query, page: page! }, elsewhere, trace),
  ]);
}

function search(query: string, trace: Trace, page?: number): FoundPrinted | undefined {
  const isHere = (print: TracedPrint | TracedNumber): boolean => page === undefined || print.page === page;
  const prints = trace.printed.filter(isHere);
  const asked = plain(query);
  const numbers = trace.numbers.filter((number) => isHere(number) && plain(number.text) === asked);
  const alike = prints.filter(({ text }) => plain(text) === asked);
  if (alike.length > 0) return { by: "text", ...namesOf(alike), numbers };
  const figure = findReference(query.trim(), trace);
  if (figure !== undefined) {
    const { places } = trace.figures[figure]!;
    const isOn = page === undefined || places.some((place) => trace.printed[place]!.page === page);
    return isOn ? { by: "reference", texts: [], figures: [figure], numbers: [] } : undefined;
  }
  // What is told of a number that stands there so is an answer; figures of like digits are not
  if (numbers.length > 0) return { by: "text", texts: [asked], figures: [], numbers };
  const near = ofDigits(asked, prints, trace);
  return near.length > 0 ? { by: "digits", ...namesOf(near), numbers: [] } : undefined;
}

function namesOf(prints: readonly TracedPrint[]): Pick<FoundPrinted, "texts" | "figures"> {
  return {
    texts: [...new Set(prints.map(({ text }) => text))],
    figures: [...new Set(prints.map(({ figure }) => figure))],
  };
}

/** Printed figures with the digits of a text; of its sign too where there are any, and in percent only where no other unit is asked for. */
function ofDigits(asked: string, prints: readonly TracedPrint[], trace: Trace): readonly TracedPrint[] {
  const { lang } = trace.document;
  const digits = digitsOf(asked, lang);
  if (digits === "") return [];
  const isPercent = asked.includes("%");
  const isOfUnit = isPercent || /\p{L}/u.test(asked);
  const alike = prints.filter(
    ({ text }) =>
      digitsOf(plain(text), lang) === digits && (!isOfUnit || plain(text).includes("%") === isPercent),
  );
  const sign = /^[+-]/.exec(asked)?.[0];
  const signed = alike.filter(
    ({ figure }) =>
      sign !== undefined && (trace.figures[figure]?.value?.startsWith("-") ?? false) === (sign === "-"),
  );
  return signed.length > 0 ? signed : alike;
}

/** A text as it is compared: full-width forms, no-break spaces and the several signs for minus as their plain ones. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u2010-\u2015\u2212\u25b2\u25b3]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The digits of each number in a text of a language, thousands not grouped: "8.1", "14007". */
function digitsOf(text: string, lang: string): string {
  const marked = withEnglishMarks(text, lang);
  return [...marked.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, "").matchAll(/\d+(?:\.\d+)?/g)].join(" ");
}

function notFound(query: string, trace: Trace): Problem {
  const { name, lang } = trace.document;
  const isReference = /[@|[]|^[a-z][a-z0-9-]*([.-][a-z0-9-]+)+$/.test(query.trim());
  const candidates = isReference ? Object.keys(trace.figures) : textsNear(query, trace);
  const near = nearest(isReference ? query.trim() : plain(query), candidates, 3);
  const what = isReference
    ? `"${query}" is no figure of ${name} (${lang})`
    : `"${query}" is printed nowhere in ${name} (${lang})`;
  if (near.length > 0) return { what, hint: `did you mean ${anyOf(near)}?` };
  return { what, hint: 'ask for a text as it is printed, "+59.9%", or a reference, "operating-income@ytd"' };
}

/** Every printed text, those of the nearest numbers first. */
function textsNear(query: string, { printed, document: { lang } }: Trace): readonly string[] {
  const asked = Number(digitsOf(plain(query), lang));
  const distance = (text: string): number => Math.abs(Number(digitsOf(plain(text), lang)) - asked);
  return [...new Set(printed.map(({ text }) => text))]
    .map((text) => ({ text, far: distance(text) }))
    .sort((a, b) => (Number.isNaN(a.far - b.far) ? 0 : a.far - b.far))
    .map(({ text }) => text);
}

function notOnPage(
  { query, page }: Required<Question>,
  { figures, numbers, by, texts }: FoundPrinted,
  trace: Trace,
): Problem {
  const meant = new Set(texts);
  const pages = [
    ...trace.printed.filter(
      ({ figure, text }) => figures.includes(figure) && (by === "reference" || meant.has(text)),
    ),
    ...numbers,
  ].map((print) => print.page);
  const on = [...new Set(pages)].sort((a, b) => a - b).map(String);
  const where =
    on.length === 0
      ? "it is printed on no page"
      : `it is on ${on.length === 1 ? "page" : "pages"} ${listed(on)}`;
  return { what: `"${query}" is not on page ${page}`, hint: where };
}

function anyOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)!}`;
}
