import type { Annotation, Fault, PdfContents } from "../inspection.ts";
import { every, must, notApplicable, type Rule } from "./rule.ts";

/** What lies over pages is tagged, has a text, and is reached in order of the tags. */
export const annotations: readonly Rule[] = [
  {
    id: "7.15-1",
    says: "no form is made by XFA while it is opened",
    decide: ({ catalog: { xfa } }) =>
      xfa === "none" ? notApplicable : must(xfa !== "dynamic", "the file has a dynamic XFA form"),
  },
  {
    id: "7.18.1-1",
    says: "every annotation but links, fields and pop-ups is tagged as Annot",
    decide: (pdf) =>
      every(others(pdf), (one) =>
        one.tag === "Annot" ? undefined : fault(one, `is tagged as ${one.tag ?? "nothing"}`),
      ),
  },
  {
    id: "7.18.1-2",
    says: "every such annotation has a text, itself or in its tag",
    decide: (pdf) =>
      every(
        others(pdf).filter(({ tag, hidden, outside }) => tag === "Annot" && !hidden && !outside),
        (one) =>
          one.contents === undefined && one.tagAlt === undefined
            ? fault(one, "has neither Contents nor an Alt in its tag")
            : undefined,
      ),
  },
  {
    id: "7.18.1-3",
    says: "every form field has a name for people, itself or in its tag",
    decide: (pdf) =>
      every(
        ofKind(pdf, "Widget").filter(({ hidden, outside }) => !hidden && !outside),
        (one) =>
          (one.alternateName ?? one.tagAlt ?? "") === ""
            ? fault(one, "has neither TU nor an Alt in its tag")
            : undefined,
      ),
  },
  {
    id: "7.18.2-1",
    says: "there is no TrapNet annotation",
    decide: (pdf) =>
      every(pdf.annotations, (one) =>
        one.subtype === "TrapNet" ? fault(one, "is not permitted") : undefined,
      ),
  },
  {
    id: "7.18.3-1",
    says: "the tab key follows the tags on pages with annotations",
    decide: ({ pages }) =>
      every(
        pages.filter((page) => page.annotations > 0),
        ({ number, tabs }) =>
          tabs === "S"
            ? undefined
            : { page: number, what: `has ${tabs === undefined ? "no Tabs" : `Tabs ${tabs}, not S`}` },
      ),
  },
  {
    id: "7.18.4-1",
    says: "every form field is tagged as Form",
    decide: (pdf) =>
      every(
        ofKind(pdf, "Widget").filter(({ hidden, outside }) => !hidden && !outside),
        (one) => (one.tag === "Form" ? undefined : fault(one, `is tagged as ${one.tag ?? "nothing"}`)),
      ),
  },
  {
    id: "7.18.5-1",
    says: "every link is tagged as Link",
    decide: (pdf) =>
      every(
        ofKind(pdf, "Link").filter(({ hidden, outside }) => !hidden && !outside),
        (one) => (one.tag === "Link" ? undefined : fault(one, `is tagged as ${one.tag ?? "nothing"}`)),
      ),
  },
  {
    id: "7.18.5-2",
    says: "every link has a text in Contents",
    decide: (pdf) =>
      every(
        ofKind(pdf, "Link").filter(({ hidden, outside }) => !hidden && !outside),
        (one) => ((one.contents ?? "") === "" ? fault(one, "has no Contents") : undefined),
      ),
  },
  {
    id: "7.18.8-1",
    says: "no printer's mark is tagged",
    decide: (pdf) =>
      every(ofKind(pdf, "PrinterMark"), (one) =>
        one.tag === undefined ? undefined : fault(one, `is tagged as ${one.tag}`),
      ),
  },
];

function ofKind(pdf: PdfContents, subtype: string): readonly Annotation[] {
  return pdf.annotations.filter((one) => one.subtype === subtype);
}

function others(pdf: PdfContents): readonly Annotation[] {
  return pdf.annotations.filter(
    ({ subtype, hidden, outside }) =>
      !["Widget", "Popup", "Link", "PrinterMark", "TrapNet"].includes(subtype) && !hidden && !outside,
  );
}

function fault({ page, subtype, text, target }: Annotation, what: string): Fault {
  const shown = [subtype, text && `"${text}"`, target && `to ${target}`].filter(
    (part) => part !== undefined && part !== "",
  );
  return { page, object: shown.join(" "), what };
}
