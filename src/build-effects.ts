import type { Clock, Files, Outputs, Progress, Store } from "./effects.ts";
import type { Browser } from "./pdf/browser.ts";

/** The outside world of a build. */
export interface BuildEffects {
  /** The files of a folder. */
  readonly files: (folder: string) => Files;
  /** The program's own templates folder. */
  readonly templates: Files;
  readonly outputs: Outputs;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Where cut fonts are kept between runs; cut anew in every run without it. */
  readonly store?: Store;
  /** Where drawn charts are kept between runs; drawn anew in every run without it. */
  readonly chartStore?: Store;
  /** Where the trees of YAML files are kept between runs; parsed anew in every run without it. */
  readonly treeStore?: Store;
  /** Starts the browser's program; returns at once. Throws a KessanError if there is none. */
  readonly startBrowser: () => Browser;
  /** Called for a document that is printed in parts because it is too large for one page: memory counts more than time from here on. */
  readonly saveMemory?: () => void;
}
