import type { Files } from "./effects.ts";
import { inspectPdf } from "./inspect/inspect-pdf.ts";
import type { Inspection } from "./inspect/inspection.ts";
import { collect, failOn, type Problem } from "./problem.ts";
import { readPath } from "./read-path.ts";

export interface InspectedFile {
  /** As the user would type it. */
  readonly path: string;
  readonly inspection: Inspection;
}

/** Inspects PDFs. Throws a KessanError with all that is wrong with any of them: not there, no PDF, broken, encrypted. */
export async function inspectFiles(
  paths: readonly string[],
  { files }: { readonly files: (folder: string) => Files },
): Promise<readonly InspectedFile[]> {
  const problems: Problem[] = [];
  const inspected: InspectedFile[] = [];
  for (const path of paths) {
    await collect(problems, async () => {
      const pdf = await readPath(path, files);
      if (pdf === undefined) failOn([{ place: { file: files(path).display("") }, what: "no such file" }]);
      else inspected.push({ path: pdf.file, inspection: await inspectPdf(pdf) });
    });
  }
  failOn(problems);
  return inspected;
}
