import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { planDocument, type Plan } from "../../src/documents/plan.ts";
import { readCsv } from "../../src/facts/csv.ts";
import { factsKnownOn } from "../../src/facts/known-on.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { checkPublished, readPublished, type PublishedCheck } from "../../src/proof/published.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
let check: PublishedCheck;
let plans: readonly Plan[];
/** Of each row, whether it is a base figure or follows from others. */
let kinds: readonly string[];

beforeAll(async () => {
  const files = folderFiles(at("data/iij"));
  const source = await readDocument(files, "1h10-release");
  const ledger = openLedger(factsKnownOn(await readFacts(files), source.outline.value.date));
  const tables = (await readPublished(files)).filter(({ name }) => name === "1h10-release");
  check = checkPublished(tables, ledger, source.overrides);
  plans = ["en", "ja"].map((lang) => planDocument({ source, ledger, locale: findLocale(lang) }));
  const { records } = readCsv({ bytes: readFileSync(at("seeds/1h10/figures.csv")), file: "figures.csv" });
  kinds = records.map(({ cells }) => cells[6]!.text);
});

const count = (kind: string, verdict: string): number =>
  check.verdicts.filter((row, index) => kinds[index] === kind && row.verdict === verdict).length;

describe("the published tables of 1H10", () => {
  test("are all in the ledger", () => {
    expect(check.verdicts).toHaveLength(1100);
    expect(count("base", "missing") + count("derived", "missing")).toBe(0);
  });

  test("agree in every base figure but those that the source adjusted by one", () => {
    const wrong = check.verdicts.filter(
      ({ verdict }, index) => kinds[index] === "base" && verdict !== "exact" && verdict !== "interval",
    );
    expect(wrong.map(({ figure, text, should, verdict }) => [figure, text, should, verdict])).toEqual([
      ["revenue.equipment@1H09", "309", "310", "override"],
      ["cost.systems@1H09", "10,050", "10,049", "override"],
      ["segment.network.income@1H09", "1,644", "1,645", "override"],
      ["noncontrolling-loss@1H10", "101", "102", "wrong"],
      ["revenue.wan@2Q10", "2,645", "2,644", "override"],
    ]);
  });

  test("agree in every derived figure but those of columns that the source made add up", () => {
    expect(count("derived", "exact") + count("derived", "interval")).toBe(591 - 18 - 8);
    expect(count("derived", "override")).toBe(18);
    const wrong = check.verdicts.filter(
      ({ verdict }, index) => kinds[index] === "derived" && verdict === "wrong",
    );
    expect(wrong.map(({ figure, text, should }) => `${figure} ${text} for ${should}`)).toEqual([
      "goodwill@2010-09-30|share(assets.total) 5.1 for 5.2",
      "research-development@1H10|share(revenue.total) 0.5 for 0.4",
      "general-administrative@2Q10|share(revenue.total) 7.2 for 7.3",
      "research-development@2Q09|share(revenue.total) 0.6 for 0.5",
      "costs-expenses@2Q09|share(revenue.total) 95.1 for 95.0",
      "operating-income@2Q09|share(revenue.total) 4.9 for 5.0",
      "pretax-income@2Q10|share(revenue.total) 4.0 for 3.9",
      "noncontrolling-loss@2Q10|share(revenue.total) 0.2 for 0.3",
    ]);
  });

  test("stand on the pages of the release, in both languages", () => {
    for (const { document } of plans) {
      const printed = new Set(document.figures.map(({ figure }) => figure));
      const absent = check.verdicts.filter(({ figure }) => !printed.has(figure));
      expect(absent.map(({ figure }) => figure)).toEqual([]);
    }
  });
});
