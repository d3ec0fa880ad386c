import { expect, test } from "vitest";
import { checkInspection, promised } from "../../src/inspect/check-inspection.ts";
import type { Outcome, RuleResult } from "../../src/inspect/inspection.ts";
import { rules } from "../../src/inspect/rules/index.ts";
import { formatProblem } from "../../src/problem.ts";

const result = (
  outcome: Outcome,
  faults: RuleResult["faults"] = [],
): { readonly rules: readonly RuleResult[] } => ({
  rules: [{ id: "7.3-1", says: "every figure has a text", outcome, faults }],
});
const check = (of: ReturnType<typeof result>) =>
  checkInspection(of, { file: "a.pdf", promised: ["7.3-1"] }).map(formatProblem);

test("promises only rules that there are, and none twice", () => {
  const ids = rules.map(({ id }) => id);
  expect(promised.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(promised).size).toBe(promised.length);
});

test("tells a promised rule that failed with its first object", () => {
  const faults = [
    { page: 3, object: "Document/Figure", what: "has neither Alt nor ActualText" },
    { page: 4, what: "b" },
  ];
  expect(check(result("failed", faults))).toEqual([
    "a.pdf fails PDF/UA-1 7.3-1, every figure has a text: page 3, Document/Figure: has neither Alt nor ActualText (and 1 more)\n  hint: mend the template that prints it; kessan inspect lists every object",
  ]);
});

test("takes a promised rule that could not be decided as broken", () => {
  expect(check(result("undecided", [{ what: "its program is not read" }]))).toEqual([
    "a.pdf cannot be held to PDF/UA-1 7.3-1, every figure has a text: its program is not read\n  hint: mend the template that prints it; kessan inspect lists every object",
  ]);
});

test("says nothing of rules that passed or do not apply", () => {
  expect(check(result("passed"))).toEqual([]);
  expect(check(result("not applicable"))).toEqual([]);
});

test("does not promise a rule that there is not", () => {
  expect(() => checkInspection({ rules: [] }, { file: "a.pdf", promised: ["9-9"] })).toThrow("no rule 9-9");
});
