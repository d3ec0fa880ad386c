import type { PrintedFault } from "./proof/check-printed.ts";
import type { Trace } from "./proof/trace.ts";
import { startThread, type Thread } from "./thread.ts";

/** A printed file and what it should show. */
export interface ReadingOrder {
  readonly bytes: Uint8Array;
  readonly trace: Trace;
}

/** Reads printed files back in a thread of its own, beside their finishing. */
export type Reading = Thread<ReadingOrder, readonly PrintedFault[]>;

/** Starts the thread and returns at once. */
export function startReading(): Reading {
  return startThread(new URL("./reading-thread.ts", import.meta.url), "reads pages back");
}
