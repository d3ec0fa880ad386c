import type { Fault } from "../inspection.ts";
import { every, notApplicable, type Rule } from "./rule.ts";
import { kidTypes, tagFault, tagsOfType } from "./tag-fault.ts";

/** Headings follow each other by their levels. */
export const headings: readonly Rule[] = [
  {
    id: "7.4.2-1",
    says: "the first heading is H1, and no level is left out on the way down",
    decide: (pdf) => {
      let before = 0;
      return every(tagsOfType(pdf, ...numbered), ({ tag }): Fault | undefined => {
        const level = Number(tag.standard!.slice(1));
        const isSkipped = level > before + 1;
        const after = before === 0 ? "is the first heading" : `follows H${before}`;
        before = level;
        return isSkipped ? tagFault(tag, `${after}`) : undefined;
      });
    },
  },
  {
    id: "7.4.4-1",
    says: "no tag holds two headings without a level",
    decide: (pdf) => {
      if (tagsOfType(pdf, "H").length === 0) return notApplicable;
      return every(pdf.allTags, ({ tag }) => {
        const count = kidTypes(tag).filter((kid) => kid === "H").length;
        return count > 1 ? tagFault(tag, `holds ${count} H`) : undefined;
      });
    },
  },
  {
    id: "7.4.4-2",
    says: "headings without a level stand beside none with one",
    decide: (pdf) => {
      const others = tagsOfType(pdf, ...numbered);
      return every(tagsOfType(pdf, "H"), ({ tag }) =>
        others.length === 0 ? undefined : tagFault(tag, `the file has ${others[0]!.tag.standard} too`),
      );
    },
  },
  {
    id: "7.4.4-3",
    says: "headings with a level stand beside none without",
    decide: (pdf) => {
      const isMixed = tagsOfType(pdf, "H").length > 0;
      return every(tagsOfType(pdf, ...numbered), ({ tag }) =>
        isMixed ? tagFault(tag, "the file has H too") : undefined,
      );
    },
  },
];

const numbered = ["H1", "H2", "H3", "H4", "H5", "H6"] as const;
