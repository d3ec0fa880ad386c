import type { Clock, Files, Outputs, Progress } from "./effects.ts";
import type { Document } from "./documents/document.ts";
import { ownPeriod, planDocument, type Plan } from "./documents/plan.ts";
import { readDocument, type DocumentSource, type LeftOut } from "./documents/read-document.ts";
import { readFacts } from "./facts/read.ts";
import type { Period } from "./facts/period.ts";
import { checkConsistency, findSettledReports } from "./figures/consistency.ts";
import { openLedger, type Ledger } from "./figures/ledger.ts";
import { findLocale } from "./locales/index.ts";
import type { Browser } from "./pdf/browser.ts";
import { layOut, type Layout } from "./lay-out.ts";
import type { Press } from "./press.ts";
import { failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import { checkTwins } from "./proof/twins.ts";
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
  /** Starts the browser's program; returns at once. Throws a KessanError if there is none. */
  readonly startBrowser: () => Browser;
}

/** What to build. */
export interface BuildRequest {
  /** Folders of documents: `<company folder>/documents/<name>`. */
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
  readonly dropped: readonly Dropped[];
  /** Figures printed from the middle of an interval that does not settle them. */
  readonly unsettled: readonly string[];
  readonly warnings: readonly Problem[];
}
export type Dropped = Plan["dropped"][number];

/** A builder that keeps its browser, fonts and templates ready for the next build. */
export interface Builder {
  /** Builds documents and writes their files. Throws a KessanError with all problems; then nothing is written. */
  build(request: BuildRequest): Promise<readonly BuildResult[]>;
  /** Ends the browser. */
  close(): Promise<void>;
}

/** Builds once and closes everything. */
export async function buildDocuments(request: BuildRequest, effects: BuildEffects): Promise<readonly BuildResult[]> {
  const builder = createBuilder(effects);
  try {
    return await builder.build(request);
  } finally {
    await builder.close();
  }
}

/** Opens a builder; the browser starts with the first build whose input is sound. */
export function createBuilder(effects: BuildEffects): Builder {
  let press: Promise<Press> | undefined;

  return {
    build: async (request) => {
      const planned = await planAll(request, effects);
      const names = planned.map(({ plan: { document } }) => fileName(document, request.stopAfter));
      await effects.outputs.check(names);
      const made = request.stopAfter === "documents" ? planned.map(dump) : await makeAll(planned, request);
      await effects.outputs.write(new Map(names.map((name, index) => [name, made[index]!.content])));
      return planned.map(({ plan: { document, dropped, unsettled }, warnings }, index) => {
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
          warnings,
        };
      });
    },
    close: async () => {
      await (await press)?.close();
    },
  };

  /** Render and print; every fault that needs no browser is told before one starts. */
  async function makeAll(planned: readonly Planned[], { stopAfter }: BuildRequest): Promise<readonly Made[]> {
    const layouts = await layOutAll(planned);
    const opened = await (press ??= openPress());
    const made: Made[] = [];
    const problems: Problem[] = [];
    for (const layout of layouts) {
      await collect(problems, async () => {
        const begun = effects.clock();
        const detail = `${layout.document.name} ${layout.document.lang}`;
        effects.progress({ stage: "render", detail });
        const html = await opened.render(layout);
        if (stopAfter !== "html") effects.progress({ stage: "print", detail });
        const content = stopAfter === "html" ? { content: html } : await print(opened, layout, html);
        made.push({ ...content, seconds: (effects.clock() - begun) / 1000 });
      });
    }
    failOn(problems);
    return made;
  }

  async function print(opened: Press, layout: Layout, html: string): Promise<Omit<Made, "seconds">> {
    const { bytes, pages } = await opened.print(layout, html);
    return { content: bytes, pages };
  }

  async function layOutAll(planned: readonly Planned[]): Promise<readonly Layout[]> {
    const layouts: Layout[] = [];
    const problems: Problem[] = [];
    for (const { plan, companyFolder } of planned) {
      await collect(problems, async () => {
        const { document } = plan;
        const company = effects.files(companyFolder);
        layouts.push(
          await layOut({ document, locale: findLocale(document.lang), company, program: effects.templates }),
        );
      });
    }
    failOn(withoutDoubles(problems));
    return layouts;
  }

  /** The browser's program starts first, so that it is ready when the heavy libraries are. */
  async function openPress(): Promise<Press> {
    const browser = effects.startBrowser();
    const { openPress } = await import("./press.ts");
    return openPress({ startBrowser: effects.startBrowser, browser });
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
    readonly unsettled: readonly string[];
    readonly dropped: readonly Dropped[];
  }[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly Problem[];
}

