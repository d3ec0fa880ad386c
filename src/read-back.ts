import { checkPrinted } from "./proof/check-printed.ts";
import { loadReader, readPages, type ReadPage } from "./proof/read-pages.ts";
import type { ReadingAnswer, ReadingOrder } from "./reading.ts";

/** A reader of printed files. Its library loads at once, before the first order. */
export function readBack(): (order: ReadingOrder) => Promise<ReadingAnswer> {
  const ready = loadReader();
  /** By file, its parts in the order in which they came. */
  const read = new Map<number, Promise<readonly ReadPage[]>[]>();
  return async (order) => {
    await ready;
    const parts = read.get(order.file) ?? [];
    if ("bytes" in order) {
      const part = readPages(order.bytes);
      read.set(order.file, [...parts, part]);
      await part;
      return [];
    }
    read.delete(order.file);
    if ("isDropped" in order) return [];
    const pages = (await Promise.all(parts)).flat();
    return checkPrinted(
      order.trace,
      pages.map((page, index) => ({ ...page, page: index + 1 })),
    );
  };
}
