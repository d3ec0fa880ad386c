import { folderFiles } from "../../src/folder-files.ts";
import { openTraces } from "../../src/open-traces.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { memoryBuild } from "../memory-build.ts";

/** A text in a file of the company, and what stands in its place. */
export interface Edit {
  readonly path: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** The trace of the sample deck in a language, as it is before anything is printed. Fails the test if an edit changes nothing. */
export async function iijTrace(lang: string, edits: readonly Edit[] = []): Promise<Trace> {
  const { effects } = memoryBuild();
  const files = (folder: string): ReturnType<typeof folderFiles> => {
    const own = folderFiles(folder);
    const read = async (path: string): Promise<Uint8Array | undefined> => {
      const bytes = await own.read(path);
      const wanted = edits.filter((edit) => edit.path === path);
      if (bytes === undefined || wanted.length === 0) return bytes;
      return Buffer.from(wanted.reduce(replace, Buffer.from(bytes).toString("utf8")));
    };
    return { ...own, read };
  };
  const [opened] = await openTraces(
    { path: "data/iij/documents/2q06-results", languages: [lang] },
    { ...effects, files },
  );
  return opened!.trace;
}

function replace(text: string, { path, from, to }: Edit): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} has no ${from}`);
  return changed;
}
