import { captionStands, holdsAtMostOne, holdsOnly, holdsWith, standsIn } from "./nesting.ts";
import type { Rule } from "./rule.ts";

/** What tables are made of (ISO 32000-1, 14.8.4.3.4). */
export const tables: readonly Rule[] = [
  {
    id: "7.2-3",
    says: "a table holds only rows, groups of rows and a caption",
    decide: (pdf) => holdsOnly(pdf, "Table", ["TR", "THead", "TBody", "TFoot", "Caption"]),
  },
  {
    id: "7.2-4",
    says: "a row stands in a table or a group of rows",
    decide: (pdf) => standsIn(pdf, "TR", ["Table", "THead", "TBody", "TFoot"]),
  },
  { id: "7.2-5", says: "THead stands in a table", decide: (pdf) => standsIn(pdf, "THead", ["Table"]) },
  { id: "7.2-6", says: "TBody stands in a table", decide: (pdf) => standsIn(pdf, "TBody", ["Table"]) },
  { id: "7.2-7", says: "TFoot stands in a table", decide: (pdf) => standsIn(pdf, "TFoot", ["Table"]) },
  { id: "7.2-8", says: "a head cell stands in a row", decide: (pdf) => standsIn(pdf, "TH", ["TR"]) },
  { id: "7.2-9", says: "a cell stands in a row", decide: (pdf) => standsIn(pdf, "TD", ["TR"]) },
  { id: "7.2-10", says: "a row holds only cells", decide: (pdf) => holdsOnly(pdf, "TR", ["TH", "TD"]) },
  {
    id: "7.2-11",
    says: "a table has one THead at most",
    decide: (pdf) => holdsAtMostOne(pdf, "Table", "THead"),
  },
  {
    id: "7.2-12",
    says: "a table has one TFoot at most",
    decide: (pdf) => holdsAtMostOne(pdf, "Table", "TFoot"),
  },
  {
    id: "7.2-13",
    says: "a table with TFoot has TBody",
    decide: (pdf) => holdsWith(pdf, "Table", { kid: "TFoot", needs: "TBody" }),
  },
  {
    id: "7.2-14",
    says: "a table with THead has TBody",
    decide: (pdf) => holdsWith(pdf, "Table", { kid: "THead", needs: "TBody" }),
  },
  {
    id: "7.2-16",
    says: "the caption of a table stands first or last",
    decide: (pdf) => captionStands(pdf, "Table", { last: true }),
  },
  { id: "7.2-36", says: "THead holds only rows", decide: (pdf) => holdsOnly(pdf, "THead", ["TR"]) },
  { id: "7.2-37", says: "TBody holds only rows", decide: (pdf) => holdsOnly(pdf, "TBody", ["TR"]) },
  { id: "7.2-38", says: "TFoot holds only rows", decide: (pdf) => holdsOnly(pdf, "TFoot", ["TR"]) },
  {
    id: "7.2-39",
    says: "a table has one caption at most",
    decide: (pdf) => holdsAtMostOne(pdf, "Table", "Caption"),
  },
];
