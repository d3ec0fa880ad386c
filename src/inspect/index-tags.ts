import { tagsOf, type PlacedTag } from "./describe-tags.ts";
import type { PdfContents } from "./inspection.ts";

/** The contents of a file with its tags in a row, as most rules ask for those of one type. */
export interface IndexedPdf extends PdfContents {
  /** In order of the document. */
  readonly allTags: readonly PlacedTag[];
  /** By their standard types. */
  readonly tagsByType: ReadonlyMap<string | undefined, readonly PlacedTag[]>;
}

/** Puts the tags of a file in a row. */
export function indexTags(pdf: PdfContents): IndexedPdf {
  const allTags = tagsOf(pdf.tags);
  return { ...pdf, allTags, tagsByType: Map.groupBy(allTags, ({ tag }) => tag.standard) };
}
