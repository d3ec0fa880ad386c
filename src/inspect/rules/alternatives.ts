import type { IndexedPdf } from "../index-tags.ts";
import { every, type Rule, type Verdict } from "./rule.ts";
import { tagFault, tagsOfType } from "./tag-fault.ts";

/** What is no text has a text that stands for it. */
export const alternatives: readonly Rule[] = [
  {
    id: "7.3-1",
    says: "every figure has an alternative or a replacement text",
    decide: (pdf) => spoken(pdf, "Figure"),
  },
  {
    id: "7.7-1",
    says: "every formula has an alternative or a replacement text",
    decide: (pdf) => spoken(pdf, "Formula"),
  },
];

function spoken(pdf: IndexedPdf, type: string): Verdict {
  return every(tagsOfType(pdf, type), ({ tag }) =>
    (tag.alt ?? "") === "" && (tag.actualText ?? "") === ""
      ? tagFault(tag, "has neither Alt nor ActualText")
      : undefined,
  );
}
