import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/proof/finding.ts";
import { isOpen, judge } from "../../src/proof/judge.ts";

const found = (id: string, severity: Finding["severity"] = "error"): Finding => ({
  rule: "published",
  severity,
  id,
  what: `about ${id}`,
});
const accept = (finding: string) => ({
  finding,
  reason: "a misprint",
  owner: "Investor Relations",
  date: "2006-11-06",
  place: { file: "accepted.yaml", line: 1, column: 3 },
});
const names = (findings: readonly Finding[]): readonly string[] => findings.map(({ id }) => id);

describe("judge", () => {
  test("puts errors first, then warnings, then what somebody has accepted", () => {
    const judged = judge([found("a"), found("b", "warning"), found("c")], [accept("a")], { isWhole: true });
    expect(names(judged)).toEqual(["c", "b", "a"]);
    expect(judged.map(isOpen)).toEqual([true, true, false]);
    expect(judged[2]!.accepted).toEqual(accept("a"));
  });

  test("warns of an acceptance that covers nothing, and names what it may have been for", () => {
    const judged = judge(
      [found("stale-period deck.title en 1Q06")],
      [accept("stale-period deck.title en 1Q05")],
      {
        isWhole: true,
      },
    );
    expect(judged[1]).toEqual({
      rule: "acceptance",
      severity: "warning",
      id: "acceptance stale-period deck.title en 1Q05",
      place: { file: "accepted.yaml", line: 1, column: 3 },
      what: '"stale-period deck.title en 1Q05" is accepted, but nothing of that name is found',
      hint: 'did you mean "stale-period deck.title en 1Q06"?',
    });
  });

  test("says nothing of such an acceptance where a language or the own period is not looked at", () => {
    expect(judge([], [accept("a")], { isWhole: false })).toEqual([]);
  });

  test("keeps findings of one name apart, so that accepting one accepts one", () => {
    const judged = judge([found("a"), found("a")], [accept("a")], { isWhole: true });
    expect(names(judged)).toEqual(["a (2)", "a"]);
    expect(names(judged.filter(isOpen))).toEqual(["a (2)"]);
  });
});
