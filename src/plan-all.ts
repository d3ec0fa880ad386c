import type { BuildEffects } from "./build-effects.ts";
import type { Slide } from "./documents/document.ts";
import { partsOf } from "./documents/outline.ts";
import { ownPeriod, planDocument, type Plan } from "./documents/plan.ts";
import { readDocument, type DocumentSource } from "./documents/read-document.ts";
import type { Drawing } from "./drawing.ts";
import type { Facts } from "./facts/facts.ts";
import { factsKnownOn } from "./facts/known-on.ts";
import { readFacts } from "./facts/read.ts";
import { rememberFiles, type FileReader } from "./facts/remember-files.ts";
import type { Period } from "./facts/period.ts";
import { checkConsistency, findRestated, findSettledReports } from "./figures/consistency.ts";
import { openLedger, type Ledger } from "./figures/ledger.ts";
import { checkName, findDocument, noDocument, plainPath } from "./find-document.ts";
import {
  layOut,
  orderCharts,
  readHouseStyle,
  type HouseStyle,
  type LaidOut,
  type Layout,
} from "./lay-out.ts";
import { writeMessage } from "./write-message.ts";
import { findLocale } from "./locales/index.ts";
import type { Locale } from "./locales/locale.ts";
import { collect, failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import type { Finding } from "./proof/finding.ts";
import { proveAll } from "./prove-all.ts";
import type { Memory } from "./remember.ts";

/** What a builder keeps from one build to the next. */
export interface Kept {
  readonly memory: Memory;
  /** Missing where nothing is drawn. */
  readonly drawing?: Drawing;
}

/** A document planned in one language, with all that its page needs. */
export interface Planned {
  readonly plan: Plan;
  readonly books: Books;
  readonly source: DocumentSource;
  readonly locale: Locale;
  /** The company's folder. */
  readonly company: string;
  readonly drawn: Layout["drawn"];
}
/** A ledger with what was found wrong or needless in its facts. */
export interface Books {
  readonly ledger: Ledger;
  readonly problems: readonly Problem[];
  /** Looked for when they are first asked for. */
  readonly findings: () => readonly Finding[];
}

/** The books of a company: with all its facts, or as they stood on the day of a document. */
interface Shelf {
  readonly whole: Facts;
  readonly books: (facts: Facts) => Books;
  readonly asOf: (date: string) => Books;
  readonly openReader: () => FileReader;
}

function openShelf(company: string, { files }: BuildEffects, memory: Memory): Promise<Shelf> {
  const folders = { own: files(company) };
  return memory.recall(`facts of ${company}`, folders, async ({ own }, before?: Shelf): Promise<Shelf> => {
    const openReader = before?.openReader ?? rememberFiles();
    const whole = await readFacts(own, openReader());
    const kept = new Map<string, Books>();
    const books = (facts: Facts): Books => {
      // What became known later is not taken back: as many facts are the same facts
      const key = String(facts.facts.length);
      if (!kept.has(key)) kept.set(key, openBooks(facts));
      return kept.get(key)!;
    };
    return { whole, books, asOf: (date) => books(factsKnownOn(whole, date)), openReader };
  });
}

function openBooks(facts: Facts): Books {
  const ledger = openLedger(facts);
  let findings: readonly Finding[] | undefined;
  return {
    ledger,
    problems: checkConsistency(ledger),
    findings: () => (findings ??= findingsOf(ledger)),
  };
}

function findingsOf(ledger: Ledger): readonly Finding[] {
  const settled = findSettledReports(ledger).map(({ figure, ...problem }): Finding => {
    return { ...problem, rule: "needless-report", severity: "warning", id: `needless-report ${figure}` };
  });
  const unmapped = ledger.facts.unmapped.map(({ id, ...problem }): Finding => {
    return { ...problem, rule: "unmapped", severity: "warning", id: `unmapped ${id}` };
  });
  const restated = findRestated(ledger).map(({ figure, asOf, ...problem }): Finding => {
    return { ...problem, rule: "restated", severity: "warning", id: `restated ${figure} as of ${asOf}` };
  });
  return [...settled, ...unmapped, ...restated];
}

/** What is asked of a document. */
export interface PlanAsked {
  readonly languages?: readonly string[];
  readonly period?: string;
  readonly draft?: boolean;
  /** Looked at before each document and language. */
  readonly signal?: AbortSignal;
}

/** Plans documents, each in every language asked for. Throws a KessanError with the problems of all, or the reason of the signal. */
export async function planAll(
  request: PlanAsked & { readonly documents: readonly string[] },
  effects: BuildEffects,
  kept: Kept,
): Promise<readonly Planned[]> {
  const problems: Problem[] = [];
  const planned: Planned[] = [];
  effects.progress({ stage: "read" });
  for (const path of new Set(request.documents.map(plainPath))) {
    await collect(problems, async () => {
      const place = await findDocument(path, effects.files);
      if (place === undefined) throw new KessanError([await noDocument(path, effects.files)]);
      const { company, name } = place;
      const found = await planCompany({ company, names: [name], request, effects, kept });
      planned.push(...found.planned);
    });
  }
  failOn(withoutDoubles(problems));
  return planned;
}

/** The documents of one company, planned. */
interface PlannedCompany {
  readonly planned: readonly Planned[];
  /** The books with all facts, whenever they became known. */
  readonly whole: () => Books;
}

/** What planning the documents of one company needs. */
interface CompanyRequest {
  /** The company's folder. */
  readonly company: string;
  readonly names: readonly string[];
  readonly request: PlanAsked;
  readonly effects: BuildEffects;
  readonly kept: Kept;
}

/** Consistency of the facts as each document knows them, then every document in every language asked for. */
export async function planCompany(asked: CompanyRequest): Promise<PlannedCompany> {
  const { company, names, request, effects, kept } = asked;
  const shelf = await openShelf(company, effects, kept.memory);
  const problems: Problem[] = [];
  const planned: Planned[] = [];
  // Its faults are told when the documents are laid out
  const style = kept.drawing && (await houseStyle(company, effects, kept.memory).catch(inputFault));
  for (const name of names) {
    await collect(problems, async () => {
      const source = await openDocument(name, asked);
      const books = shelf.asOf(source.outline.value.date);
      const { ledger } = books;
      problems.push(...books.problems);
      const period =
        request.period === undefined ? ownPeriod(source, ledger) : askedPeriod(request.period, ledger);
      for (const lang of new Set(request.languages ?? source.languages)) {
        request.signal?.throwIfAborted();
        await collect(problems, async () => {
          effects.progress({ stage: "plan", detail: `${name} ${lang}` });
          const locale = request.languages === undefined ? localeOf(source, lang) : findLocale(lang);
          const sketch = sketcher(kept.drawing, style, { locale, places: placesOf(source, lang) });
          const draft = request.draft === true;
          const plan = planDocument({ source, ledger, locale, period, draft, onSlide: sketch.onSlide });
          planned.push({ plan, books, source, locale, company, drawn: sketch.drawn });
        });
      }
    });
  }
  // It fails anyway: then with everything that can be found
  if (problems.length > 0)
    await collect(problems, async () => void (await proveAll(planned, { effects, ...kept })));
  failOn(withoutDoubles(problems));
  return { planned, whole: () => shelf.books(shelf.whole) };
}

async function openDocument(
  name: string,
  { company, request: { languages }, effects, kept: { memory } }: CompanyRequest,
): Promise<DocumentSource> {
  const files = effects.files(company);
  await checkName(name, files);
  return memory.recall(
    `${name} of ${company} in ${languages?.join()}`,
    { files },
    (watched, before?: DocumentSource) => readDocument(watched.files, name, languages, before),
  );
}

/** Has the charts of a slide drawn as soon as it is planned; draws nothing without a drawer or a style. */
function sketcher(
  drawing: Drawing | undefined,
  style: HouseStyle | undefined,
  of: Pick<Layout, "locale" | "places">,
): { readonly onSlide: (slide: Slide) => void; readonly drawn: Layout["drawn"] } {
  const drawn: Promise<ReadonlyMap<string, string>>[] = [];
  const onSlide = (slide: Slide): void => {
    if (drawing === undefined || style === undefined) return;
    const order = orderCharts([slide], { ...style, ...of });
    if (order.charts.length === 0) return;
    const charts = drawing.draw(order);
    // Awaited when the page is filled; nobody waits for it where the input turns out to be at fault
    charts.catch(() => {});
    drawn.push(charts);
  };
  return { onSlide, drawn };
}

/** Lays out planned documents. Throws a KessanError with the problems of all, before any browser starts. */
export async function layOutAll(
  planned: readonly Planned[],
  effects: BuildEffects,
  memory: Memory,
): Promise<readonly LaidOut[]> {
  const layouts: LaidOut[] = [];
  const problems: Problem[] = [];
  for (const { plan, source, locale, company, drawn } of planned) {
    await collect(problems, async () => {
      const style = await houseStyle(company, effects, memory);
      const { document } = plan;
      const layout = layOut({ ...style, document, locale, places: placesOf(source, document.lang), drawn });
      const { value } = source.outline;
      if (value.kind === "message") {
        // Titles and files of what it attaches are known when it is made
        const attachments = value.attaches.map((name) => ({ title: name, name: `${name}.pdf` }));
        writeMessage({ layout, literals: source.literals, attachments });
      }
      layouts.push(layout);
    });
  }
  failOn(withoutDoubles(problems));
  return layouts;
}

/** Undefined for a fault of the input; anything else goes on. */
function inputFault(error: unknown): undefined {
  if (!(error instanceof KessanError)) throw error;
}

function houseStyle(
  company: string,
  { files, templates }: BuildEffects,
  memory: Memory,
): Promise<HouseStyle> {
  return memory.recall(
    `style of ${company}`,
    { company: files(company), program: templates },
    ({ company, program }) => readHouseStyle(company, program),
  );
}

function placesOf({ outline, texts }: DocumentSource, lang: string): Layout["places"] {
  const { key, parts } = partsOf(outline.value);
  return {
    structure: (id) => {
      const index = parts.findIndex((part) => part.id === id);
      if (index === -1) return outline.placeOf(["kind"]);
      return outline.placeOf([key, index, key === "slides" ? "layout" : "id"]);
    },
    words: (id) => texts.get(lang)!.keyPlaceOf([id]),
  };
}

/** The locale of a text file; where the program has no such language, the file is at fault. */
function localeOf({ texts }: DocumentSource, lang: string): Locale {
  try {
    return findLocale(lang);
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    const place = { file: texts.get(lang)!.file };
    throw new KessanError(error.problems.map((problem) => ({ ...problem, place })));
  }
}

function askedPeriod(text: string, { facts }: Ledger): Period {
  const period = facts.calendar.parse(text);
  if (period?.kind === "quarter") return period;
  throw new KessanError([{ what: `--period: expected a quarter such as 2Q06, got "${text}"` }]);
}
