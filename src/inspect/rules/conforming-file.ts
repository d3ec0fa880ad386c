import { must, type Rule } from "./rule.ts";

/** The file is one of PDF 1.x that says that it is tagged. */
export const conformingFile: readonly Rule[] = [
  {
    id: "6.1-1",
    says: "the first line names a version from 1.0 to 1.7",
    decide: ({ file: { header } }) =>
      must(/^%PDF-1\.[0-7]\s*$/.test(header), `the first line is "${header}"`),
  },
  {
    id: "6.2-1",
    says: "the file says that it is tagged",
    decide: ({ catalog }) => must(catalog.marked, "the catalog has no MarkInfo with Marked true"),
  },
];
