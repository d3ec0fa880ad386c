import { resolve, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createBuilder, type BuildRequest, type BuildResult } from "./build.ts";
import type { BuildEffects } from "./build-effects.ts";
import { findDocument } from "./find-document.ts";
import { problemsOf } from "./build-problems.ts";
import type { Problem } from "./problem.ts";
import { watchFolders } from "./watch-folders.ts";

/** What is told of each build. */
export type WatchEvent =
  | { readonly kind: "built"; readonly results: readonly BuildResult[]; readonly seconds: number }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

/** What watching needs beside a build. */
export interface WatchOptions {
  /** The folder that results go to: what changes in it is no change of the input. */
  readonly out: string;
  /** Ends the watching, after the build that is under way. */
  readonly signal: AbortSignal;
  readonly told: (event: WatchEvent) => void;
}

/** Programs save in several steps: a build waits until nothing has changed for so long (milliseconds). */
const quiet = 40;

/**
 * Builds documents, and again whenever a file of their companies changes, by one builder that keeps browser, fonts and whatever
 * has not changed. A fault of the input is told, and the next change tried. Throws a KessanError for a document that is no folder of a company.
 */
export async function watchBuild(
  request: BuildRequest,
  effects: BuildEffects,
  { out, signal, told }: WatchOptions,
): Promise<void> {
  const places = await Promise.all(request.documents.map((path) => findDocument(path, effects.files)));
  const companies = [...new Set(places.flatMap((place) => place?.company ?? []))];
  const changes = watchChanges(
    companies.map((folder) => resolve(folder)),
    { out: resolve(out), signal },
  );
  const builder = createBuilder(effects);
  try {
    do {
      const begun = effects.clock();
      try {
        const results = await builder.build(request);
        told({ kind: "built", results, seconds: (effects.clock() - begun) / 1000 });
      } catch (error) {
        told({ kind: "failed", problems: problemsOf(error) });
        // A path that names no document will not become one
        if (places.includes(undefined)) return;
      }
    } while (await changes.next());
  } finally {
    changes.stop();
    await builder.close();
  }
}

/** Changes of what folders hold, one for all that happen together. */
interface Changes {
  /** Waits for a change; false when the watching has ended. */
  next(): Promise<boolean>;
  stop(): void;
}

/** Begins to watch folders; results that lie in them are no change. */
function watchChanges(
  folders: readonly string[],
  { out, signal }: { readonly out: string; readonly signal: AbortSignal },
): Changes {
  let isChanged = false;
  let wake = (): void => {};
  const watching = watchFolders(folders, {
    isIgnored: (path) => path === out || path.startsWith(out + sep),
    onChange: () => {
      isChanged = true;
      wake();
    },
  });
  signal.addEventListener("abort", () => wake());
  return {
    next: async () => {
      while (!isChanged && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      while (isChanged && !signal.aborted) {
        isChanged = false;
        await sleep(quiet);
      }
      return !signal.aborted;
    },
    stop: () => watching.close(),
  };
}
