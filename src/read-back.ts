import { checkPrinted, type PrintedFault } from "./proof/check-printed.ts";
import { loadReader, readPages } from "./proof/read-pages.ts";
import type { ReadingOrder } from "./reading.ts";

/** A reader of printed files. Its library loads at once, before the first order. */
export function readBack(): (order: ReadingOrder) => Promise<readonly PrintedFault[]> {
  const ready = loadReader();
  return async ({ bytes, trace }) => {
    await ready;
    return checkPrinted(trace, await readPages(bytes));
  };
}
