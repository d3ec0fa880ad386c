import { Document, isMap, isSeq, type Scalar } from "yaml";
import type { Unrolled } from "./unrolled.ts";

/** What a person has to confirm before a rolled document may be built. */
export type ToConfirm = Pick<Unrolled, "sort" | "key" | "why" | "of"> & {
  /** The words that were taken over, in English or the first language that has them. */
  readonly was: string;
};

/** What the head of a confirm.yaml tells. */
export interface ConfirmHead {
  /** The name of the old document. */
  readonly old: string;
  /** The quarter of the new document. */
  readonly period: string;
  /** Sentences that say what was not taken over, and what is missing as the facts stand. */
  readonly remarks: readonly string[];
}

const LINE = 110;

/** The text of a confirm.yaml with nothing confirmed yet, which tells in its head what is to be done. */
export function formatConfirm(entries: readonly ToConfirm[], { old, period, remarks }: ConfirmHead): string {
  const list = new Document(
    entries.map(({ sort, key, why, was, of }) => ({ [sort]: key, why, was, of, confirmed: false })),
  );
  if (isSeq(list.contents))
    for (const entry of list.contents.items) {
      const was = isMap(entry) ? (entry.get("was", true) as Scalar<string>) : undefined;
      if (was !== undefined && was.value.length > LINE - 10 && !was.value.includes("\n"))
        was.type = "BLOCK_FOLDED";
    }
  return [
    `# Taken over from ${old} and not known to be true of ${period}. Until every entry is confirmed, this document is`,
    "# neither built nor checked. For each entry: read the words in every language, mend them there, then write here",
    "#   confirmed: true",
    "#   by: <name>",
    "#   on: <date, such as 2006-11-09>",
    "# `of` stands for the words in all languages: after they were mended, `kessan check` says what to write there, and",
    "# words that change later have to be confirmed again. Remove an entry whose words are gone.",
    ...(remarks.length === 0 ? [] : ["#", ...remarks.map((remark) => `# - ${remark.replaceAll("\n", " ")}`)]),
    list.toString({ lineWidth: LINE, singleQuote: true, indentSeq: false }),
  ].join("\n");
}
