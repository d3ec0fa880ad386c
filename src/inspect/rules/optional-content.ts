import { every, type Rule } from "./rule.ts";

/** Layers have names, and are not turned on and off by the viewer. */
export const optionalContent: readonly Rule[] = [
  {
    id: "7.10-1",
    says: "every configuration of layers has a name",
    decide: ({ optionalContent: all }) =>
      every(all, ({ name }) =>
        (name ?? "") === "" ? { what: "a configuration of layers has no Name" } : undefined,
      ),
  },
  {
    id: "7.10-2",
    says: "no configuration of layers changes by itself",
    decide: ({ optionalContent: all }) =>
      every(all, ({ name, automatic }) =>
        automatic ? { object: name ?? "without a name", what: "has an entry AS" } : undefined,
      ),
  },
];
