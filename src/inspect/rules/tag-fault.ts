import type { Fault, PdfContents, Tag } from "../inspection.ts";
import { tagsOf } from "../describe-tags.ts";

/** What is wrong with a tag, and where it is. */
export function tagFault({ path, page }: Tag, what: string): Fault {
  return { ...(page !== undefined && { page }), object: path, what };
}

/** All tags of some standard types, in order of the document. */
export function tagsOfType(
  { tags }: PdfContents,
  ...types: readonly string[]
): readonly { readonly tag: Tag; readonly parent: Tag | undefined }[] {
  return tagsOf(tags).filter(({ tag }) => tag.standard !== undefined && types.includes(tag.standard));
}

/** The standard types of the kids of a tag; their own where they have none. */
export function kidTypes({ kids }: Tag): readonly string[] {
  return kids.map(({ standard, type }) => standard ?? type);
}
