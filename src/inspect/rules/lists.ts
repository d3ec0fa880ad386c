import { captionStands, holdsOnly, standsIn } from "./nesting.ts";
import type { Rule } from "./rule.ts";

/** What lists and tables of contents are made of (ISO 32000-1, 14.8.4.2 and 14.8.4.3.3). */
export const lists: readonly Rule[] = [
  { id: "7.2-17", says: "an item stands in a list", decide: (pdf) => standsIn(pdf, "LI", ["L"]) },
  {
    id: "7.2-18",
    says: "the body of an item stands in an item",
    decide: (pdf) => standsIn(pdf, "LBody", ["LI"]),
  },
  {
    id: "7.2-19",
    says: "a list holds only items, lists and a caption",
    decide: (pdf) => holdsOnly(pdf, "L", ["L", "LI", "Caption"]),
  },
  {
    id: "7.2-20",
    says: "an item of a list holds only a label and a body",
    decide: (pdf) => holdsOnly(pdf, "LI", ["Lbl", "LBody"]),
  },
  { id: "7.2-26", says: "TOCI stands in TOC", decide: (pdf) => standsIn(pdf, "TOCI", ["TOC"]) },
  {
    id: "7.2-27",
    says: "TOC holds only TOC, TOCI and a caption",
    decide: (pdf) => holdsOnly(pdf, "TOC", ["TOC", "TOCI", "Caption"]),
  },
  {
    id: "7.2-28",
    says: "the caption of TOC stands first",
    decide: (pdf) => captionStands(pdf, "TOC", { last: false }),
  },
  {
    id: "7.2-40",
    says: "the caption of a list stands first",
    decide: (pdf) => captionStands(pdf, "L", { last: false }),
  },
];
