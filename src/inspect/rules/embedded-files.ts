import { every, type Rule } from "./rule.ts";

/** Attachments have names. */
export const embeddedFiles: readonly Rule[] = [
  {
    id: "7.11-1",
    says: "every attachment has a name in both F and UF",
    decide: ({ attachments }) =>
      every(attachments, ({ name, plainName, unicodeName }) => {
        const missing = [(plainName ?? "") === "" ? "F" : [], (unicodeName ?? "") === "" ? "UF" : []].flat();
        return missing.length === 0
          ? undefined
          : { object: name, what: `has no ${missing.join(" and no ")}` };
      }),
  },
];
