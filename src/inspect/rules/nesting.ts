import type { IndexedPdf } from "../index-tags.ts";
import { every, type Verdict } from "./rule.ts";
import { kidTypes, tagFault, tagsOfType } from "./tag-fault.ts";

/** Tags of a type stand only in tags of some types. */
export function standsIn(pdf: IndexedPdf, type: string, parents: readonly string[]): Verdict {
  return every(tagsOfType(pdf, type), ({ tag, parent }) =>
    parent?.standard !== undefined && parents.includes(parent.standard)
      ? undefined
      : tagFault(
          tag,
          `stands in ${parent === undefined ? "no tag" : (parent.standard ?? parent.type)}, not in ${either(parents)}`,
        ),
  );
}

/** Tags of a type hold only tags of some types. */
export function holdsOnly(pdf: IndexedPdf, type: string, kids: readonly string[]): Verdict {
  return every(tagsOfType(pdf, type), ({ tag }) => {
    const other = kidTypes(tag).find((kid) => !kids.includes(kid));
    return other === undefined ? undefined : tagFault(tag, `holds ${other}, not only ${either(kids, "and")}`);
  });
}

/** Tags of a type hold at most one tag of another. */
export function holdsAtMostOne(pdf: IndexedPdf, type: string, kid: string): Verdict {
  return every(tagsOfType(pdf, type), ({ tag }) => {
    const count = kidTypes(tag).filter((one) => one === kid).length;
    return count > 1 ? tagFault(tag, `holds ${count} ${kid}`) : undefined;
  });
}

/** Where tags of a type hold one of another, they hold a third too. */
export function holdsWith(
  pdf: IndexedPdf,
  type: string,
  { kid, needs }: { readonly kid: string; readonly needs: string },
): Verdict {
  return every(
    tagsOfType(pdf, type).filter(({ tag }) => kidTypes(tag).includes(kid)),
    ({ tag }) => (kidTypes(tag).includes(needs) ? undefined : tagFault(tag, `holds ${kid} and no ${needs}`)),
  );
}

/** A caption stands first in tags of a type, or last where that is allowed. */
export function captionStands(pdf: IndexedPdf, type: string, { last }: { readonly last: boolean }): Verdict {
  return every(
    tagsOfType(pdf, type).filter(({ tag }) => kidTypes(tag).includes("Caption")),
    ({ tag }) => {
      const kids = kidTypes(tag);
      const at = kids.findIndex(
        (kid, index) => kid === "Caption" && index > 0 && !(last && index === kids.length - 1),
      );
      return at === -1 ? undefined : tagFault(tag, `holds a Caption as kid ${at + 1} of ${kids.length}`);
    },
  );
}

function either(types: readonly string[], word = "or"): string {
  return types.length === 1 ? types[0]! : `${types.slice(0, -1).join(", ")} ${word} ${types.at(-1)}`;
}
