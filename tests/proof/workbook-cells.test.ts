import { expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { planDocument } from "../../src/documents/plan.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { findLocale } from "../../src/locales/index.ts";
import { buildTrace, formatTrace } from "../../src/proof/build-trace.ts";
import { explain } from "../../src/proof/explain.ts";
import { formatExplanation } from "../../src/proof/format-explanation.ts";
import { readTrace } from "../../src/proof/read-trace.ts";
import { checkPaths } from "../../src/check.ts";
import { makeWorkbook, type RawCell } from "../facts/make-workbook.ts";
import { deckFiles, memoryBuild } from "../memory-build.ts";
import { memoryFiles } from "../memory-files.ts";

const csv = deckFiles["facts/facts.csv"]!.trim()
  .split("\n")
  .map((line) => line.split(","));
const [head = [], ...records] = csv;
const at = (record: readonly string[], name: string): string => record[head.indexOf(name)] ?? "";
const keys = ["account", "member", "unit", "scenario", "basis", "measure", "as_of", "source"];
const periods = head.filter((name) => !keys.includes(name));

/** The table of the invented company as a workbook: a row is labelled by its line, the mapping says what it is. */
const workbook = (change: (cell: RawCell) => RawCell = (cell) => cell, more: readonly RawCell[] = []) =>
  makeWorkbook({
    sheets: [
      {
        name: "Q2 results",
        rows: [
          ["", ...periods],
          ...records.map((record, line) => [
            `line ${line}`,
            ...periods.map((period) => {
              const value = at(record, period);
              return value === "" || value === "-" ? value : change({ value });
            }),
          ]),
          ...(more.length === 0 ? [] : [["new line", ...more]]),
        ],
      },
    ],
  });
const row = (record: readonly string[], line: number): string => {
  const said = keys.filter((key) => at(record, key) !== "");
  return `          line ${line}: { ${said.map((key) => `${key}: "${at(record, key)}"`).join(", ")} }\n`;
};
const map = `tables:
  - sheet: Q2 results
    headRows: 1
    columns: { ${periods.map((period) => `${period}: ${period}`).join(", ")} }
    rows:
      - labels:
${records.map(row).join("")}`;
const { "facts/facts.csv": _, ...others } = deckFiles;
const withWorkbook = (bytes: Uint8Array) => ({
  ...others,
  "facts/facts.xlsx": bytes,
  "facts/facts.map.yaml": map,
});

async function traceOf(contents: Readonly<Record<string, string | Uint8Array>>) {
  const files = memoryFiles(contents, "acme");
  const ledger = openLedger(await readFacts(files));
  const source = await readDocument(files, "deck");
  return buildTrace({
    plan: planDocument({ source, ledger, locale: findLocale("en") }),
    ledger,
    company: "acme",
  });
}

test("a document of a workbook is the document of the same facts in CSV, but for the cells", async () => {
  const [fromCsv, fromWorkbook] = await Promise.all([traceOf(deckFiles), traceOf(withWorkbook(workbook()))]);
  const cells = new Set<string>();
  const others = JSON.parse(JSON.stringify(fromWorkbook), (key, value: unknown) => {
    if (key !== "cell" || typeof value !== "object") return value;
    if ((value as { file: string }).file === "facts/facts.xlsx") cells.add(JSON.stringify(value));
    return undefined;
  }) as unknown;
  const plain = JSON.parse(JSON.stringify(fromCsv), (key, value: unknown) =>
    key === "cell" && typeof value === "object" ? undefined : value,
  ) as unknown;
  expect(others).toEqual(plain);
  expect(cells.size).toBeGreaterThan(5);
  expect([...cells][0]).toMatch(/^\{"file":"facts\/facts\.xlsx","sheet":"Q2 results","cell":"[A-Z]\d+"\}$/);
});

test("a trace keeps sheet and cell, and an explanation prints them", async () => {
  const trace = await traceOf(withWorkbook(workbook()));
  const bytes = new TextEncoder().encode(formatTrace(trace));
  const { trace: read } = await readTrace({ bytes, file: "t.json" });
  const [reference] = Object.entries(read.figures).find(([, { reported }]) => reported !== undefined)!;
  expect(formatExplanation(explain(read, { query: reference }))).toMatch(
    /facts\/facts\.xlsx!'Q2 results'![B-Z]\d+/,
  );
});

test("a check lists the rows of which the mapping says nothing", async () => {
  const folders = { acme: withWorkbook(workbook((cell) => cell, [{ value: "7" }])) };
  const { companies } = await checkPaths({ paths: ["acme"] }, memoryBuild({ folders }).effects);
  expect(companies[0]!.warnings.filter(({ what }) => what.includes("mapped"))).toEqual([
    {
      place: { file: "acme/facts/facts.xlsx", sheet: "Q2 results", cell: `A${records.length + 2}` },
      what: 'the row "new line" is not mapped',
      hint:
        "say in facts.map.yaml what it is, or why it is left out: { leave: <reason> }\n" +
        '  accept: "unmapped row facts.xlsx Q2 results new line" in accepted.yaml, with reason, owner and date',
    },
  ]);
});
