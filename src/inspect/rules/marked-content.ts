import type { Mixed, PdfContents } from "../inspection.ts";
import { every, notApplicable, type Rule, type Verdict } from "./rule.ts";

/** Everything that is painted is either tagged or an artifact. */
export const markedContent: readonly Rule[] = [
  {
    id: "7.1-1",
    says: "no artifact lies within tagged content",
    decide: (pdf) => without(pdf, "artifact in tagged content"),
  },
  {
    id: "7.1-2",
    says: "no tagged content lies within an artifact",
    decide: (pdf) => without(pdf, "tagged content in an artifact"),
  },
  {
    id: "7.1-3",
    says: "all that is painted is tagged or an artifact",
    decide: ({ content: { tagged, artifacts, untagged } }) => {
      if (tagged + artifacts + untagged.length === 0) return notApplicable;
      return every(
        untagged.length === 0 ? [undefined] : untagged,
        (some) =>
          some && {
            page: some.page,
            object: some.sample,
            what: `${some.operators} ${some.operators === 1 ? "operator paints" : "operators paint"} outside of tags and artifacts`,
          },
      );
    },
  },
];

function without({ content }: PdfContents, kind: Mixed["kind"]): Verdict {
  if (content.tagged + content.artifacts === 0) return notApplicable;
  const mixed = content.mixed.filter((one) => one.kind === kind);
  return every(
    mixed.length === 0 ? [undefined] : mixed,
    (one) => one && { page: one.page, object: one.tag, what: `${one.kind}` },
  );
}
