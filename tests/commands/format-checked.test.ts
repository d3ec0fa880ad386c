import { expect, test } from "vitest";
import type { CheckResult } from "../../src/check.ts";
import { formatChecked } from "../../src/commands/format-checked.ts";

type CheckedDocument = CheckResult["documents"][number];

const accepted = { reason: "agreed", owner: "A. Keeper", date: "2026-11-02" };
const base = {
  findings: [{ id: "stale-period results.title en 1Q05", accepted }, { id: "untranslated results.title" }],
  published: [{ verdict: "exact" }, { verdict: "interval" }, { verdict: "override" }, { verdict: "wrong" }],
  dropped: [{ slide: "cash", missing: ["cash@1Q05"] }],
  adjusted: [{ figure: "cost@1Q05", from: "96.7", to: "96.8" }],
  unsettled: ["margin@1Q05"],
};
const document = (more: object): CheckedDocument => ({ ...base, ...more }) as unknown as CheckedDocument;

const result = {
  company: "acme",
  facts: 1,
  derivable: { typed: 2, settled: 0, derived: 3 },
  documents: [
    document({ name: "deck", lang: "en", kind: "deck", slides: 1, figures: 17 }),
    document({ name: "deck", lang: "ja", kind: "deck", slides: 1, figures: 17 }),
    document({ name: "release", lang: "en", kind: "report", slides: 2, figures: 1, unsettled: [] }),
    document({ name: "mail", lang: "en", kind: "message", slides: 5, figures: 2, published: [] }),
  ],
  leftOut: [{ what: "the chart of costs", why: "nobody prints them" }],
  warnings: [],
} as unknown as CheckResult;

const told = (details: boolean): string => `\n${formatChecked(result, { details }).join("\n")}\n`;

test("a check says in a line what there is, and counts what somebody has decided before", () => {
  expect(told(false)).toBe(`
acme: 1 fact, no contradictions; 3 printed figures derived, 2 typed that follow from others, 0 of them though their inputs settle them
deck (en): 1 slide, 17 figures
deck (ja): 1 slide, 17 figures
release (en): 2 sections, 1 figure
mail (en): 5 parts, 2 figures
deck: slide "cash" is dropped: nobody reports cash@1Q05
release: slide "cash" is dropped: nobody reports cash@1Q05
mail: slide "cash" is dropped: nobody reports cash@1Q05
deck: 4 published figures, 2 agree, 1 by an override
release: 4 published figures, 2 agree, 1 by an override
1 figure printed from the middle of an interval, 3 figures adjusted, 3 findings accepted, 1 thing left out: --details lists them
`);
});

test("with details it lists them, the same in all languages once", () => {
  expect(told(true)).toBe(`
acme: 1 fact, no contradictions; 3 printed figures derived, 2 typed that follow from others, 0 of them though their inputs settle them
deck (en): 1 slide, 17 figures
  printed from the middle of their interval: margin@1Q05
deck (ja): 1 slide, 17 figures
  printed from the middle of their interval: margin@1Q05
release (en): 2 sections, 1 figure
mail (en): 5 parts, 2 figures
  printed from the middle of their interval: margin@1Q05
deck: slide "cash" is dropped: nobody reports cash@1Q05
release: slide "cash" is dropped: nobody reports cash@1Q05
mail: slide "cash" is dropped: nobody reports cash@1Q05
deck: 4 published figures, 2 agree, 1 by an override
release: 4 published figures, 2 agree, 1 by an override
deck: cost@1Q05 is printed as 96.8, not 96.7: so that its sum adds up
release: cost@1Q05 is printed as 96.8, not 96.7: so that its sum adds up
mail: cost@1Q05 is printed as 96.8, not 96.7: so that its sum adds up
deck: accepted: stale-period results.title en 1Q05: agreed (A. Keeper, 2026-11-02)
release: accepted: stale-period results.title en 1Q05: agreed (A. Keeper, 2026-11-02)
mail: accepted: stale-period results.title en 1Q05: agreed (A. Keeper, 2026-11-02)
left out: the chart of costs, because nobody prints them
`);
});

test("where there is nothing to list, nothing is counted", () => {
  const nothing = { findings: [], published: [], dropped: [], adjusted: [], unsettled: [] };
  const [plain] = result.documents;
  const lines = formatChecked(
    { ...result, documents: [{ ...plain!, ...nothing }], leftOut: [] },
    { details: false },
  );
  expect(lines.slice(1)).toEqual(["deck (en): 1 slide, 17 figures"]);
});
