import { beforeAll, expect, test } from "vitest";
import type { Trace } from "../../src/proof/trace.ts";
import { iijTrace } from "../proof/iij-trace.ts";

let traces: Readonly<Record<string, Trace>>;
beforeAll(async () => {
  traces = { en: await iijTrace("en"), ja: await iijTrace("ja") };
});

function said(lang: string, key: string): string {
  const { parts } = traces[lang]!.sentences.find((sentence) => sentence.key === key)!;
  return parts
    .map((part) => (typeof part === "string" ? part : part.text))
    .join("")
    .replaceAll("\u00a0", " ");
}

test("a chart over a table says of each line its last value, its move, its highest and its lowest", () => {
  expect(said("en", "quarterly-revenues.chart-table.figures.alt")).toBe(
    "Total revenues from 1Q04 to 2Q06: JPY 14,007 million in 2Q06, up 17.4% on 2Q05; highest JPY 16,133 million in 4Q05; lowest JPY 8,675 million in 1Q04. " +
      "Gross margin ratio from 1Q04 to 2Q06: 18.3% in 2Q06, up 1.0 points on 2Q05; highest 18.7% in 3Q05; lowest 14.2% in 1Q04.",
  );
  expect(said("ja", "quarterly-revenues.chart-table.figures.alt")).toBe(
    "営業収益（1Q04～2Q06）：2Q06は14,007百万円（前年同四半期比17.4%増）、最高は4Q05の16,133百万円、最低は1Q04の8,675百万円。" +
      "売上総利益率（1Q04～2Q06）：2Q06は18.3%（前年同四半期比1.0ポイント上昇）、最高は3Q05の18.7%、最低は1Q04の14.2%。",
  );
});

test("a chart without a table says every value", () => {
  expect(said("en", "quarterly-income.gains.figures.alt")).toContain(
    "JPY 511 million in 1Q05; JPY 660 million in 2Q05; JPY 743 million in 3Q05; JPY 1,308 million in 4Q05; JPY 478 million in 1Q06; JPY 445 million in 2Q06.",
  );
});

test("every figure that is said stands in the trace", () => {
  for (const { sentences, figures } of Object.values(traces)) {
    const ids = sentences
      .filter(({ key }) => key.endsWith(".figures.alt"))
      .flatMap(({ parts }) =>
        parts.flatMap((part) => (typeof part === "object" && "figure" in part ? part.figure : [])),
      );
    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => figures[id] === undefined)).toEqual([]);
  }
});
