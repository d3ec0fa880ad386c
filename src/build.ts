import { startDrawing, type Drawing } from "./drawing.ts";
import type { Clock, Files, Outputs, Progress, Store } from "./effects.ts";
import { checkName, findDocument, noDocument, plainPath } from "./find-document.ts";
import type { Document, Slide } from "./documents/document.ts";
import { ownPeriod, planDocument, type Plan } from "./documents/plan.ts";
import { readDocument, type DocumentSource, type LeftOut } from "./documents/read-document.ts";
import { readFacts } from "./facts/read.ts";
import type { Period } from "./facts/period.ts";
import { checkConsistency, findSettledReports } from "./figures/consistency.ts";
import { openLedger, type Ledger } from "./figures/ledger.ts";
import { findLocale } from "./locales/index.ts";
import type { Locale } from "./locales/locale.ts";
import type { Browser } from "./pdf/browser.ts";
import {
  layOut,
  orderCharts,
  readHouseStyle,
  type HouseStyle,
  type LaidOut,
  type Layout,
} from "./lay-out.ts";
import type { Press } from "./press.ts";
import { failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import { checkTwins } from "./proof/twins.ts";
import { openMemory, type Memory } from "./remember.ts";
import type { Stage } from "./stages.ts";

/** The outside world of a build. */
export interface BuildEffects {
  /** The files of a folder. */
  readonly files: (folder: string) => Files;
  /** The program's own templates folder. */
  readonly templates: Files;
  readonly outputs: Outputs;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Where cut fonts are kept between runs; cut anew in every run without it. */
  readonly store?: Store;
  /** Starts the browser's program; returns at once. Throws a KessanError if there is none. */
  readonly startBrowser: () => Browser;
}

/** What to build. */
export interface BuildRequest {
  /** Folders of documents: `<company folder>/documents/<name>`. One that is named twice is built once. */
  readonly documents: readonly string[];
  /** All languages of a document if left out. */
  readonly languages?: readonly string[];
  /** A quarter to report in place of the document's own. */
  readonly period?: string;
  readonly stopAfter?: Stage;
  /** Warnings are errors. */
  readonly strict?: boolean;
}

/** One file that a build wrote. */
export interface BuildResult {
  readonly file: string;
  readonly document: string;
  readonly lang: string;
  /** Undefined where the build stopped before pages. */
  readonly pages?: number;
  readonly figures: number;
  readonly bytes: number;
  /** Wall time from the end of the planning to the finished bytes. */
  readonly seconds: number;
  readonly dropped: Plan["dropped"];
  readonly unsettled: Plan["unsettled"];
  readonly adjusted: Plan["adjusted"];
  readonly warnings: readonly Problem[];
}

/** A builder that keeps its browser, fonts and templates ready for the next build. */
export interface Builder {
  /**
   * Builds documents and writes their files, one build after the other. Throws a KessanError with all problems, or
   * BrowserLost if the browser died twice; then nothing is written.
   */
  build(request: BuildRequest): Promise<readonly BuildResult[]>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** Builds once and closes everything. */
export async function buildDocuments(
  request: BuildRequest,
  effects: BuildEffects,
): Promise<readonly BuildResult[]> {
  const builder = openBuilder(effects, { once: true });
  try {
    return await builder.build(request);
  } finally {
    await builder.close();
  }
}

/** Opens a builder; the browser starts with the first document to print whose input is sound. */
export function createBuilder(effects: BuildEffects): Builder {
  return openBuilder(effects, { once: false });
}

function openBuilder(effects: BuildEffects, { once }: { readonly once: boolean }): Builder {
  const memory = openMemory();
  let press: Promise<Press> | undefined;
  let drawing: Drawing | undefined;
  let last: Promise<unknown> = Promise.resolve();

  return {
    build: (request) => {
      const built = last.then(() => build(request));
      last = built.catch(() => {});
      return built;
    },
    close: async () => {
      await last;
      await Promise.all([(await press)?.close(), drawing?.close()]);
    },
  };

  async function build(request: BuildRequest): Promise<readonly BuildResult[]> {
    // Its thread loads the chart library while this one reads and plans
    if (request.stopAfter !== "documents") drawing ??= startDrawing();
    const planned = await planAll(request, effects, { memory, ...(drawing && { drawing }) });
    if (once) drawing?.closeWhenDone();
    const names = planned.map(({ plan: { document } }) => fileName(document, request.stopAfter));
    await effects.outputs.check(names);
    const made = request.stopAfter === "documents" ? planned.map(dump) : await makeAll(planned, request);
    await effects.outputs.write(new Map(names.map((name, index) => [name, made[index]!.content])));
    return planned.map(({ plan: { document, dropped, unsettled, adjusted }, warnings }, index) => {
      const { content, pages, seconds } = made[index]!;
      return {
        file: effects.outputs.display(names[index]!),
        document: document.name,
        lang: document.lang,
        ...(pages !== undefined && { pages }),
        figures: document.figures.length,
        bytes: Buffer.byteLength(content),
        seconds,
        dropped,
        unsettled,
        adjusted,
        warnings,
      };
    });
  }

  /** Render and print; every fault that needs no browser and no font is told before a browser starts. */
  async function makeAll(planned: readonly Planned[], { stopAfter }: BuildRequest): Promise<readonly Made[]> {
    const layouts = await layOutAll(planned, effects, memory);
    const opened = await openPress({ prints: stopAfter === undefined });
    const made: Made[] = [];
    const problems: Problem[] = [];
    for (const [index, layout] of layouts.entries()) {
      const isLast = once && index === layouts.length - 1;
      await collect(problems, async () => {
        const begun = effects.clock();
        const detail = `${layout.document.name} ${layout.document.lang}`;
        effects.progress({ stage: stopAfter === "html" ? "render" : "print", detail });
        const content =
          stopAfter === "html"
            ? { content: await opened.render(layout) }
            : await print(opened, layout, isLast);
        made.push({ ...content, seconds: (effects.clock() - begun) / 1000 });
      });
    }
    failOn(withoutDoubles(problems));
    return made;
  }

  async function print(opened: Press, layout: LaidOut, isLast: boolean): Promise<Omit<Made, "seconds">> {
    const { bytes, pages } = await opened.print(layout, { isLast });
    return { content: bytes, pages };
  }

  /** The browser's program starts first, so that it is ready when the heavy libraries are. */
  async function openPress({ prints }: { readonly prints: boolean }): Promise<Press> {
    if (press !== undefined) return press;
    const { startBrowser, store } = effects;
    const browser = prints ? startBrowser() : undefined;
    press = import("./press.ts").then(({ openPress }) =>
      openPress({ startBrowser, ...(browser && { browser }), ...(store && { store }) }),
    );
    return press;
  }
}

interface Made {
  readonly content: Uint8Array | string;
  readonly pages?: number;
  readonly seconds: number;
}

function dump({ plan: { document } }: Planned): Made {
  return { content: `${JSON.stringify(document, null, 2)}\n`, seconds: 0 };
}

/** What to check: company folders, or documents in them. */
export interface CheckRequest {
  readonly paths: readonly string[];
  /** All languages of a document if left out. */
  readonly languages?: readonly string[];
  readonly period?: string;
  readonly strict?: boolean;
}

/** What a check of one company found. */
export interface CheckResult {
  readonly company: string;
  readonly facts: number;
  readonly documents: readonly {
    readonly name: string;
    readonly lang: string;
    readonly slides: number;
    readonly figures: number;
    readonly dropped: Plan["dropped"];
    readonly unsettled: Plan["unsettled"];
    readonly adjusted: Plan["adjusted"];
  }[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly Problem[];
}

/** Checks facts, texts, references, templates and layouts without printing. Throws a KessanError with all problems. */
export async function checkPaths(
  request: CheckRequest,
  effects: BuildEffects,
): Promise<readonly CheckResult[]> {
  const memory = openMemory();
  const companies = new Map<string, Set<string>>();
  const problems: Problem[] = [];
  for (const path of request.paths) {
    await collect(problems, async () => {
      const place = await findDocument(path, effects.files);
      const company = place?.company ?? plainPath(path);
      const names = place === undefined ? await effects.files(company).folders("documents") : [place.name];
      companies.set(company, new Set([...(companies.get(company) ?? []), ...names]));
    });
  }
  const results: CheckResult[] = [];
  for (const [company, names] of companies) {
    await collect(problems, async () => {
      const { planned, ledger, warnings } = await planCompany({
        company,
        names: [...names],
        request,
        effects,
        kept: { memory },
      });
      await layOutAll(planned, effects, memory);
      const sources = new Set(planned.map(({ source }) => source));
      results.push({
        company: ledger.facts.company.id,
        facts: ledger.facts.facts.length,
        documents: planned.map(({ plan: { document, dropped, unsettled, adjusted } }) => ({
          name: document.name,
          lang: document.lang,
          slides: document.slides.length,
          figures: document.figures.length,
          dropped,
          unsettled,
          adjusted,
        })),
        leftOut: [...sources].flatMap(({ leftOut }) => leftOut),
        warnings,
      });
    });
  }
  failOn(withoutDoubles(problems));
  return results;
}

/** What a builder keeps from one build to the next. */
interface Kept {
  readonly memory: Memory;
  /** Missing where nothing is drawn. */
  readonly drawing?: Drawing;
}

interface Planned {
  readonly plan: Plan;
  readonly source: DocumentSource;
  readonly locale: Locale;
  /** The company's folder. */
  readonly company: string;
  readonly drawn: Layout["drawn"];
}
/** What a person should know of the facts. */
interface Warned {
  readonly warnings: readonly Problem[];
}
/** The ledger of a company with what was found wrong or needless in its facts. */
interface Books extends Warned {
  readonly ledger: Ledger;
  readonly problems: readonly Problem[];
}

function openBooks(company: string, { files }: BuildEffects, memory: Memory): Promise<Books> {
  return memory.recall(`facts of ${company}`, { own: files(company) }, async ({ own }) => {
    const ledger = openLedger(await readFacts(own));
    return { ledger, problems: checkConsistency(ledger), warnings: findSettledReports(ledger) };
  });
}

async function planAll(
  request: BuildRequest,
  effects: BuildEffects,
  kept: Kept,
): Promise<readonly (Planned & Warned)[]> {
  const problems: Problem[] = [];
  const planned: (Planned & Warned)[] = [];
  effects.progress({ stage: "read" });
  for (const path of new Set(request.documents.map(plainPath))) {
    await collect(problems, async () => {
      const place = await findDocument(path, effects.files);
      if (place === undefined) throw new KessanError([await noDocument(path, effects.files)]);
      const { company, name } = place;
      const found = await planCompany({ company, names: [name], request, effects, kept });
      planned.push(...found.planned.map((one) => ({ ...one, warnings: found.warnings })));
    });
  }
  failOn(withoutDoubles(problems));
  return planned;
}

/** Consistency of the facts, then every document in every language asked for, then that the languages say the same. */
async function planCompany({
  company,
  names,
  request,
  effects,
  kept: { memory, drawing },
}: {
  readonly company: string;
  readonly names: readonly string[];
  readonly request: Pick<BuildRequest, "languages" | "period" | "strict">;
  readonly effects: BuildEffects;
  readonly kept: Kept;
}): Promise<{ readonly planned: readonly Planned[]; readonly ledger: Ledger } & Warned> {
  const { ledger, warnings, ...books } = await openBooks(company, effects, memory);
  const problems: Problem[] = [...books.problems];
  const planned: Planned[] = [];
  const files = effects.files(company);
  // Its faults are told when the documents are laid out
  const style = drawing && (await houseStyle(company, effects, memory).catch(inputFault));
  for (const name of names) {
    await collect(problems, async () => {
      await checkName(name, files);
      const { languages } = request;
      const source = await memory.recall(
        `${name} of ${company} in ${languages?.join()}`,
        { files },
        (watched) => readDocument(watched.files, name, languages),
      );
      const period =
        request.period === undefined ? ownPeriod(source, ledger) : askedPeriod(request.period, ledger);
      const own: Planned[] = [];
      for (const lang of new Set(request.languages ?? source.languages)) {
        await collect(problems, async () => {
          effects.progress({ stage: "plan", detail: `${name} ${lang}` });
          const locale = request.languages === undefined ? localeOf(source, lang) : findLocale(lang);
          const drawn: Promise<ReadonlyMap<string, string>>[] = [];
          const onSlide = (slide: Slide): void => {
            if (drawing === undefined || style === undefined) return;
            const order = orderCharts([slide], { ...style, locale, places: placesOf(source, lang) });
            if (order.charts.length === 0) return;
            const charts = drawing.draw(order);
            // Awaited when the page is filled; nobody waits for it where the input turns out to be at fault
            charts.catch(() => {});
            drawn.push(charts);
          };
          const plan = planDocument({ source, ledger, locale, period, onSlide });
          own.push({ plan, source, locale, company, drawn });
        });
      }
      problems.push(...checkTwins(own.map(({ plan }) => plan.document)));
      planned.push(...own);
    });
  }
  failOn(withoutDoubles(problems));
  if (request.strict) failOn(warnings);
  return { planned, ledger, warnings };
}

async function layOutAll(
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
      layouts.push(layOut({ ...style, document, locale, places: placesOf(source, document.lang), drawn }));
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
  const { slides } = outline.value;
  return {
    structure: (id) => outline.placeOf(["slides", slides.findIndex((slide) => slide.id === id), "layout"]),
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

function fileName({ company, name, lang }: Document, stopAfter: Stage | undefined): string {
  const ending = stopAfter === undefined ? "pdf" : stopAfter === "html" ? "html" : "documents.json";
  return `${company}-${name}.${lang}.${ending}`;
}

/** Does one part; its problems join the others. */
async function collect(problems: Problem[], part: () => Promise<void>): Promise<void> {
  try {
    await part();
  } catch (error) {
    if (!(error instanceof KessanError)) throw error;
    problems.push(...error.problems);
  }
}
