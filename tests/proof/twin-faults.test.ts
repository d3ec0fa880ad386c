import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { planDocument } from "../../src/documents/plan.ts";
import { readDocument } from "../../src/documents/read-document.ts";
import { readFacts } from "../../src/facts/read.ts";
import { openLedger } from "../../src/figures/ledger.ts";
import { folderFiles } from "../../src/folder-files.ts";
import { findLocale } from "../../src/locales/index.ts";
import type { Problem } from "../../src/problem.ts";
import { buildTrace } from "../../src/proof/build-trace.ts";
import { checkTexts } from "../../src/proof/check-texts.ts";
import type { Trace } from "../../src/proof/trace.ts";
import { checkTwins } from "../../src/proof/twins.ts";
import { faultKinds, plantFault, type FaultKind, type Planted } from "./plant-twin-fault.ts";
import { seeded } from "./seeded.ts";

const company = fileURLToPath(new URL("../../data/iij", import.meta.url));
let pair: readonly [en: Trace, ja: Trace];

beforeAll(async () => {
  const files = folderFiles(company);
  const ledger = openLedger(await readFacts(files));
  const source = await readDocument(files, "2q06-results");
  const [en, ja] = ["en", "ja"].map((lang) => {
    const plan = planDocument({ source, ledger, locale: findLocale(lang) });
    return buildTrace({ plan, ledger, company });
  });
  pair = [en!, ja!];
});

/** Faults of a kind, in both languages by turns. */
function plant(
  kind: FaultKind,
  count: number,
): readonly (Planted & { readonly pair: readonly [Trace, Trace] })[] {
  const random = seeded(2006 + faultKinds.indexOf(kind));
  return Array.from({ length: count }, (_, index) => {
    const planted = plantFault(pair[index % 2]!, kind, random);
    return { ...planted, pair: index % 2 === 0 ? [planted.trace, pair[1]] : [pair[0], planted.trace] };
  });
}

const names = ({ figures }: Planted, problems: readonly Problem[]): boolean =>
  problems.some(({ what }) => figures.some((figure) => what.includes(figure)));

describe("the deck of 2Q06 in English and Japanese", () => {
  test("has no fault", () => {
    expect(pair.flatMap(checkTexts)).toEqual([]);
    expect(checkTwins(pair)).toEqual([]);
  });

  // Together 200. The texts alone show a wrong last digit where the other language has fewer, the twins alone a lost row
  test.each([
    ["digit", { planted: 60, byTexts: 60, byTwins: 59 }],
    ["sign", { planted: 40, byTexts: 40, byTwins: 39 }],
    ["unit", { planted: 25, byTexts: 25, byTwins: 25 }],
    ["scale", { planted: 25, byTexts: 25, byTwins: 25 }],
    ["row", { planted: 20, byTexts: 0, byTwins: 20 }],
    ["other", { planted: 30, byTexts: 30, byTwins: 30 }],
  ] as const)("shows every planted fault of the sort %s", (kind, { planted: count, byTexts, byTwins }) => {
    const planted = plant(kind, count).map((one) => ({
      what: one.what,
      byTexts: names(one, one.pair.flatMap(checkTexts)),
      byTwins: names(one, checkTwins(one.pair)),
    }));
    expect(planted.filter((one) => !one.byTexts && !one.byTwins)).toEqual([]);
    expect(planted.filter((one) => one.byTexts)).toHaveLength(byTexts);
    expect(planted.filter((one) => one.byTwins)).toHaveLength(byTwins);
    expect(planted).toHaveLength(count);
  });
});
