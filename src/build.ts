import type { BuildEffects } from "./build-effects.ts";
import type { Plan } from "./documents/plan.ts";
import type { Problem } from "./problem.ts";
import type { JudgedFinding } from "./proof/finding.ts";
import type { Format, Stage } from "./stages.ts";
import { openBuilder } from "./workshop.ts";

/** What to build. */
export interface BuildRequest {
  /** Folders of documents: `<company folder>/documents/<name>`. One that is named twice is built once. */
  readonly documents: readonly string[];
  /** All languages of a document if left out. */
  readonly languages?: readonly string[];
  /** A quarter to report in place of the document's own. */
  readonly period?: string;
  readonly stopAfter?: Stage;
  /** What to write; PDF if left out. Whatever is written, the PDF is printed and proved. */
  readonly formats?: readonly Format[];
  /** Pixels of a picture to a CSS px, of which a slide has 1280 by 720; 1.5 if left out. */
  readonly scale?: number;
  /** Marked as drafts on every page, in their names and traces. */
  readonly draft?: boolean;
  /** Warnings are errors. */
  readonly strict?: boolean;
  /**
   * Pages to look at, as soon as can be: words, languages and published figures are not proved, pages not read back and inspected,
   * and there is no report. Always a draft.
   */
  readonly quick?: boolean;
  /** Stops this build: it then throws the signal's reason, and nothing is written. Too late once files are being written. */
  readonly signal?: AbortSignal;
}

/** A file as the user would type its path, and how long it is. */
export interface WrittenFile {
  readonly file: string;
  readonly bytes: number;
}

/** What a build wrote of one document in one language. */
export interface BuildResult {
  /** The first of its files. */
  readonly file: string;
  /** All that was written of it: the formats in the order of the request, a picture for each slide, the trace; not the report. */
  readonly files: readonly WrittenFile[];
  /** The tie-out report of the document in all its languages; missing where the build stopped before pages. */
  readonly report?: string;
  readonly document: string;
  readonly lang: string;
  /** Undefined where the build stopped before pages. */
  readonly pages?: number;
  readonly figures: number;
  /** Wall time from the end of the planning to the finished bytes. */
  readonly seconds: number;
  readonly dropped: Plan["dropped"];
  readonly unsettled: Plan["unsettled"];
  readonly adjusted: Plan["adjusted"];
  /** Of the document in all its languages: open warnings, and what somebody has accepted. */
  readonly findings: readonly JudgedFinding[];
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
