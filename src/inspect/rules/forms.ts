import { every, type Rule } from "./rule.ts";

/** Content that pages share belongs to one place of the tags. */
export const forms: readonly Rule[] = [
  {
    id: "7.20-1",
    says: "no content is taken from another file",
    decide: ({ forms: all }) =>
      every(all, ({ page, name, reference }) =>
        reference ? { page, object: name, what: "is a reference to another file" } : undefined,
      ),
  },
  {
    id: "7.20-2",
    says: "content with tags of its own is painted once",
    decide: ({ forms: all }) =>
      every(
        all.filter(({ marked }) => marked),
        ({ page, name, painted }) =>
          painted > 1
            ? { page, object: name, what: `has tags of its own and is painted ${painted} times` }
            : undefined,
      ),
  },
];
