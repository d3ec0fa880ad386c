import type { PlacedTag } from "../describe-tags.ts";
import type { IndexedPdf } from "../index-tags.ts";
import type { Fault, Tag } from "../inspection.ts";

/** What is wrong with a tag, and where it is. */
export function tagFault({ path, page }: Tag, what: string): Fault {
  return { ...(page !== undefined && { page }), object: path, what };
}

/** All tags of some standard types, in order of the document. */
export function tagsOfType(
  { allTags, tagsByType }: IndexedPdf,
  ...types: readonly string[]
): readonly PlacedTag[] {
  if (types.length === 1) return tagsByType.get(types[0]) ?? [];
  return allTags.filter(({ tag }) => tag.standard !== undefined && types.includes(tag.standard));
}

/** The standard types of the kids of a tag; their own where they have none. */
export function kidTypes({ kids }: Tag): readonly string[] {
  return kids.map(({ standard, type }) => standard ?? type);
}
