import { describe, expect, test } from "vitest";
import type { ResultsTable } from "../../src/documents/blocks/results-table.ts";
import { plainText } from "../../src/documents/sentence.ts";
import { messageOf, planSample } from "./sample-document.ts";
import { reportFiles } from "./sample-report.ts";

const english = "documents/deck/text.en.yaml";
const outline = "documents/deck/outline.yaml";
const plan = (path?: string, from = "", to = "") =>
  planSample({ ...reportFiles, ...(path && { [path]: reportFiles[path]!.replace(from, to) }) });

describe("a report", () => {
  test("has sections with levels, a head, a foot and footnotes", async () => {
    const { document } = await plan();
    expect(document.slides.map(({ id, level, layout }) => [id, level, layout])).toEqual([
      ["head", 1, "section"],
      ["results", 1, "section"],
      ["outlook", 2, "section"],
    ]);
    expect([plainText(document.head), plainText(document.foot)]).toEqual(["Acme Corp.", "Unaudited"]);
    expect(
      document.footnotes.map(({ text, ...note }) => ({
        ...note,
        text: plainText(text).replaceAll("\u00a0", " "),
      })),
    ).toEqual([
      { id: "basis", number: 1, slide: "head", text: "Revenues were JPY 1,951 million and are rounded." },
      { id: "service", number: 2, slide: "results", text: "Service A is one of two services." },
    ]);
  });

  test("numbers its footnotes in the order of their marks, and a second mark like the first", async () => {
    const { document } = await plan();
    const marks = JSON.stringify(document.slides).match(/\{"note":"\w+","text":"\d+"\}/g);
    expect(marks).toEqual([
      '{"note":"basis","text":"1"}',
      '{"note":"service","text":"2"}',
      '{"note":"basis","text":"1"}',
      '{"note":"service","text":"2"}',
    ]);
    expect(document.figures.at(-1)).toMatchObject({ figure: "revenue.total@1H06", slide: "head" });
  });

  test("shows columns in units of their own, and headings over rows", async () => {
    const { document } = await plan();
    const table = document.slides[1]!.areas["main"]![1] as ResultsTable;
    expect(table.columns.map(({ label }) => plainText(label))).toEqual(["Result", "JPY thousand", "Result"]);
    expect(
      table.rows.map(({ label, level, indent, cells }) => [
        plainText(label),
        level,
        indent,
        ...cells.map(plainText),
      ]),
    ).toEqual([
      ["Services", "heading", undefined, "", "", ""],
      ["Service A", "plain", 1, "1,200", "1,200,000", "1,100"],
      ["Service B", "plain", 1, "750", "750,000", "900"],
      ["Revenues", "total", undefined, "1,951", "1,951,000", "2,000"],
    ]);
  });

  test.each([
    [
      "a mark without its footnote",
      english,
      '{{note "service"}} grew',
      '{{note "servise"}} grew',
      `acme/documents/deck/text.en.yaml:17:29 no footnote "servise"\n  hint: did you mean "service"?`,
    ],
    [
      "a figure at the foot of every page",
      english,
      "foot: Unaudited",
      `foot: '{{amount "revenue.total@ytd"}}'`,
      "acme/documents/deck/text.en.yaml:1:1 a figure in the head or foot of a report: expected words, which are the same on every page",
    ],
    [
      "a column in a unit that is none of money",
      outline,
      "{ unit: JPY thousand }",
      "{ unit: contracts }",
      `acme/documents/deck/outline.yaml:11:9 expected a unit of money such as JPY thousand, got "contracts"`,
    ],
  ])("refuses %s", async (_, path, from, to, message) => {
    expect(await messageOf(plan(path, from, to))).toBe(message);
  });

  test("refuses a footnote that nothing marks", async () => {
    const lonely = "    lonely: Nobody asks.\n    service:";
    const changes = Object.fromEntries(
      [english, "documents/deck/text.ja.yaml"].map((path) => [
        path,
        reportFiles[path]!.replace("    service:", lonely),
      ]),
    );
    expect(await messageOf(planSample({ ...reportFiles, ...changes }))).toBe(
      `acme/documents/deck/text.en.yaml:9:13 no mark stands for the footnote report.notes.lonely
  hint: write {{note "…"}} where it belongs, or remove it`,
    );
  });
});
