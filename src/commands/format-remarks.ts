import type { BuildResult } from "../build.ts";
import { formatProblem, someOf, withoutDoubles, type Problem } from "../problem.ts";
import { counted } from "./terminal.ts";

type Remarked = Pick<BuildResult, "dropped" | "adjusted"> & { readonly name: string };

/** What is to be known of documents that were built. */
export function formatRemarks(results: readonly BuildResult[]): readonly string[] {
  const documents = results.map((result) => ({ ...result, name: result.document }));
  const adjusted = formatAdjusted(documents).length;
  return [
    ...formatDropped(documents),
    ...(adjusted === 0 ? [] : [`${counted(adjusted, "figure")} adjusted: kessan check --details lists them`]),
    ...formatWarnings(results),
  ];
}

/** Slides that are dropped because their facts are missing; the same in all languages is said once. */
export function formatDropped(documents: readonly Pick<Remarked, "name" | "dropped">[]): readonly string[] {
  const dropped = new Map<string, Set<string>>();
  for (const { name, dropped: slides } of documents) {
    for (const { slide, missing } of slides) {
      const key = `${name}: slide "${slide}" is dropped`;
      dropped.set(key, new Set([...(dropped.get(key) ?? []), ...missing]));
    }
  }
  return [...dropped].map(([what, facts]) => `${what}: nobody reports ${someOf([...facts])}`);
}

/** Figures that are printed one unit of their last digit beside their value; the same in all languages is said once. */
export function formatAdjusted(documents: readonly Pick<Remarked, "name" | "adjusted">[]): readonly string[] {
  const adjusted = documents.flatMap(({ name, adjusted: figures }) =>
    figures.map(
      ({ figure, from, to, reason = "so that its sum adds up" }) =>
        `${name}: ${figure} is printed as ${to}, not ${from}: ${reason}`,
    ),
  );
  return [...new Set(adjusted)];
}

/** Warnings are of the facts: every document of a company has the same. */
export function formatWarnings(
  results: readonly { readonly warnings: readonly Problem[] }[],
): readonly string[] {
  return withoutDoubles(results.flatMap(({ warnings }) => warnings)).map(
    (warning) => `warning: ${formatProblem(warning)}`,
  );
}
