import { expect, test } from "vitest";
import type { Document } from "../../src/documents/document.ts";
import type { FigureRun } from "../../src/documents/runs.ts";
import { writeDataBook } from "../../src/proof/data-book.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { recalculate } from "./recalculate.ts";
import { sampleTrace } from "./sample-trace.ts";

const values = {
  "a@2Q06": "200000000",
  "b@2Q06": "-50000000",
  "total@2Q06": "150000000",
  "total@2Q05": "120000000",
  "total@2Q06|growth(-1y)": "0.25",
  "moved@2Q06": "7000000",
};

const derived: Readonly<Record<string, readonly [formula: string, ...from: string[]]>> = {
  "total@2Q06": ["a@2Q06 + b@2Q06", "a@2Q06", "b@2Q06"],
  "total@2Q06|growth(-1y)": ["total@2Q06 / total@2Q05 - 1", "total@2Q06", "total@2Q05"],
};

const run = (figure: string, text: string, unit = "JPY million", decimals = 0): FigureRun => ({
  figure,
  text,
  value: values[figure as keyof typeof values],
  shown: { unit, decimals, by: "fact" },
});

const table = {
  kind: "results-table",
  groups: [],
  columns: [
    { label: ["2Q06"], highlight: true, sort: "level" },
    { label: ["YoY"], highlight: false, sort: "change" },
  ],
  rows: [
    ["A", [run("a@2Q06", "200")], []],
    ["B", [run("b@2Q06", "(50)")], ["–"]],
    ["Total", [run("total@2Q06", "150")], [run("total@2Q06|growth(-1y)", "+25.0%", "%", 1)]],
    ["Moved", [run("moved@2Q06", "8")], []],
  ].map(([label, ...cells]) => ({ label: [label], level: "plain", rule: false, cells })),
};

const document = (blocks: readonly unknown[]): Document =>
  ({ slides: [{ id: "results", number: 3, areas: { main: blocks } }] }) as unknown as Document;

function trace(): Trace {
  const plain = sampleTrace({ values, prints: [] });
  const figures = Object.entries(plain.figures).map(([id, figure]) => {
    const [formula, ...from] = derived[id] ?? [];
    return [id, { ...figure, ...(formula !== undefined && { derived: { formula, from } }) }];
  });
  return { ...plain, figures: Object.fromEntries(figures) as Trace["figures"] };
}

test("holds what follows from other figures as formulas that give what is printed", () => {
  const cells = recalculate(writeDataBook(document([table]), trace())!);
  expect(cells.map(({ held, result }) => held - result)).toEqual(cells.map(() => 0));
  expect(
    cells
      .filter(({ sheet }) => sheet === "3 results")
      .map(({ address, formula, result }) => [address, formula, result]),
  ).toEqual([
    ["B2", "Figures!E2/1000000", 200],
    ["B3", "Figures!E3/1000000", -50],
    ["B4", "Figures!E4/1000000", 150],
    ["C4", "Figures!E5", 0.25],
    ["B5", undefined, 8],
  ]);
  expect(
    cells.filter(({ sheet }) => sheet === "Figures").map(({ formula, result }) => [formula, result]),
  ).toEqual([
    [undefined, 200_000_000],
    [undefined, -50_000_000],
    ["E2+E3", 150_000_000],
    ["E4/E6-1", 0.25],
    [undefined, 120_000_000],
    [undefined, 7_000_000],
  ]);
});

test("keeps a report that its parts do not give", () => {
  const { figures, ...rest } = trace();
  const total = figures["total@2Q06"]!;
  const reported = { ...total, derived: { ...total.derived!, value: "149000000" } };
  const cells = recalculate(
    writeDataBook(document([table]), { ...rest, figures: { ...figures, "total@2Q06": reported } })!,
  );
  expect(cells.find(({ sheet, address }) => sheet === "Figures" && address === "E4")).toEqual({
    sheet: "Figures",
    address: "E4",
    held: 150_000_000,
    result: 150_000_000,
  });
});

test("is not written for a document without tables of figures", () => {
  expect(writeDataBook(document([{ kind: "paragraph" }]), trace())).toBeUndefined();
});
