import { checkPrinted } from "./proof/check-printed.ts";
import { loadReader, readPages, type ReadPage } from "./proof/read-pages.ts";
import type { ReadingAnswer, ReadingOrder } from "./reading.ts";

/** A reader of printed files. Its library loads at once, before the first order. */
export function readBack(): (order: ReadingOrder) => Promise<ReadingAnswer> {
  const ready = loadReader();
  const read = new Map<number, readonly ReadPage[]>();
  return async (order) => {
    await ready;
    if ("bytes" in order) {
      read.set(order.file, await readPages(order.bytes));
      return [];
    }
    const pages = read.get(order.file)!;
    read.delete(order.file);
    if ("isDropped" in order) return [];
    return checkPrinted(order.trace, pages);
  };
}
