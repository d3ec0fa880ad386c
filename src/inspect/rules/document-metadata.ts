import { must, notApplicable, type Rule } from "./rule.ts";

/** The document has metadata, a title that is shown, and a language for both. */
export const documentMetadata: readonly Rule[] = [
  {
    id: "7.1-8",
    says: "the document has a metadata stream",
    decide: ({ metadata }) => must(metadata.xmp !== undefined, "the catalog has no Metadata"),
  },
  {
    id: "7.1-9",
    says: "the metadata have a title",
    decide: ({ metadata: { xmp } }) =>
      must(xmp?.["dc:title"] !== undefined && xmp["dc:title"].length > 0, "the metadata have no dc:title"),
  },
  {
    id: "7.1-10",
    says: "a viewer shows the title instead of the file's name",
    decide: ({ catalog }) =>
      must(catalog.displayDocTitle, "the viewer preferences have no DisplayDocTitle true"),
  },
  {
    id: "7.2-33",
    says: "the language of the metadata is known",
    decide: ({ metadata, catalog }) =>
      metadata.xmp === undefined
        ? notApplicable
        : must(catalog.lang !== undefined, "there are metadata, and the catalog has no Lang"),
  },
];
