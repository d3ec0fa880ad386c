import { parseUnit, type Unit } from "../facts/unit.ts";
import type { Period } from "../facts/period.ts";
import type { Ledger } from "../figures/ledger.ts";
import type { Locale } from "../locales/locale.ts";
import { failOn, KessanError, someOf, withoutDoubles, type Place, type Problem } from "../problem.ts";
import type { BlockKind } from "./blocks/block.ts";
import { blockKinds, type Block } from "./blocks/index.ts";
import { checkConfirmed } from "./confirm.ts";
import { numberFootnotes } from "./footnotes.ts";
import {
  emptyFindings,
  openQuestions,
  type Context,
  type Decision,
  type Findings,
  type Sentence,
} from "./context.ts";
import type { Document, Slide } from "./document.ts";
import { letterMarks, planLetter, type Letter } from "./letter.ts";
import { letter as letterKey, partsOf, type BlockEntry, type SlideRequest } from "./outline.ts";
import { unusedOverrides, type Override } from "./overrides.ts";
import { figuresOf, printedFigures } from "./printed-figures.ts";
import type { DocumentSource } from "./read-document.ts";
import type { Runs } from "./runs.ts";
import { plainText } from "./sentence.ts";
import { name as nameOf, openWords, type TextFile, type Words } from "./words.ts";

/** What to plan: a document in one language, of its own period or another. */
export interface PlanRequest {
  readonly source: DocumentSource;
  readonly ledger: Ledger;
  readonly locale: Locale;
  /** In place of the outline's own period. */
  readonly period?: Period;
  /** A draft, whatever the outline says. */
  readonly draft?: boolean;
  /** Told of every slide that stays as soon as it is planned, so that its charts can be drawn while the others are. */
  readonly onSlide?: (slide: Slide) => void;
  /** Told of every optional slide that is dropped, also where the rest cannot be planned. */
  readonly onDropped?: (dropped: Plan["dropped"][number]) => void;
}

/** A planned document with what a person should know about it. */
export interface Plan {
  readonly document: Document;
  /** Optional slides that were left out, with the facts that they miss. */
  readonly dropped: readonly { readonly slide: string; readonly missing: readonly string[] }[];
  /** Figures that neither their inputs nor a report settle: printed from the middle of their interval. */
  readonly unsettled: readonly string[];
  /** Amounts that the plug policy or an override moved by one unit. */
  readonly adjusted: Findings["adjusted"];
  /** Every text and label that was said, with the slide that it was said for; `deck` for those of the whole document. */
  readonly sentences: readonly (Sentence & { readonly slide: string })[];
  /** Every comparison of figures that wording hangs on. */
  readonly decisions: readonly (Decision & { readonly slide: string })[];
}

/** The quarter that a document reports; a problem if its outline names none. */
export function ownPeriod(
  { outline }: Pick<DocumentSource, "outline">,
  { facts }: { readonly facts: Pick<Ledger["facts"], "calendar"> },
): Period {
  const period = facts.calendar.parse(outline.value.period);
  if (period?.kind === "quarter") return period;
  throw new KessanError([
    {
      place: outline.placeOf(["period"]),
      what: `expected a quarter such as 2Q06, got "${outline.value.period}"`,
    },
  ]);
}

