import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { planDocument, type Plan } from "../../src/documents/plan.ts";
import { factsKnownOn } from "../../src/facts/known-on.ts";
import { readFacts } from "../../src/facts/read.ts";
import { findRestated } from "../../src/figures/consistency.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { checkPublished, readPublished, type PublishedCheck } from "../../src/proof/published.ts";

let ledger: Ledger;
let check: PublishedCheck;
let plans: readonly Plan[];

beforeAll(async () => {
  const files = folderFiles(fileURLToPath(new URL("../../data/iij", import.meta.url)));
  const source = await readDocument(files, "1h07-results");
  ledger = openLedger(factsKnownOn(await readFacts(files), source.outline.value.date));
  const tables = (await readPublished(files)).filter(({ name }) => name === "1h07-results");
  check = checkPublished(tables, ledger, source.overrides);
  plans = ["en", "ja"].map((lang) => planDocument({ source, ledger, locale: findLocale(lang) }));
});

describe("the published figures of 1H07", () => {
  test("agree with the ledger but for two errors of the source: a unit, and a direction", () => {
    expect(check.verdicts).toHaveLength(170);
    const wrong = check.verdicts.filter(({ verdict }) => verdict !== "exact" && verdict !== "interval");
    expect(wrong.map(({ figure, text, verdict }) => [figure, text, verdict])).toEqual([
      ["gross-margin-ratio.connectivity-vas@1H07|points(-1y)", "+3.0%", "wrong"],
      ["cash-flow.financing@1H07", "2,346", "wrong"],
    ]);
  });

  test("stand on the slides of the deck, in both languages, but for what its words stand for", () => {
    for (const { document } of plans) {
      const printed = new Set(document.figures.map(({ figure }) => figure));
      const absent = check.verdicts.filter(({ figure }) => !printed.has(figure));
      expect([...new Set(absent.map(({ figure }) => figure))]).toEqual([
        // "Wholly owned" guarded by claims
        "ownership[hi-ho]@2007-09-30",
        "ownership[iij-tech]@2007-09-30",
        "ownership[net-care]@2007-09-30",
      ]);
    }
  });

  test("contradict the deck of the year before in one figure, which both keep", () => {
    expect(findRestated(ledger).map(({ figure, asOf }) => `${figure} as of ${asOf}`)).toEqual([
      "securities-gains@1H06 as of 2007-11-12",
    ]);
  });
});
