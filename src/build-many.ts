import type { BuildRequest, BuildResult } from "./build.ts";
import { openWorkshop } from "./workshop.ts";
import type { BuildEffects } from "./build-effects.ts";
import { problemsOf } from "./build-problems.ts";
import { openEngines, type Engines } from "./engines.ts";
import type { Problem } from "./problem.ts";

/** What to build: each document by itself. */
export interface ManyRequest extends BuildRequest {
  /** How many are built at once, each in a page of one browser that goes from one document to the next. */
  readonly jobs: number;
}

/** What became of many documents. */
export interface ManyResult {
  readonly built: readonly BuildResult[];
  /** In the order of the request. */
  readonly failed: readonly { readonly document: string; readonly problems: readonly Problem[] }[];
}

/**
 * Builds documents one by one, several at once: one that fails does not stop the others, and leaves nothing behind. `told` gets
 * each document when it is done. Throws only what is no fault of an input, or the reason of the signal, when all have ended;
 * what was built before stays.
 */
export async function buildMany(
  { documents, jobs, ...request }: ManyRequest,
  effects: BuildEffects,
  told: (document: string) => void = () => {},
): Promise<ManyResult> {
  const queue = [...new Set(documents)];
  const order = new Map(queue.map((document, index) => [document, index]));
  const built = new Map<string, readonly BuildResult[]>();
  const failed = new Map<string, readonly Problem[]>();

  // A thread that draws and one that reads have work for two
  const engines = Array.from({ length: Math.ceil(jobs / 2) }, () => openEngines(effects));
  const [{ browsers, memory }] = engines as [Engines];

  async function work(worker: number): Promise<void> {
    const builder = openWorkshop(effects, { engines: { ...engines[worker >> 1]!, browsers, memory } });
    try {
      for (let document = queue.shift(); document !== undefined; document = queue.shift()) {
        try {
          built.set(document, await builder.build({ ...request, documents: [document] }));
        } catch (error) {
          request.signal?.throwIfAborted();
          failed.set(document, problemsOf(error));
        }
        told(document);
      }
    } finally {
      // Where one has thrown, nobody begins another
      queue.length = 0;
      await builder.close();
    }
  }

  const works = Array.from({ length: Math.min(jobs, queue.length) }, (_, worker) => work(worker));
  await Promise.allSettled(works);
  await Promise.all(engines.map((own) => own.close()));
  await Promise.all(works);
  const inOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    order.get(a)! - order.get(b)!;
  for (const [document, problems] of doublesIn([...built].toSorted(inOrder))) failed.set(document, problems);
  return {
    built: [...built]
      .filter(([document]) => !failed.has(document))
      .toSorted(inOrder)
      .flatMap(([, results]) => results),
    failed: [...failed].toSorted(inOrder).map(([document, problems]) => ({ document, problems })),
  };
}

/** Documents whose files are those of one before. */
function doublesIn(
  built: readonly (readonly [string, readonly BuildResult[]])[],
): readonly (readonly [string, readonly Problem[]])[] {
  const seen = new Set<string>();
  return built.flatMap(([document, results]) => {
    const files = results.map(({ file }) => file);
    const doubles = files.filter((file) => seen.has(file));
    files.forEach((file) => seen.add(file));
    const problems = doubles.map((file) => ({
      place: { file },
      what: "another document was written to this file",
      hint: "build them into different folders",
    }));
    return problems.length === 0 ? [] : [[document, problems] as const];
  });
}
