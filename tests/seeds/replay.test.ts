import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { planDocument } from "../../src/documents/plan.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger, type Ledger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import { replay, type Replayed } from "../../seeds/replay.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = folderFiles(at("data/iij"));
let ledger: Ledger;
let replayed: readonly Replayed[];

beforeAll(async () => {
  ledger = openLedger(await readFacts(files));
  replayed = replay(ledger, {
    bytes: readFileSync(at("seeds/2q06/figures.csv")),
    file: "seeds/2q06/figures.csv",
  });
});

const count = (kind: string, verdict: string): number =>
  replayed.filter((row) => row.kind === kind && row.verdict === verdict).length;

describe("the published figures of 2Q06", () => {
  test("are all in the ledger", () => {
    expect(replayed).toHaveLength(371);
    expect(replayed.filter(({ verdict }) => verdict === "missing")).toEqual([]);
  });

  test("agree in every base figure, which two people transcribed from two texts", () => {
    expect([count("base", "exact"), count("base", "interval"), count("base", "wrong")]).toEqual([206, 0, 0]);
  });

  test("agree in every derived figure but one misprint of the source", () => {
    expect(count("derived", "exact") + count("derived", "interval")).toBe(164);
    expect(replayed.filter(({ verdict }) => verdict === "wrong")).toEqual([
      {
        slide: 3,
        label: "Total revenues",
        column: "compared to the initial target",
        printed: "+5.6%",
        reference: "revenue.total@1H06|growth(target.initial)",
        kind: "derived",
        verdict: "wrong",
        should: "5.8",
        against: "derivation",
      },
    ]);
  });

  test("are explained by another figure where they are wrong: 5.6% is the revised target over the initial one", async () => {
    const [revised, initial] = ["target.revised", "target.initial"].map((scenario) => {
      const fact = ledger.facts.facts.find(
        (fact) =>
          fact.account === "revenue.total" &&
          fact.scenario === scenario &&
          fact.period.id === "1H06" &&
          fact.basis === "consolidated",
      );
      return Number(fact!.value);
    });
    expect((revised! / initial! - 1).toFixed(3)).toBe("0.056");
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
    const absent = replayed
      .filter(({ slide, reference }) => !printed.has(`${slide} ${reference}`))
      .map(({ slide, reference, printed }) => `${slide} ${reference} ${printed}`);
    expect(absent).toEqual([]);
  });
});