/** Outline, texts and ledger to a document: every word said, every figure looked up and rounded. Throws all problems at once. */
export function planDocument(request: PlanRequest): Plan {
  const { source, ledger, locale } = request;
  const { outline } = source;
  const { kind } = outline.value;
  const own = request.period ?? ownPeriod(source, ledger);
  const text = source.texts.get(locale.lang);
  const labels = source.labels.get(locale.lang);
  if (text === undefined || labels === undefined) {
    const known = source.languages.join(", ");
    throw new KessanError([
      { what: `document "${source.name}" has no texts in "${locale.lang}"`, hint: `it has ${known}` },
    ]);
  }
  const context: Omit<Context, "found"> = {
    company: ledger.facts.company,
    calendar: ledger.facts.calendar,
    ledger,
    questions: openQuestions(ledger, { own, date: outline.value.date }),
    locale,
    labels,
    own,
    date: outline.value.date,
    literals: source.literals.map(({ text }) => text),
    readSentence: source.sentences(locale.lang),
    footnotes: footnotesIn(text, kind),
    overrides: source.overrides,
    ...(kind === "message" && { saysAlt: true, marks: letterMarks }),
  };

  const problems: Problem[] = [];
  const dropped: { slide: string; missing: readonly string[] }[] = [];
  const unsettled = new Set<string>();
  const adjusted: Findings["adjusted"][number][] = [];
  const slides: Slide[] = [];
  const sentences: Plan["sentences"][number][] = [];
  const decisions: Plan["decisions"][number][] = [];
  const said = emptyFindings();
  const overridden = new Set<Override>();
  const whole = openWords({ ...context, found: said }, text, []).child(kind);
  const { letter, problems: ofLetter = [] } = kind === "message" ? planLetter(whole) : {};
  const foot = letter === undefined ? whole.runs("foot") : [];
  if (letter !== undefined) slides.push(letterSlide(letter));
  const { parts, key, noun } = partsOf(outline.value);

  parts.forEach((slide, index) => {
    const found = emptyFindings();
    const planned = planSlide({
      slide,
      index,
      text,
      foot: kind === "deck" ? foot : [],
      number: slides.length + 1,
      context: { ...context, found },
      source,
    });
    if (found.missing.size > 0 && slide.optional) {
      dropped.push({ slide: slide.id, missing: [...found.missing] });
      request.onDropped?.(dropped.at(-1)!);
      return;
    }
    if (found.missing.size > 0) {
      problems.push({
        place: outline.placeOf([key, index, "id"]),
        what: `${noun} "${slide.id}" needs facts that nobody reports: ${[...found.missing].join(", ")}`,
        hint: laterHint(found.missing, ledger) ?? `add them to the facts, or mark the ${noun} optional: true`,
      });
    }
    problems.push(...found.problems);
    found.unsettled.forEach((figure) => unsettled.add(figure));
    adjusted.push(...found.adjusted);
    found.overridden.forEach((override) => overridden.add(override));
    sentences.push(...found.sentences.map((sentence) => ({ ...sentence, slide: slide.id })));
    decisions.push(...found.decisions.map((decision) => ({ ...decision, slide: slide.id })));
    slides.push(planned);
    request.onSlide?.(planned);
  });

  const numbered = context.footnotes.length === 0 ? { slides, notes: [] } : numberFootnotes(slides);
  const notes = whole.child("notes");
  const footnotes = numbered.notes.map((note) => ({ ...note, text: notes.runs(note.id) }));
  const planned: Omit<Document, "figures"> = {
    kind,
    company: context.company.id,
    companyName: context.company.name[locale.lang] ?? "",
    name: own.id === outline.value.period ? source.name : `${source.name}@${own.id}`,
    lang: locale.lang,
    period: own.id,
    title: plainText(letter?.subject ?? whole.runs("title")),
    subject: plainText(letter?.subject ?? whole.runs("subject")),
    keywords: letter === undefined ? whole.list("keywords").map(plainText) : [],
    date: outline.value.date,
    draft: request.draft === true || outline.value.draft ? locale.terms.draft : "",
    slides: numbered.slides,
    ...(letter && { letter }),
    head: kind === "report" ? whole.runs("head") : [],
    foot: kind === "report" ? foot : [],
    footnotes,
  };
  const document: Document = { ...planned, figures: printedFigures(planned) };
  if (document.companyName === "") {
    problems.push({ what: `company.yaml has no name in "${locale.lang}"`, hint: `add name.${locale.lang}` });
  }
  said.unsettled.forEach((figure) => unsettled.add(figure));
  const everywhere = letter === undefined ? "deck" : letterKey;
  sentences.unshift(...said.sentences.map((sentence) => ({ ...sentence, slide: everywhere })));
  decisions.unshift(...said.decisions.map((decision) => ({ ...decision, slide: everywhere })));
  problems.push(
    ...said.problems,
    ...ofLetter,
    ...unusedWords(notes.unused(), text, {
      what: "no mark stands for the footnote",
      hint: 'write {{note "…"}} where it belongs, or remove it',
    }),
    ...unusedWords(
      whole.unused().filter(([, part]) => kind === "deck" || part !== "notes"),
      text,
      {
        what: `a ${kind} has no text`,
        hint: `it has ${wholeKeys[kind]}`,
      },
    ),
  );
  if (said.missing.size > 0) {
    problems.push({
      place: text.keyPlaceOf([kind]),
      what: `the texts of the ${kind} need facts that nobody reports: ${[...said.missing].join(", ")}`,
    });
  }
  if (figuresOf("", [document.head, document.foot]).length > 0) {
    problems.push({
      place: text.keyPlaceOf([kind]),
      what: "a figure in the head or foot of a report: expected words, which are the same on every page",
    });
  }
  problems.push(
    ...checkNonGaap(document, ledger),
    ...checkConfirmed(source.confirmations, outline.value.period),
  );
  // A slide that is left out takes its overrides with it, and another period has none
  if (dropped.length === 0 && own.id === outline.value.period)
    problems.push(...unusedOverrides(source.overrides, overridden));
  failOn(withoutDoubles(problems));
  return { document, dropped, unsettled: [...unsettled], adjusted, sentences, decisions };
}

/** The texts of a whole document. */
const wholeKeys: Readonly<Record<Document["kind"], string>> = {
  deck: "title, subject, keywords and foot",
  report: "title, subject, keywords, head, foot and notes",
  message: "subject, greeting, attached, closing, foot, correction and notes",
};

/** The letter of a message stands before its sections as a slide of its own. */
function letterSlide({ subject }: Letter): Slide {
  return {
    id: letterKey,
    number: 1,
    layout: letterKey,
    title: subject,
    subtitle: [],
    unit: "",
    notes: [],
    foot: [],
    areas: {},
  };
}

