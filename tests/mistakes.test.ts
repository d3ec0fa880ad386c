import { describe, expect, test } from "vitest";
import type { Files } from "../src/effects.ts";
import { folderFiles } from "../src/folder-files.ts";
import { checkPaths, formatProblem } from "../src/index.ts";
import { memoryBuild, problemsOf } from "./memory-build.ts";

// What people of finance get wrong in a real deck, each as `kessan check` tells it.

interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const texts = (lang: "en" | "ja"): string => `documents/2q06-results/text.${lang}.yaml`;

/** The sample with edits; each has to find what it replaces. */
function edited(edits: readonly Edit[]): (folder: string) => Files {
  return (folder) => {
    const own = folderFiles(folder);
    return {
      ...own,
      read: async (path) => {
        const bytes = await own.read(path);
        const here = edits.filter(({ file }) => file === path);
        if (bytes === undefined || here.length === 0) return bytes;
        const text = here.reduce((before, { from, to }) => {
          if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
          return before.replace(from, to);
        }, Buffer.from(bytes).toString("utf8"));
        return Buffer.from(text);
      },
    };
  };
}

const told = (...edits: readonly Edit[]): Promise<string> =>
  problemsOf(checkPaths({ paths: ["data/iij"] }, { ...memoryBuild().effects, files: edited(edits) }));

describe("kessan check", () => {
  test("names a number that was typed into a sentence", async () => {
    const from = '{{amount "securities-gains"}}\'\n';
    expect(await told({ file: texts("en"), from, to: "JPY 455 million'\n" })).toBe(
      `data/iij/documents/2q06-results/text.en.yaml:152:9 unbound number "455" in "JPY 455 million"
  hint: ask the ledger for it with a helper, or list it in literals.yaml with a reason`,
    );
  });

  test("names the cell that was changed and the value that would pass every check", async () => {
    const message = await told({ file: "facts/quarterly.csv", from: ",2778,3871", to: ",2778,3817" });
    expect(message.split("data/iij/published")[0]).toBe(
      `data/iij/facts/quarterly.csv:3:88 revenue.systems@2Q06 is reported as 3817 JPY million, which 8 checks contradict; 3871 would pass all of them
  hint: mend this cell, or else what contradicts it:
    revenue.total@2Q06 is 14007 JPY million, but revenue.connectivity@2Q06 + revenue.vas-other@2Q06 + revenue.outsourced@2Q06 + revenue.systems@2Q06 + revenue.equipment@2Q06 gives 13953
    revenue.systems-total@2Q06 is 7221 JPY million, but revenue.systems@2Q06 + revenue.outsourced@2Q06 gives 7167
    revenue.systems@2Q06|growth(-1q) is 39.3 %, but revenue.systems@2Q06 / revenue.systems@1Q06 - 1 gives 37.4
    revenue.systems@2Q06|growth(-1y) is 61.0 %, but revenue.systems@2Q06 / revenue.systems@2Q05 - 1 gives 58.7 and 4 more
`,
    );
    expect(message).toContain(
      `slide 6: "3,871" for Systems Integration 2Q06, but revenue.systems@2Q06 is 3,817
  hint: cells behind it: data/iij/facts/quarterly.csv:3:88`,
    );
  });

  test("warns of a slide that an emptied cell leaves out", async () => {
    const edit = { file: "facts/cash-flow.csv", from: "1969,1608", to: "1969," };
    const effects = { ...memoryBuild().effects, files: edited([edit]) };
    const { companies } = await checkPaths({ paths: ["data/iij"] }, effects);
    expect(companies[0]!.warnings.map(formatProblem)).toContain(
      `data/iij/documents/2q06-results/outline.yaml:192:9 slide "balance-and-cash" is left out: nobody reports cash-flow.operating@2Q06
  hint: report them, or take the slide out of the outline
  accept: "slide-dropped balance-and-cash" in accepted.yaml, with reason, owner and date`,
    );
  });

  test("names a sign that was lost in Japanese only", async () => {
    const from = '{{moved "cash-flow.operating|change(-1y)"}}';
    const message = await told({
      file: texts("ja"),
      from,
      to: '{{figure "cash-flow.operating|change(-1y)" absolute=true}}',
    });
    expect(message).toBe(
      `data/iij/documents/2q06-results/text.ja.yaml:195:10 slide "balance-and-cash" prints in ja "362" for cash-flow.operating@2Q06|change(-1y), which is the size of a fall, and no words beside it say so
  hint: write {{moved}} in place of {{figure}} with absolute=true`,
    );
  });

  test("names the period of an earlier quarter in a title", async () => {
    const from = 'Other financial data · {{period "current" form="head"}}';
    expect(await told({ file: texts("en"), from, to: from.replace("current", "1Q06") })).toBe(
      `data/iij/documents/2q06-results/text.en.yaml:280:13 "Other financial data · 1Q06 (April – June 2006)" names 1Q06, but the document reports 2Q06
  hint: write {{period "current"}}, so that it moves with the document
  accept: "stale-period other-data.subtitle en 1Q06" in accepted.yaml, with reason, owner and date`,
    );
  });

  test("names a typed period and how to write it", async () => {
    const from = 'Other financial data · {{period "current" form="head"}}';
    expect(await told({ file: texts("en"), from, to: "Other financial data · 1Q06" })).toBe(
      `data/iij/documents/2q06-results/text.en.yaml:280:13 period "1Q06" is typed in "Other financial data · 1Q06"
  hint: write {{period "current"}} if the document's own period is meant, {{period "current - 1q"}} if the earlier one is`,
    );
  });

  test("names a percent sign on the change of a ratio", async () => {
    const from = '{{moved "gross-margin-ratio.systems|points(-1q)" style="adverb"}}';
    const to = 'down {{figure "gross-margin-ratio.systems|points(-1q)" form="level" absolute=true}}%';
    expect(await told({ file: texts("en"), from, to })).toBe(
      `data/iij/documents/2q06-results/text.en.yaml:237:9 "%" is typed beside "1.7" in "Gross margin ratio down 1.7% on 1Q06 and down 1.8 points on…", but gross-margin-ratio.systems@2Q06|points(-1q) is in points
  hint: write {{moved "…"}} or {{figure "…"}}, which say points, and take the sign out
  accept: "percent-of-ratio systems.integration-notes.items.3 en gross-margin-ratio.systems@2Q06|points(-1q)" in accepted.yaml, with reason, owner and date`,
    );
  });

  test("names an acceptance of what is not found, and the finding that it was for", async () => {
    const file = "documents/2q06-results/accepted.yaml";
    expect(await told({ file, from: "slide 3 revenue", to: "slide 4 revenue" })).toContain(
      'published 2q06-results, slide 3: "+5.6%" for Total revenues compared to the initial target, but revenue.total@1H06|growth(target.initial) is +5.8%',
    );
  });
});