/** Checks facts, texts and references without printing. Throws a KessanError with all problems. */
export async function checkPaths(request: CheckRequest, effects: BuildEffects): Promise<readonly CheckResult[]> {
  const companies = new Map<string, string[]>();
  const problems: Problem[] = [];
  for (const path of request.paths) {
    const place = placeOf(path);
    const folder = place?.companyFolder ?? path;
    const names = place === undefined ? await documentsOf(effects.files(folder)) : [place.name];
    companies.set(folder, [...(companies.get(folder) ?? []), ...names]);
  }
  const results: CheckResult[] = [];
  for (const [folder, names] of companies) {
    await collect(problems, async () => {
      const ledger = openLedger(await readFacts(effects.files(folder)));
      const plans = await planCompany({ folder, names, ledger, request, effects });
      const warnings = findSettledReports(ledger);
      if (request.strict) failOn(warnings);
      results.push({
        company: ledger.facts.company.id,
        facts: ledger.facts.facts.length,
        documents: plans.flatMap(({ plans }) =>
          plans.map(({ document, unsettled, dropped }) => ({
            name: document.name,
            lang: document.lang,
            slides: document.slides.length,
            figures: document.figures.length,
            unsettled,
            dropped,
          })),
        ),
        leftOut: plans.flatMap(({ source }) => source.leftOut),
        warnings,
      });
    });
  }
  failOn(problems);
  return results;
}

interface Planned {
  readonly plan: Plan;
  readonly companyFolder: string;
  readonly warnings: readonly Problem[];
}

async function planAll(request: BuildRequest, effects: BuildEffects): Promise<readonly Planned[]> {
  const problems: Problem[] = [];
  const planned: Planned[] = [];
  const ledgers = new Map<string, Ledger>();
  effects.progress({ stage: "read" });
  for (const path of request.documents) {
    await collect(problems, async () => {
      const place = placeOf(path);
      if (place === undefined) {
        throw new KessanError([
          { place: { file: path }, what: "is no document", hint: "name a folder such as data/iij/documents/2q06-results" },
        ]);
      }
      const folder = place.companyFolder;
      const ledger = ledgers.get(folder) ?? openLedger(await readFacts(effects.files(folder)));
      ledgers.set(folder, ledger);
      const found = await planCompany({ folder, names: [place.name], ledger, request, effects });
      const warnings = findSettledReports(ledger);
      if (request.strict) failOn(warnings);
      planned.push(...found.flatMap(({ plans }) => plans.map((plan) => ({ plan, companyFolder: folder, warnings }))));
    });
  }
  failOn(problems);
  return planned;
}

/** Consistency of the facts, then every document in every language asked for, then that the languages say the same. */
async function planCompany({
  folder,
  names,
  ledger,
  request,
  effects,
}: {
  readonly folder: string;
  readonly names: readonly string[];
  readonly ledger: Ledger;
  readonly request: Pick<BuildRequest, "languages" | "period">;
  readonly effects: BuildEffects;
}): Promise<readonly { readonly source: DocumentSource; readonly plans: readonly Plan[] }[]> {
  const problems: Problem[] = [...checkConsistency(ledger)];
  const found: { source: DocumentSource; plans: Plan[] }[] = [];
  for (const name of names) {
    await collect(problems, async () => {
      const source = await readDocument(effects.files(folder), name);
      const period = request.period === undefined ? ownPeriod(source, ledger) : askedPeriod(request.period, ledger);
      const languages = request.languages ?? [...source.texts.keys()];
      const plans: Plan[] = [];
      for (const lang of languages) {
        await collect(problems, async () => {
          effects.progress({ stage: "plan", detail: `${name} ${lang}` });
          plans.push(planDocument({ source, ledger, locale: findLocale(lang), period }));
        });
      }
      problems.push(...checkTwins(plans.map(({ document }) => document)));
      found.push({ source, plans });
    });
  }
  failOn(problems);
  return found;
}

function askedPeriod(text: string, { facts }: Ledger): Period {
  const period = facts.calendar.parse(text);
  if (period?.kind === "quarter") return period;
  throw new KessanError([{ what: `--period: expected a quarter such as 2Q06, got "${text}"` }]);
}

async function documentsOf(files: Files): Promise<readonly string[]> {
  return files.folders("documents");
}

/** `<company folder>/documents/<name>`; undefined if the path has no such form. */
function placeOf(path: string): { readonly companyFolder: string; readonly name: string } | undefined {
  const parts = path.split(/[\\/]/).filter((part, index) => part !== "" || index === 0);
  const name = parts.at(-1);
  if (parts.at(-2) !== "documents" || name === undefined) return undefined;
  const folder = parts.slice(0, -2).join("/");
  return { companyFolder: folder === "" ? (path.startsWith("/") ? "/" : ".") : folder, name };
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