/** Where facts are missed only because they became known after the date of the document. */
function laterHint(missing: ReadonlySet<string>, ledger: Ledger): string | undefined {
  const later = [...missing].flatMap((id) => {
    const date = ledger.knownLater(id);
    return date === undefined ? [] : [`${id} on ${date}`];
  });
  return later.length === 0
    ? undefined
    : `known only after the document's date: ${someOf(later)}; mend the date of the document or of the source`;
}

/** Measures outside the accounting standard that stand without their counterpart in it, or without what they are made of. */
function checkNonGaap({ figures }: Document, { facts: { accounts } }: Ledger): readonly Problem[] {
  const printed = new Set(figures.map(({ figure }) => /^[^[@]*/.exec(figure)![0]));
  return [...printed].flatMap((id): Problem[] => {
    const { nonGaap, definition } = accounts.get(id) ?? {};
    if (nonGaap === undefined) return [];
    const needed = new Set([nonGaap.comparable, ...(definition?.of ?? [])]);
    const absent = [...needed].filter((account) => !printed.has(account));
    if (absent.length === 0) return [];
    return [
      {
        what: `the document prints ${id}, which is not of the accounting standard, but not ${absent.join(", ")}`,
        hint: `add a slide that reconciles it to ${nonGaap.comparable}`,
      },
    ];
  });
}

interface SlidePlan {
  readonly slide: SlideRequest;
  readonly index: number;
  readonly number: number;
  readonly foot: Runs;
  readonly text: TextFile;
  readonly context: Context;
  readonly source: DocumentSource;
}

function planSlide({ slide, index, number, foot, text, source, ...plan }: SlidePlan): Slide {
  const { locale, found } = plan.context;
  const { placeOf } = source.outline;
  const { key, noun } = partsOf(source.outline.value);
  const headUnit = unitOf(slide, placeOf([key, index, "unit"]), found);
  const headDecimals = slide.decimals;
  if (headDecimals !== undefined && headUnit === undefined)
    found.problems.push({
      place: placeOf([key, index, "decimals"]),
      what: "decimals without a unit",
      hint: "write the unit that amounts are scaled to: unit: JPY billion",
    });
  const context: Context = {
    ...plan.context,
    ...(headUnit && { headUnit }),
    ...(headDecimals !== undefined && { headDecimals }),
  };
  const words = openWords(context, text, [slide.id]);
  const needsNone =
    source.outline.value.kind === "message" ||
    slide.blocks.some(({ kind }) => kind === "cover" || kind === "masthead");
  const title = needsNone ? words.optional("title") : words.runs("title");
  const subtitle = words.optional("subtitle");
  const notes = words.list("notes", { optional: true });

  const areas: Record<string, Block[]> = {};
  const ids = new Set<string>();
  (slide.blocks as unknown as readonly BlockEntry[]).forEach((entry, block) => {
    const { kind, id = kind, area, ...request } = entry;
    const place = (path: readonly (string | number)[]): Place =>
      placeOf([key, index, "blocks", block, ...path]);
    if (ids.has(id)) {
      found.problems.push({
        place: place(["kind"]),
        what: `${noun} "${slide.id}" has two blocks named "${id}"`,
        hint: `give one of them an id`,
      });
    }
    ids.add(id);
    const planner = blockKinds.find((candidate) => candidate.kind === kind) as BlockKind<never, Block>;
    const planned = planner.plan({
      request: request as never,
      words: words.child(id),
      context,
      placeOf: place,
    });
    (areas[area] ??= []).push(planned);
  });
  found.problems.push(
    ...unusedWords(words.unused(), text, {
      what: `no block of the ${noun} uses the text`,
      hint: `remove it, or give it the key of a block on the ${noun}`,
    }),
  );
  return {
    id: slide.id,
    number,
    layout: slide.layout,
    ...(slide.level !== undefined && { level: slide.level, break: slide.break ?? false }),
    title,
    subtitle,
    unit: headUnit === undefined ? "" : locale.unitHead(headUnit),
    notes: found.footing ? [...notes, [locale.terms.footing]] : notes,
    foot,
    areas,
  };
}

function unitOf({ unit }: SlideRequest, place: Place, { problems }: Findings): Unit | undefined {
  if (unit === undefined) return undefined;
  const parsed = parseUnit(unit);
  if (!("what" in parsed)) return parsed;
  problems.push({ ...parsed, place });
  return undefined;
}

function unusedWords(
  paths: ReturnType<Words["unused"]>,
  { placeOf }: TextFile,
  { what, hint }: Problem,
): readonly Problem[] {
  return paths.map((path) => ({
    place: placeOf(path),
    what: `${what} ${nameOf(path)}`,
    ...(hint && { hint }),
  }));
}

/** The ids of the footnotes that a text file has words for. */
function footnotesIn({ value }: TextFile, kind: Document["kind"]): readonly string[] {
  if (kind === "deck") return [];
  const { notes } = (value[kind] ?? {}) as { readonly notes?: Readonly<Record<string, unknown>> };
  return typeof notes === "object" && notes !== null ? Object.keys(notes) : [];
}
