import type { DocumentSource } from "./documents/read-document.ts";
import type { Document } from "./documents/document.ts";
import type { SlidePlaces } from "./lay-out.ts";
import type { Measured } from "./pdf/measure.ts";
import type { Planned } from "./plan-all.ts";
import { placeWithin, type Place, type Problem } from "./problem.ts";
import { placeTrace, type Stray } from "./proof/place-trace.ts";
import type { PrintedFault } from "./proof/check-printed.ts";
import type { Trace } from "./proof/trace.ts";
import type { Proof } from "./prove.ts";
import type { Reading, ReadingFile } from "./reading.ts";

/** Proves what was printed while other documents are printed: one for all documents of a builder. */
export interface Proofreader {
  /** Begins to read the pages of a document back, as they are added. */
  begin(): ReadingFile;
  /** Holds the pages against the trace, when they are read. */
  check(reading: ReadingFile, printed: Pick<PrintedDocument, "trace" | "places">): void;
  /** What the pages checked since the last call show otherwise than their traces say. */
  settle(): Promise<readonly Problem[]>;
}

/** A document as the browser has printed it. */
export interface PrintedDocument {
  /** As it was before it was on paper. */
  readonly trace: Trace;
  readonly literals: DocumentSource["literals"];
  readonly places: SlidePlaces;
  readonly measured: Measured;
}

/** Opens a proofreader over a thread that others may use too. */
export function openProofreader(thread: Reading): Proofreader {
  let told: Promise<readonly Problem[]>[] = [];
  return {
    begin: () => thread.read(),
    check: (reading, { trace, places }) => {
      const faults = reading
        .check(trace)
        .then((found) => found.map((fault) => printedProblem(fault, places)));
      // A failure is told when it is waited for
      faults.catch(() => {});
      told.push(faults);
    },
    settle: async () => {
      const found = told;
      told = [];
      return (await Promise.all(found)).flat();
    },
  };
}

/** The trace of a document that was just printed, with the places of its figures, and the numbers on its pages that nothing accounts for. */
export function placePrinted({ trace: unplaced, literals, places, measured }: PrintedDocument): {
  readonly trace: Trace;
  readonly problems: readonly Problem[];
} {
  const { trace, strays } = placeTrace(unplaced, { measured, literals });
  return { trace, problems: strays.map((stray) => strayProblem(stray, places)) };
}

/** A document in one language with its trace and the page that it was printed from. */
export interface ProvenPrint {
  readonly planned: Planned;
  readonly proof: Proof;
  readonly trace: Trace;
  readonly page: string;
  /** What messages call the company's folder: the report names places in it, and none of this machine. */
  readonly folder: string;
}

/** The name of the tie-out report of a document, which has all its languages. */
export function reportName({ company, name, draft }: Pick<Document, "company" | "name" | "draft">): string {
  return `${company}-${name}${draft === "" ? "" : ".draft"}.tieout.html`;
}

/** The tie-out reports of printed documents by their name. */
export async function writeReports(prints: readonly ProvenPrint[]): Promise<ReadonlyMap<string, string>> {
  if (prints.length === 0) return new Map();
  const { formatReport } = await import("./proof/report.ts");
  const documents = Map.groupBy(prints, ({ planned }) => reportName(planned.plan.document));
  return new Map(
    [...documents].map(([name, own]) => {
      const [{ proof, planned }] = own as [ProvenPrint];
      const { source, plan } = planned;
      const { literals, leftOut } = source;
      const { dropped } = plan;
      const inside = <T extends { readonly place?: Place }>(told: readonly T[]): readonly T[] =>
        told.map((one) => (one.place ? { ...one, place: placeWithin(own[0]!.folder, one.place) } : one));
      const findings = inside(proof.findings).map((finding) => ({
        ...finding,
        ...(finding.cells && { cells: finding.cells.map((cell) => placeWithin(own[0]!.folder, cell)) }),
      }));
      const published = inside(proof.published);
      return [name, formatReport({ documents: own, findings, published, literals, leftOut, dropped })];
    }),
  );
}

/** A number on paper that nothing accounts for, or a planned figure that no page has. */
function strayProblem({ slide, sort, text, within }: Stray, places: SlidePlaces): Problem {
  const told = {
    unbound: `unbound number "${text}" in "${within.trim()}"`,
    foreign: `"${text}" is marked as ${within}, which is not planned here`,
    lost: `"${text}" of ${within} is planned, but not on the page`,
  };
  return {
    place: places.structure(slide),
    what: `slide "${slide}": ${told[sort]}`,
    hint: "a template prints figures, periods and dates as the document gives them, and no other numbers",
  };
}

/** What a printed file shows otherwise than its trace says. */
function printedProblem({ page, slide, what }: PrintedFault, places: SlidePlaces): Problem {
  return { place: places.words(slide), what: `slide "${slide}", page ${page} as printed: ${what}` };
}
