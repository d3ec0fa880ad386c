import type { BuildEffects } from "./build-effects.ts";
import { openTraces, type OpenedTrace } from "./open-traces.ts";
import { KessanError } from "./problem.ts";
import { diffTraces, type TraceDiff } from "./proof/diff.ts";

/** What to compare: PDFs of kessan, `.trace.json` files or folders of documents. */
export interface CompareRequest {
  readonly before: string;
  readonly after: string;
}

/** What differs, and in which files. */
export interface CompareResult extends TraceDiff {
  readonly files: readonly [string, string];
  /** Those of the files that are PDFs and not as kessan wrote them. */
  readonly altered: readonly string[];
}

/**
 * Compares two documents by their traces; folders in the first language that both have. Throws a KessanError where a path has
 * no trace, or the two have nothing to compare.
 */
export async function comparePaths(request: CompareRequest, effects: BuildEffects): Promise<CompareResult> {
  const left = await openTraces({ path: request.before }, effects);
  const right = await openTraces({ path: request.after }, effects);
  const [before, after] = pairOf(left, right);
  return {
    files: [before.file, after.file],
    altered: [before, after].filter(({ altered }) => altered).map(({ file }) => file),
    ...diffTraces(before.trace, after.trace),
  };
}

function pairOf(
  left: readonly OpenedTrace[],
  right: readonly OpenedTrace[],
): readonly [OpenedTrace, OpenedTrace] {
  for (const before of left) {
    const after = right.find(({ trace }) => trace.document.lang === before.trace.document.lang);
    if (after !== undefined) return [before, after];
  }
  const [before, after] = [left[0]!, right[0]!];
  if (left.length === 1 && right.length === 1) return [before, after];
  const languages = [left, right].map((traces) => traces.map(({ trace }) => trace.document.lang).join(", "));
  throw new KessanError([
    {
      what: `${before.file} is in ${languages[0]}, ${after.file} in ${languages[1]}: no language is in both`,
    },
  ]);
}
