import { describe, expect, test } from "vitest";
import { findGaps, plug } from "../../src/figures/footing.ts";
import { openSample } from "./sample-company.ts";

const column = (cells: Readonly<Record<string, string>>) => new Map(Object.entries(cells));

describe("findGaps", () => {
  test("finds a visible sum that its digits miss, and a visible difference", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({
      "revenue.a": "700",
      "revenue.b": "300",
      "revenue.total": "1001",
      "cost.total": "700",
      "gross-margin": "300",
    });
    expect(findGaps(shown, accounts)).toEqual([
      { total: "revenue.total", gap: "1" },
      { total: "gross-margin", gap: "-1" },
    ]);
  });

  test("says nothing where a part is not shown", async () => {
    const { accounts } = (await openSample()).facts;
    expect(findGaps(column({ "revenue.a": "700", "revenue.total": "1001" }), accounts)).toEqual([]);
  });
});

describe("plug", () => {
  test("moves the largest part by one unit and says so", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({ "revenue.a": "700", "revenue.b": "300", "revenue.total": "1001" });
    const plugged = plug(shown, accounts);
    expect(plugged.adjustments).toEqual([{ account: "revenue.a", from: "700", to: "701" }]);
    expect(findGaps(plugged.column, accounts)).toEqual([]);
  });

  test("moves a subtracted operand the other way, and what it is taken from only where nothing else moves", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({ "revenue.total": "1001", "cost.total": "700", "gross-margin": "300" });
    const plugged = plug(shown, accounts);
    expect(findGaps(plugged.column, accounts)).toEqual([]);
    expect(plugged.adjustments).toEqual([{ account: "cost.total", from: "700", to: "701" }]);
    expect(plug(shown, accounts, new Set(["cost.total"])).adjustments).toEqual([
      { account: "revenue.total", from: "1001", to: "1000" },
    ]);
  });

  test("leaves a gap that one unit a part cannot close", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({ "revenue.a": "700", "revenue.b": "300", "revenue.total": "1010" });
    expect(plug(shown, accounts).adjustments).toEqual([]);
  });

  test("never moves what is shown as zero, or with other decimals than its total", async () => {
    const { accounts } = (await openSample()).facts;
    const zero = plug(column({ "revenue.a": "0", "revenue.b": "300", "revenue.total": "302" }), accounts);
    expect(zero.adjustments).toEqual([]);
    const mixed = plug(column({ "revenue.a": "700.0", "revenue.b": "3", "revenue.total": "704" }), accounts);
    expect(mixed.adjustments).toEqual([{ account: "revenue.b", from: "3", to: "4" }]);
  });

  test("takes a negative part by its size, and moves it towards its total", async () => {
    const { accounts } = (await openSample()).facts;
    const plugged = plug(
      column({ "revenue.a": "-700", "revenue.b": "300", "revenue.total": "-401" }),
      accounts,
    );
    expect(plugged.adjustments).toEqual([{ account: "revenue.a", from: "-700", to: "-701" }]);
  });

  test("never breaks one visible sum to mend another", async () => {
    const { accounts } = (
      await openSample({
        "accounts.yaml": `revenue.a: { kind: flow, unit: JPY million }
revenue.b: { kind: flow, unit: JPY million }
revenue.total: { kind: flow, unit: JPY million, parts: [revenue.a, revenue.b] }
same: { kind: flow, unit: JPY million, parts: [revenue.a] }
`,
        "facts/facts.csv": "account,unit,source,2Q06\nrevenue.a,JPY million,deck slide 1,1\n",
        "facts/reported.csv": "account,unit,source,2Q06\n",
      })
    ).facts;
    const shown = column({ "revenue.a": "700", "revenue.b": "300", "revenue.total": "1001", same: "700" });
    expect(plug(shown, accounts).adjustments).toEqual([{ account: "revenue.b", from: "300", to: "301" }]);
  });
});
