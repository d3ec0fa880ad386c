import type { IndexedPdf } from "../index-tags.ts";
import type { Tag } from "../inspection.ts";
import { standardTypes } from "../structure-types.ts";
import { every, must, type Rule } from "./rule.ts";
import { tagFault } from "./tag-fault.ts";

/** The structure tree is there, and its types are known. */
export const structureTree: readonly Rule[] = [
  {
    id: "7.1-4",
    says: "no tag is suspect",
    decide: ({ catalog }) => must(!catalog.suspects, "the catalog has Suspects true"),
  },
  {
    id: "7.1-5",
    says: "every type of tag is a standard one, or mapped to one",
    decide: (pdf) =>
      every(typesOf(pdf), (tag) =>
        tag.standard === undefined
          ? tagFault(tag, `"${tag.type}" is no standard type and mapped to none`)
          : undefined,
      ),
  },
  {
    id: "7.1-6",
    says: "no type is mapped in a circle",
    decide: ({ roleMap }) =>
      every(Object.keys(roleMap), (type) =>
        isCircular(type, roleMap) ? { object: type, what: "is mapped to itself" } : undefined,
      ),
  },
  {
    id: "7.1-7",
    says: "no standard type is mapped to another",
    decide: ({ roleMap }) =>
      every(Object.entries(roleMap), ([type, to]) =>
        standardTypes.has(type) && to !== type
          ? { object: type, what: `is a standard type and mapped to "${to}"` }
          : undefined,
      ),
  },
  {
    id: "7.1-11",
    says: "the file has a structure tree",
    decide: ({ catalog }) => must(catalog.structure, "the catalog has no StructTreeRoot"),
  },
  {
    id: "7.1-12",
    says: "every tag names the one that holds it",
    decide: ({ allTags }) =>
      every(allTags, ({ tag }) => (tag.parent ? undefined : tagFault(tag, "has no entry P"))),
  },
];

/** The first tag of each type. */
function typesOf({ allTags }: IndexedPdf): Iterable<Tag> {
  const first = new Map<string, Tag>();
  for (const { tag } of allTags) if (!first.has(tag.type)) first.set(tag.type, tag);
  return first.values();
}

function isCircular(type: string, roleMap: Readonly<Record<string, string>>): boolean {
  const seen = new Set<string>();
  for (
    let at: string | undefined = type;
    at !== undefined;
    at = Object.hasOwn(roleMap, at) ? roleMap[at] : undefined
  ) {
    if (seen.has(at)) return true;
    seen.add(at);
    if (standardTypes.has(at)) return false;
  }
  return false;
}
