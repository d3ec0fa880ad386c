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

  test("moves a subtracted operand the other way", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({ "revenue.total": "1001", "cost.total": "700", "gross-margin": "300" });
    const plugged = plug(shown, accounts);
    expect(findGaps(plugged.column, accounts)).toEqual([]);
    expect(plugged.adjustments).toHaveLength(1);
  });

  test("leaves a gap that one unit a part cannot close", async () => {
    const { accounts } = (await openSample()).facts;
    const shown = column({ "revenue.a": "700", "revenue.b": "300", "revenue.total": "1010" });
    expect(plug(shown, accounts).adjustments).toEqual([]);
  });
});
