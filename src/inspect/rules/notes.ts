import { every, type Rule } from "./rule.ts";
import { tagFault, tagsOfType } from "./tag-fault.ts";

/** Notes can be told apart. */
export const notes: readonly Rule[] = [
  {
    id: "7.9-1",
    says: "every note has an ID",
    decide: (pdf) =>
      every(tagsOfType(pdf, "Note"), ({ tag }) =>
        (tag.id ?? "") === "" ? tagFault(tag, "has no ID") : undefined,
      ),
  },
  {
    id: "7.9-2",
    says: "no two notes have the same ID",
    decide: (pdf) => {
      const seen = new Set<string>();
      return every(
        tagsOfType(pdf, "Note").filter(({ tag }) => (tag.id ?? "") !== ""),
        ({ tag }) => {
          const isDouble = seen.has(tag.id!);
          seen.add(tag.id!);
          return isDouble ? tagFault(tag, `has the ID "${tag.id}" of another note`) : undefined;
        },
      );
    },
  },
];
