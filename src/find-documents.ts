import { glob } from "node:fs/promises";
import { KessanError } from "./problem.ts";
import { shownPath } from "./shown-path.ts";

/**
 * The folders that paths and patterns name (`data/*\/documents/*`), sorted where a pattern gives several; a path without a pattern stays
 * as it is. Throws a KessanError for patterns that name nothing.
 */
export async function findDocuments(patterns: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const empty: string[] = [];
  for (const pattern of patterns) {
    if (!/[*?[{]/.test(pattern)) {
      found.push(pattern);
      continue;
    }
    const paths: string[] = [];
    for await (const entry of glob(pattern, { withFileTypes: true }))
      if (entry.isDirectory()) paths.push(`${entry.parentPath}/${entry.name}`);
    if (paths.length === 0) empty.push(pattern);
    found.push(...paths.toSorted());
  }
  if (empty.length > 0)
    throw new KessanError(
      empty.map((pattern) => ({
        place: { file: shownPath(pattern) },
        what: "no folder is of this pattern",
        hint: "a document is a folder such as data/iij/documents/2q06-results",
      })),
    );
  return found;
}
