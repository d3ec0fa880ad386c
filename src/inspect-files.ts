import type { Files } from "./effects.ts";
import { inspectPdf } from "./inspect/inspect-pdf.ts";
import type { Inspection } from "./inspect/inspection.ts";
import { collect, type Problem } from "./problem.ts";
import { requirePath } from "./read-path.ts";

export interface InspectedFile {
  /** As the user would type it. */
  readonly path: string;
  readonly inspection: Inspection;
}

/** What became of many files. */
export interface InspectedFiles {
  readonly inspected: readonly InspectedFile[];
  /** What is wrong with the others: not there, no PDF, broken, encrypted. */
  readonly problems: readonly Problem[];
}

/** Inspects PDFs: one that cannot be read does not stop the others. */
export async function inspectFiles(
  paths: readonly string[],
  { files }: { readonly files: (folder: string) => Files },
): Promise<InspectedFiles> {
  const problems: Problem[] = [];
  const inspected: InspectedFile[] = [];
  for (const path of paths) {
    await collect(problems, async () => {
      const pdf = await requirePath(path, files);
      inspected.push({ path: pdf.file, inspection: await inspectPdf(pdf) });
    });
  }
  return { inspected, problems };
}
