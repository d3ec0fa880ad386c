import type { BuildEffects } from "./build-effects.ts";
import { findDocument, noDocument } from "./find-document.ts";
import { readPath } from "./read-path.ts";
import { KessanError } from "./problem.ts";
import type { ReadTrace } from "./proof/read-trace.ts";

/** A trace that was asked for by path. */
export interface OpenedTrace extends ReadTrace {
  /** The file or folder, as the user would type it. */
  readonly file: string;
}

/**
 * The traces of a path: one of a PDF or a `.trace.json` file; of a document's folder, which is planned and not printed, one for
 * each language asked for, or for all that it has. Throws a KessanError where the path is neither.
 */
export async function openTraces(
  { path, languages }: { readonly path: string; readonly languages?: readonly string[] },
  effects: BuildEffects,
): Promise<readonly OpenedTrace[]> {
  const bytes = await readPath(path, effects.files);
  if (bytes !== undefined) {
    const { readTrace } = await import("./proof/read-trace.ts");
    const opened = { ...(await readTrace(bytes)), file: bytes.file };
    const { lang } = opened.trace.document;
    if (languages === undefined || languages.includes(lang)) return [opened];
    throw new KessanError([
      {
        place: { file: bytes.file },
        what: `is in "${lang}", and no other language`,
        hint: "leave --lang out, or name the file of that language",
      },
    ]);
  }
  if ((await findDocument(path, effects.files)) === undefined) {
    const problem = await noDocument(path, effects.files);
    const isNothing = problem.what === "is no document";
    const hint = "name a PDF, a .trace.json file, or a folder such as data/iij/documents/2q06-results";
    throw new KessanError([isNothing ? { ...problem, what: "is no file and no document", hint } : problem]);
  }
  return planTraces({ path, ...(languages && { languages }) }, effects);
}

async function planTraces(
  { path, languages }: { readonly path: string; readonly languages?: readonly string[] },
  effects: BuildEffects,
): Promise<readonly OpenedTrace[]> {
  const [{ planAll }, { openMemory }, { buildTrace }, { readFoldersOnce }] = await Promise.all([
    import("./plan-all.ts"),
    import("./remember.ts"),
    import("./proof/build-trace.ts"),
    import("./read-once.ts"),
  ]);
  const planned = await planAll(
    { documents: [path], ...(languages && { languages }) },
    { ...effects, files: readFoldersOnce(effects.files, effects.treeStore) },
    { memory: openMemory() },
  );
  const file = effects.files(path).display("");
  return planned.map(({ plan, books: { ledger }, company }) => ({
    trace: buildTrace({ plan, ledger, company: effects.files(company).display("") }),
    altered: false,
    file,
  }));
}
