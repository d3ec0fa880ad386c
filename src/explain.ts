import type { BuildEffects } from "./build-effects.ts";
import { openTraces } from "./open-traces.ts";
import { KessanError } from "./problem.ts";
import { explain, type Explanation } from "./proof/explain.ts";

/** What to explain, and in what. */
export interface ExplainRequest {
  /** A PDF of kessan, a `.trace.json` file, or a document's folder. */
  readonly path: string;
  /** Printed text ("+59.9%") or a reference ("operating-income@ytd|growth(-1y)"). */
  readonly query: string;
  /** From 1; only what stands on it. */
  readonly page?: number;
  /** Of a document's folder; the first in which something is found if left out. */
  readonly language?: string;
}

/** An explanation, and what it was taken from. */
export interface ExplainResult extends Explanation {
  readonly file: string;
  /** True for a PDF that is not as kessan wrote it: what it shows may differ from its trace. */
  readonly altered: boolean;
}

/** Says where a printed number comes from. Throws a KessanError where the path has no trace, or the trace no such number. */
export async function explainPath(
  { path, language, ...question }: ExplainRequest,
  effects: BuildEffects,
): Promise<ExplainResult> {
  const opened = await openTraces(
    { path, ...(language !== undefined && { languages: [language] }) },
    effects,
  );
  const found: ExplainResult[] = [];
  let fault: KessanError | undefined;
  for (const { trace, altered, file } of opened) {
    try {
      found.push({ file, altered, ...explain(trace, question) });
    } catch (error) {
      if (!(error instanceof KessanError)) throw error;
      fault ??= error;
    }
  }
  // Another language may print what the first has only the digits of
  const best = found.find(({ by }) => by !== "digits") ?? found[0];
  if (best !== undefined) return best;
  throw fault!;
}
