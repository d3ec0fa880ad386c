import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { planDocument } from "../../src/documents/plan.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { readCsv } from "../../src/facts/csv.ts";
import { checkPublished, readPublished, type PublishedCheck } from "../../src/proof/published.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = folderFiles(at("data/iij"));
let ledger: Ledger;
let check: PublishedCheck;
/** Of each row, whether it is a base figure or follows from others. */
let kinds: readonly string[];

beforeAll(async () => {
  ledger = openLedger(await readFacts(files));
  const tables = await readPublished(files);
  check = checkPublished(
    tables.filter(({ name }) => name === "2q06-results"),
    ledger,
  );
  const { records } = readCsv({ bytes: readFileSync(at("seeds/2q06/figures.csv")), file: "figures.csv" });
  kinds = records.map(({ cells }) => cells[5]!.text);
});

const count = (kind: string, verdict: string): number =>
  check.verdicts.filter((row, index) => kinds[index] === kind && row.verdict === verdict).length;

describe("the published figures of 2Q06", () => {
  test("are all in the ledger", () => {
    expect(check.verdicts).toHaveLength(371);
    expect(check.verdicts.filter(({ verdict }) => verdict === "missing")).toEqual([]);
  });

  test("agree in every base figure, which two people transcribed from two texts", () => {
    expect([count("base", "exact"), count("base", "interval"), count("base", "wrong")]).toEqual([206, 0, 0]);
  });

  test("agree in every derived figure but one misprint of the source", () => {
    expect(count("derived", "exact") + count("derived", "interval")).toBe(164);
    expect(count("derived", "wrong")).toBe(1);
  });

  test("are explained by another figure where they are wrong: 5.6% is the revised target over the initial one", () => {
    const figure = "revenue.total@1H06|growth(target.initial)";
    const place = { file: `${files.display("published/2q06-results.csv")}`, line: 4, column: 55 };
    expect(check.verdicts.filter(({ verdict }) => verdict === "wrong")).toEqual([
      {
        table: "2q06-results",
        place,
        where: "slide 3",
        label: "Total revenues compared to the initial target",
        text: "+5.6%",
        figure,
        verdict: "wrong",
        should: "+5.8%",
        explainedBy: "revenue.total@1H06/target.revised|growth(target.initial)",
      },
    ]);
    expect(check.findings).toEqual([
      {
        rule: "published",
        severity: "error",
        id: `published 2q06-results slide 3 ${figure} +5.6%`,
        place,
        what: `published 2q06-results, slide 3: "+5.6%" for Total revenues compared to the initial target, but ${figure} is +5.8%`,
        hint: '"+5.6%" is right for revenue.total@1H06/target.revised|growth(target.initial)',
        cells: [
          { file: files.display("facts/results.csv"), line: 2, column: 48 },
          { file: files.display("facts/targets.csv"), line: 2, column: 69 },
        ],
      },
    ]);
  });

  test("stand in the recreated deck on the same slide, as printed or with a reason", async () => {
    const source = await readDocument(files, "2q06-results");
    const { document } = planDocument({ source, ledger, locale: findLocale("en") });
    const printed = new Set(
      document.figures.map(({ figure, slide }) => {
        const number = document.slides.find(({ id }) => id === slide)!.number;
        return `${number} ${figure}`;
      }),
    );
    const absent = check.verdicts
      .filter(({ where, figure }) => !printed.has(`${where.slice("slide ".length)} ${figure}`))
      .map(({ where, figure, text }) => `${where} ${figure} ${text}`);
    expect(absent).toEqual([]);
  });
});
