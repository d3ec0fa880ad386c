import type { PagesOfTrace, PrintedFault } from "./proof/check-printed.ts";
import { startThread, type Thread } from "./thread.ts";

/** A part of a printed file to read, or what the file should show, under the number that they have in common. */
export type ReadingOrder =
  | { readonly file: number; readonly bytes: Uint8Array }
  | { readonly file: number; readonly trace: PagesOfTrace }
  | { readonly file: number; readonly isDropped: true };

/** For a trace, what its file shows otherwise; else nothing. */
export type ReadingAnswer = readonly PrintedFault[];

/** Reads printed files back in a thread of its own, beside their finishing. */
export interface Reading extends Pick<Thread<ReadingOrder, ReadingAnswer>, "close"> {
  /** Begins a file, to which what was printed is added; its trace is given later, unless the file is dropped. */
  read(): ReadingFile;
}

/** A file that is being read. The thread keeps it until it is checked, or dropped. */
export interface ReadingFile {
  /** Begins to read what was printed of it, all or one part after the other. */
  add(bytes: Uint8Array): void;
  check(trace: PagesOfTrace): Promise<readonly PrintedFault[]>;
  drop(): void;
}

/** Starts the thread and returns at once. */
export function startReading(): Reading {
  const url = new URL("./reading-thread.ts", import.meta.url);
  const thread = startThread<ReadingOrder, ReadingAnswer>(url, "reads pages back");
  let files = 0;
  return {
    close: () => thread.close(),
    read: () => {
      const file = files++;
      const parts: Promise<ReadingAnswer>[] = [];
      return {
        add: (bytes) => {
          const isRead = thread.ask({ file, bytes });
          // A failure is told to whoever checks
          isRead.catch(() => {});
          parts.push(isRead);
        },
        // A trace holds much more, and what is sent to a thread is copied
        check: async ({ pages, printed, numbers }) => (
          await Promise.all(parts),
          thread.ask({ file, trace: { pages, printed, numbers } })
        ),
        drop: () => void thread.ask({ file, isDropped: true }).catch(() => {}),
      };
    },
  };
}
