import { must, notApplicable, type Rule } from "./rule.ts";

const part = "pdfuaid:part";

/** The file says that it is PDF/UA-1. */
export const identification: readonly Rule[] = [
  {
    id: "5-1",
    says: "the metadata say which part of PDF/UA the file is made after",
    decide: ({ metadata: { xmp } }) => must(xmp?.[part] !== undefined, `the metadata have no ${part}`),
  },
  {
    id: "5-2",
    says: "that part is 1",
    decide: ({ metadata: { xmp } }) =>
      xmp?.[part] === undefined
        ? notApplicable
        : must(xmp[part] === "1", `${part} is "${String(xmp[part])}"`),
  },
];
