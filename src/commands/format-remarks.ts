import type { BuildResult } from "../build.ts";
import { formatProblem, someOf, withoutDoubles, type Problem } from "../problem.ts";

/** What became otherwise than the document asks for; the same in all languages is said once. */
export function formatRemarks(
  documents: readonly (Pick<BuildResult, "dropped" | "adjusted"> & { readonly name: string })[],
): readonly string[] {
  const dropped = new Map<string, Set<string>>();
  for (const { name, dropped: slides } of documents) {
    for (const { slide, missing } of slides) {
      const key = `${name}: slide "${slide}" is dropped`;
      dropped.set(key, new Set([...(dropped.get(key) ?? []), ...missing]));
    }
  }
  const adjusted = documents.flatMap(({ name, adjusted: figures }) =>
    figures.map(
      ({ figure, from, to, reason = "so that its sum adds up" }) =>
        `${name}: ${figure} is printed as ${to}, not ${from}: ${reason}`,
    ),
  );
  return [
    ...[...dropped].map(([what, facts]) => `${what}: nobody reports ${someOf([...facts])}`),
    ...new Set(adjusted),
  ];
}

/** Warnings are of the facts: every document of a company has the same. */
export function formatWarnings(
  results: readonly { readonly warnings: readonly Problem[] }[],
): readonly string[] {
  return withoutDoubles(results.flatMap(({ warnings }) => warnings)).map(
    (warning) => `warning: ${formatProblem(warning)}`,
  );
}
