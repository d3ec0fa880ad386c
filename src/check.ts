import type { BuildEffects } from "./build-effects.ts";
import type { CheckedPdf } from "./check-pdf.ts";
import type { Document } from "./documents/document.ts";
import type { Plan } from "./documents/plan.ts";
import { countDerivable, findSettledReports } from "./figures/consistency.ts";
import type { DocumentSource, LeftOut } from "./documents/read-document.ts";
import { findDocument, plainPath } from "./find-document.ts";
import { layOutAll, planCompany } from "./plan-all.ts";
import { collect, failOn, KessanError, withoutDoubles, type Problem } from "./problem.ts";
import type { JudgedFinding } from "./proof/finding.ts";
import type { PublishedVerdict } from "./proof/published-verdict.ts";
import type { MutationReport } from "./proof/mutate.ts";
import { readFoldersOnce } from "./read-once.ts";
import { requirePath } from "./read-path.ts";
import { openTables, problemOf, proveAll, type Proofs } from "./prove-all.ts";
import { openMemory, type Memory } from "./remember.ts";

/** What to check: company folders, documents in them, or PDFs that were built. */
export interface CheckRequest {
  readonly paths: readonly string[];
  /** All languages of a document if left out. */
  readonly languages?: readonly string[];
  readonly period?: string;
  readonly strict?: boolean;
  /** Look for facts that nothing printed shows, and for facts that no check guards. */
  readonly mutate?: boolean;
}

/** What a check found: of each company, and of each PDF. */
export interface Checked {
  readonly companies: readonly CheckResult[];
  readonly pdfs: readonly CheckedPdf[];
}

/** What a check of one company found. */
export interface CheckResult {
  readonly company: string;
  readonly facts: number;
  /** Facts that follow from others too, those of them that their inputs settle, and figures printed that nobody typed. */
  readonly derivable: { readonly typed: number; readonly settled: number; readonly derived: number };
  readonly documents: readonly {
    readonly name: string;
    readonly lang: string;
    readonly kind: Document["kind"];
    /** Slides of a deck, sections of a report, parts of an e-mail. */
    readonly slides: number;
    readonly figures: number;
    readonly dropped: Plan["dropped"];
    readonly unsettled: Plan["unsettled"];
    readonly adjusted: Plan["adjusted"];
    /** Of the document in all its languages. */
    readonly findings: readonly JudgedFinding[];
    readonly published: readonly PublishedVerdict[];
  }[];
  readonly leftOut: readonly LeftOut[];
  /** Only where it was asked for. */
  readonly mutation?: MutationReport;
  readonly warnings: readonly Problem[];
}

/**
 * Checks facts, texts, references, templates and layouts without printing, and PDFs against the traces that travel in them.
 * Throws a KessanError with all problems.
 */
export async function checkPaths(request: CheckRequest, outside: BuildEffects): Promise<Checked> {
  const effects = { ...outside, files: readFoldersOnce(outside.files, outside.treeStore) };
  const memory = openMemory();
  const companies = new Map<string, Set<string>>();
  const isWhole = new Set<string>();
  const problems: Problem[] = [];
  const pdfs: CheckedPdf[] = [];
  for (const path of request.paths) {
    await collect(problems, async () => {
      const place = { file: effects.files(path).display("") };
      if (/\.trace\.json$/i.test(path)) {
        const pdf = place.file.replace(/\.trace\.json$/i, ".pdf");
        const hint = `the same trace travels in the PDF: kessan check ${pdf}`;
        throw new KessanError([{ place, what: "is a trace, which proves nothing alone", hint }]);
      }
      if (/\.pdf$/i.test(path)) {
        if (request.mutate) {
          const hint = "name the company's folder, such as data/iij";
          throw new KessanError([{ place, what: "--mutate: a PDF has no facts to change", hint }]);
        }
        const pdf = await requirePath(path, effects.files);
        const { checkPdf } = await import("./check-pdf.ts");
        const { problems: found, ...checked } = await checkPdf(pdf);
        problems.push(...found);
        pdfs.push(checked);
        return;
      }
      const found = await findDocument(path, effects.files);
      const company = found?.company ?? plainPath(path);
      if (found === undefined) isWhole.add(company);
      const names = found === undefined ? await effects.files(company).folders("documents") : [found.name];
      companies.set(company, new Set([...(companies.get(company) ?? []), ...names]));
    });
  }
  const results: CheckResult[] = [];
  for (const [company, names] of companies) {
    await collect(problems, async () => {
      const { planned, whole } = await planCompany({
        company,
        names: [...names],
        request,
        effects,
        kept: { memory },
      });
      const books = whole();
      const { ledger } = books;
      const found: Problem[] = isWhole.has(company) ? [...books.problems] : [];
      await collect(found, async () => void (await layOutAll(planned, effects, memory)));
      const { strict = false } = request;
      let proofs: Proofs = { of: new Map(), warnings: new Map() };
      await collect(found, async () => void (proofs = await proveAll(planned, { effects, memory, strict })));
      failOn(withoutDoubles(found));
      const sources = new Set(planned.map(({ source }) => source));
      const mutation = request.mutate
        ? (await import("./proof/mutate.ts")).mutateFacts({
            facts: ledger.facts,
            plans: planned.map(({ plan }) => plan),
            published: await openTables(company, effects, memory),
          })
        : undefined;
      results.push({
        company: ledger.facts.company.id,
        facts: ledger.facts.facts.length,
        derivable: {
          typed: countDerivable(ledger),
          settled: findSettledReports(ledger).length,
          derived: new Set(
            planned.flatMap(({ plan }) =>
              plan.document.figures
                .filter(({ shown }) => shown.by === "derivation" || shown.by === "midpoint")
                .map(({ figure }) => figure),
            ),
          ).size,
        },
        documents: planned.map((one) => {
          const { document, dropped, unsettled, adjusted } = one.plan;
          return {
            name: document.name,
            lang: document.lang,
            kind: document.kind,
            slides: document.slides.length,
            figures: document.figures.length,
            dropped,
            unsettled,
            adjusted,
            findings: proofs.of.get(one)!.findings,
            published: proofs.of.get(one)!.published,
          };
        }),
        leftOut: [...sources].flatMap(({ leftOut }) => leftOut),
        ...(mutation && { mutation }),
        // Without a document, nobody else tells what is needless in the facts
        warnings: withoutDoubles([
          ...(planned.length === 0 ? books.findings().map(problemOf) : [...proofs.warnings.values()].flat()),
          ...(isWhole.has(company) ? await idleTables(company, [...sources], { effects, memory }) : []),
        ]),
      });
    });
  }
  failOn(withoutDoubles(problems));
  return { companies: results, pdfs };
}

/** Tables of published figures that no document of the company is held against. */
async function idleTables(
  company: string,
  sources: readonly DocumentSource[],
  { effects, memory }: { readonly effects: BuildEffects; readonly memory: Memory },
): Promise<readonly Problem[]> {
  const named = new Set(sources.flatMap(({ name, outline }) => outline.value.published ?? [name]));
  const tables = await openTables(company, effects, memory);
  return tables
    .filter(({ name }) => !named.has(name))
    .map(({ name }) => ({
      place: { file: effects.files(company).display(`published/${name}.csv`) },
      what: "no document is held against this table",
      hint: `list "${name}" under published in the outline of the document that it belongs to`,
    }));
}
