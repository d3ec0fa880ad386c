import type { BuildResult, WrittenFile } from "../build.ts";
import { inColumns } from "./terminal.ts";

/**
 * What was built, as a table: for each document in a language a line for its first file, and one for each other kind. The
 * pictures of its slides are one kind. Traces, which stand beside every file, are left out.
 */
export function formatBuilt(results: readonly BuildResult[]): string {
  const rows = results.flatMap(({ files, pages, figures, seconds }) =>
    kindsOf(files).map(([ending, ofKind], index) => {
      const more = index === 0 ? [pages === undefined ? "" : String(pages), String(figures)] : ["", ""];
      const bytes = ofKind.reduce((sum, one) => sum + one.bytes, 0);
      const took = index === 0 ? seconds.toFixed(2) : "";
      return [nameOf(ending, ofKind), ...more, `${(bytes / 1000).toFixed(0)} kB`, took];
    }),
  );
  const head = ["file", "pages", "figures", "size", "seconds"];
  const table = inColumns([head, ...rows], (_, column) => column > 0);
  const reports = new Set(results.flatMap(({ report }) => report ?? []));
  return [...table, ...[...reports].map((file) => `${file}  the tie-out report`)].join("\n");
}

/** In the order in which they were written, by how their names end. */
function kindsOf(files: readonly WrittenFile[]): readonly (readonly [string, readonly WrittenFile[]])[] {
  const shown = files.filter(({ file }) => !file.endsWith(".trace.json"));
  return [...Map.groupBy(shown, ({ file }) => file.slice(file.lastIndexOf(".")))];
}

function nameOf(ending: string, files: readonly WrittenFile[]): string {
  const [first, last] = [files[0]!.file, files.at(-1)!.file];
  return files.length === 1
    ? first
    : `${first} to ${last.slice(0, -ending.length).split(".").at(-1)}${ending}`;
}
